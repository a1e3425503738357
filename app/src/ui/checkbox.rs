//! A square to tick: the statement of truth, and choices of which several may hold.
use leptos::prelude::*;

use super::field::{described_by, field_id, invalid};
use super::field_error::FieldErrorLine;

/// One statement to tick.
#[component]
pub fn Checkbox(
    /// The name in the form.
    #[prop(into)]
    name: String,
    /// What the form carries when ticked.
    #[prop(default = "true")]
    sends: &'static str,
    /// The same, where it differs from box to box.
    #[prop(optional_no_strip, into)]
    value: Option<String>,
    /// The statement.
    #[prop(into)]
    label: String,
    /// A second, quiet line.
    #[prop(optional_no_strip, into)]
    hint: Option<String>,
    /// Ticked so far.
    #[prop(optional, into)]
    checked: Signal<bool>,
    /// What is wrong, in words.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Called with each change.
    #[prop(optional_no_strip, into)]
    on_change: Option<Callback<bool>>,
) -> impl IntoView {
    let id = field_id(&name);
    view! {
        <div class="field" class:field-bad=move || error.read().is_some()>
            <FieldErrorLine id=format!("{id}-error") error=error />
            <div class="choice choice-tick">
                <input
                    type="checkbox"
                    id=id.clone()
                    name=name
                    value=value.unwrap_or_else(|| sends.to_owned())
                    checked=checked.get_untracked()
                    prop:checked=move || checked.get()
                    aria-invalid=invalid(error)
                    aria-describedby=described_by(&id, hint.is_some(), error)
                    on:change=move |event| {
                        if let Some(call) = on_change {
                            call.run(event_target_checked(&event));
                        }
                    }
                />
                <label for=id.clone()>
                    {label}
                    {hint.map(|hint| view! { <span class="hint" id=format!("{id}-hint")>{hint}</span> })}
                </label>
            </div>
        </div>
    }
}
