//! Where the answers are kept, in words under every step.
use super::writing::Writing;
use crate::{
    routes,
    text::{Wizard, saved_at},
    ui::dock::{SaveState, Saved},
};
use leptos::prelude::*;

/// Where the answers are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Keeping {
    /// No script has woken: the form carries them.
    #[default]
    Form,
    /// On the server since before this visit.
    Before,
    /// On device and server; the time of day.
    Server(String),
    /// Typed just now; whether the device has it.
    Typed(bool),
    /// On the way to the server.
    Saving,
    /// The server cannot be reached; it is tried again.
    Failed,
    /// The server did not take an answer; the sentence says why.
    Refused(String),
    /// Nobody is signed in any more.
    SignedOut,
    /// The draft is no more.
    Gone,
}

fn state_of(keeping: &Keeping) -> SaveState {
    match keeping {
        Keeping::Before | Keeping::Server(_) => SaveState::Server,
        Keeping::Form | Keeping::Typed(_) => SaveState::Device,
        Keeping::Saving => SaveState::Saving,
        Keeping::Failed | Keeping::Refused(_) | Keeping::SignedOut | Keeping::Gone => SaveState::Failed,
    }
}

fn words_of(keeping: &Keeping, writing: Writing) -> String {
    let words = Wizard::of(writing.language);
    match keeping {
        Keeping::Form => words.saved_on_continue,
        Keeping::Before => words.all_saved,
        Keeping::Server(clock) => return saved_at(clock, writing.language),
        Keeping::Typed(true) => words.on_device,
        Keeping::Typed(false) => words.in_window,
        Keeping::Saving => words.saving,
        Keeping::Failed => words.save_failed,
        Keeping::Refused(why) => return why.clone(),
        Keeping::SignedOut => words.session_ended,
        Keeping::Gone => words.draft_gone,
    }
    .to_owned()
}

/// The line, with what one may do about it.
pub fn line(writing: Writing) -> impl IntoView {
    let words = Wizard::of(writing.language);
    let state = Signal::derive(move || writing.keeping.with(state_of));
    let said = Signal::derive(move || writing.keeping.with(|keeping| words_of(keeping, writing)));
    let way_out = move || {
        let draft = writing.draft;
        writing.keeping.with(|keeping| match keeping {
            // The page itself sends a stranger to sign in, and back.
            Keeping::SignedOut => {
                let here = routes::step(draft, &writing.step.read_untracked());
                Some(
                    view! { <p class="saved"><a href=here rel="external">{words.sign_in_again}</a></p> }
                        .into_any(),
                )
            }
            Keeping::Gone => Some(
                view! { <p class="saved"><a href=routes::request(draft)>{words.to_request}</a></p> }
                    .into_any(),
            ),
            _ => None,
        })
    };
    view! {
        <Saved state=state words=said />
        {way_out}
    }
}
