//! From stop to stop, without asking the server.
use super::{
    fields, issues, keeping, look, page, save, send, slots, upload,
    writing::{Shared, Writing},
};
use crate::{
    islands::wizard::{forward, kind_of, way::title_of},
    routes,
    text::Common,
};
use domain::StopKind;

/// The page is here: what the script adds to the first stop.
pub fn arrive(writing: &Shared) {
    prepare(writing);
    keeping::draw(writing);
}

/// Fits the stop shown to the present answers and files.
fn prepare(writing: &Shared) {
    match kind_of(&writing.here()) {
        StopKind::Documents => {
            upload::load(writing);
            slots::draw(writing);
        }
        // Files may still be on their way from before.
        StopKind::Check => {
            upload::load(writing);
            look::draw(writing);
        }
        StopKind::Questions => {}
    }
    fields::follow(writing);
}

/// The answers came from elsewhere: shows them in the stop shown.
pub fn refresh(writing: &Shared) {
    if let Some(section) = writing.section() {
        fields::fill(writing, section);
    }
    prepare(writing);
    look::ask_changes(writing);
}

/// A place in the wizard: which step, back to the last look after it, which field.
pub struct Place {
    /// The step.
    pub step: String,
    /// Come from the last look.
    pub from_check: bool,
    /// The id of what to go to.
    pub field: Option<String>,
}

/// Reads an address of this draft's wizard.
pub fn place(writing: &Writing, path: &str, query: &str, hash: &str) -> Option<Place> {
    let step = path.strip_prefix(routes::step(writing.view.draft, "").as_str())?;
    let field = hash.strip_prefix('#').filter(|field| !field.is_empty()).map(str::to_owned);
    Some(Place { step: step.to_owned(), from_check: query.contains("kembali=periksa"), field })
}

/// Shows a stop that may be visited; else the one to go on with. `new` adds it to the browser's history.
pub fn go(writing: &Shared, to: Place, new: bool) {
    let way = writing.way();
    let step = if way.may_visit(&to.step) { to.step } else { way.next };
    let Some(next) = writing.stop(&step) else { return };
    let Some(before) = writing.section() else { return };
    issues::show(writing, &[]);
    if before != next {
        let _ = before.replace_with_with_node_1(next);
    }
    writing.step.replace(step.clone());
    writing.from_check.set(to.from_check);
    writing.sending.set(false);
    fields::fill(writing, next);
    prepare(writing);
    // A step done is saved at once, as without a script.
    save::now(writing);
    look::ask_changes(writing);
    keeping::draw(writing);
    if let Some(line) = page::find(&writing.root, ".steps") {
        page::put_or_not(&line, "open", None);
    }
    let address = address(writing, &step);
    name_page(writing, &step, &address, new);
    let field = to.field.and_then(|field| page::find(next, &["#", &field].concat()));
    match (field, page::window()) {
        (Some(field), _) => page::focus(&field),
        (None, window) => {
            if let Some(window) = window {
                window.scroll_to_with_x_and_y(0.0, 0.0);
            }
            if let Some(headline) = page::find(next, "h1") {
                page::focus(&headline);
            }
        }
    }
}

fn address(writing: &Writing, step: &str) -> String {
    let draft = writing.view.draft;
    if writing.from_check.get() { routes::step_from_check(draft, step) } else { routes::step(draft, step) }
}

fn name_page(writing: &Writing, step: &str, address: &str, new: bool) -> Option<()> {
    let title = title_of(&writing.view, kind_of(step), step);
    let document = page::document()?;
    document.set_title(&[&title, " · ", Common::of(writing.language()).product].concat());
    // The other language shows this stop, not the one the page began with.
    if let Some(link) = document.query_selector("header a[hreflang]").ok().flatten() {
        let language = link.get_attribute("hreflang").unwrap_or_default();
        page::put(&link, "href", &[&routes::step(writing.view.draft, step), "?lang=", &language].concat());
    }
    let history = page::window()?.history().ok()?;
    let state = wasm_bindgen::JsValue::NULL;
    let written = if new {
        history.push_state_with_url(&state, "", Some(address))
    } else {
        history.replace_state_with_url(&state, "", Some(address))
    };
    written.ok()
}

/// "Lanjutkan": on, if the step is right; else what is wrong. Files that are still arriving are waited for.
pub fn on(writing: &Shared) {
    let step = writing.here();
    fields::take_what_was_typed(writing, true);
    let wrong = writing.wrong_at(&step);
    if !wrong.is_empty() {
        if wrong.iter().all(|issue| upload::is_coming(writing, &issue.field)) {
            return send::wait(writing);
        }
        issues::show(writing, &wrong);
        issues::focus(writing);
        return;
    }
    let next = forward(&writing.view, &writing.way(), &step, writing.from_check.get());
    let (path, query) = next.split_once('?').unwrap_or((&next, ""));
    if let Some(place) = place(writing, path, query, "") {
        go(writing, place, true);
    }
}

/// "Kembali": the stop before, or the list of requests.
pub fn back(writing: &Shared) {
    let step = writing.here();
    match writing.way().before(&step) {
        Some(stop) => go(writing, Place { step: stop.step.clone(), from_check: false, field: None }, true),
        None => keeping::leave(writing, routes::REQUESTS),
    }
}

/// The address bar says another stop: the browser's own back and forward.
pub fn follow_address(writing: &Shared) {
    let Some(location) = page::window().map(|window| window.location()) else { return };
    let part = |part: Result<String, _>| part.unwrap_or_default();
    if let Some(place) =
        place(writing, &part(location.pathname()), &part(location.search()), &part(location.hash()))
        && place.step != writing.here()
    {
        go(writing, place, false);
    }
}
