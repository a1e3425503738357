//! Files on their way: two at a time, each for itself, with bytes and time left. What fails stays, to be tried
//! again; nothing else waits for it.
use super::{
    page, send, slots,
    writing::{Shared, Writing},
};
use crate::wire::AppError;
use domain::{document_type::MAX_ORIGINAL_BYTES, needed_slots};
use gloo_timers::callback::Timeout;
use js_sys::Uint8Array;
use std::rc::Rc;
use uuid::Uuid;
use web_sys::{Element, File, HtmlInputElement, XmlHttpRequest};

mod one;
mod row;

pub use row::draw;

/// More at once only slow each other down.
const AT_ONCE: usize = 2;
/// So late a file may still arrive whose sending was cancelled.
const LATE: u32 = 5_000;

/// How far a file is.
#[derive(Clone, PartialEq)]
pub enum Progress {
    /// Others go first.
    Waiting,
    /// So many bytes have gone.
    Sending {
        /// Bytes sent.
        sent: f64,
        /// Seconds left.
        seconds: Option<u32>,
    },
    /// All bytes are there; the server looks at it.
    Checking,
    /// The server refused it.
    Refused(AppError),
    /// The connection broke.
    Broken,
}

/// One file.
pub struct Upload {
    id: u32,
    /// By which the server knows the file again when it is sent once more.
    key: Uuid,
    /// Where it belongs.
    pub slot: String,
    file: File,
    progress: Progress,
    request: Option<XmlHttpRequest>,
    /// Gives up a connection that has died without a word.
    watch: Option<Timeout>,
    /// Where it is shown.
    pub row: Element,
}

impl Upload {
    fn is_going(&self) -> bool {
        matches!(self.progress, Progress::Waiting | Progress::Sending { .. } | Progress::Checking)
    }
}

/// All of them.
#[derive(Default)]
pub struct Uploads {
    all: Vec<Upload>,
    last: u32,
}

impl Uploads {
    /// Those of one slot, in the order of choosing.
    pub fn of<'a>(&'a self, slot: &'a str) -> impl Iterator<Item = &'a Upload> {
        self.all.iter().filter(move |upload| upload.slot == slot)
    }

    /// How many of a slot may still arrive.
    pub fn coming(&self, slot: &str) -> usize {
        self.of(slot).filter(|upload| !matches!(upload.progress, Progress::Refused(_))).count()
    }

    /// Who chooses another file has seen why the last one was refused.
    fn drop_refused(&mut self, slot: &str) {
        self.all.retain(|upload| upload.slot != slot || !matches!(upload.progress, Progress::Refused(_)));
    }

    fn of_id(&mut self, id: u32) -> Option<&mut Upload> {
        self.all.iter_mut().find(|upload| upload.id == id)
    }
}

/// Whether a file for this field is on its way.
pub fn is_coming(writing: &Writing, field: &str) -> bool {
    let Some(slot) = field.strip_prefix("berkas.") else { return false };
    let stands_in = |other: &str| {
        let other = writing.view.procedure.slot(other);
        other.and_then(|other| other.substitute_of.as_deref()) == Some(slot)
    };
    let uploads = writing.uploads.borrow();
    uploads.all.iter().any(|upload| upload.is_going() && (upload.slot == slot || stands_in(&upload.slot)))
}

/// Among the documents that are needed, the name of the first file that is still on its way; of the first that
/// broke off. What the server refused holds nothing up: if it is missing, that is said as such.
pub fn awaited(writing: &Writing) -> (Option<String>, Option<String>) {
    let view = &writing.view;
    let answers = writing.answers.borrow();
    let needed = needed_slots(&view.procedure, &answers, &view.context);
    let uploads = writing.uploads.borrow();
    let first = |fits: fn(&Upload) -> bool| {
        let mut counting = uploads.all.iter().filter(|one| needed.iter().any(|slot| slot.code == one.slot));
        counting.find(|upload| fits(upload)).map(|upload| upload.file.name())
    };
    (first(Upload::is_going), first(|upload| upload.progress == Progress::Broken))
}

