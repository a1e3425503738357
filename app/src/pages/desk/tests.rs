//! The panes of a request as the browser would get them.
use super::{
    case::{self, CaseView},
    errors::CaseErrors,
    foot,
    place::Place,
    stage,
};
use crate::{api::desk::DecisionInput, routes, wire::AppError};
use domain::{
    Change, ChangeSubject, Command, DocumentView, Element, Fact, FieldError, FieldIssue, Labels, Language,
    Status, Zone,
};
use leptos::prelude::*;
use service::{
    Catalogue, DeskDetail, Difference, EventView, FormName, Lease, RegisterFinding, RegisterView,
    RequestDetail, Wrote,
};
use std::collections::BTreeSet;
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

const HOSTILE: &str = "<script>alert(1)</script>\"'&";
const NUMBER: &str = "K7RT-4MQX-9";

fn now() -> OffsetDateTime {
    OffsetDateTime::UNIX_EPOCH + Duration::days(20_000)
}

fn fact(question: &str, value: &str) -> Fact {
    Fact {
        step: "dasar".into(),
        question: question.into(),
        label: format!("Isian {question}"),
        value: value.into(),
    }
}

fn file(slot: &str, position: u8) -> DocumentView {
    DocumentView {
        id: Uuid::from_u128(u128::from(position) + 7),
        slot: slot.into(),
        position,
        name: HOSTILE.into(),
        bytes: 2_000,
        media_type: "image/jpeg".into(),
        sha256: "0".repeat(64),
        width: Some(800),
        height: Some(600),
        turns: 0,
        pages: 1,
    }
}

fn request(catalogue: &Catalogue, language: Language) -> Option<RequestDetail> {
    let today = domain::date::from_iso("2026-11-22")?;
    let education = Change {
        subject: ChangeSubject::Member(Uuid::from_u128(1), HOSTILE.into()),
        element: Element::Education,
        was: Some("4".into()),
        will: "8".into(),
        basis: None,
        event: None,
    };
    Some(RequestDetail {
        objection: None,
        id: Uuid::from_u128(99),
        number: NUMBER.into(),
        title: catalogue.find("KK-07", today)?.procedure.title.get(language).to_owned(),
        procedure: catalogue.find("KK-07", today)?.procedure.localize(language),
        status: Status::InReview,
        version: 4,
        submitted_at: now() - Duration::hours(3),
        due_at: now() + Duration::hours(9),
        labels: Labels::default(),
        correction_due_at: None,
        events: vec![EventView { kind: "submit".into(), by: "owner".into(), helped_by: None, at: now() }],
        changes: vec![education],
        facts: vec![fact("education", "S1"), fact("school", HOSTILE)],
        documents: vec![file("ijazah", 0), file("ijazah", 1)],
        files_gone: None,
        bring_original: Vec::new(),
        flagged: None,
        expected: None,
        feedback: None,
        results: Vec::new(),
        reasons: Vec::new(),
        result_note: None,
        forms: vec![FormName { code: "F-1.06".into(), title: "Surat Pernyataan".into() }],
        deliveries: Vec::new(),
        unreachable: Vec::new(),
    })
}

