//! The PDF, read again by another library.
use super::*;
use crate::forms::draw::{DrawError, Fonts, draw};
use crate::{forms::FormKind, inspect::inspect};
use lopdf::{Document, Object};

fn pdf(paper: &Paper) -> Vec<u8> {
    draw(paper, &Fonts::built_in().unwrap()).unwrap()
}

/// All words, with single spaces.
fn words(bytes: &[u8]) -> String {
    let document = Document::load_mem(bytes).unwrap();
    let pages: Vec<u32> = document.get_pages().keys().copied().collect();
    document.extract_text(&pages).unwrap().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn pages(bytes: &[u8]) -> usize {
    Document::load_mem(bytes).unwrap().get_pages().len()
}

/// Twelve people with names as long as the law allows.
fn large_family() -> FamilyCard {
    let mut card = family();
    for at in 5..=12 {
        card.members.push(member(at, &LONG_NAME[..60], "2", ("3", "4", "2010"), "4"));
    }
    card
}

#[test]
fn every_form_becomes_a_pdf_that_our_own_uploads_would_take() {
    let forms = Forms::built_in().unwrap();
    for layout in &forms.layouts {
        let bytes = pdf(&fill(layout, None, &forms.words, true));
        assert!(bytes.len() < 60_000, "{}: {}", layout.code, bytes.len());
        assert!(words(&bytes).contains(&layout.code), "{}", layout.code);
        // One sheet to sign: nobody can exchange the page above a signature.
        assert!(layout.kind != FormKind::Statement || pages(&bytes) == 1, "{}", layout.code);
        // Refuses scripts, actions, attachments and whatever is encrypted.
        assert!(inspect(bytes, "formulir.pdf").is_ok(), "{}", layout.code);
    }
}

#[test]
fn what_was_filled_in_can_be_read_and_copied() {
    let bytes = pdf(&filled("F-1.06", &graduation()));
    let text = words(&bytes);
    for expected in [
        "F-1.06",
        "Surat Pernyataan Perubahan Elemen Data Kependudukan",
        "Siti Aminah",
        "9901014908820002",
        "SLTP/sederajat",
        "SLTA/sederajat",
        "Semula",
        "Menjadi",
        "SALINAN",
        "KK-7QF2-9M4T-XA",
        "Halaman 1 dari 1",
        "CONTOH — bukan layanan pemerintah",
    ] {
        assert!(text.contains(expected), "{expected}: {text}");
    }
    assert_eq!(pages(&bytes), 1);
}

#[test]
fn the_same_request_gives_the_same_bytes() {
    assert_eq!(pdf(&filled("F-1.03", &moving(&["3"]))), pdf(&filled("F-1.03", &moving(&["3"]))));
    assert_ne!(pdf(&filled("F-1.03", &moving(&["3"]))), pdf(&filled("F-1.03", &moving(&["4"]))));
}

#[test]
fn fonts_are_embedded_and_the_document_has_title_language_and_structure() {
    let document = Document::load_mem(&pdf(&filled("F-1.02", &graduation()))).unwrap();
    let descriptors = document.objects.values().filter_map(|object| object.as_dict().ok());
    let descriptors: Vec<_> = descriptors.filter(|dict| dict.has_type(b"FontDescriptor")).collect();
    assert_eq!(descriptors.len(), 2, "regular and bold");
    assert!(descriptors.iter().all(|dict| dict.has(b"FontFile2")));
    let catalog = document.catalog().unwrap();
    assert_eq!(catalog.get(b"Lang").unwrap().as_str().unwrap(), b"id-ID");
    assert!(catalog.has(b"StructTreeRoot") && catalog.has(b"Outlines"));
    assert!(!catalog.has(b"OpenAction") && !catalog.has(b"AA") && !catalog.has(b"AcroForm"));
    let names = ["JavaScript", "JS", "Launch", "EmbeddedFile", "SubmitForm", "URI"];
    let acts =
        |object: &Object| names.iter().any(|name| format!("{object:?}").contains(&format!("/{name} ")));
    assert!(!document.objects.values().any(acts));
    let tables = document.objects.values().filter_map(|object| object.as_dict().ok());
    let heads =
        tables.filter(|dict| dict.get(b"S").and_then(Object::as_name).is_ok_and(|name| name == b"TH"));
    assert!(heads.count() >= 6, "the columns have heads");
}

#[test]
fn a_large_family_with_the_longest_names_is_printed_whole_under_repeated_heads() {
    assert!(LONG_NAME.len() >= 60);
    let mut answers: Vec<(String, &str)> = (1..=12).map(|at| (format!("moves@{at}"), "yes")).collect();
    answers.extend(MOVING.iter().map(|(question, value)| ((*question).to_owned(), *value)));
    let answers: Vec<(&str, &str)> =
        answers.iter().map(|(question, value)| (question.as_str(), *value)).collect();
    let case = request_of(large_family(), "MV-01", &answers, &[]);
    let bytes = pdf(&filled("F-1.03", &case));
    let text = words(&bytes);
    for member in &case.told.card.as_ref().unwrap().members {
        assert!(text.contains(member.nik.as_ref().unwrap().as_str()), "{}", member.id);
    }
    let last = &LONG_NAME[..60].split(' ').next_back().unwrap();
    assert_eq!(text.matches(*last).count(), 8, "no name is cut off");
    assert!(pages(&bytes) >= 2);
    assert!(bytes.len() < 100_000, "the links promise less than 100 KB: {}", bytes.len());
    assert!(text.contains(&format!("Halaman {0} dari {0}", pages(&bytes))), "{text}");
}

#[test]
fn a_long_table_goes_on_over_many_pages_and_a_row_larger_than_a_page_too() {
    let mut paper = filled("F-1.06", &graduation());
    let words_of_a_row = (0..2_000).map(|at| format!("k{at}k")).collect::<Vec<_>>().join(" ");
    let heads: Vec<_> =
        [("No.", 1), ("Kepala tabel", 4)].map(|(head, share)| (head.to_owned(), share)).into();
    let mut rows: Vec<Vec<Entry>> = (0..200)
        .map(|at| vec![Entry::Written(format!("b{at}b")), Entry::Written("baris".to_owned())])
        .collect();
    rows.push(vec![Entry::Written("panjang".to_owned()), Entry::Written(words_of_a_row)]);
    paper.blocks = vec![Block::Table { heads, rows }];
    let bytes = pdf(&paper);
    let text = words(&bytes);
    assert!((0..200).all(|at| text.contains(&format!("b{at}b"))));
    assert!((0..2_000).all(|at| text.contains(&format!("k{at}k"))));
    assert_eq!(text.matches("Kepala tabel").count(), pages(&bytes), "a head on each page");
    assert!(pages(&bytes) >= 5);
}

#[test]
fn nothing_reaches_beyond_the_margins() {
    use crate::forms::draw::testing::marks_of;
    let mut card = large_family();
    card.members[2] = member(
        3,
        "Wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww",
        "1",
        ("4", "5", "2006"),
        "4",
    );
    card.address = "M".repeat(100);
    let answers = [
        ("member", "@3"),
        ("education", "5"),
        ("proof", "diploma"),
        ("school", "A"),
        ("proof_number", "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW"),
        ("proof_date.day", "4"),
        ("proof_date.month", "5"),
        ("proof_date.year", "2026"),
    ];
    let case = request_of(card, "KK-07", &answers, &[]);
    let mut seen = 0;
    for code in ["F-1.02", "F-1.06", "F-1.07"] {
        for (text, left, right, y) in marks_of(&filled(code, &case)) {
            assert!(left >= 51.9 && right <= 595.28 - 51.9, "{code}: {text} from {left} to {right}");
            assert!((40.0..=841.89 - 60.0).contains(&y), "{code}: {text} at {y}");
            seen += 1;
        }
    }
    assert!(seen > 200, "{seen}");
}

#[test]
fn letters_of_names_are_kept_and_what_cannot_be_printed_is_seen() {
    let mut paper = filled("F-1.07", &graduation());
    paper.blocks = vec![Block::Text("Ñáñez Şükrü Nguyễn O’Brien Ma’ruf 王\u{7}\nakhir".to_owned())];
    let text = words(&pdf(&paper));
    assert!(text.contains("Ñáñez Şükrü Nguyễn O’Brien Ma’ruf ? akhir"), "{text}");
}

#[test]
fn a_form_without_end_is_refused() {
    let mut paper = filled("F-1.07", &graduation());
    paper.blocks = vec![Block::Text("kata ".repeat(90_000))];
    assert_eq!(draw(&paper, &Fonts::built_in().unwrap()), Err(DrawError::TooLong));
}

/// For looking at them: `FORMS_TO=folder cargo test -p service forms -- --ignored`.
#[test]
#[ignore = "writes files to look at"]
fn all_forms_to_look_at() {
    let folder = std::path::PathBuf::from(option_env!("FORMS_TO").unwrap_or("target/forms"));
    std::fs::create_dir_all(&folder).unwrap();
    let forms = Forms::built_in().unwrap();
    for layout in &forms.layouts {
        let paper = fill(layout, None, &forms.words, false);
        std::fs::write(folder.join(format!("empty-{}.pdf", layout.code)), pdf(&paper)).unwrap();
    }
    let birth = super::filled::birth();
    let answers: Vec<_> = (1..=12).map(|at| (format!("moves@{at}"), "yes")).collect();
    let answers: Vec<(&str, &str)> =
        answers.iter().map(|(question, value)| (question.as_str(), *value)).chain(MOVING).collect();
    let twelve = request_of(large_family(), "MV-01", &answers, &[]);
    for (name, code, case) in [
        ("kk07", "F-1.02", &graduation()),
        ("kk07", "F-1.06", &graduation()),
        ("mv01", "F-1.03", &moving(&["1", "4"])),
        ("mv01-12", "F-1.03", &twelve),
        ("kk04", "F-1.02", &birth),
        ("kk04", "F-2.03", &birth),
        ("kk04", "F-2.04", &birth),
    ] {
        std::fs::write(folder.join(format!("{name}-{code}.pdf")), pdf(&filled(code, case))).unwrap();
    }
}
