//! Small pictures of documents: drawn after the acknowledgement, sealed, seen by who may read the document; and a PDF
//! that asks too much of who draws it stays a document that can be downloaded.
#![expect(clippy::unwrap_used, reason = "tests")]
use crate::house::{House, both_databases};
use domain::{Language, Role};
use futures::TryStreamExt;
use object_store::{ObjectStore, ObjectStoreExt};
use service::{Actor, Error, PreviewState, PreviewView};
use std::{fmt::Write as _, time::Instant};
use uuid::Uuid;

/// A PDF of these objects; the first is the catalogue.
fn pdf(objects: &[String]) -> Vec<u8> {
    let mut file = "%PDF-1.7\n".to_owned();
    let mut places = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        places.push(file.len());
        let _ = write!(file, "{} 0 obj\n{object}\nendobj\n", at + 1);
    }
    let (table, size) = (file.len(), objects.len() + 1);
    let _ = write!(file, "xref\n0 {size}\n0000000000 65535 f \n");
    for place in places {
        let _ = writeln!(file, "{place:010} 00000 n ");
    }
    let _ = write!(file, "trailer << /Size {size} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n");
    file.into_bytes()
}

fn stream(dictionary: &str, content: &str) -> String {
    format!("<< {dictionary} /Length {} >>\nstream\n{content}\nendstream", content.len())
}

/// So many pages, each red in the middle, with more in their resources, and in what is drawn first.
fn paper(pages: usize, resources: &str, first: &str, more: Vec<String>) -> Vec<u8> {
    let kids: String = (0..pages).fold(String::new(), |kids, at| format!("{kids}{} 0 R ", at + 4));
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!("<< /Type /Pages /Kids [{kids}] /Count {pages} >>"),
        stream("", &format!("{first} q 1 0 0 rg 150 250 300 300 re f Q")),
    ];
    let page = format!(
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 3 0 R /Resources << {resources} >> >>"
    );
    objects.extend(std::iter::repeat_n(page, pages));
    objects.extend(more);
    pdf(&objects)
}

async fn stored(house: &House, citizen: &Actor, draft: Uuid, file: Vec<u8>) -> Uuid {
    let view = house.service.step_view(citizen, draft, "berkas", Language::Id).await.unwrap();
    for document in view.documents.iter().filter(|document| document.slot == "ijazah") {
        house.service.remove_document(citizen, draft, document.id).await.unwrap();
    }
    house.service.store_document(citizen, draft, "ijazah", "ijazah.pdf", file).await.unwrap().id
}

async fn citizen(house: &House) -> (Actor, Uuid) {
    let citizen = house.citizen("9901020101900005", "made@contoh.test", "081290000002").await;
    let draft = house.written_request(&citizen).await;
    (citizen, draft)
}

/// As our pictures begin. Three bytes of it may stand in anything that is sealed, by chance.
const JPEG: &[u8] = b"\xff\xd8\xff\xe0\x00\x10JFIF";

async fn draw(house: &House) {
    while house.service.draw_waiting_previews().await.unwrap() > 0 {}
}

/// What the desk knows of the pictures of a document, once it was sent.
async fn on_the_desk(house: &House, citizen: &Actor, draft: Uuid, document: Uuid) -> (Actor, PreviewView) {
    let number = house.service.send(citizen, draft, true).await.unwrap().number.to_string();
    let verifier = house.officer("rina@contoh.test", Role::Verifier).await;
    let detail = house.service.desk_request(&verifier, &number, Language::Id).await.unwrap();
    (verifier, detail.previews[&document])
}

