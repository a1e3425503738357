//! The button by which a passkey fills in a form. It is seen where scripts run and the browser has passkeys; the form
//! around it works without.
use crate::{text::Passkeys, ui::button::ButtonKind};
use leptos::prelude::*;

/// What the passkey is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    /// A new one is made.
    Make,
    /// One that is there proves its owner.
    Prove,
}

/// The button; `asked` is what the browser is to ask, and its answer is sent as `into`.
pub(super) fn passkey_button(
    words: Passkeys,
    what: Use,
    asked: String,
    into: &'static str,
    kind: ButtonKind,
) -> AnyView {
    let (name, label, failed) = match what {
        Use::Make => ("make", words.make, words.not_made),
        Use::Prove => ("prove", words.prove, words.failed),
    };
    let class = if kind == ButtonKind::Primary { "btn btn-wide" } else { "btn btn-ghost btn-wide" };
    view! {
        <div data-passkey=asked data-kind=name data-into=into data-failed=failed data-known=words.known hidden>
            <p><button type="button" class=class>{label}</button></p>
            <p class="error" role="alert" hidden></p>
        </div>
    }
    .into_any()
}
