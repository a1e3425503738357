//! How good a new password is, in four steps and in words, which say all that the meter shows. The server draws it empty and hidden: only a script that is
//! fetched when somebody gets to the field (`app/browser/password.js`) judges and shows it.
use leptos::prelude::*;

use super::field::field_id;

/// The meter below a new password.
#[component]
pub fn Strength(
    /// The name of the password in the form.
    #[prop(into)]
    field: String,
    /// The address of the script that judges.
    #[prop(into)]
    module: String,
    /// Everything it may say, as JSON.
    #[prop(into)]
    words: String,
    /// Who judges, and who decides.
    #[prop(into)]
    note: String,
    /// A step from 1 to 4 and what is said of it, for the page of examples.
    #[prop(optional, into)]
    drawn: Option<(u8, &'static str, &'static str)>,
) -> impl IntoView {
    let value = drawn.map_or(0, |(level, ..)| level).to_string();
    let said = drawn.map(|(_, word, advice)| view! { <b>{word}</b>" "{advice} });
    view! {
        <div
            class="strength"
            hidden=drawn.is_none()
            data-strength=field_id(&field)
            data-module=module
            data-words=words
        >
            <meter class="meter meter-tall" min="0" max="4" low="2" high="3" optimum="4" value=value aria-hidden="true">
            </meter>
            <p class="strength-said" role="status">{said}</p>
            <p class="hint">{note}</p>
        </div>
    }
}
