#![expect(clippy::unwrap_used, reason = "tests")]

use super::{Catalogue, from_source};
use time::macros::date;

const TODAY: domain::Date = date!(2026 - 11 - 22);

#[test]
fn every_kept_version_is_read_as_it_was_offered() {
    let catalogue = Catalogue::built_in().unwrap();
    let two_in_one = catalogue.find("KK-06", TODAY).unwrap();
    assert_eq!(two_in_one.procedure.events.len(), 1, "a death may be that of the head");
    for entry in &catalogue.entries {
        assert_eq!(from_source(&entry.source).unwrap(), *entry.procedure, "{}", entry.procedure.code);
    }
    assert!(from_source("nothing of the kind").is_err());
}

#[test]
fn what_an_office_changes_of_one_procedure_holds_where_another_goes_on_with_it() {
    let folder = tempfile::tempdir().unwrap();
    let own = include_str!("../../catalogue/kk-02.toml")
        .replace("Siapa kepala keluarga yang baru?", "Siapa penggantinya?");
    std::fs::write(folder.path().join("own.toml"), &own).unwrap();
    let (built_in, changed) =
        (Catalogue::built_in().unwrap(), Catalogue::with_overrides(folder.path()).unwrap());
    let title = |catalogue: &Catalogue| {
        let entry = catalogue.find("KK-06", TODAY).unwrap();
        (entry.procedure.step("kk02-kepala-baru").unwrap().title.id.clone(), entry.hash)
    };
    let ((before, one), (after, other)) = (title(&built_in), title(&changed));
    assert_eq!(
        (before.as_str(), after.as_str()),
        ("Siapa kepala keluarga yang baru?", "Siapa penggantinya?")
    );
    assert_ne!(one, other, "another version, kept by itself");

    // What KK-06 settles for it must exist there.
    std::fs::write(folder.path().join("own.toml"), own.replace("\"spouse_here\"", "\"spouse_there\""))
        .unwrap();
    let wrong = Catalogue::with_overrides(folder.path()).unwrap_err().to_string();
    assert!(wrong.contains("kk-06.toml") && wrong.contains("KK-02 has no `spouse_here`"), "{wrong}");
}
