//! Each kind of question: its control, its name in the form, what is escaped.
use super::{
    drawn, html, is_sound,
    sample::{SITI, kinds, procedure, start, step},
};
use domain::Language;

const BOTH: [Language; 2] = [Language::Id, Language::En];

fn page(answers: &[(&str, &str)], language: Language) -> String {
    drawn(start(&procedure(vec![step("semua", kinds())]), "semua", answers, language))
}

fn tag<'a>(html: &'a str, id: &str) -> &'a str {
    let at = html.find(&format!(" id=\"{id}\"")).unwrap();
    let from = html[..at].rfind('<').unwrap();
    &html[from..at + html[at..].find('>').unwrap()]
}

/// The tag around the question that depends on another.
fn place(html: &str) -> &str {
    let at = html.find("data-question=\"why\"").unwrap();
    let from = html[..at].rfind('<').unwrap();
    &html[from..at + html[at..].find('>').unwrap()]
}

#[test]
fn every_kind_has_a_control_with_its_name_in_both_languages() {
    for language in BOTH {
        let html = page(&[], language);
        is_sound(&html);
        for kind in kinds().iter().filter(|kind| kind.code != "why" && kind.code != "born") {
            let control = tag(&html, &format!("f-{}", kind.code));
            assert!(control.contains(&format!("name=\"{}\"", kind.code)), "{control}");
            assert!(html.contains(kind.label.get(language)));
        }
        for part in ["day", "month", "year"] {
            assert!(tag(&html, &format!("f-born-{part}")).contains(&format!("name=\"born.{part}\"")));
        }
    }
}

#[test]
fn a_short_list_is_rows_and_a_long_one_unfolds_with_the_common_entries_first() {
    let html = page(&[], Language::Id);
    assert!(tag(&html, "f-education").contains("type=\"radio\""));
    assert!(tag(&html, "f-sex").contains("type=\"radio\""));
    assert!(tag(&html, "f-occupation").starts_with("<select"));
    let first = domain::CodeList::Occupation.common()[0];
    let after_empty = html.split("<option").nth(2).unwrap();
    assert!(after_empty.contains(&format!("value=\"{first}\"")), "{after_empty}");
}

#[test]
fn a_member_shows_relation_and_masked_nik() {
    let html = page(&[], Language::Id);
    assert!(html.contains("Siti Rahayu"));
    assert!(html.contains("Kepala Keluarga · NIK 3404••••••••0001") || html.contains("NIK 3404••••••••0001"));
}

#[test]
fn the_present_value_stands_beside_the_question_that_must_differ_from_it() {
    let siti = SITI.to_string();
    let answers = [("member", siti.as_str())];
    assert!(page(&answers, Language::Id).contains("Semula"));
    assert!(page(&answers, Language::En).contains("Before"));
    let empty = page(&[], Language::Id);
    let line = empty.split("data-was=\"education\"").nth(1).unwrap();
    assert!(line.split('>').next().unwrap().contains("hidden"));
}

#[test]
fn a_question_that_depends_on_another_comes_with_its_answer() {
    assert!(place(&page(&[], Language::Id)).contains("hidden"));
    assert!(!place(&page(&[("sure", "yes")], Language::Id)).contains("hidden"));
    assert!(page(&[], Language::Id).contains("value=\"stay\""));
}

#[test]
fn what_was_typed_is_shown_again_and_never_becomes_markup() {
    let bad = "</textarea><script>alert(1)</script>";
    let answers =
        [("new_name", bad), ("story", bad), ("school", "\"><img src=x onerror=alert(1)>"), ("sure", "no")];
    for language in BOTH {
        let whole = html(start(&procedure(vec![step("semua", kinds())]), "semua", &answers, language));
        let found = whole.find("<script").map(|at| &whole[at.saturating_sub(60)..at + 20]);
        assert_eq!(found, None, "not in the page, not in the island's JSON");
        assert!(!whole.contains("<img src=x"));
        assert!(page(&answers, language).contains("&lt;script"));
    }
}

#[test]
fn what_is_wrong_is_told_at_the_field_and_in_the_summary() {
    let procedure = procedure(vec![step("semua", kinds())]);
    let mut posted = start(
        &procedure,
        "semua",
        &[("born.day", "31"), ("born.month", "2"), ("born.year", "2026")],
        Language::Id,
    );
    posted.props.show_issues = true;
    let html = drawn(posted);
    is_sound(&html);
    assert!(html.contains("id=\"ringkasan-galat\""));
    assert!(html.contains("href=\"#f-new_name\""));
    assert!(tag(&html, "f-new_name").contains("aria-invalid=\"true\""));
    assert!(html.contains("Tanggal ini tidak ada di kalender"));
    assert!(!html.contains("href=\"#f-weight\""), "it may be left out");
}

#[test]
fn a_single_question_is_asked_by_the_headline() {
    let one = kinds().into_iter().filter(|kind| kind.code == "new_name").collect();
    let html = drawn(start(&procedure(vec![step("nama", one)]), "nama", &[], Language::Id));
    assert!(tag(&html, "f-new_name").starts_with("<input"));
    let label = html.split("<label").find(|label| label.contains("for=\"f-new_name\"")).unwrap();
    assert!(label.split('>').next().unwrap().contains("class=\"vh\""), "said, not shown");
}
