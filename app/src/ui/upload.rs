//! Where a photo is put down, and how far it has come. The native input stays: it works without any script.
use leptos::prelude::*;

use super::field::{described_by, field_id, invalid};
use super::field_error::FieldErrorLine;

/// The place for the files of one slot. An island adds `on:change`, `on:dragover` and `on:drop` to it: they bubble here.
#[component]
pub fn Upload(
    /// The name in the form.
    #[prop(into)]
    name: String,
    /// The field that the summary links to, where several places have one name: the slot.
    #[prop(optional_no_strip, into)]
    field: Option<String>,
    /// What is wanted.
    #[prop(into)]
    label: String,
    /// How to photograph it, and what is taken.
    #[prop(optional_no_strip, into)]
    hint: Option<String>,
    /// What is wrong, in words.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Media types the chooser offers.
    #[prop(default = "image/*,application/pdf")]
    accept: &'static str,
    /// Several photos make one document.
    #[prop(optional)]
    multiple: bool,
    /// A file hovers over the place.
    #[prop(optional, into)]
    over: Signal<bool>,
) -> impl IntoView {
    let id = field_id(field.as_deref().unwrap_or(&name));
    view! {
        <div class="drop" class:drop-over=move || over.get() class:drop-bad=move || error.read().is_some()>
            <label class="label" for=id.clone()>{label}</label>
            {hint.clone().map(|hint| view! { <p class="hint" id=format!("{id}-hint")>{hint}</p> })}
            <FieldErrorLine id=format!("{id}-error") error=error />
            <input
                type="file"
                id=id.clone()
                name=name
                accept=accept
                multiple=multiple
                aria-invalid=invalid(error)
                aria-describedby=described_by(&id, hint.is_some(), error)
            />
        </div>
    }
}

/// A file on its way: its name, the bytes and time left in words, a bar.
#[component]
pub fn Sending(
    /// The name of the file.
    #[prop(into)]
    name: String,
    /// "1,2 dari 3,4 MB, 20 detik lagi".
    #[prop(into)]
    words: Signal<String>,
    /// Per cent sent, 0 to 100; none while it is not known.
    #[prop(into)]
    percent: Signal<Option<u8>>,
) -> impl IntoView {
    view! {
        <div class="sending">
            <p><b>{name.clone()}</b><span>{move || words.get()}</span></p>
            <progress max="100" value=move || percent.get().map(|sent| sent.to_string()) aria-label=name></progress>
        </div>
    }
}
