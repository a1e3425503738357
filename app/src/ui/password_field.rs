//! A password. The words that show or hide it appear only where a script can act on them: the button is
//! hidden by the server, and the page's module unhides every `[data-reveal]` and toggles the input it names.
use leptos::prelude::*;

use super::field::{Field, described_by, field_id, invalid};

/// A password, never sent back to the page.
#[component]
pub fn PasswordField(
    /// The name in the form.
    #[prop(into)]
    name: String,
    /// The question.
    #[prop(into)]
    label: String,
    /// What makes a good one.
    #[prop(optional_no_strip, into)]
    hint: Option<String>,
    /// What is wrong, in words.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// True where a new one is chosen, so that the browser may propose one.
    #[prop(optional)]
    fresh: bool,
    /// "Tampilkan".
    #[prop(into)]
    show: String,
    /// "Sembunyikan".
    #[prop(into)]
    hide: String,
    /// What stands below it: how good a new one is.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let id = field_id(&name);
    let describes = described_by(&id, hint.is_some(), error);
    let words = show.clone();
    view! {
        <Field id=id.clone() label=label hint=hint note=None hide_label=false error=error>
            <div class="password">
                <input
                    class="input"
                    type="password"
                    id=id.clone()
                    name=name
                    autocomplete=if fresh { "new-password" } else { "current-password" }
                    autocapitalize="none"
                    spellcheck="false"
                    maxlength="256"
                    aria-invalid=invalid(error)
                    aria-describedby=describes
                />
                <button
                    type="button"
                    class="btn btn-link"
                    hidden
                    aria-controls=id.clone()
                    data-reveal=id
                    data-show=show
                    data-hide=hide
                >
                    {words}
                </button>
            </div>
            {children.map(|children| children())}
        </Field>
    }
}
