//! The word and the sign for the line to the office. Nothing while asleep: a page without a script is not live.
use crate::{
    text::DeskLive,
    ui::live::{Live, LiveState},
};
use domain::Language;
use leptos::prelude::*;

/// The live dot of the bar.
#[island]
pub fn LiveDot(
    /// The language of the words.
    language: Language,
) -> impl IntoView {
    let words = DeskLive::of(language);
    let shown = RwSignal::new(None::<(LiveState, &'static str)>);
    #[cfg(feature = "hydrate")]
    {
        use super::line::{Standing, standing};
        let standing = standing();
        Effect::new(move || {
            shown.set(match standing.get() {
                Standing::Asleep => None,
                Standing::SignedOut => Some((LiveState::Off, words.ended)),
                Standing::Line(LiveState::On) => Some((LiveState::On, words.live)),
                Standing::Line(LiveState::Joining) => Some((LiveState::Joining, words.joining)),
                Standing::Line(LiveState::Off) => Some((LiveState::Off, words.off)),
            });
        });
    }
    let _ = words;
    move || {
        shown.read().is_some().then(|| {
            let state = Signal::derive(move || shown.get().map_or(LiveState::Joining, |(state, _)| state));
            let words =
                Signal::derive(move || shown.get().map_or_else(String::new, |(_, words)| words.to_owned()));
            view! { <Live state=state words=words /> }
        })
    }
}
