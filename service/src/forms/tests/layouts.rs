//! The files themselves: what they name exists.
use super::*;
use crate::forms::{
    built_in,
    case::{FROM_ELSEWHERE, TO},
    layout::{Body, Kind, Layout},
    read::read,
    source::Source,
};
use std::collections::BTreeSet;

fn questions() -> BTreeSet<String> {
    let catalogue = Catalogue::built_in().unwrap();
    let procedures = catalogue.offered(TODAY);
    let of = |entry: &crate::catalogue::Entry| -> Vec<String> {
        entry.procedure.questions().map(|(_, question)| question.code.clone()).collect()
    };
    procedures.flat_map(of).collect()
}

fn sources(layout: &Layout) -> Vec<&Source> {
    let mut found: Vec<&Source> = layout.signatures.iter().flat_map(|one| &one.name).collect();
    for section in &layout.sections {
        match &section.body {
            Body::Fields(fields) => found.extend(fields.iter().flat_map(|field| &field.sources)),
            Body::Boxes { sources, .. } => found.extend(sources),
            Body::Text(_) | Body::Table { .. } => {}
        }
    }
    found
}

/// Questions of earlier versions of the catalogue, whose requests are printed still.
const EARLIER: [&str; 4] = ["village", "district", "regency", "province"];

#[test]
fn every_layout_can_be_read_and_asks_only_for_questions_of_the_catalogue() {
    let questions = questions();
    let forms = Forms::built_in().unwrap();
    assert_eq!(forms.layouts.len(), built_in::LAYOUTS.len());
    let mut seen = 0;
    for layout in &forms.layouts {
        for source in sources(layout) {
            if let Some(question) = source.question() {
                let is_asked = questions.contains(question) || EARLIER.contains(&question);
                assert!(is_asked, "{}: {question} is asked nowhere", layout.code);
                seen += 1;
            }
        }
    }
    assert!(seen > 60, "{seen}");
    for question in [TO].into_iter().chain(FROM_ELSEWHERE) {
        assert!(questions.contains(question), "{question}");
    }
}

#[test]
fn every_attachment_ticked_on_f_1_02_is_a_slot_of_the_catalogue() {
    let catalogue = Catalogue::built_in().unwrap();
    let slots: BTreeSet<String> = catalogue
        .offered(TODAY)
        .flat_map(|entry| entry.procedure.documents.iter().map(|slot| slot.code.clone()).collect::<Vec<_>>())
        .collect();
    let forms = Forms::built_in().unwrap();
    let attachments = forms.find("F-1.02", TODAY).unwrap().sections.iter().find(|one| one.code == "lampiran");
    let Body::Boxes { choices, .. } = &attachments.unwrap().body else { unreachable!("boxes") };
    assert_eq!(choices.len(), 16);
    for code in choices.iter().flat_map(|choice| &choice.codes) {
        assert!(slots.contains(code), "{code} is no slot");
    }
}

#[test]
fn every_statement_that_a_service_names_can_be_printed_or_is_known_to_be_an_application() {
    let catalogue = Catalogue::built_in().unwrap();
    let forms = Forms::built_in().unwrap();
    let named: BTreeSet<String> = catalogue
        .offered(TODAY)
        .flat_map(|entry| {
            entry.procedure.documents.iter().filter_map(|slot| slot.form.clone()).collect::<Vec<_>>()
        })
        .collect();
    let missing: Vec<_> =
        named.iter().filter(|code| forms.statement(code, TODAY).is_none()).map(String::as_str).collect();
    assert_eq!(missing, ["F-2.01D", "F-2.01E"], "applications to the civil registry, not statements");
}

#[test]
fn each_service_gets_the_forms_that_it_needs() {
    let forms = Forms::built_in().unwrap();
    let needed = |case: &Case| -> Vec<String> {
        let found = forms.of_request(&case.told.procedure, &case.told.changes, TODAY);
        found.into_iter().map(|form| form.code).collect()
    };
    assert_eq!(needed(&graduation()), ["F-1.02", "F-1.06"]);
    assert_eq!(needed(&moving(&["1", "2", "3", "4"])), ["F-1.03"]);
    let lost = request_of(family(), "RP-01", &super::filled::LOST, &[]);
    assert_eq!(needed(&lost), ["F-1.02"]);
}

#[test]
fn what_is_unknown_is_named_with_its_section_and_field() {
    let file = r#"
        code = "X-1"
        version = "1"
        effective_from = "2026-01-01"
        kind = "blue"
        title = "X"
        basis = []
        [[sections]]
        code = "orang"
        fields = [{ number = "7", label = "Nama", source = ["applicant.name", "applicant.shoe_size"] }]
        [[sections]]
        code = "daftar"
        table = "changes"
        only = ["hat"]
        cells = [{ head = "A", share = 1, cell = "relation" }]
        [[sections]]
        code = "kosong"
    "#;
    let wrong = read(file).unwrap_err();
    for expected in [
        "kind: `blue` is none of",
        "orang.7: `applicant.shoe_size` is no source",
        "daftar: `hat` is no element",
        "daftar: the column `A` has no cell `relation`",
        "kosong: needs exactly one of",
    ] {
        assert!(wrong.iter().any(|problem| problem.starts_with(expected)), "{expected}: {wrong:?}");
    }
    assert_eq!(wrong.len(), 5, "{wrong:?}");
    assert!(read("code = 1").is_err());
}

#[test]
fn the_newest_version_in_force_is_used_and_an_office_can_replace_one() {
    let mut forms = Forms::built_in().unwrap();
    let newer = built_in::LAYOUTS[0]
        .1
        .replace("version = \"2019\"", "version = \"2027\"")
        .replace("2019-01-01", "2027-01-01");
    forms.add("own.toml", &newer).unwrap();
    assert_eq!(forms.find("F-1.02", TODAY).unwrap().version, "2019");
    assert_eq!(forms.find("F-1.02", date!(2027 - 01 - 01)).unwrap().version, "2027");
    assert!(forms.find("F-1.02", date!(2018 - 12 - 31)).is_none());
    let replaced = built_in::LAYOUTS[0].1.replace("Formulir Pendaftaran", "Formulir Kantor");
    forms.add("own.toml", &replaced).unwrap();
    assert!(forms.find("F-1.02", TODAY).unwrap().title.starts_with("Formulir Kantor"));
    assert!(forms.find("F-1.02", TODAY).unwrap().kind != Kind::Statement);
}

#[test]
fn a_folder_of_an_office_adds_to_the_forms_and_a_mistake_in_it_names_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let own = folder.path().join("forms");
    std::fs::create_dir(&own).unwrap();
    let text = built_in::LAYOUTS[0].1.replace("\"F-1.02\"", "\"F-9.99\"");
    std::fs::write(own.join("own.toml"), &text).unwrap();
    let catalogue = Catalogue::with_overrides(folder.path()).unwrap();
    assert!(catalogue.forms().find("F-9.99", TODAY).is_some());
    std::fs::write(own.join("own.toml"), text.replace("applicant.nik", "applicant.hat")).unwrap();
    let wrong = Catalogue::with_overrides(folder.path()).unwrap_err().to_string();
    assert!(
        wrong.contains("own.toml") && wrong.contains("pemohon.2: `applicant.hat` is no source"),
        "{wrong}"
    );
}
