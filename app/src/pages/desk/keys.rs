//! The list of keys, and the switch for those whom single letters disturb (WCAG 2.1.4). Shown only where there
//! is a script.
use crate::{
    islands::desk::places::KEYS,
    text::{Batch, Checklist, Desk as Words},
    ui::{checkbox::Checkbox, disclosure::Disclosure, kbd::Kbd},
};
use domain::Language;
use leptos::prelude::*;

/// The list.
pub(super) fn list(language: Language) -> AnyView {
    let words = Words::of(language);
    let lines = [
        ("J K", words.key_rows),
        ("\u{21b5}", words.key_open),
        ("A", words.key_take),
        ("G", words.key_next),
        ("C", words.key_search),
        ("M", Batch::of(language).key),
        ("S", words.key_approve),
        ("D", Checklist::of(language).key),
        ("P", words.key_return),
        ("T", words.key_reject),
        ("N \u{21e7}N", words.key_papers),
        ("+ -", words.key_zoom),
        ("R", words.key_turn),
        ("B", words.key_bright),
        ("V", words.key_beside),
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
        <div class="keys only-awake" id=KEYS>
            <Disclosure summary=words.keys>
                <ul class="plain">{lines}</ul>
                <Checkbox name="tombol-pintas" label=words.keys_on checked=true />
            </Disclosure>
        </div>
    }
    .into_any()
}
