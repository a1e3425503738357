//! The keys of the desk: a list of them, a switch, and one listener that presses the control naming the key.
use crate::{
    text::DeskLive,
    ui::{checkbox::Checkbox, disclosure::Disclosure, kbd::Kbd},
};
use domain::Language;
use leptos::prelude::*;

/// The element that holds the list.
const LIST: &str = "tombol";

/// The list of keys. Shown only where there is a script.
#[island]
pub fn Keys(
    /// The language of the words.
    language: Language,
) -> impl IntoView {
    let words = DeskLive::of(language);
    let on = RwSignal::new(true);
    let switched = Callback::new(move |now: bool| {
        on.set(now);
        #[cfg(feature = "hydrate")]
        awake::remember(now);
    });
    #[cfg(feature = "hydrate")]
    awake::obey(on);
    let lines = [
        ("J K", words.key_rows),
        ("↵", words.key_open),
        ("A", words.key_take),
        ("S", words.key_approve),
        ("P", words.key_return),
        ("T", words.key_reject),
        ("N ⇧N", words.key_papers),
        ("+ -", words.key_zoom),
        ("R", words.key_turn),
        ("B", words.key_bright),
        ("?", words.key_help),
    ];
    let lines = lines
        .into_iter()
        .map(|(keys, does)| {
            let keys = keys.split(' ').map(|key| view! { <Kbd key=key /> " " }).collect_view();
            view! { <li>{keys}<span>{does}</span></li> }
        })
        .collect_view();
    view! {
        <div class="keys only-awake" id=LIST>
            <Disclosure summary=words.keys>
                <ul class="plain">{lines}</ul>
                <Checkbox name="tombol" label=words.keys_on checked=on on_change=switched />
            </Disclosure>
        </div>
    }
}

#[cfg(feature = "hydrate")]
mod awake {
    use super::{
        super::{
            keymap::{Act, act, is_typed_into, neighbour},
            line::on as hear,
        },
        LIST,
    };
    use leptos::prelude::*;
    use wasm_bindgen::JsCast;
    use web_sys::{Document, Element, HtmlElement, HtmlInputElement, KeyboardEvent};

    /// No personal data: whether this device wants the keys.
    const SWITCH: &str = "kk-tombol";
    const OFF: &str = "mati";

    fn document() -> Option<Document> {
        web_sys::window()?.document()
    }

    pub(super) fn remember(on: bool) {
        let storage = web_sys::window().and_then(|window| window.local_storage().ok().flatten());
        if let Some(storage) = storage {
            let _ = if on { storage.remove_item(SWITCH) } else { storage.set_item(SWITCH, OFF) };
        }
    }

    fn wanted() -> bool {
        let storage = web_sys::window().and_then(|window| window.local_storage().ok().flatten());
        storage.and_then(|storage| storage.get_item(SWITCH).ok().flatten()).is_none_or(|kept| kept != OFF)
    }

    /// Hears every key of the page.
    pub(super) fn obey(on: RwSignal<bool>) {
        Effect::new(move || on.set(wanted()));
        let Some(document) = document() else { return };
        hear(&document, "keydown", move |event: KeyboardEvent| {
            let with_others = event.ctrl_key() || event.meta_key() || event.alt_key() || event.is_composing();
            if !on.get_untracked()
                || with_others
                || event.repeat()
                || event.default_prevented()
                || is_typing(&event)
            {
                return;
            }
            if let Some(act) = act(&event.key())
                && done(act).is_some()
            {
                event.prevent_default();
            }
        });
    }

    fn is_typing(event: &KeyboardEvent) -> bool {
        let Some(target) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else {
            return false;
        };
        let kind = target.dyn_ref::<HtmlInputElement>().map(HtmlInputElement::type_).unwrap_or_default();
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
                let there = document()?.active_element().is_some_and(|active| active == *control.as_ref());
                if there {
                    control.click();
                    return Some(());
                }
                control.focus().ok()
            }
            Act::Help => {
                let list = document()?.query_selector(&format!("#{LIST} details")).ok()??;
                list.toggle_attribute("open").ok()?;
                let summary: HtmlElement = list.query_selector("summary").ok()??.dyn_into().ok()?;
                summary.focus().ok()
            }
        }
    }

    /// The control in view that names `key`.
    fn control(key: &str) -> Option<HtmlElement> {
        let found =
            document()?.query_selector(&format!("[aria-keyshortcuts=\"{key}\"]:not(:disabled)")).ok()??;
        found.dyn_into::<HtmlElement>().ok().filter(|control| control.offset_parent().is_some())
    }

    fn row(forwards: bool) -> Option<()> {
        let document = document()?;
        let rows = document.query_selector_all(".queue .q").ok()?;
        let at = |place: u32| rows.item(place).and_then(|row| row.dyn_into::<HtmlElement>().ok());
        let active = document.active_element();
        let places = 0..rows.length();
        let is_active = |place: &u32| at(*place).is_some_and(|row| active.as_ref() == Some(row.as_ref()));
        let is_open = |place: &u32| at(*place).is_some_and(|row| row.has_attribute("aria-current"));
        let now = places.clone().find(is_active).or_else(|| places.clone().find(is_open));
        at(neighbour(rows.length(), now, forwards)?)?.focus().ok()
    }
}