/// Files were chosen: each goes by itself.
pub fn chosen(writing: &Shared, input: &HtmlInputElement) {
    let Some(slot) = page::around(input, "[data-slot]").and_then(|slot| slot.get_attribute("data-slot"))
    else {
        return;
    };
    let Some(files) = input.files() else { return };
    let refused = page::around(input, "[data-slot]").and_then(|slot| page::find(&slot, "[data-refused]"));
    if let Some(refused) = refused {
        refused.set_text_content(None);
    }
    writing.uploads.borrow_mut().drop_refused(&slot);
    for file in (0..files.length()).filter_map(|at| files.get(at)) {
        let Some(row) = writing.row("sending", ".field") else { return };
        let mut uploads = writing.uploads.borrow_mut();
        uploads.last += 1;
        let id = uploads.last;
        row::name(&row, &file.name(), id);
        let progress = refused_here(&file).map_or(Progress::Waiting, Progress::Refused);
        let (slot, key) = (slot.clone(), new_key());
        let upload = Upload { id, key, slot, file, progress, request: None, watch: None, row };
        uploads.all.push(upload);
    }
    // The same file can be chosen again.
    input.set_value("");
    slots::draw(writing);
    start_next(writing);
}

/// Any number that nobody else has.
fn new_key() -> Uuid {
    let bytes = Uint8Array::new_with_length(16);
    if let Some(crypto) = page::window().and_then(|window| window.crypto().ok()) {
        let _ = crypto.get_random_values_with_array_buffer_view(&bytes);
    }
    let mut random = [0; 16];
    bytes.copy_to(&mut random);
    uuid::Builder::from_random_bytes(random).into_uuid()
}

/// What the server would refuse by its size alone is not sent there first.
fn refused_here(file: &File) -> Option<AppError> {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a size in bytes")]
    let bytes = file.size() as u64;
    let reason = match bytes {
        0 => "empty",
        1..=MAX_ORIGINAL_BYTES => return None,
        _ => "too_large",
    };
    Some(AppError::File { reason: reason.to_owned(), bytes, limit: MAX_ORIGINAL_BYTES })
}

/// A button of a file on its way: again, or never.
pub fn pressed(writing: &Shared, button: &Element) {
    let id = |name| button.get_attribute(name).and_then(|id| id.parse::<u32>().ok());
    if let Some(id) = id("data-again") {
        one::set(writing, id, Progress::Waiting);
        start_next(writing);
    } else if let Some(id) = id("data-cancel") {
        if let Some(key) = drop_one(writing, id) {
            // It may have arrived all the same, now or in a moment.
            slots::take_back(writing, key);
            let later = Rc::clone(writing);
            Timeout::new(LATE, move || slots::take_back(&later, key)).forget();
        }
        slots::redraw(writing, button);
        start_next(writing);
        send::go_on(writing);
    }
}

/// The network is back: what broke is tried again.
pub fn try_again(writing: &Shared) {
    let broken: Vec<u32> = writing
        .uploads
        .borrow()
        .all
        .iter()
        .filter(|upload| upload.progress == Progress::Broken)
        .map(|upload| upload.id)
        .collect();
    for id in broken {
        one::set(writing, id, Progress::Waiting);
    }
    start_next(writing);
}

/// Takes a file off the list; its key, if it has been on its way.
fn drop_one(writing: &Writing, id: u32) -> Option<Uuid> {
    let mut uploads = writing.uploads.borrow_mut();
    let at = uploads.all.iter().position(|upload| upload.id == id)?;
    let gone = uploads.all.remove(at);
    drop(uploads);
    let request = gone.request?;
    let _ = request.abort();
    Some(gone.key)
}

fn start_next(writing: &Shared) {
    loop {
        let next = {
            let uploads = writing.uploads.borrow();
            let active =
                uploads.all.iter().filter(|upload| upload.is_going() && upload.progress != Progress::Waiting);
            if active.count() >= AT_ONCE {
                return;
            }
            uploads.all.iter().find(|upload| upload.progress == Progress::Waiting).map(|upload| upload.id)
        };
        let Some(id) = next else { return };
        one::set(writing, id, Progress::Sending { sent: 0.0, seconds: None });
        if one::start(writing, id).is_none() {
            one::set(writing, id, Progress::Broken);
        }
    }
}
