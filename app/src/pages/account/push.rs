//! Notices of browsers on "Kabar dan surat": this one, turned on and off by the small script, and a list of all, which
//! works without.
use crate::{
    text::{Telling, day, device_name, push_since},
    ui::button::{Button, ButtonKind},
};
use domain::{Language, Zone};
use leptos::prelude::*;
use service::PushDevice;

/// What the script says of this browser: exactly one of them is seen.
fn states(words: Telling) -> [(&'static str, &'static str); 7] {
    [
        ("script", words.push_script),
        ("on", words.push_on),
        ("off", words.push_off),
        ("refused", words.push_refused),
        ("unsupported", words.push_unsupported),
        ("insecure", words.push_insecure),
        ("failed", words.push_failed),
    ]
}

/// The section. `key` is what a browser subscribes with.
pub(super) fn section(key: String, devices: Vec<PushDevice>, zone: Zone, language: Language) -> AnyView {
    let words = Telling::of(language);
    let said = states(words)
        .into_iter()
        .map(|(state, sentence)| {
            let hidden = state != "script";
            view! { <p data-say=state hidden=hidden>{sentence}</p> }
        })
        .collect_view();
    let empty = devices.is_empty();
    let list = devices.into_iter().map(|device| one(device, words, zone, language)).collect_view();
    view! {
        <section id="notifikasi" data-push=key>
            <h2>{words.push_title}</h2>
            <p>{words.push_intro}</p>
            <div role="status">{said}</div>
            <p>
                <button type="button" class="btn btn-ghost btn-wide" data-do="on" hidden>
                    {words.push_turn_on}
                </button>
                <button type="button" class="btn btn-ghost btn-wide" data-do="off" hidden>
                    {words.push_turn_off}
                </button>
            </p>
            <h3>{words.push_list}</h3>
            {if empty {
                view! { <p>{words.push_none}</p> }.into_any()
            } else {
                view! { <ul>{list}</ul> }.into_any()
            }}
            <p class="small muted">{words.push_leave}</p>
        </section>
    }
    .into_any()
}

fn one(device: PushDevice, words: Telling, zone: Zone, language: Language) -> AnyView {
    let name = device_name(&device.device, language);
    let since = push_since(&day(device.since, zone, language), language);
    view! {
        <li data-mark=device.mark>
            <form method="post" action="/api/notifikasi-hapus">
                <input type="hidden" name="id" value=device.id.to_string() />
                {format!("{name}, {since}")}" "
                <Button label=words.push_remove kind=ButtonKind::Link spoken=name.clone() />
            </form>
        </li>
    }
    .into_any()
}
