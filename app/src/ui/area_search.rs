//! Looking for a village by words. The button asks the server; where scripts run, `app/browser/area.js` makes a
//! combobox of the line and suggests villages while one types.
use leptos::prelude::*;

use super::button::{Button, ButtonKind};
use super::field::{Field, described_by, invalid};

/// What the module says and does, read from the element around the line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Suggesting {
    /// Where suggestions come from.
    pub from: &'static str,
    /// The module, where the page fetches it only when the line is shown.
    pub module: Option<String>,
    /// What the names of this place's inputs begin with.
    pub fields: String,
    /// "Pilihan: {n}", said when there are some.
    pub some: String,
    /// Said when there are none.
    pub none: String,
}

/// A line to type in and the button that looks for it.
#[component]
pub fn AreaSearch(
    /// The id of the line.
    #[prop(into)]
    id: String,
    /// The name in the form.
    #[prop(into)]
    name: String,
    /// The question.
    #[prop(into)]
    label: String,
    /// What a good answer looks like.
    #[prop(into)]
    hint: String,
    /// As typed so far.
    #[prop(optional, into)]
    value: String,
    /// What is wrong, in words.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// "Cari".
    #[prop(into)]
    search: String,
    /// What the button sends.
    send: (&'static str, String),
    /// How it suggests.
    suggesting: Suggesting,
) -> impl IntoView {
    let describes = described_by(&id, true, error);
    view! {
        <Field id=id.clone() label=label hint=Some(hint) note=None hide_label=false error=error>
            <div
                class="area-line"
                data-areas=suggesting.from
                data-more=suggesting.module
                data-fields=suggesting.fields
                data-some=suggesting.some
                data-none=suggesting.none
            >
                <input
                    class="input"
                    id=id
                    name=name
                    type="text"
                    enterkeyhint="search"
                    autocomplete="off"
                    autocapitalize="words"
                    spellcheck="false"
                    maxlength="100"
                    value=value
                    aria-invalid=invalid(error)
                    aria-describedby=describes
                />
                <Button label=search kind=ButtonKind::Ghost send=send />
            </div>
        </Field>
    }
}

/// The village that was chosen, and the way to choose another one.
#[component]
pub fn AreaChosen(
    /// The id to which errors lead.
    #[prop(into)]
    id: String,
    /// "Desa atau kelurahan".
    #[prop(into)]
    label: String,
    /// Its name.
    #[prop(into)]
    name: String,
    /// What it lies in.
    #[prop(into)]
    within: String,
    /// "Ganti".
    #[prop(into)]
    another: String,
    /// What the button sends.
    send: (&'static str, String),
) -> impl IntoView {
    view! {
        <div class="field" id=id tabindex="-1">
            <p class="label">{label.clone()}</p>
            <div class="area-chosen">
                <p lang="id">
                    <b>{name}</b>
                    <span class="quote">{within}</span>
                </p>
                <Button label=another kind=ButtonKind::Link send=send spoken=label />
            </div>
        </div>
    }
}
