//! Every file can be read, is sound, and survives the way to the device and back.

use super::support::{Citizen, catalogue_files, context, procedure, read};
use domain::{Language, Procedure, ReasonCatalogue, ReasonTarget, StepView};
use uuid::Uuid;

#[test]
fn every_procedure_is_sound_and_effective() {
    for file in &catalogue_files() {
        let procedure = procedure(file);
        assert!(procedure.is_effective(context(true).today), "{file}");
        assert_eq!(*file, format!("{}.toml", procedure.code.to_lowercase()));
        assert!(!procedure.legal_basis.is_empty(), "{file}");
    }
}

#[test]
fn sentences_are_short_and_no_upload_is_asked_for_a_form_the_portal_fills_in() {
    for file in &catalogue_files() {
        for language in [Language::Id, Language::En] {
            let procedure = procedure(file).localize(language);
            for step in &procedure.steps {
                let texts = core::iter::once(&step.title).chain(&step.hint);
                let hints = step.questions.iter().filter_map(|question| question.hint.as_ref());
                for sentence in texts.chain(hints).flat_map(|text| text.split(['.', '?', '!', ':'])) {
                    assert!(sentence.split_whitespace().count() <= 16, "{file}: too long: {sentence}");
                }
            }
            let filled_in = |form: &str| ["F-1.01", "F-1.02", "F-1.06", "F-2.01A"].contains(&form);
            assert!(!procedure.documents.iter().any(|slot| slot.form.as_deref().is_some_and(filled_in)));
        }
    }
}

#[test]
fn what_goes_to_the_device_comes_back_equal() {
    for file in &catalogue_files() {
        let mut procedure = procedure(file).localize(Language::Id);
        procedure.events.clear(); // the server's own
        let view = StepView {
            draft: Uuid::from_u128(9),
            revision: 3,
            language: Language::Id,
            procedure,
            answers: domain::Answers::try_from(vec![("member", "x"), ("proof_date.day", "5")]).unwrap(),
            context: context(false),
            documents: vec![super::support::document("ktp_el")],
            bring_original: Vec::new(),
            flagged: None,
            before: None,
            step: "anggota".into(),
        };
        let json = serde_json::to_string(&view).unwrap();
        assert_eq!(serde_json::from_str::<StepView>(&json).unwrap(), view, "{file}");
        assert!(json.len() < 24_000, "{file}: {} bytes to the device", json.len());
    }
}

#[test]
fn a_typo_in_a_file_is_named() {
    let good = read("kk-07.toml");
    let refused = |from: &str, to: &str| {
        assert!(good.contains(from), "{from}");
        toml::from_str::<Procedure<domain::Words>>(&good.replacen(from, to, 1)).unwrap_err().to_string()
    };
    let says = |from: &str, to: &str, part: &str| {
        let told = refused(from, to);
        assert!(told.contains(part), "{part} not in {told}");
    };
    says("minutes = 5", "minuts = 5", "minutes: is missing; `minuts` does not belong to a procedure");
    says(
        "kind = \"codes\"",
        "kind = \"code\"",
        "steps.2.questions.1.education.kind: there is no kind `code`",
    );
    says("past = true", "lines = 3", "proof_date.lines: does not belong to the kind `date`");
    says("list = \"education\"", "required = true", "education.list: is missing");
    says("list = \"education\"", "list = \"school\"", "`school` is not a code list");
    says("\"2026-01-01\"", "\"2026-13-01\"", "effective_from: `2026-13-01` is not a date like 2026-11-22");
    says("test = \"unlinked\"", "test = \"is\"", "documents.5.when.question: is missing");
    says("max = 100", "max = 100000", "school.max: a whole number is expected, of type u16");
    says("en = \"Education\"", "eng = \"Education\"", "name.en: is missing");
    says("effect = \"set_element\"", "effect = \"set\"", "effects.1.effect: there is no effect `set`");
}

#[test]
fn reasons_are_sound_and_each_kind_can_be_pointed_at() {
    let file: ReasonCatalogue = toml::from_str(&read("reasons.toml")).unwrap();
    assert_eq!(file.check(), []);
    let reasons = file.reasons();
    for about in [ReasonTarget::Field, ReasonTarget::Document, ReasonTarget::Request] {
        assert!(reasons.iter().any(|reason| reason.about == about && reason.returns));
    }
    assert!(reasons.iter().any(|reason| reason.refuses && !reason.returns));
    assert_eq!(reasons.iter().find(|reason| reason.code == "blurred").unwrap().category, "photo");
}

#[test]
fn every_service_has_reasons_of_its_own_and_a_power_of_attorney_where_a_card_is_needed() {
    for file in catalogue_files() {
        let procedure = procedure(&file);
        assert!(!procedure.reasons.is_empty(), "{file}");
        let slot = procedure.slot("surat_kuasa");
        assert_eq!(slot.is_some(), procedure.needs_card, "{file}");
        assert!(slot.is_none_or(|slot| !slot.required && slot.form.as_deref() == Some("F-1.07")), "{file}");
    }
    let mut citizen = Citizen::at("kk-10.toml", true);
    assert!(!citizen.slots().contains(&"surat_kuasa"));
    citizen.context.applicant = None;
    assert!(citizen.slots().contains(&"surat_kuasa"), "who is not on the card acts for somebody who is");
}
