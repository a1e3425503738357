//! Several lines of text, with the count of what is left where there is a limit.
use leptos::prelude::*;

use super::field::{Field, described_by, field_id, invalid};

/// What stands between the tags. Leptos writes the content of a `textarea` as it is, so that an answer with
/// `</textarea>` in it would become markup: it is escaped here. In the browser nothing parses it.
fn content(value: String) -> String {
    if cfg!(feature = "ssr") { value.replace('&', "&amp;").replace('<', "&lt;") } else { value }
}

/// Several lines of text.
#[component]
pub fn TextArea(
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
    /// As typed so far.
    #[prop(optional, into)]
    value: Signal<String>,
    /// What is wrong, in words.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Lines to begin with.
    #[prop(default = 3)]
    lines: u8,
    /// The most characters the form takes.
    #[prop(optional_no_strip)]
    max: Option<u16>,
    /// "19 dari 500 huruf"; nothing when empty.
    #[prop(optional, into)]
    count: MaybeProp<String>,
    /// Called with each change.
    #[prop(optional_no_strip, into)]
    on_input: Option<Callback<String>>,
) -> impl IntoView {
    let id = field_id(&name);
    let describes = described_by(&id, hint.is_some(), error);
    view! {
        <Field id=id.clone() label=label hint=hint note=note hide_label=hide_label error=error>
            <textarea
                class="input"
                id=id
                name=name
                rows=lines.to_string()
                maxlength=max.map(|max| max.to_string())
                prop:value=move || value.get()
                aria-invalid=invalid(error)
                aria-describedby=describes
                on:input=move |event| {
                    if let Some(call) = on_input {
                        call.run(event_target_value(&event));
                    }
                }
            >
                {content(value.get_untracked())}
            </textarea>
            {move || count.get().map(|words| view! { <p class="hint count">{words}</p> })}
        </Field>
    }
}
