//! The form around a step, the documents, the last look, and a correction.
use super::{
    drawn, html, is_sound,
    sample::{DRAFT, flag, kinds, procedure, start, step},
    values, waiting,
};
use crate::islands::wizard::{FlagWords, Start};
use domain::{Answers, CHECK, DOCUMENTS, DocumentView, FieldError, FieldIssue, Language, Procedure, Words};
use uuid::Uuid;

fn two_steps() -> Procedure<Words> {
    let only = |code: &str| kinds().into_iter().filter(|kind| kind.code == code).collect();
    procedure(vec![step("nama", only("new_name")), step("sekolah", only("school"))])
}

const COMPLETE: [(&str, &str); 3] =
    [("new_name", "Bagas Wirayuda"), ("school", "SMA 1"), ("bring.ijazah", "yes")];

fn photo() -> DocumentView {
    DocumentView {
        id: Uuid::from_u128(5),
        slot: "ijazah".to_owned(),
        position: 0,
        name: "ijazah <1>.jpg".to_owned(),
        bytes: 2_400_000,
        media_type: "image/jpeg".to_owned(),
        sha256: "0".repeat(64),
        width: Some(10),
        height: Some(10),
        turns: 0,
        pages: 1,
    }
}

/// The tag that has this attribute.
fn around<'a>(html: &'a str, attribute: &str) -> &'a str {
    let at = html.find(attribute).unwrap();
    let from = html[..at].rfind('<').unwrap();
    &html[from..at + html[at..].find('>').unwrap()]
}

#[test]
fn the_other_stops_wait_in_the_page_each_once() {
    let html = waiting(start(&two_steps(), "nama", &COMPLETE, Language::Id));
    is_sound(&html);
    assert_eq!(values(&html, "data-stop"), ["sekolah", DOCUMENTS, CHECK]);
    assert!(html.contains("SMA 1"), "as answered");
    assert!(!html.contains("ringkasan-galat"));
}

#[test]
fn the_form_posts_by_itself_and_enter_goes_on() {
    let html = drawn(start(&two_steps(), "nama", &[], Language::Id));
    is_sound(&html);
    assert!(html.contains("method=\"post\" action=\"/api/langkah\""));
    assert!(html.contains(&format!("name=\"_draft\" value=\"{DRAFT}\"")));
    assert!(html.contains("name=\"_step\" value=\"nama\""));
    let first_button = html.split("<button").nth(1).unwrap();
    assert!(first_button.contains("value=\"next\""), "Enter presses the first button");
    assert!(html.contains("Langkah 1 dari 4 · Langkah nama"));
    assert!(!html.contains("name=\"_kembali\""));
}

#[test]
fn ubah_leads_back_to_the_last_look() {
    let mut from = start(&two_steps(), "nama", &COMPLETE, Language::Id);
    from.props.from_check = true;
    assert!(drawn(from).contains("name=\"_kembali\" value=\"periksa\""));
}

#[test]
fn every_slot_has_a_form_of_its_own() {
    let mut documents = start(&two_steps(), DOCUMENTS, &COMPLETE[..2], Language::Id);
    documents.props.view.documents = vec![photo()];
    let html = drawn(documents);
    is_sound(&html);
    assert!(html.contains(&format!("action=\"/unggah/{DRAFT}/ijazah\"")));
    assert!(html.contains("enctype=\"multipart/form-data\""));
    assert!(html.contains("type=\"file\" id=\"f-berkas-ijazah\" name=\"berkas\""));
    assert!(html.contains("ijazah &lt;1&gt;.jpg"));
    assert!(html.contains("action=\"/api/hapus-berkas\""));
    assert!(html.contains("2,2 MB"));
}

#[test]
fn a_statement_can_be_had_filled_in_where_there_is_one_to_print() {
    let mut procedure = two_steps();
    procedure.documents[0].form = Some("F-2.03".to_owned());
    let mut documents = start(&procedure, DOCUMENTS, &COMPLETE[..2], Language::Id);
    let address = format!("/permohonan/{DRAFT}/formulir/F-2.03");
    assert!(!drawn(documents.clone()).contains(&address), "no layout, no link");
    documents.printable = vec!["F-2.03".to_owned()];
    let html = drawn(documents);
    is_sound(&html);
    assert!(html.contains(&format!("href=\"{address}\"")));
    assert!(html.contains("Unduh formulir terisi, cetak, tanda tangani, lalu foto"));
}