/// A request that the officer holds, in review, sent again after a correction.
fn held(language: Language) -> Option<CaseView> {
    let catalogue = Catalogue::built_in().ok()?;
    let detail = DeskDetail {
        objections: service::DeskObjections {
            all: vec![service::DeskObjection {
                id: Uuid::from_u128(9),
                by: HOSTILE.into(),
                words: HOSTILE.into(),
                state: service::ObjectionState::Open,
                filed_at: now(),
                answer: None,
                told: None,
                settled_by: None,
            }],
            block: true,
            may_settle: true,
        },
        request: request(&catalogue, language)?,
        applicant: HOSTILE.into(),
        nik: "3404••••••••0001".into(),
        kk_number: "3404••••••••0012".into(),
        linked: false,
        may_unlink: false,
        contested: true,
        lease: Some(Lease { by: "Rina".into(), mine: true, until: now() + Duration::minutes(12) }),
        helpers: Vec::new(),
        helped_by_me: false,
        eyes: None,
        commands: vec![Command::Claim, Command::Return, Command::Reject, Command::Approve],
        reasons: catalogue.reasons().to_vec(),
        changed_answers: vec!["school".into()],
        earlier: vec![fact("school", "SMA Lama")],
        new_documents: vec![Uuid::from_u128(7)],
        siblings: vec!["W8MC-2HJD-5".into()],
        duplicates: vec![service::Duplicate::Alike {
            number: "W8MC-2HJD-5".into(),
            name: "Sekar Ayu".into(),
            other: "Sekar Ayu Lestari".into(),
        }],
        findings: Vec::new(),
        gives: service::Gives::default(),
        colleagues: Vec::new(),
        onlookers: vec!["Budi <i>".into()],
        register: None,
        previews: std::collections::BTreeMap::new(),
        reused: std::collections::BTreeMap::default(),
        poor_photos: [(
            Uuid::from_u128(7),
            service::Verdict { unreadable: 93, causes: vec![service::Cause::Blurred] },
        )]
        .into(),
    };
    Some(CaseView {
        commands: detail.commands.clone(),
        detail,
        points: vec![service::CheckedPoint {
            key: "KK-07:diploma".into(),
            label: HOSTILE.into(),
            source: HOSTILE.into(),
            document: Some(HOSTILE.into()),
            required: true,
            tick: Some(service::Tick { by: HOSTILE.into(), at: now() }),
            earlier: None,
        }],
        may_link: true,
        place: Place { number: NUMBER.into(), ..Place::default() },
        typed: DecisionInput::default(),
        takeover: String::new(),
        handing: Default::default(),
        settling: Default::default(),
        talk: service::Conversation {
            messages: vec![service::MessageView {
                id: Uuid::from_u128(5),
                from_office: false,
                by: None,
                text: format!("Satu\n{HOSTILE}"),
                at: now(),
                read: false,
                files: vec![service::MessageFileView {
                    id: Uuid::from_u128(6),
                    name: HOSTILE.into(),
                    media_type: "image/jpeg".into(),
                    bytes: 2_000,
                }],
            }],
            unread: 1,
            may_write: true,
        },
        answers: catalogue.answers().to_vec(),
        writing: Default::default(),
        errors: CaseErrors::default(),
        said: None,
        letter: None,
        language,
        zone: Zone::Wib,
        now: now(),
    })
}

/// The middle pane, the right one and the foot.
fn html(view: &CaseView) -> String {
    Owner::new().with(|| {
        let (pane, stage, foot) = (case::pane(view), stage::pane(view), foot::bar(view));
        view! { {pane}{stage}{foot} }.to_html()
    })
}

fn values<'a>(html: &'a str, attribute: &str) -> Vec<&'a str> {
    html.split(&format!(" {attribute}=\"")).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

fn in_both(check: impl Fn(CaseView)) {
    for language in [Language::Id, Language::En] {
        let view = held(language);
        assert!(view.is_some(), "the catalogue has no KK-07");
        view.into_iter().for_each(&check);
    }
}

#[test]
fn nothing_typed_by_a_citizen_becomes_markup() {
    in_both(|view| {
        let html = html(&view);
        assert!(!html.contains("<script"), "{html}");
        assert!(html.contains("&lt;script&gt;alert(1)"));
        assert!(!html.contains(" style="));
    });
}

#[test]
fn every_verdict_and_reason_has_a_label_and_no_id_is_given_twice() {
    in_both(|view| {
        let html = html(&view);
        let ids = values(&html, "id");
        let distinct: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), distinct.len(), "{ids:?}");
        for target in values(&html, "for") {
            assert!(distinct.contains(target), "no control has the id {target}");
        }
        for target in ["q:education", "q:school", "d:ijazah"] {
            assert!(html.contains(&format!("name=\"tanda[{target}]\"")), "{target}");
            assert!(html.contains(&format!("for=\"f-alasan[{target}]\"")), "{target}");
        }
        assert_eq!(html.matches("role=\"radiogroup\" aria-label=\"").count(), 3);
    });
}

