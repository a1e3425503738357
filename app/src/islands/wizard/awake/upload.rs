//! Files on their way: two at a time, each for itself, with bytes and time left. What fails stays, to be tried
//! again; nothing else waits for it.
use super::{
    answer, keeping, page, send, slots,
    writing::{Shared, Writing},
};
use crate::{
    routes,
    text::{Wizard, bytes_left},
    wire::AppError,
};
use domain::{DocumentView, document_type::MAX_ORIGINAL_BYTES, words_for_bytes};
use js_sys::Date;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, File, FormData, HtmlInputElement, ProgressEvent, XmlHttpRequest};

/// More at once only slow each other down.
const AT_ONCE: usize = 2;

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
    /// Where it belongs.
    pub slot: String,
    file: File,
    progress: Progress,
    request: Option<XmlHttpRequest>,
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
    writing.uploads.borrow().of(slot).any(Upload::is_going)
}

/// The name of the first file that is still on its way; of the first that failed.
pub fn awaited(writing: &Writing) -> (Option<String>, Option<String>) {
    let uploads = writing.uploads.borrow();
    let first =
        |going| uploads.all.iter().find(|upload| upload.is_going() == going).map(|upload| upload.file.name());
    (first(true), first(false))
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
        name_row(&row, &file.name(), id);
        let progress = refused_here(&file).map_or(Progress::Waiting, Progress::Refused);
        let upload = Upload { id, slot: slot.clone(), file, progress, request: None, row };
        uploads.all.push(upload);
    }
    // The same file can be chosen again.
    input.set_value("");
    slots::draw(writing);
    start_next(writing);
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

fn name_row(row: &Element, name: &str, id: u32) {
    for place in page::all(row, "b,[data-name]") {
        page::write(&place, name);
    }
    for (place, attribute) in
        [("progress", "aria-label"), ("[data-again]", "data-again"), ("[data-cancel]", "data-cancel")]
    {
        if let Some(place) = page::find(row, place) {
            let id = id.to_string();
            page::put(&place, attribute, if attribute == "aria-label" { name } else { &id });
        }
    }
}

/// A button of a file on its way: again, or never.
pub fn pressed(writing: &Shared, button: &Element) {
    let id = |name| button.get_attribute(name).and_then(|id| id.parse::<u32>().ok());
    if let Some(id) = id("data-again") {
        set(writing, id, Progress::Waiting);
        start_next(writing);
    } else if let Some(id) = id("data-cancel") {
        drop_one(writing, id);
        slots::draw(writing);
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
        set(writing, id, Progress::Waiting);
    }
    start_next(writing);
}

fn drop_one(writing: &Writing, id: u32) {
    let mut uploads = writing.uploads.borrow_mut();
    if let Some(at) = uploads.all.iter().position(|upload| upload.id == id) {
        let gone = uploads.all.remove(at);
        drop(uploads);
        if let Some(request) = gone.request {
            let _ = request.abort();
        }
    }
}

fn set(writing: &Writing, id: u32, progress: Progress) {
    let mut uploads = writing.uploads.borrow_mut();
    if let Some(upload) = uploads.of_id(id) {
        upload.progress = progress;
        draw(upload, writing);
    }
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
        set(writing, id, Progress::Sending { sent: 0.0, seconds: None });
        if start(writing, id).is_none() {
            set(writing, id, Progress::Broken);
        }
    }
}

fn start(writing: &Shared, id: u32) -> Option<()> {
    let request = XmlHttpRequest::new().ok()?;
    let form = FormData::new().ok()?;
    {
        let mut uploads = writing.uploads.borrow_mut();
        let upload = uploads.of_id(id)?;
        request.open("POST", &routes::upload(writing.view.draft, &upload.slot)).ok()?;
        request.set_request_header("accept", "application/json").ok()?;
        form.append_with_blob_and_filename("berkas", &upload.file, &upload.file.name()).ok()?;
        upload.request = Some(request.clone());
    }
    let began = Date::now();
    let sender = request.upload().ok()?;
    let (sending, whole, done, broken) =
        (Rc::clone(writing), Rc::clone(writing), Rc::clone(writing), Rc::clone(writing));
    page::on(&sender, "progress", move |event| {
        let event: ProgressEvent = event.unchecked_into();
        let (sent, total) = (event.loaded(), event.total());
        let passed = (Date::now() - began) / 1_000.0;
        // A rate is worth telling after a moment.
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "seconds, never negative"
        )]
        let seconds = (passed > 1.0 && sent > 0.0).then(|| ((total - sent) * passed / sent).ceil() as u32);
        set(&sending, id, Progress::Sending { sent, seconds });
    });
    page::on(&sender, "load", move |_| set(&whole, id, Progress::Checking));
    let answered = request.clone();
    page::on(&request, "load", move |_| {
        let text = answered.response_text().ok().flatten().unwrap_or_default();
        heard(&done, id, answered.status().unwrap_or(0), &text);
    });
    for event in ["error", "timeout"] {
        let broken = Rc::clone(&broken);
        page::on(&request, event, move |_| {
            set(&broken, id, Progress::Broken);
            start_next(&broken);
            send::go_on(&broken);
        });
    }
    request.send_with_opt_form_data(Some(&form)).ok()
}

fn heard(writing: &Shared, id: u32, status: u16, text: &str) {
    let kept = if status / 100 == 2 { answer::read::<Vec<DocumentView>>(text) } else { None };
    match kept {
        Some(kept) => {
            drop_one(writing, id);
            writing.documents.borrow_mut().extend(kept);
            slots::arrived(writing);
        }
        None if status == 401 => {
            set(writing, id, Progress::Broken);
            keeping::say(writing, keeping::Keeping::SignedOut);
        }
        None if (500..600).contains(&status) => set(writing, id, Progress::Broken),
        None => set(writing, id, Progress::Refused(answer::refusal(text))),
    }
    start_next(writing);
    send::go_on(writing);
}

/// Writes how far a file is.
pub fn draw(upload: &Upload, writing: &Writing) {
    let (row, language) = (&upload.row, writing.language());
    let words = Wizard::of(language);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a size in bytes")]
    let size = |bytes: f64| words_for_bytes(bytes as u64, language);
    let all = size(upload.file.size());
    let (said, wrong) = match &upload.progress {
        Progress::Waiting => ([&all, " · ", words.waiting].concat(), None),
        Progress::Sending { sent, seconds } => {
            (bytes_left(&size(sent.min(upload.file.size())), &all, *seconds, language), None)
        }
        Progress::Checking => (words.checking.to_owned(), None),
        Progress::Refused(error) => (all, Some(answer::words(error, language))),
        Progress::Broken => (all, Some(words.file_broken_off.to_owned())),
    };
    if let Some(place) = page::find(row, ".sending p span") {
        page::write(&place, &said);
    }
    if let Some(place) = page::find(row, ".error") {
        page::show(&place, wrong.is_some());
        page::write(&place, &wrong.clone().unwrap_or_default());
    }
    if let Some(button) = page::find(row, "[data-again]") {
        page::show(&button, upload.progress == Progress::Broken);
    }
    if let Some(bar) = page::find(row, "progress") {
        let percent = match upload.progress {
            Progress::Sending { sent, .. } => Some((100.0 * sent / upload.file.size().max(1.0)).min(100.0)),
            Progress::Checking => None,
            _ => Some(0.0),
        };
        page::show(&bar, wrong.is_none());
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 100")]
        page::put_or_not(&bar, "value", percent.map(|percent| (percent as u32).to_string()).as_deref());
    }
}
