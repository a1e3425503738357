//! Everything that is listened to, in one place: events bubble to the column of the page.
use super::{differing, fields, keeping, moving, page, save, send, slots, upload, writing::Shared};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{
    Element, Event, EventTarget, HtmlAnchorElement, HtmlInputElement, MouseEvent, SubmitEvent,
    VisibilityState,
};

/// Listens, for the rest of the page's life.
pub fn listen(writing: &Shared) {
    let on = |target: &EventTarget, event: &str, act: fn(&Shared, &Event)| {
        let writing = Rc::clone(writing);
        page::on(target, event, move |event| act(&writing, &event));
    };
    let root: &EventTarget = &writing.root;
    on(root, "input", |writing, event| with(event, |target| fields::typed(writing, target)));
    on(root, "change", |writing, event| with(event, |target| chosen(writing, target)));
    on(root, "focusout", |writing, _| fields::left(writing));
    on(root, "submit", submitted);
    on(root, "click", clicked);
    on(root, "pilih", |writing, event| {
        let detail = js_sys::Reflect::get(event, &"detail".into());
        if let Some(chosen) = detail.ok().and_then(|detail| detail.as_string()) {
            differing::choose(writing, &chosen);
        }
    });
    if let (Some(window), Some(document)) = (page::window(), page::document()) {
        on(&window, "popstate", |writing, _| moving::follow_address(writing));
        on(&window, "pagehide", |writing, _| keeping::flush(writing));
        on(&window, "pageshow", |writing, _| send::reset(writing));
        on(&window, "online", |writing, _| {
            writing.kept.set(false);
            offline(writing);
            save::now(writing);
        });
        on(&window, "offline", |writing, _| offline(writing));
        on(&window, "beforeunload", |writing, event| {
            let kept = writing.unsent.borrow().is_empty() || writing.on_device.get();
            if upload::would_be_lost(writing) || !kept {
                event.prevent_default();
                // Chromium before 119 asks for this instead.
                let _ = js_sys::Reflect::set(event, &"returnValue".into(), &"?".into());
            }
        });
        on(&document, "click", left_by_link);
        on(&document, "visibilitychange", |writing, _| {
            let hidden =
                page::document().is_some_and(|page| page.visibility_state() == VisibilityState::Hidden);
            if hidden { keeping::flush(writing) } else { save::now(writing) }
        });
    }
    offline(writing);
}

fn with(event: &Event, act: impl FnOnce(&Element)) {
    if let Some(target) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) {
        act(&target);
    }
}

/// The banner of a page without a network.
fn offline(writing: &Shared) {
    if let Some(banner) = page::find(&writing.root, "#luring") {
        page::show(&banner, !page::online() || writing.kept.get());
    }
}

fn chosen(writing: &Shared, target: &Element) {
    match target.dyn_ref::<HtmlInputElement>() {
        // Whoever sends files listens for itself.
        Some(input) if input.type_() == "file" => {}
        _ => {
            fields::typed(writing, target);
            // A chosen row is a whole answer.
            fields::left(writing);
        }
    }
}

fn submitted(writing: &Shared, event: &Event) {
    with(event, |form| {
        let kind = form.get_attribute("data-form").unwrap_or_default();
        let act: fn(&Shared, &Element) = match kind.as_str() {
            "step" => {
                let submitter = event.unchecked_ref::<SubmitEvent>().submitter();
                match submitter.and_then(|button| button.get_attribute("value")).as_deref() {
                    Some("back") => |writing, _| moving::back(writing),
                    // A button of a place: the server looks it up.
                    Some(other) if other.contains(':') => return,
                    _ => |writing, _| moving::on(writing),
                }
            }
            "send" => |writing, _| send::pressed(writing),
            "bring" => slots::bring,
            // A button with a way of its own: the module that sends files takes it, or the browser.
            "remove"
                if event
                    .unchecked_ref::<SubmitEvent>()
                    .submitter()
                    .is_some_and(|button| button.has_attribute("formaction")) =>
            {
                return;
            }
            "remove" => slots::remove,
            "restore" => slots::restore,
            // Files go when they are chosen.
            "upload" if writing.sends_files.get() => |_, _| {},
            _ => return,
        };
        event.prevent_default();
        act(writing, form);
    });
}

/// A plain click: not one for another tab or window.
fn is_plain(event: &Event) -> bool {
    let mouse: &MouseEvent = event.unchecked_ref();
    mouse.button() == 0 && !mouse.ctrl_key() && !mouse.meta_key() && !mouse.shift_key()
}

/// A link to another page of the portal, while the server does not have everything.
fn left_by_link(writing: &Shared, event: &Event) {
    if event.default_prevented() || !is_plain(event) || writing.unsent.borrow().is_empty() {
        return;
    }
    with(event, |target| {
        let Some(link) = page::around(target, "a[href]:not([target],[download])") else { return };
        let here = page::window().and_then(|window| window.location().origin().ok());
        let within = link.get_attribute("href").is_some_and(|href| href.starts_with('#'));
        let link: HtmlAnchorElement = link.unchecked_into();
        if !within && here.as_deref() == Some(link.origin().as_str()) {
            event.prevent_default();
            keeping::leave(writing, &link.href());
        }
    });
}

fn clicked(writing: &Shared, event: &Event) {
    if !is_plain(event) {
        return;
    }
    with(event, |target| {
        let Some(link) = page::around(target, "a[href]:not([rel])") else { return };
        let link: HtmlAnchorElement = link.unchecked_into();
        // A link of the summary stays on this stop.
        if link.get_attribute("href").is_some_and(|href| href.starts_with('#')) {
            return;
        }
        if let Some(place) = moving::place(writing, &link.pathname(), &link.search(), &link.hash()) {
            event.prevent_default();
            moving::go(writing, place, true);
        }
    });
}
