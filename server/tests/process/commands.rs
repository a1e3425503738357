//! Commands for officers and families, and what every command has.

use std::{io::Write as _, process::Stdio};

use super::{Office, said};

#[test]
fn an_officer_is_created_with_a_password_shown_once() {
    let office = Office::opened();
    let create = |more: &[&'static str]| {
        let arguments = [
            "create-officer",
            "--name",
            "Sri Rahayu",
            "--email",
            "sri@contoh.go.id",
            "--role",
            "supervisor",
            "--office",
            "DINAS",
        ];
        [&arguments[..], more].concat()
    };
    assert!(office.fails(&create(&[])).contains("--office-name creates it"));
    let said = office.succeeds(&create(&["--office-name", "Dinas Dukcapil"]));
    assert!(
        said.lines().any(|line| line.starts_with("Password, shown this once: ") && line.len() > 40),
        "{said}"
    );
    assert!(office.fails(&create(&[])).contains("signs in with this e-mail already"));
}

#[test]
fn a_password_from_the_standard_input_is_not_repeated() {
    let office = Office::opened();
    let mut child = office
        .command(&[
            "create-officer",
            "--name",
            "Budi",
            "--email",
            "budi@contoh.go.id",
            "--role",
            "front_desk",
            "--office",
            "DESA",
            "--office-name",
            "Desa",
            "--office-kind",
            "desa",
            "--password-stdin",
        ])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all("kuda nil di sawah 9\r\n".as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{}", said(&output.stderr));
    assert!(!said(&output.stdout).contains("kuda"));
}

#[test]
fn families_are_loaded_whole_or_not_at_all_and_bad_values_are_named_and_never_shown() {
    let office = Office::opened();
    let header = "kk_number,address,village,district,nik,name,sex,birth_place,birth_date,religion,education,occupation,\
                  marital,relation";
    let card = |number: u32, born: &str| {
        format!(
            "99010105011500{number:02},Dusun Kemiri 12,Contohsari,Contoh,99010104058000{number:02},Slamet Riyadi,1,\
             Contoh,{born},1,4,3,2,1"
        )
    };
    let write = |rows: &[String]| {
        std::fs::write(office.path().join("keluarga.csv"), [header, &rows.join("\n")].join("\n")).unwrap();
    };
    write(&[card(1, "1980-05-04"), card(2, "1980-02-31")]);
    let bad = ["import-families", "keluarga.csv", "--report", "buruk.csv"];
    let output = office.run(&bad);
    let (out, err) = (said(&output.stdout), said(&output.stderr));
    assert!(
        !output.status.success() && out.contains("line 3, column birth_date: no_such_date"),
        "{out}{err}"
    );
    assert!(err.contains("nothing was loaded") && err.contains("--skip-bad"), "{err}");
    assert!(!out.contains("02-31") && !err.contains("02-31"));
    let report = std::fs::read_to_string(office.path().join("buruk.csv")).unwrap();
    assert_eq!(report, "line,column,reason\n3,birth_date,no_such_date\n");

    let skipped = office.succeeds(&["import-families", "keluarga.csv", "--skip-bad"]);
    assert!(skipped.contains("1 whole cards") && skipped.contains("the office's families now"), "{skipped}");
    write(&[card(1, "1980-05-04"), card(2, "1980-02-28")]);
    assert!(office.succeeds(&["import-families", "keluarga.csv", "--dry-run"]).contains("dry run"));
    let loaded = office.succeeds(&["import-families", "keluarga.csv", "--as-of", "2026-11-01"]);
    assert!(loaded.contains("2 whole cards with 2 members") && loaded.contains("families now"), "{loaded}");

    assert!(
        office.fails(&["import-families", "keluarga.csv", "--as-of", "3026-01-01"]).contains("still to come")
    );
    assert!(office.fails(&["import-families", "tidak-ada.csv"]).contains("cannot be read"));
    std::fs::write(office.path().join("keluarga.csv"), card(3, "1980-05-04")).unwrap();
    let headless = office.fails(&["import-families", "keluarga.csv"]);
    assert!(headless.contains("line 1: column 1") && !headless.contains("9901"), "{headless}");
}

#[test]
fn every_command_explains_itself() {
    let office = Office::new();
    for arguments in [
        &["--help"][..],
        &["serve", "--help"],
        &["migrate", "--help"],
        &["seed-demo", "--help"],
        &["create-officer", "--help"],
        &["import-families", "--help"],
        &["keys", "--help"],
        &["keys", "prove", "--help"],
    ] {
        assert!(office.succeeds(arguments).contains("Usage: kk-daring"), "{arguments:?}");
    }
}

#[test]
fn wrong_settings_are_named_before_anything_happens() {
    let office = Office::new();
    let output = office.command(&["migrate"]).env("KK_PUBLIK_URL", "x").output().unwrap();
    assert!(said(&output.stderr).contains("did you mean KK_PUBLIC_URL?"));
    assert!(!office.path().join("data").exists());
}