both_databases!(pages_of_a_pdf_are_seen_by_who_may_read_it_and_by_nobody_else, house => {
    let (citizen, draft) = citizen(&house).await;
    let id = stored(&house, &citizen, draft, paper(3, "", "", Vec::new())).await;
    assert!(matches!(house.service.read_preview(&citizen, id, 0).await, Err(Error::NotFound)), "not drawn yet");
    draw(&house).await;
    let (verifier, view) = on_the_desk(&house, &citizen, draft, id).await;
    assert_eq!(view, PreviewView { state: PreviewState::Ready, pages: 3 });
    for actor in [&citizen, &verifier] {
        let page = image::load_from_memory(&house.service.read_preview(actor, id, 2).await.unwrap()).unwrap().to_rgb8();
        assert_eq!((page.width(), page.height()), (989, 1_400));
        let (corner, middle) = (page.get_pixel(20, 20).0, page.get_pixel(500, 730).0);
        assert!(corner.iter().all(|colour| *colour > 245), "{corner:?}");
        assert!(middle[0] > 230 && middle[1] < 25 && middle[2] < 25, "{middle:?}");
        let small = house.service.read_preview(actor, id, 0).await.unwrap();
        assert!(small.starts_with(JPEG));
        let small = image::load_from_memory(&small).unwrap();
        assert_eq!(small.width().max(small.height()), 240);
    }
    assert!(matches!(house.service.read_preview(&verifier, id, 4).await, Err(Error::NotFound)), "there is no fourth");
    let other = house.citizen("9901020101900006", "lain@contoh.test", "081290000003").await;
    let chief = house.officer("admin@contoh.test", Role::Administrator).await;
    for actor in [&other, &chief] {
        assert!(matches!(house.service.read_preview(actor, id, 1).await, Err(Error::NotFound)));
    }
    assert!(matches!(house.service.read_preview(&Actor::Stranger, id, 1).await, Err(Error::SignInFirst)));
    let objects: Vec<_> = house.store.list(None).try_collect().await.unwrap();
    for object in objects {
        let bytes = house.store.get(&object.location).await.unwrap().bytes().await.unwrap();
        assert!(!bytes.windows(JPEG.len()).any(|part| part == JPEG), "{} lies open", object.location);
    }
    let report = house.service.verify_storage(false).await.unwrap();
    house.clock.advance(time::Duration::days(3650));
    let later = house.service.verify_storage(false).await.unwrap();
    assert!(report.orphans.is_empty() && later.orphans.is_empty(), "{later:?}");
});

both_databases!(a_lost_picture_is_drawn_again_and_a_removed_document_keeps_none, house => {
    let (citizen, draft) = citizen(&house).await;
    let id = stored(&house, &citizen, draft, House::picture()).await;
    draw(&house).await;
    assert!(house.service.read_preview(&citizen, id, 0).await.is_ok());
    let folder = object_store::path::Path::from(format!("pratinjau/{id}"));
    let drawn = || async { house.store.list(Some(&folder)).try_collect::<Vec<_>>().await.unwrap() };
    for object in drawn().await {
        house.store.delete(&object.location).await.unwrap();
    }
    assert!(matches!(house.service.read_preview(&citizen, id, 0).await, Err(Error::NotFound)));
    house.clock.advance(time::Duration::minutes(3));
    draw(&house).await;
    assert!(house.service.read_preview(&citizen, id, 0).await.is_ok());
    house.service.remove_document(&citizen, draft, id).await.unwrap();
    house.clock.advance(time::Duration::days(2));
    house.service.sweep().await.unwrap();
    assert!(drawn().await.is_empty());
});

/// Forms that draw each other ten times, six deep: a million strokes in a kilobyte.
fn laughing() -> Vec<u8> {
    let form = |next: usize| {
        let content = if next == 0 { "0 0 9 9 re f".to_owned() } else { "/X Do ".repeat(10) };
        let resources =
            if next == 0 { String::new() } else { format!("/Resources << /XObject << /X {next} 0 R >> >>") };
        stream(&format!("/Type /XObject /Subtype /Form /BBox [0 0 595 842] {resources}"), &content)
    };
    let forms = (6..12).map(form).chain([form(0)]).collect();
    paper(1, "/XObject << /X 5 0 R >>", "/X Do", forms)
}

/// A picture that says it is 30,000 pixels wide and high.
fn wide() -> Vec<u8> {
    let dictionary = "/Type /XObject /Subtype /Image /Width 30000 /Height 30000 /ColorSpace /DeviceRGB \
                      /BitsPerComponent 8 /Filter /ASCIIHexDecode";
    paper(1, "/XObject << /X 5 0 R >>", "q 595 0 0 842 0 0 cm /X Do Q", vec![stream(dictionary, "00>")])
}

both_databases!(a_pdf_that_asks_too_much_is_not_drawn_and_still_a_document, house => {
    let (citizen, draft) = citizen(&house).await;
    let start = Instant::now();
    let mut last = Uuid::nil();
    for file in [laughing(), wide()] {
        last = stored(&house, &citizen, draft, file.clone()).await;
        draw(&house).await;
        assert!(matches!(house.service.read_preview(&citizen, last, 0).await, Err(Error::NotFound)));
        assert_eq!(house.service.read_document(&citizen, last).await.unwrap().bytes, file);
    }
    assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
    let (_, view) = on_the_desk(&house, &citizen, draft, last).await;
    assert_eq!(view, PreviewView { state: PreviewState::None, pages: 0 });
});
