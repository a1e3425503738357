//! One of a few, as whole rows to press; yes or no; and the small verdict of the desk.
use leptos::prelude::*;

use super::field::{FieldGroup, field_id};

/// One thing that may be chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChoiceOption {
    /// What the form carries.
    pub value: String,
    /// What people read.
    pub label: String,
    /// A second, quiet line.
    pub hint: Option<String>,
    /// Not offered now; what was answered before may offer it.
    pub waits: bool,
}

impl ChoiceOption {
    /// A choice without a second line.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into(), hint: None, waits: false }
    }

    /// The same choice with a second line.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

/// Rows, one of which is chosen. The first row has the id `f-<name>`, so that the summary links to it.
#[component]
pub fn Choices(
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
    /// What one may choose.
    options: Vec<ChoiceOption>,
    /// Two short answers stand side by side.
    #[prop(optional)]
    pair: bool,
    /// The value chosen so far.
    #[prop(optional, into)]
    value: Signal<String>,
    /// What is wrong, in words.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Called with the value chosen.
    #[prop(optional_no_strip, into)]
    on_input: Option<Callback<String>>,
) -> impl IntoView {
    let id = field_id(&name);
    let rows = options
        .into_iter()
        .enumerate()
        .map(|(at, option)| {
            let id = if at == 0 { id.clone() } else { format!("{id}-{}", at + 1) };
            let hint_id = option.hint.is_some().then(|| format!("{id}-about"));
            let ours = option.value.clone();
            let picked = option.value.clone();
            view! {
                <div class="choice" hidden=option.waits>
                    <input
                        type="radio"
                        id=id.clone()
                        name=name.clone()
                        checked=value.read_untracked() == option.value
                        prop:checked=move || value.read() == ours
                        value=option.value
                        aria-describedby=hint_id.clone()
                        on:change=move |_| {
                            if let Some(call) = on_input {
                                call.run(picked.clone());
                            }
                        }
                    />
                    <label for=id>
                        {option.label}
                        {option.hint.map(|hint| view! { <span class="hint" id=hint_id>{hint}</span> })}
                    </label>
                </div>
            }
        })
        .collect_view();
    view! {
        <FieldGroup id=id lands_here=false label=label hint=hint note=note hide_label=hide_label error=error>
            <div class=if pair { "choices choices-pair" } else { "choices" }>{rows}</div>
        </FieldGroup>
    }
}

/// A verdict on one line of the desk: a few joined words, the last of which is the doubt.
#[component]
pub fn Verdict(
    /// The name in the form, one per line.
    #[prop(into)]
    name: String,
    /// What is judged, for those who hear it.
    #[prop(into)]
    label: String,
    /// The words; the last is drawn as a doubt.
    options: Vec<ChoiceOption>,
    /// The verdict so far.
    #[prop(optional, into)]
    value: Signal<String>,
    /// Called with the verdict.
    #[prop(optional_no_strip, into)]
    on_input: Option<Callback<String>>,
) -> impl IntoView {
    let last = options.len().saturating_sub(1);
    let id = field_id(&name);
    let parts = options
        .into_iter()
        .enumerate()
        .map(|(at, option)| {
            let id = format!("{id}-{}", at + 1);
            let ours = option.value.clone();
            let picked = option.value.clone();
            view! {
                <input
                    type="radio"
                    id=id.clone()
                    name=name.clone()
                    checked=value.read_untracked() == option.value
                    prop:checked=move || value.read() == ours
                    value=option.value
                    on:change=move |_| {
                        if let Some(call) = on_input {
                            call.run(picked.clone());
                        }
                    }
                />
                <label for=id class=(at == last).then_some("verdict-bad")>
                    {option.label}
                </label>
            }
        })
        .collect_view();
    view! {
        <span class="verdict" role="radiogroup" aria-label=label>
            {parts}
        </span>
    }
}
