//! Files on their way. A module of its own sends them, loaded when the documents are near; it tells here what is
//! still coming and what was acknowledged. Without it the form of a slot is posted, as without a script.
use super::{
    answer,
    keeping::{self, Keeping},
    page, send, slots,
    writing::{Shared, Writing},
};
use domain::{
    DOCUMENTS, DocumentView, needed_slots,
    tree::{FromTree, Record, Tree, Trouble},
};
use js_sys::Reflect;
use uuid::Uuid;
use web_sys::Event;

/// What the module tells, and the property by which it finds the stop.
const NEWS: &str = "berkas";

/// A file on its way.
#[derive(Default)]
pub struct Coming {
    /// Where it belongs.
    pub slot: String,
    /// What it is called.
    name: String,
    /// `going`, `broken` or `refused`.
    state: String,
    /// It lies on the device: leaving the page loses nothing.
    safe: bool,
}

impl Coming {
    /// As a document of its slot, if it lies on the device and may still arrive.
    pub fn paper(&self) -> Option<DocumentView> {
        (self.safe && self.state != "refused").then(|| DocumentView {
            id: Uuid::nil(),
            slot: self.slot.clone(),
            position: 0,
            name: self.name.clone(),
            bytes: 0,
            media_type: String::new(),
            sha256: String::new(),
            width: None,
            height: None,
            turns: 0,
            pages: 0,
        })
    }
}

impl FromTree for Coming {
    fn from_tree(tree: Tree) -> Result<Self, Trouble> {
        let mut record = Record::of(tree)?;
        Ok(Self {
            slot: record.take("slot"),
            name: record.take("name"),
            state: record.take("state"),
            safe: record.take("safe"),
        })
    }
}

/// How many files of a slot may still arrive.
pub fn coming(writing: &Writing, slot: &str) -> usize {
    writing.uploads.borrow().iter().filter(|file| file.slot == slot && file.state != "refused").count()
}

/// Whether leaving would lose a file.
pub fn would_be_lost(writing: &Writing) -> bool {
    writing.uploads.borrow().iter().any(|file| !file.safe && file.state != "refused")
}

/// Whether a file for this field is on its way.
pub fn is_coming(writing: &Writing, field: &str) -> bool {
    let Some(slot) = field.strip_prefix("berkas.") else { return false };
    let stands_in = |other: &str| {
        let other = writing.view.procedure.slot(other);
        other.and_then(|other| other.substitute_of.as_deref()) == Some(slot)
    };
    let uploads = writing.uploads.borrow();
    uploads.iter().any(|file| file.state == "going" && (file.slot == slot || stands_in(&file.slot)))
}

/// Among the documents that are needed, the name of the first file that is still on its way; of the first that
/// broke off. What the server refused holds nothing up: if it is missing, that is said as such.
pub fn awaited(writing: &Writing) -> (Option<String>, Option<String>) {
    let view = &writing.view;
    let answers = writing.answers.borrow();
    let needed = needed_slots(&view.procedure, &answers, &view.context);
    let uploads = writing.uploads.borrow();
    let first = |state: &str| {
        let mut counting = uploads.iter().filter(|one| needed.iter().any(|slot| slot.code == one.slot));
        counting.find(|file| file.state == state).map(|file| file.name.clone())
    };
    (first("going"), first("broken"))
}

/// Fetches the module, once: whoever is not here for documents does not wait for it.
pub fn load(writing: &Shared) -> Option<()> {
    if writing.loading.replace(true) {
        return None;
    }
    let stop = writing.stop(DOCUMENTS)?;
    let address = page::find(stop, "[data-uploads]")?.get_attribute("data-module")?;
    let _ = Reflect::set(&writing.root, &NEWS.into(), stop);
    let later = std::rc::Rc::clone(writing);
    page::on(&writing.root, NEWS, move |event| heard(&later, &event));
    let script = page::make("script", "", "")?;
    page::put(&script, "type", "module");
    page::put(&script, "src", &address);
    page::add(&writing.root, &script);
    Some(())
}

fn heard(writing: &Shared, event: &Event) {
    let detail = Reflect::get(event, &"detail".into()).ok().and_then(|detail| detail.as_string());
    let Some(mut news) = detail.and_then(|text| answer::record(&text)) else { return };
    writing.uploads.replace(news.take("uploads"));
    writing.sends_files.set(true);
    if let Ok(file) = news.must::<DocumentView>("document") {
        let mut documents = writing.documents.borrow_mut();
        documents.retain(|known| known.id != file.id);
        documents.push(file);
        drop(documents);
        if matches!(*writing.keeping.borrow(), Keeping::SignedOut) && writing.unsent.borrow().is_empty() {
            keeping::say(writing, Keeping::Before);
        }
        slots::arrived(writing);
    } else if let Some(files) = news.take::<Option<Vec<DocumentView>>>("documents") {
        writing.documents.replace(files);
        slots::arrived(writing);
    } else {
        slots::draw(writing);
    }
    if news.must::<bool>("ended").is_ok() {
        keeping::say(writing, Keeping::SignedOut);
    }
    if let Ok(said) = news.must::<String>("said") {
        send::tell(writing, &said);
    }
    send::go_on(writing);
}
