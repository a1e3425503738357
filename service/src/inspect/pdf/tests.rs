#![expect(clippy::unwrap_used, reason = "tests")]

use std::time::Instant;

use lopdf::{Object, ObjectId, SaveOptions, Stream, dictionary};

use super::{super::inspect, *};

/// One page; `change` adds what is to be found.
pub(in super::super) fn simple(change: impl FnOnce(&mut Document, ObjectId)) -> Vec<u8> {
    let mut bytes = Vec::new();
    document(change).save_to(&mut bytes).unwrap();
    bytes
}

fn document(change: impl FnOnce(&mut Document, ObjectId)) -> Document {
    let mut document = Document::with_version("1.7");
    let tree = document.new_object_id();
    let content = document.add_object(Stream::new(dictionary! {}, b"BT ET".to_vec()));
    let page = document.add_object(dictionary! {
        "Type" => "Page", "Parent" => tree, "Contents" => content,
        "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
    });
    document
        .objects
        .insert(tree, dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 }.into());
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => tree });
    document.trailer.set("Root", catalog);
    change(&mut document, catalog);
    document
}

fn in_catalog(key: &str, value: impl Into<Object>) -> Vec<u8> {
    simple(|document, catalog| document.get_dictionary_mut(catalog).unwrap().set(key, value))
}

#[test]
fn a_plain_pdf_is_kept_as_it_is() {
    let bytes = simple(|_, _| {});
    let kept = inspect(bytes.clone(), "kk.pdf").unwrap();
    assert_eq!((kept.media_type, kept.pages), (domain::MediaType::Pdf, 1));
    assert_eq!(&kept.bytes[..], &bytes[..]);
}

#[test]
fn a_modern_pdf_with_streams_of_objects_is_read() {
    let mut bytes = Vec::new();
    let options = SaveOptions::builder().use_object_streams(true).use_xref_streams(true).build();
    document(|_, _| {}).save_with_options(&mut bytes, options).unwrap();
    assert!(String::from_utf8_lossy(&bytes).contains("ObjStm"), "the fixture has them");
    assert_eq!(pages(&bytes), Ok(1));
}

#[test]
fn what_acts_is_refused_wherever_it_hides() {
    let script = dictionary! { "S" => "JavaScript", "JS" => Object::string_literal("app.alert(1)") };
    let cases = [
        ("a script on opening", in_catalog("OpenAction", script.clone())),
        ("a named script", in_catalog("Names", dictionary! { "JavaScript" => dictionary! {} })),
        ("a program", in_catalog("OpenAction", dictionary! { "S" => "Launch" })),
        ("a web address on opening", in_catalog("OpenAction", dictionary! { "S" => "URI" })),
        (
            "a chain behind a jump",
            in_catalog("OpenAction", dictionary! { "S" => "GoTo", "Next" => script.clone() }),
        ),
        ("an attachment", in_catalog("Names", dictionary! { "EmbeddedFiles" => dictionary! {} })),
        (
            "a form that computes",
            in_catalog("AcroForm", dictionary! { "XFA" => Object::string_literal("x") }),
        ),
        ("actions on events", in_catalog("AA", dictionary! { "WC" => dictionary! { "S" => "URI" } })),
        (
            "an object nobody refers to",
            simple(|document, _| {
                document.add_object(script.clone());
            }),
        ),
        (
            "media",
            simple(|document, _| {
                document.add_object(dictionary! { "Type" => "Annot", "Subtype" => "RichMedia" });
            }),
        ),
        (
            "an attached file's stream",
            simple(|document, _| {
                document.add_object(Stream::new(dictionary! { "Type" => "EmbeddedFile" }, vec![]));
            }),
        ),
        ("an escaped name", [&simple(|_, _| {})[..], b"\n9 0 obj <</S/Java#53cript>> endobj\n"].concat()),
    ];
    for (what, bytes) in cases {
        assert_eq!(pages(&bytes), Err(InspectError::PdfActive), "{what}");
    }
}

#[test]
fn saying_where_to_open_is_no_action() {
    let page = Object::Array(vec![Object::Integer(0), "Fit".into()]);
    assert_eq!(pages(&in_catalog("OpenAction", page.clone())), Ok(1));
    let jump = dictionary! { "S" => "GoTo", "D" => page };
    assert_eq!(pages(&in_catalog("OpenAction", jump.clone())), Ok(1));
    let elsewhere = simple(|document, catalog| {
        let jump = document.add_object(jump);
        document.get_dictionary_mut(catalog).unwrap().set("OpenAction", jump);
    });
    assert_eq!(pages(&elsewhere), Ok(1));
}

