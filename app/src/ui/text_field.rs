//! One line of text. The kind of content decides keyboard, capitals, spelling and look; the caller the width.
use leptos::prelude::*;

use super::field::{Field, Width, described_by, field_id, invalid};

/// What belongs in the line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum InputKind {
    /// Words.
    #[default]
    Text,
    /// A person's name: capitals by the keyboard, no spelling.
    Name,
    /// Figures only: NIK, KK number, RT.
    Digits,
    /// A telephone number.
    Phone,
    /// An e-mail address.
    Email,
    /// A time of the day.
    Time,
    /// What one looks for.
    Search,
}

impl InputKind {
    fn sort(self) -> &'static str {
        match self {
            Self::Text | Self::Name | Self::Digits => "text",
            Self::Phone => "tel",
            Self::Email => "email",
            Self::Time => "time",
            Self::Search => "search",
        }
    }

    fn keyboard(self) -> Option<&'static str> {
        (self == Self::Digits).then_some("numeric")
    }

    fn capitals(self) -> Option<&'static str> {
        match self {
            Self::Name => Some("words"),
            Self::Email => Some("none"),
            _ => None,
        }
    }

    fn class(self) -> &'static str {
        if matches!(self, Self::Digits | Self::Phone | Self::Time) { "input num" } else { "input" }
    }
}

/// One line of text.
#[component]
pub fn TextField(
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
    /// What belongs in it.
    #[prop(optional)]
    kind: InputKind,
    /// How wide.
    #[prop(optional)]
    width: Width,
    /// What the browser may fill in.
    #[prop(default = "off")]
    autocomplete: &'static str,
    /// The most characters the form takes.
    #[prop(optional_no_strip)]
    max: Option<u16>,
    /// Shown, not changed.
    #[prop(optional)]
    readonly: bool,
    /// What stands before the value ("+62").
    #[prop(optional_no_strip, into)]
    before: Option<String>,
    /// What stands after it ("gram").
    #[prop(optional_no_strip, into)]
    after: Option<String>,
    /// Called with each change.
    #[prop(optional_no_strip, into)]
    on_input: Option<Callback<String>>,
) -> impl IntoView {
    let id = field_id(&name);
    let describes = described_by(&id, hint.is_some(), error);
    let plain = matches!(kind, InputKind::Text | InputKind::Search);
    view! {
        <Field id=id.clone() label=label hint=hint note=note hide_label=hide_label error=error>
            <div class="affix">
                {before.map(|text| view! { <span>{text}</span> })}
                <input
                    class=format!("{}{}", kind.class(), width.class())
                    id=id
                    name=name
                    type=kind.sort()
                    inputmode=kind.keyboard()
                    autocapitalize=kind.capitals()
                    spellcheck=(!plain).then_some("false")
                    autocomplete=autocomplete
                    maxlength=max.map(|max| max.to_string())
                    readonly=readonly
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
                {after.map(|text| view! { <span>{text}</span> })}
            </div>
        </Field>
    }
}
