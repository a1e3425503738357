//! The frame of every question: label, hint, what is wrong, then the control. It fixes the ids that the
//! summary of errors links to: `f-<name>` for the control, `-hint` and `-error` for the words about it.
use leptos::prelude::*;

use super::field_error::FieldErrorLine;

/// How wide a control is: as wide as what belongs in it, never wider than the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Width {
    /// The whole column: names, addresses.
    #[default]
    Full,
    /// Two figures.
    W2,
    /// Four figures.
    W4,
    /// Six figures.
    W6,
    /// Ten figures.
    W10,
    /// Sixteen figures: a NIK, a KK number, a telephone number.
    W16,
    /// Twenty-four characters.
    W24,
}

impl Width {
    /// The class that limits the control.
    pub fn class(self) -> &'static str {
        match self {
            Self::Full => "",
            Self::W2 => " w-2",
            Self::W4 => " w-4",
            Self::W6 => " w-6",
            Self::W10 => " w-10",
            Self::W16 => " w-16",
            Self::W24 => " w-24",
        }
    }
}

/// The id of the control of a field; a dot of the name becomes a dash.
pub fn field_id(name: &str) -> String {
    format!("f-{}", name.replace('.', "-"))
}

/// The ids of the words that describe a control, for `aria-describedby`.
pub(super) fn described_by(id: &str, hint: bool, error: Signal<Option<String>>) -> Signal<Option<String>> {
    let id = id.to_owned();
    Signal::derive(move || match (hint, error.read().is_some()) {
        (false, false) => None,
        (true, false) => Some(format!("{id}-hint")),
        (false, true) => Some(format!("{id}-error")),
        (true, true) => Some(format!("{id}-hint {id}-error")),
    })
}

/// `aria-invalid` of a control.
pub(super) fn invalid(error: Signal<Option<String>>) -> Signal<Option<&'static str>> {
    Signal::derive(move || error.read().is_some().then_some("true"))
}

/// The frame of a single control.
#[component]
pub fn Field(
    /// The id of the control, from [`field_id`].
    id: String,
    /// The question.
    label: String,
    /// What a good answer looks like.
    hint: Option<String>,
    /// A quiet word after the label ("boleh kosong").
    note: Option<String>,
    /// Said, not shown: the headline of the page is the question already.
    hide_label: bool,
    /// What is wrong, in words.
    error: Signal<Option<String>>,
    /// The control.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="field" class:field-bad=move || error.read().is_some()>
            <label class=if hide_label { "vh" } else { "label" } for=id.clone()>
                {label}
                {note.map(|note| view! { <span class="label-quiet">" "{note}</span> })}
            </label>
            {hint.map(|hint| view! { <p class="hint" id=format!("{id}-hint")>{hint}</p> })}
            <FieldErrorLine id=format!("{id}-error") error=error />
            {children()}
        </div>
    }
}

/// The frame of several controls that answer one question.
#[component]
pub fn FieldGroup(
    /// The id of the first control or of the group.
    id: String,
    /// True when the id belongs to the group itself: a link from the summary lands there.
    lands_here: bool,
    /// The question.
    label: String,
    /// What a good answer looks like.
    hint: Option<String>,
    /// A quiet word after the label.
    note: Option<String>,
    /// Said, not shown.
    hide_label: bool,
    /// What is wrong, in words.
    error: Signal<Option<String>>,
    /// The controls.
    children: Children,
) -> impl IntoView {
    let describes = described_by(&id, hint.is_some(), error);
    view! {
        <fieldset
            class="field"
            class:field-bad=move || error.read().is_some()
            id=lands_here.then(|| id.clone())
            tabindex=lands_here.then_some("-1")
            aria-describedby=describes
        >
            <legend class=if hide_label { "vh" } else { "label" }>
                {label}
                {note.map(|note| view! { <span class="label-quiet">" "{note}</span> })}
            </legend>
            {hint.map(|hint| view! { <p class="hint" id=format!("{id}-hint")>{hint}</p> })}
            <FieldErrorLine id=format!("{id}-error") error=error />
            {children()}
        </fieldset>
    }
}
