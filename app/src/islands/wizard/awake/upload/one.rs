//! One file on its way: what is heard of it, and what follows.
use super::{Progress, drop_one, row, start_next};
use crate::{
    islands::wizard::awake::{
        answer,
        keeping::{self, Keeping},
        page, send, slots,
        writing::Shared,
    },
    routes,
    text::Wizard,
};
use domain::DocumentView;
use gloo_timers::callback::Timeout;
use js_sys::Date;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{FormData, ProgressEvent, XmlHttpRequest};

/// So long nothing may be heard of a file on its way, in milliseconds.
const SILENT: u32 = 60_000;
/// So long the server may look at it.
const CHECKED: u32 = 120_000;

/// How far a file is from now on.
pub(super) fn set(writing: &Shared, id: u32, progress: Progress) {
    let limit = match progress {
        Progress::Sending { .. } => Some(SILENT),
        Progress::Checking => Some(CHECKED),
        Progress::Waiting | Progress::Refused(_) | Progress::Broken => None,
    };
    let later = Rc::clone(writing);
    let watch = limit.map(|limit| Timeout::new(limit, move || give_up(&later, id)));
    let mut uploads = writing.uploads.borrow_mut();
    if let Some(upload) = uploads.of_id(id) {
        upload.progress = progress;
        upload.watch = watch;
        row::draw(upload, writing);
    }
}

/// A connection has died without a word.
fn give_up(writing: &Shared, id: u32) {
    let request = writing.uploads.borrow_mut().of_id(id).and_then(|upload| upload.request.take());
    if let Some(request) = request {
        let _ = request.abort();
    }
    ended(writing, id, Progress::Broken);
}

/// A file did not arrive: says so, and lets the others go on.
fn ended(writing: &Shared, id: u32, progress: Progress) {
    set(writing, id, progress);
    let said = writing.uploads.borrow_mut().of_id(id).and_then(|upload| {
        let wrong = row::trouble(&upload.progress, writing)?;
        Some([&upload.file.name(), ": ", &wrong].concat())
    });
    if let Some(said) = said {
        send::tell(writing, &said);
    }
    start_next(writing);
    send::go_on(writing);
}

/// Sends a file.
pub(super) fn start(writing: &Shared, id: u32) -> Option<()> {
    let request = XmlHttpRequest::new().ok()?;
    let form = FormData::new().ok()?;
    {
        let mut uploads = writing.uploads.borrow_mut();
        let upload = uploads.of_id(id)?;
        let address = routes::upload_once(writing.view.draft, &upload.slot, upload.key);
        request.open("POST", &address).ok()?;
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
        page::on(&request, event, move |_| ended(&broken, id, Progress::Broken));
    }
    request.send_with_opt_form_data(Some(&form)).ok()
}

fn heard(writing: &Shared, id: u32, status: u16, text: &str) {
    let kept = if status / 100 == 2 { answer::read::<Vec<DocumentView>>(text) } else { None };
    match kept {
        Some(kept) => {
            drop_one(writing, id);
            for file in kept {
                send::tell(writing, &[&file.name, ": ", Wizard::of(writing.language()).received].concat());
                let mut documents = writing.documents.borrow_mut();
                documents.retain(|known| known.id != file.id);
                documents.push(file);
            }
            if matches!(*writing.keeping.borrow(), Keeping::SignedOut) && writing.unsent.borrow().is_empty() {
                keeping::say(writing, Keeping::Before);
            }
            slots::arrived(writing);
            start_next(writing);
            send::go_on(writing);
        }
        None if status == 401 => {
            keeping::say(writing, Keeping::SignedOut);
            ended(writing, id, Progress::Broken);
        }
        // Too often, too busy, too slow, or something between here and the server: later it may go well.
        None if matches!(status, 0 | 200..300 | 408 | 429 | 500..600) => ended(writing, id, Progress::Broken),
        None => ended(writing, id, Progress::Refused(answer::refusal(text))),
    }
}
