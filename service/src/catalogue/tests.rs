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

const OWN_REASONS: &str = r#"
version = 2
effective_from = "2026-01-01"

[[category]]
code = "photo"
label = { id = "Foto", en = "Photo" }

[[category.reason]]
code = "blurred"
about = "document"
label = { id = "Buram.", en = "Blurred." }
advice = { id = "Foto ulang.", en = "Take it again." }
"#;

#[test]
fn an_office_has_reasons_of_its_own_and_what_was_decided_before_is_still_read() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("reasons.toml"), OWN_REASONS).unwrap();
    let catalogue = Catalogue::with_overrides(folder.path()).unwrap();
    assert_eq!(catalogue.reasons().len(), 1);
    assert_eq!(catalogue.reason("blurred").unwrap().label.id, "Buram.");
    assert_eq!(catalogue.reason("cut_off").unwrap().category, "photo", "retired, not forgotten");
    let offered: Vec<_> = catalogue.reasons_for("MV-03").into_iter().map(|reason| reason.code).collect();
    assert_eq!(offered, ["blurred", "letter_not_ours"]);

    std::fs::write(folder.path().join("reasons.toml"), OWN_REASONS.replace("Take it again.", "")).unwrap();
    let wrong = Catalogue::with_overrides(folder.path()).unwrap_err().to_string();
    assert!(wrong.contains("reasons.toml") && wrong.contains("photo.blurred"), "{wrong}");
    let clash = OWN_REASONS.replace("\"blurred\"", "\"letter_not_ours\"");
    std::fs::write(folder.path().join("reasons.toml"), clash).unwrap();
    let wrong = Catalogue::with_overrides(folder.path()).unwrap_err().to_string();
    assert!(wrong.contains("mv-03.toml") && wrong.contains("letter_not_ours"), "{wrong}");
}

#[test]
fn a_procedure_offers_its_own_reasons_and_those_of_what_it_goes_on_with() {
    let catalogue = Catalogue::built_in().unwrap();
    let offered =
        |code: &str| catalogue.reasons_for(code).into_iter().map(|reason| reason.code).collect::<Vec<_>>();
    assert!(offered("KK-06").contains(&"death_not_proven".to_owned()));
    assert!(offered("KK-06").contains(&"head_not_of_age".to_owned()), "the death of a head goes on");
    assert!(!offered("KK-07").contains(&"head_not_of_age".to_owned()));
}

#[test]
fn every_service_has_a_checklist_in_both_languages() {
    let catalogue = Catalogue::built_in().unwrap();
    for entry in &catalogue.entries {
        let code = entry.procedure.code.as_str();
        let own = catalogue.checklists().of(&[code]).into_iter().filter(|(_, service, _)| service.is_some());
        let own: Vec<_> = own.map(|(_, _, point)| point).collect();
        assert!(own.len() >= 2, "{code} has {} points", own.len());
        assert!(own.iter().all(|point| !point.source.is_empty()), "{code} names what each point rests on");
    }
}

#[test]
fn an_office_replaces_the_list_of_one_service_and_mistakes_stop_the_start() {
    let folder = tempfile::tempdir().unwrap();
    let with = |text: &str| {
        std::fs::write(folder.path().join("checklists.toml"), text).unwrap();
        Catalogue::with_overrides(folder.path())
    };
    let point = r#"{ code = "seen", required = true, label = { id = "Dilihat.", en = "Seen." } }"#;
    let own = format!("version = 2\nlist = [{{ service = \"KK-07\", point = [{point}] }}]");
    let catalogue = with(&own).unwrap();
    let keys =
        |code: &str| catalogue.checklists().of(&[code]).into_iter().map(|(key, ..)| key).collect::<Vec<_>>();
    assert_eq!(keys("KK-07"), ["semua:applicant", "semua:power_of_attorney", "KK-07:seen"]);
    assert!(keys("KK-08").len() > 3, "the others stay");

    for (wrong, said) in [
        (own.replace("KK-07", "KK-99"), "there is no such service"),
        (own.replace(r#", en = "Seen.""#, r#", en = """#), "both languages"),
        (own.replace("required = true", r#"document = "paspor""#), "KK-07 has no document `paspor`"),
        (own.replace(point, &format!("{point}, {point}")), "used twice"),
        (own.replace(r#""seen""#, r#""se en""#), "is no code"),
        (own.replace("required", "wajib"), "expected form"),
    ] {
        let error = with(&wrong).unwrap_err().to_string();
        assert!(error.contains(said) && error.contains("checklists.toml"), "{error}");
    }
}
