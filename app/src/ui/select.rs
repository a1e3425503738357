//! A list too long for rows: religions, occupations, relations.
use leptos::prelude::*;

use super::choice::ChoiceOption;
use super::field::{Field, described_by, field_id, invalid};

/// How a long list is found in by typing (`app/browser/pick.js`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typing {
    /// Where the module lies.
    pub module: String,
    /// "Pilihan: {n}", said when something fits.
    pub some: String,
    /// Said when nothing fits.
    pub none: String,
}

/// One of many.
#[component]
pub fn Select(
    /// The name in the form.
    #[prop(into)]
    name: String,
    /// The question.
    #[prop(into)]
    label: String,
    /// What a good answer looks like.
    #[prop(optional_no_strip, into)]
    hint: Option<String>,
    /// A quiet word after the label.
    #[prop(optional_no_strip, into)]
    note: Option<String>,
    /// Said, not shown.
    #[prop(optional)]
    hide_label: bool,
    /// The first line, with the empty value ("Pilih satu"); none when one is always chosen.
    #[prop(optional_no_strip, into)]
    empty: Option<String>,
    /// What one may choose.
    options: Vec<ChoiceOption>,
    /// The language of the choices when it differs from the page's: names of places.
    #[prop(optional_no_strip)]
    lang: Option<&'static str>,
    /// Where scripts run, one types to find it.
    #[prop(optional_no_strip)]
    typing: Option<Typing>,
    /// The value chosen so far.
    #[prop(optional, into)]
    value: Signal<String>,
    /// What is wrong, in words.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Called with each change.
    #[prop(optional_no_strip, into)]
    on_input: Option<Callback<String>>,
) -> impl IntoView {
    let id = field_id(&name);
    let (module, some, none) = match typing {
        Some(Typing { module, some, none }) => (Some(module), Some(some), Some(none)),
        None => (None, None, None),
    };
    let describes = described_by(&id, hint.is_some(), error);
    let lines = empty
        .map(|words| ChoiceOption::new("", words))
        .into_iter()
        .chain(options)
        .map(|option| {
            let chosen = value.read_untracked() == option.value;
            let lang = lang.filter(|_| !option.value.is_empty());
            view! { <option value=option.value selected=chosen lang=lang>{option.label}</option> }
        })
        .collect_view();
    view! {
        <Field id=id.clone() label=label hint=hint note=note hide_label=hide_label error=error>
            <select
                class="input input-wide"
                data-more=module
                data-some=some
                data-none=none
                id=id
                name=name
                prop:value=move || value.get()
                aria-invalid=invalid(error)
                aria-describedby=describes
                on:change=move |event| {
                    if let Some(call) = on_input {
                        call.run(event_target_value(&event));
                    }
                }
            >
                {lines}
            </select>
        </Field>
    }
}