#[test]
fn a_locked_pdf_is_refused_with_and_without_a_known_password() {
    for user_password in ["", "rahasia"] {
        let mut document = document(|document, _| {
            let id = Object::string_literal("0123456789abcdef");
            document.trailer.set("ID", vec![id.clone(), id]);
        });
        let version = lopdf::EncryptionVersion::V2 {
            document: &document,
            owner_password: "pemilik",
            user_password,
            key_length: 128,
            permissions: lopdf::Permissions::all(),
        };
        let state = lopdf::EncryptionState::try_from(version).unwrap();
        document.encrypt(&state).unwrap();
        let mut bytes = Vec::new();
        document.save_to(&mut bytes).unwrap();
        assert_eq!(pages(&bytes), Err(InspectError::PdfEncrypted), "{user_password:?}");
    }
}

#[test]
fn no_pages_is_nothing_to_look_at() {
    let empty = simple(|document, catalog| {
        let tree = document
            .add_object(dictionary! { "Type" => "Pages", "Kids" => Vec::<Object>::new(), "Count" => 0 });
        document.get_dictionary_mut(catalog).unwrap().set("Pages", tree);
    });
    assert_eq!(pages(&empty), Err(InspectError::PdfNoPages));
    let treeless = simple(|document, catalog| {
        document.get_dictionary_mut(catalog).unwrap().remove(b"Pages");
    });
    assert_eq!(pages(&treeless), Err(InspectError::PdfNoPages));
}

#[test]
fn a_damaged_pdf_is_not_repaired() {
    let bytes = simple(|_, _| {});
    assert_eq!(pages(&bytes[..bytes.len() - 60]), Err(InspectError::Unreadable));
    let shifted = [&bytes[..9], &b"%%\n"[..], &bytes[9..]].concat();
    assert_eq!(pages(&shifted), Err(InspectError::Unreadable));
}

/// A file whose table of contents names one object at every number.
fn one_object_named(times: usize, object: &str) -> Vec<u8> {
    let mut bytes = b"%PDF-1.4\n".to_vec();
    let catalog = bytes.len();
    bytes.extend(b"1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n");
    let big = bytes.len();
    bytes.extend(format!("2 0 obj\n{object}\nendobj\n").bytes());
    let table = bytes.len();
    bytes.extend(format!("xref\n0 {}\n0000000000 65535 f \n{catalog:010} 00000 n \n", times + 2).bytes());
    for _ in 0..times {
        bytes.extend(format!("{big:010} 00000 n \n").bytes());
    }
    let size = times + 2;
    bytes.extend(format!("trailer\n<</Size {size}/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n").bytes());
    bytes
}

#[test]
fn a_few_bytes_cannot_buy_gigabytes() {
    let array = format!("[{}]", "0 ".repeat(200_000));
    let text = format!("({})", "x".repeat(1_000_000));
    let nested = format!("{}{}{}", "[".repeat(90), "0 ".repeat(100_000), "]".repeat(90));
    for bytes in [one_object_named(40_000, &array), one_object_named(40_000, &text), overlapping(&nested)] {
        let started = Instant::now();
        assert!(pages(&bytes).is_err());
        assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
    }
}

/// A stream of objects in which every member starts inside the one before.
fn overlapping(object: &str) -> Vec<u8> {
    let members = 90;
    let head = (0..members).map(|n| format!("{} {n}", n + 10)).collect::<Vec<_>>().join(" ") + " ";
    let mut stream = Stream::new(
        dictionary! { "Type" => "ObjStm", "N" => members, "First" => i64::try_from(head.len()).unwrap() },
        format!("{head}{object}").into_bytes(),
    );
    stream.compress().unwrap();
    simple(|document, _| {
        document.add_object(stream);
        document
            .get_dictionary_mut(document.catalog().unwrap().get(b"Pages").unwrap().as_reference().unwrap())
            .unwrap()
            .set("Kids", Vec::<Object>::new());
    })
}

#[test]
fn deep_nesting_is_no_way_to_the_end_of_the_stack() {
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    assert!(pages(&one_object_named(1, &deep)).is_err());
    let mut previous: Option<ObjectId> = None;
    let tower = simple(|document, catalog| {
        for _ in 0..5_000 {
            let kids: Vec<Object> = previous.into_iter().map(Object::Reference).collect();
            previous = Some(document.add_object(dictionary! { "Type" => "Pages", "Kids" => kids }));
        }
        let top = previous.unwrap_or(catalog);
        document.get_dictionary_mut(catalog).unwrap().set("Pages", top);
    });
    assert_eq!(pages(&tower), Err(InspectError::PdfNoPages));
}
