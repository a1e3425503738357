//! From nothing to an installation, as the technician of an office makes it.

use std::{
    os::unix::fs::PermissionsExt as _,
    path::Path,
    process::{Command, Output},
};

use super::said;

fn run(place: &Path, arguments: &[&str], settings: &[(&str, &str)]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_kk-daring"))
        .args(arguments)
        .current_dir(place)
        .env_clear()
        .envs(settings.iter().copied())
        .output()
        .unwrap()
}

fn init<'a>(more: &[&'a str]) -> Vec<&'a str> {
    [&["init", "--dir", "etc", "--data", "var", "--zone", "WITA"], more].concat()
}

const TOLD: [&str; 8] = [
    "--public-url",
    "https://kk.contoh.go.id",
    "--office-name",
    "Dinas Dukcapil \"Contoh\"",
    "--admin-name",
    "Agus Salim",
    "--admin-email",
    "agus@contoh.go.id",
];

fn mode(file: &Path) -> u32 {
    file.metadata().unwrap().permissions().mode() & 0o777
}

#[test]
fn one_command_makes_settings_keys_tables_and_the_first_administrator() {
    let place = tempfile::tempdir().unwrap();
    // What the environment says belongs to another installation.
    let made = run(place.path(), &init(&TOLD), &[("KK_DEMO", "1")]);
    let (out, err) = (said(&made.stdout), said(&made.stderr));
    assert!(made.status.success(), "{out}{err}");
    assert!(out.contains("Agus Salim may sign in as agus@contoh.go.id."), "{out}");
    let password = out.lines().find_map(|line| line.strip_prefix("Password, shown this once: ")).unwrap();
    assert_eq!(password.len(), 20);
    // What serving still wants is said at once, not at the first try.
    for missing in ["KK_SMTP_URL", "KK_GATEWAY_URL", "keys backup"] {
        assert!(out.contains(missing), "{missing}: {out}");
    }
    assert!(!out.contains("KK_OFFICE_NAME") && !out.contains("KK_PUBLIC_URL"), "{out}");
    assert_eq!(mode(&place.path().join("etc/settings.toml")), 0o600);
    assert_eq!(mode(&place.path().join("etc/keys.json")), 0o600);
    assert_eq!(mode(&place.path().join("etc")), 0o700);
    assert_eq!(mode(&place.path().join("var")), 0o700);

    // The other commands work with it as it is.
    let settings = [("KK_CONFIG", "etc/settings.toml")];
    let keys = run(place.path(), &["keys", "public"], &settings);
    assert!(said(&keys.stdout).contains("BEGIN PUBLIC KEY"), "{}", said(&keys.stderr));
    let again = [
        "create-officer",
        "--name",
        "A",
        "--email",
        "agus@contoh.go.id",
        "--role",
        "verifier",
        "--office",
        "DINAS",
    ];
    assert!(said(&run(place.path(), &again, &settings).stderr).contains("signs in with this e-mail already"));
    let written = std::fs::read_to_string(place.path().join("etc/settings.toml")).unwrap();
    assert!(
        written.contains("office_name = \"Dinas Dukcapil \\\"Contoh\\\"\"")
            && written.contains("zone = \"WITA\"")
    );
}

#[test]
fn what_is_there_stays_as_it_is() {
    let place = tempfile::tempdir().unwrap();
    assert!(run(place.path(), &init(&TOLD), &[]).status.success());
    let before = |name: &str| std::fs::read(place.path().join(name)).unwrap();
    let (settings, keys) = (before("etc/settings.toml"), before("etc/keys.json"));
    let mut other = TOLD;
    other[3] = "Another office";
    let again = run(place.path(), &init(&other), &[]);
    let out = said(&again.stdout);
    assert!(again.status.success(), "{out}{}", said(&again.stderr));
    assert!(
        out.contains("stays as it is") && out.contains("signs in already") && !out.contains("Password"),
        "{out}"
    );
    assert_eq!((settings, keys), (before("etc/settings.toml"), before("etc/keys.json")));
}

#[test]
fn what_is_missing_or_wrong_is_named_and_nothing_is_left_lying() {
    let place = tempfile::tempdir().unwrap();
    let refused = run(place.path(), &init(&TOLD[..4]), &[]);
    let err = said(&refused.stderr);
    assert!(!refused.status.success() && err.contains("--admin-name, --admin-email must be given"), "{err}");
    assert!(!place.path().join("etc").exists());

    let mut wrong = TOLD;
    wrong[1] = "kk.contoh.go.id/portal";
    let refused = run(place.path(), &init(&wrong), &[]);
    let err = said(&refused.stderr);
    assert!(!refused.status.success() && err.contains("KK_PUBLIC_URL"), "{err}");
    assert_eq!(std::fs::read_dir(place.path().join("etc")).unwrap().count(), 0, "to be tried again");

    let mut wrong = TOLD;
    wrong[7] = "no e-mail";
    let refused = run(place.path(), &init(&wrong), &[]);
    assert!(said(&refused.stderr).contains("--email"), "{}", said(&refused.stderr));
    assert!(run(place.path(), &init(&TOLD), &[]).status.success(), "and then it goes on where it was");
}