#[test]
fn ticks_go_along_with_whatever_is_decided_and_are_only_read_by_others() {
    in_both(|view| {
        let form = html(&view);
        let form = form.split("<form id=\"putusan\"").nth(1).and_then(|rest| rest.split("</form>").next());
        let form = form.unwrap_or_default();
        assert!(form.contains("name=\"butir[KK-07:diploma]\"") && form.contains("checked"), "{form}");
        assert!(form.contains("name=\"periksa\" value=\"1\"") && form.contains("/api/petugas/periksa"));
        let mut others = view;
        others.detail.lease = None;
        let read = html(&others);
        assert!(!read.contains("name=\"butir[") && read.contains("id=\"periksa\""));
    });
}

#[test]
fn the_forms_of_the_request_open_beside_the_desk() {
    in_both(|view| {
        let href = routes::form(view.detail.request.id, "F-1.06");
        let html = html(&view);
        let link = html.split("<a ").find(|link| link.contains(&href)).unwrap_or_default();
        assert!(link.contains("target=\"_blank\"") && link.contains("Surat Pernyataan"), "{link}");
    });
}

#[test]
fn the_words_are_those_of_the_language() {
    let words = [
        (Language::Id, "Setujui", "Kembalikan untuk perbaikan"),
        (Language::En, "Approve", "Return for correction"),
    ];
    for (language, approve, give_back) in words {
        let html = held(language).map(|view| html(&view)).unwrap_or_default();
        assert!(html.contains(approve) && html.contains(give_back), "{language:?}");
    }
}

#[test]
fn reasons_fit_what_they_are_about() {
    in_both(|view| {
        let html = html(&view);
        let select = |target: &str| {
            html.split(&format!("name=\"alasan[{target}]\""))
                .nth(1)
                .and_then(|rest| rest.split("</select>").next())
                .unwrap_or("")
        };
        assert!(select("q:school").contains("typing_slip") && !select("q:school").contains("blurred"));
        assert!(select("d:ijazah").contains("blurred") && !select("d:ijazah").contains("typing_slip"));
        assert!(select("umum").contains("needs_visit"));
    });
}

#[test]
fn what_the_correction_changed_is_marked_with_what_it_was() {
    let html = held(Language::Id).map(|view| html(&view)).unwrap_or_default();
    assert!(html.contains("SMA Lama") && html.contains("diperbaiki"));
    assert!(html.contains("2 hal berubah sejak perbaikan"));
}

#[test]
fn without_holding_it_an_officer_can_only_take_it() {
    in_both(|mut view| {
        view.detail.lease = None;
        let html = html(&view);
        assert!(html.contains("/api/petugas/ambil"));
        assert!(
            !html.contains("tanda[")
                && !html.contains("/api/petugas/putusan")
                && !html.contains("/api/petugas/tautkan")
        );
    });
}

#[test]
fn a_colleagues_request_is_taken_over_with_a_reason_only() {
    in_both(|mut view| {
        view.detail.lease =
            Some(Lease { by: "Budi <i>".into(), mine: false, until: now() + Duration::minutes(5) });
        let html = html(&view);
        assert!(html.contains("name=\"takeover\"") && html.contains("Budi &lt;i&gt;"));
        assert!(!html.contains("tanda["));
    });
}

#[test]
fn the_front_desk_sees_no_button_it_may_not_press() {
    in_both(|mut view| {
        view.commands = vec![Command::Claim, Command::Return];
        view.may_link = false;
        let html = html(&view);
        assert!(html.contains("value=\"return\""));
        for command in ["approve", "reject", "verify"] {
            assert!(!html.contains(&format!("value=\"{command}\"")), "{command}");
        }
        assert!(!html.contains("/api/petugas/tautkan"));
    });
}

#[test]
fn errors_lead_to_their_field_and_keep_what_was_chosen() {
    in_both(|mut view| {
        view.typed.marks.insert("q:school".into(), "tandai".into());
        view.typed.notes.insert("q:school".into(), HOSTILE.into());
        let issues = vec![FieldIssue::new("alasan[q:school]", FieldError::Missing)];
        let error = Some(AppError::Fields { issues });
        view.errors = CaseErrors::of(&view.detail, error, view.language);
        let html = html(&view);
        assert!(html.contains("href=\"#f-alasan[q:school]\""));
        assert!(html.contains("aria-invalid=\"true\""));
        let mark = html
            .split("name=\"tanda[q:school]\"")
            .nth(2)
            .and_then(|rest| rest.split('>').next())
            .unwrap_or("");
        assert!(mark.contains("checked"), "{mark}");
    });
}

