//! The keys of the desk: one listener that presses the control naming the key, and the switch in their list.
use super::{
    keymap::{Act, act, is_typed_into, neighbour},
    line::{on, place},
    places::{KEYS, POINTS, SEARCH_BOX},
};
use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlElement, HtmlInputElement, KeyboardEvent, Storage};

/// Kept on this device, no personal data: whether it wants the keys.
const SWITCH: &str = "kk-tombol";
const OFF: &str = "mati";

pub(super) fn wake() {
    let Some(document) = document() else { return };
    on(
        &document,
        "keydown",
        Box::new(|event| {
            let event: KeyboardEvent = event.unchecked_into();
            let with_others = event.ctrl_key() || event.meta_key() || event.alt_key() || event.is_composing();
            if with_others || event.repeat() || event.default_prevented() || is_typing(&event) || !wanted() {
                return;
            }
            if let Some(act) = act(&event.key())
                && done(act).is_some()
            {
                event.prevent_default();
            }
        }),
    );
    let Some(switch) = switch() else { return };
    switch.set_checked(wanted());
    let seen = switch.clone();
    on(&switch, "change", Box::new(move |_| remember(seen.checked())));
}

fn document() -> Option<Document> {
    web_sys::window()?.document()
}

fn switch() -> Option<HtmlInputElement> {
    place(KEYS)?.query_selector("input").ok()??.dyn_into().ok()
}

fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}

fn remember(wanted: bool) {
    if let Some(storage) = storage() {
        let _ = if wanted { storage.remove_item(SWITCH) } else { storage.set_item(SWITCH, OFF) };
    }
}

fn wanted() -> bool {
    storage().and_then(|storage| storage.get_item(SWITCH).ok()?).is_none_or(|kept| kept != OFF)
}

fn is_typing(event: &KeyboardEvent) -> bool {
    let Some(target) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else {
        return false;
    };
    let kind = target.get_attribute("type").unwrap_or_default();
    is_typed_into(&target.tag_name(), &kind)
}

fn done(act: Act) -> Option<()> {
    match act {
        Act::Row(forwards) => row(forwards),
        Act::Press(key) => {
            control(key)?.click();
            Some(())
        }
        Act::Twice(key) => {
            let control = control(key)?;
            if document()?.active_element().is_some_and(|active| active == *control) {
                control.click();
                return Some(());
            }
            control.focus().ok()
        }
        Act::Find => place(SEARCH_BOX)?.dyn_into::<HtmlElement>().ok()?.focus().ok(),
        Act::Point => point(),
        Act::Help => {
            let list = place(KEYS)?.query_selector("details").ok()??;
            list.toggle_attribute("open").ok()?;
            list.query_selector("summary").ok()??.dyn_into::<HtmlElement>().ok()?.focus().ok()
        }
    }
}

/// The control in view that names `key`.
fn control(key: &str) -> Option<HtmlElement> {
    let found =
        document()?.query_selector(&format!("[aria-keyshortcuts=\"{key}\"]:not(:disabled)")).ok()??;
    found.dyn_into::<HtmlElement>().ok().filter(|control| control.offset_parent().is_some())
}

/// The next point that is not ticked, from the first on again after the last.
fn point() -> Option<()> {
    let document = document()?;
    let open = document.query_selector_all(&format!("#{POINTS} [type=checkbox]:not(:checked)")).ok()?;
    let at = |place: u32| open.item(place).and_then(|one| one.dyn_into::<HtmlElement>().ok());
    let active = document.active_element();
    let now = (0..open.length()).find(|place| at(*place).is_some_and(|one| active.as_ref() == Some(&*one)));
    at(now.map_or(0, |now| (now + 1) % open.length()))?.focus().ok()
}

fn row(forwards: bool) -> Option<()> {
    let document = document()?;
    let rows = document.query_selector_all(".queue .q").ok()?;
    let at = |place: u32| rows.item(place).and_then(|row| row.dyn_into::<HtmlElement>().ok());
    let active = document.active_element();
    let places = 0..rows.length();
    let is_active = |place: &u32| at(*place).is_some_and(|row| active.as_ref() == Some(&*row));
    let is_open = |place: &u32| at(*place).is_some_and(|row| row.has_attribute("aria-current"));
    let now = places.clone().find(is_active).or_else(|| places.clone().find(is_open));
    at(neighbour(rows.length(), now, forwards)?)?.focus().ok()
}
