//! A one-time code: large figures, the numeric keyboard, filled in by the telephone where it can.
use leptos::prelude::*;

use super::field::{Field, described_by, field_id, invalid};

/// The box for a code that came by message.
#[component]
pub fn CodeField(
    /// The name in the form.
    #[prop(into)]
    name: String,
    /// The question.
    #[prop(into)]
    label: String,
    /// Where it was sent and how long it holds.
    #[prop(optional_no_strip, into)]
    hint: Option<String>,
    /// What is wrong, in words.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// As typed so far.
    #[prop(optional, into)]
    value: Signal<String>,
    /// Called with each change.
    #[prop(optional_no_strip, into)]
    on_input: Option<Callback<String>>,
) -> impl IntoView {
    let id = field_id(&name);
    let describes = described_by(&id, hint.is_some(), error);
    // Nine: a code pasted as "493 027" with spaces still fits; the server takes the figures.
    view! {
        <Field id=id.clone() label=label hint=hint note=None hide_label=false error=error>
            <input
                class="input input-code"
                id=id
                name=name
                inputmode="numeric"
                autocomplete="one-time-code"
                maxlength="9"
                value=value.get_untracked()
                prop:value=move || value.get()
                aria-invalid=invalid(error)
                aria-describedby=describes
                on:input=move |event| {
                    if let Some(call) = on_input {
                        call.run(event_target_value(&event));
                    }
                }
            />
        </Field>
    }
}