#[test]
fn an_original_may_be_brought_instead() {
    let html = drawn(start(&two_steps(), DOCUMENTS, &COMPLETE[..2], Language::Id));
    assert!(html.contains("name=\"bring.ijazah\" value=\"yes\""));
    assert!(around(&html, "data-brought").contains("hidden"));
    assert!(!around(&html, "data-promise").contains("hidden"));
    let html = drawn(start(&two_steps(), DOCUMENTS, &COMPLETE, Language::Id));
    assert!(html.contains("name=\"bring.ijazah\" value=\"no\""));
    assert!(!around(&html, "data-brought").contains("hidden"));
    assert!(around(&html, "data-form=\"upload\"").contains("hidden"));
}

#[test]
fn the_last_look_shows_every_answer_with_a_way_back() {
    for language in [Language::Id, Language::En] {
        let html = drawn(start(&two_steps(), CHECK, &COMPLETE, language));
        is_sound(&html);
        assert!(html.contains("Bagas Wirayuda") && html.contains("SMA 1"));
        let links = values(&html, "href");
        assert!(links.contains(&format!("/permohonan/{DRAFT}/isi/sekolah?kembali=periksa").as_str()));
        assert!(links.contains(&format!("/permohonan/{DRAFT}/isi/berkas?kembali=periksa").as_str()));
        assert!(html.contains("action=\"/api/kirim\""));
        assert!(html.contains("type=\"checkbox\" id=\"f-statement\" name=\"statement\""));
    }
}

#[test]
fn what_hinders_sending_leads_to_its_step() {
    let mut refused = start(&two_steps(), CHECK, &COMPLETE, Language::Id);
    refused.hindrances = vec![
        FieldIssue::new("school", FieldError::Missing),
        FieldIssue::new("berkas.ijazah", FieldError::DocumentMissing),
        FieldIssue::new("statement", FieldError::StatementNotTicked),
    ];
    let html = drawn(refused);
    is_sound(&html);
    let links = values(&html, "href");
    assert!(links.contains(&format!("/permohonan/{DRAFT}/isi/sekolah?kembali=periksa#f-school").as_str()));
    assert!(
        links.contains(&format!("/permohonan/{DRAFT}/isi/berkas?kembali=periksa#f-berkas-ijazah").as_str())
    );
    assert!(links.contains(&"#f-statement"));
}

fn correction() -> Start {
    let mut start = start(&two_steps(), "sekolah", &COMPLETE, Language::Id);
    start.props.view.flagged = Some(flag("q:school"));
    start.props.view.before = Some(Answers::try_from(COMPLETE.to_vec()).unwrap());
    start.reasons = vec![FlagWords {
        target: "q:school".to_owned(),
        reason: "Nama sekolah berbeda.".to_owned(),
        advice: "Tulis seperti di ijazah.".to_owned(),
        note: "Baris kedua".to_owned(),
    }];
    start
}

#[test]
fn a_correction_shows_reason_advice_note_and_what_was_sent() {
    let html = drawn(correction());
    is_sound(&html);
    for words in
        ["Nama sekolah berbeda.", "Tulis seperti di ijazah.", "Baris kedua", "SMA 1", "Langkah 1 dari 2"]
    {
        assert!(html.contains(words), "{words}");
    }
}

#[test]
fn a_correction_opens_only_what_was_flagged() {
    let mut correction = correction();
    let both = |code: &str| kinds().into_iter().find(|kind| kind.code == code).unwrap();
    let together = procedure(vec![step("sekolah", vec![both("new_name"), both("school")])]);
    correction.props.view.procedure = together.localize(Language::Id);
    let html = drawn(correction);
    assert!(html.contains("name=\"school\""));
    assert!(!html.contains("name=\"new_name\""), "shown, not asked");
    assert!(html.contains("Bagas Wirayuda"));
}

#[test]
fn whoever_helps_gets_one_stop_and_nothing_for_a_script() {
    let helping = |step: &str| {
        let mut start = start(&two_steps(), step, &COMPLETE, Language::Id);
        start.assisted = true;
        start.props.view.documents = vec![photo()];
        start
    };
    let last = html(helping(CHECK));
    is_sound(&last);
    for kept in ["data-props", "leptos-island", "<template", "/dokumen/"] {
        assert!(!last.contains(kept), "{kept}");
    }
    assert_eq!(values(&last, "data-stop"), [CHECK]);
    assert!(last.contains("Bacakan sebelum mengirim") && last.contains("sudah dibacakan kepada pemohon"));
    let documents = html(helping(DOCUMENTS));
    is_sound(&documents);
    assert!(!documents.contains("/dokumen/") && !documents.contains("/pindai/"));
    let alone = drawn(start(&two_steps(), CHECK, &COMPLETE, Language::Id));
    assert!(!alone.contains("Bacakan sebelum mengirim"), "the citizen reads it");
}