#[test]
fn a_conflict_names_the_colleague() {
    in_both(|mut view| {
        let error = Some(AppError::Conflict { by: Some("Budi".into()) });
        view.errors = CaseErrors::of(&view.detail, error, view.language);
        assert!(html(&view).contains("Budi"));
    });
}

#[test]
fn before_a_decision_the_citizens_words_are_shown_and_everything_chosen_goes_along() {
    in_both(|mut view| {
        view.typed =
            DecisionInput { command: "return".into(), version: "4".into(), ..DecisionInput::default() };
        view.typed.marks.insert("d:ijazah".into(), "tandai".into());
        view.typed.reasons.insert("d:ijazah".into(), "blurred".into());
        view.letter = Some(Wrote { subject: "Perlu diperbaiki".into(), body: format!("Satu\n\n{HOSTILE}") });
        let html = html(&view);
        assert!(html.contains("Perlu diperbaiki") && !html.contains("<script"));
        for hidden in [
            "name=\"alasan[d:ijazah]\" value=\"blurred\"",
            "name=\"command\" value=\"return\"",
            "name=\"version\" value=\"4\"",
        ] {
            assert!(html.contains(hidden), "{hidden}");
        }
    });
}

#[test]
fn words_that_speak_of_the_reader_are_warned_of() {
    in_both(|mut view| {
        view.letter = Some(Wrote { subject: "Perlu diperbaiki".into(), body: "Satu".into() });
        let warned = |view: &CaseView| html(view).contains(view.words().tone_title);
        assert!(!warned(&view));
        view.typed.notes.insert("d:ijazah".into(), "Pemohon wajib melampirkan yang asli.".into());
        assert!(warned(&view));
    });
}

#[test]
fn what_the_office_has_stands_beside_the_request_in_words() {
    let nothing = held(Language::Id).map(|view| html(&view)).unwrap_or_default();
    assert!(!nothing.contains("data kantor"), "nothing is loaded");
    let numbers = ["9901010501150001", "9901010501150002", "9901010501250001"]
        .map(domain::KkNumber::parse)
        .map(|number| number.unwrap_or_else(|error| unreachable!("{error}")));
    let [own, same_ends, other] = numbers;
    let member = |element, own: &str, office: &str| {
        let (name, own, office) = (HOSTILE.to_owned(), own.to_owned(), office.to_owned());
        RegisterFinding::Differs(Difference::Member { name, element, own, office })
    };
    in_both(|mut view| {
        let findings = Vec::new();
        view.detail.register = Some(RegisterView { as_of: now(), findings });
        let words = if view.language == Language::Id { "Cocok dengan" } else { "Agrees with" };
        assert!(html(&view).contains(words));
        view.detail.register = Some(RegisterView {
            as_of: now(),
            findings: vec![
                RegisterFinding::NoApplicant,
                RegisterFinding::OtherCard { name: HOSTILE.into(), number: same_ends.clone() },
                RegisterFinding::Differs(Difference::Number { own: own.clone(), office: other.clone() }),
                member(Element::Education, "4", "5"),
            ],
        });
        let html = html(&view);
        assert!(html.contains("9901••••••••0002") && !html.contains("9901010501"));
        let labels = ["4", "5"].map(|code| Element::Education.display(code, view.language));
        assert!(labels.iter().all(|label| html.contains(label)), "{labels:?}");
        assert!(!html.contains("<script"));
        let differs = if view.language == Language::Id { "berbeda di data kantor" } else { "another one in" };
        assert!(html.contains(differs), "alike where they are shown");
    });
}

#[test]
fn the_enter_key_decides_nothing() {
    in_both(|view| {
        let html = html(&view);
        let form = html.split("id=\"putusan\"").nth(1).unwrap_or("");
        let first = form.split("<button").nth(1).and_then(|rest| rest.split('>').next()).unwrap_or("");
        assert!(first.contains("disabled"), "{first}");
    });
}
