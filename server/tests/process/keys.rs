//! Keys and the history, by command.

use super::{Office, said};

#[test]
fn a_key_file_is_never_overwritten_and_readable_by_its_owner_only() {
    use std::os::unix::fs::PermissionsExt as _;
    let office = Office::new();
    office.succeeds(&["keys", "create"]);
    let mode = office.path().join("data/demo/keys.json").metadata().unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    assert!(office.fails(&["keys", "create"]).contains("exists"));
}

#[test]
fn a_key_file_of_before_gets_a_signing_key_and_the_office_serves_before_and_after() {
    let office = Office::opened();
    let file = office.path().join("data/demo/keys.json");
    let mut keys: serde_json::Value = serde_json::from_slice(&std::fs::read(&file).unwrap()).unwrap();
    keys.as_object_mut().unwrap().remove("signing");
    std::fs::write(&file, serde_json::to_vec(&keys).unwrap()).unwrap();
    office.succeeds(&["migrate"]);
    assert!(office.fails(&["keys", "public"]).contains("kk-daring keys add-signing"));
    office.succeeds(&["keys", "add-signing"]);
    let first = office.succeeds(&["keys", "public"]);
    assert_eq!(first.matches("BEGIN PUBLIC KEY").count(), 1);
    assert!(office.succeeds(&["keys", "add-signing"]).contains("--renew"));
    office.succeeds(&["keys", "add-signing", "--renew"]);
    let both = office.succeeds(&["keys", "public"]);
    assert!(both.matches("BEGIN PUBLIC KEY").count() == 2 && both.ends_with(&first), "{both}");
    office.succeeds(&["migrate"]);
}

#[test]
fn a_back_up_of_the_keys_is_proven_even_without_the_original() {
    let office = Office::opened();
    office.succeeds(&[
        "create-officer",
        "--name",
        "Sri Rahayu",
        "--email",
        "sri@contoh.go.id",
        "--role",
        "verifier",
        "--office",
        "DINAS",
        "--office-name",
        "Dinas",
    ]);
    office.succeeds(&["keys", "backup", "--to", "safe/keys.json"]);
    std::fs::remove_file(office.path().join("data/demo/keys.json")).unwrap();
    let proof = office.succeeds(&["keys", "prove", "--backup", "safe/keys.json"]);
    assert!(
        proof.contains("opens 1 of 1 data keys") && proof.contains("This back-up opens the data."),
        "{proof}"
    );
    office.succeeds(&["keys", "create", "--file", "other.json"]);
    assert!(office.fails(&["keys", "prove", "--backup", "other.json"]).contains("do not open this database"));
}

#[test]
fn the_history_is_signed_exported_and_checked_and_the_master_key_renewed_by_command() {
    let office = Office::opened();
    let officer = ["create-officer", "--name", "Rina", "--email", "rina@contoh.go.id", "--role", "verifier"];
    office.succeeds(&[&officer[..], &["--office", "DINAS", "--office-name", "Dinas"]].concat());
    let with_checkpoints = |arguments: &[&str]| {
        let output = office.command(arguments).env("KK_CHECKPOINT_DIR", "checkpoints").output().unwrap();
        (output.status.success(), said(&output.stdout) + &said(&output.stderr))
    };
    let (made, told) = with_checkpoints(&["checkpoint"]);
    assert!(made && told.contains("1 new line(s)"), "{told}");
    let (whole, told) = with_checkpoints(&["verify-history"]);
    assert!(whole && told.contains("No fault was found."), "{told}");
    office.succeeds(&["export-history", "--to", "history.jsonl"]);
    let key = office.succeeds(&["keys", "public"]);
    std::fs::write(office.path().join("office.pem"), key).unwrap();
    let export = office.path().join("history.jsonl");
    let text = std::fs::read_to_string(&export).unwrap();
    std::fs::write(&export, text.replace("role=verifier", "role=supervisor")).unwrap();
    let checked = ["verify-history", "--export", "history.jsonl", "--public-key", "office.pem"];
    let (whole, told) = with_checkpoints(&checked);
    assert!(!whole && told.contains("line 1 of") && told.contains("was changed"), "{told}");

    let keys = office.path().join("data/demo/keys.json");
    let old = std::fs::read(&keys).unwrap();
    office.succeeds(&["rotate-keys", "--begin"]);
    office.fails(&["rotate-keys", "--begin"]);
    office.succeeds(&["rotate-keys"]);
    let told = office.succeeds(&["rotate-keys", "--remove-old"]);
    assert!(told.contains("k1 is gone"), "{told}");
    assert!(with_checkpoints(&["verify-history"]).0, "the key that signs is as it was");

    let rotated = std::fs::read(&keys).unwrap();
    let told = office.succeeds(&["renew-indexes"]);
    assert!(told.contains("1 account(s) and 0 request(s)") && told.contains("new keys are in use"), "{told}");
    assert!(!std::fs::read_to_string(&keys).unwrap().contains("next_indexes"));
    let renewed = std::fs::read(&keys).unwrap();
    std::fs::write(&keys, rotated).unwrap();
    assert!(office.fails(&["verify-history"]).contains("indexes of this database were made with other keys"));
    std::fs::write(&keys, renewed).unwrap();
    assert!(with_checkpoints(&["verify-history"]).0);
    let told = office.succeeds(&["destroyed", "--from", "2026-01-01", "--to", "2100-01-01"]);
    assert!(
        told.starts_with("number,service,") && told.lines().count() == 1,
        "nothing was destroyed: {told}"
    );
    std::fs::write(&keys, old).unwrap();
    let told = office.fails(&["verify-history"]);
    assert!(told.contains("does not hold the master key"), "{told}");
    let told = office.run(&["check-config"]);
    assert!(
        !told.status.success() && said(&told.stdout).contains("unsafe: KK_DEMO"),
        "{}",
        said(&told.stdout)
    );
}
