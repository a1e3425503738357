//! Watches the request on screen: when it changes elsewhere, says so and by whom, and changes nothing itself.
use crate::{
    text::DeskLive,
    ui::{notice::Notice, tone::Tone},
    wire::Standing,
};
use domain::Language;
use leptos::prelude::*;
use uuid::Uuid;

/// The notice over the request.
#[island]
pub fn Watch(
    /// The request on screen.
    request: Uuid,
    /// Its number.
    number: String,
    /// How it stood when the page was drawn.
    seen: Standing,
    /// The address that shows how it stands.
    href: String,
    /// The language of the words.
    language: Language,
) -> impl IntoView {
    let words = DeskLive::of(language);
    let changed_by = RwSignal::new(None::<String>);
    #[cfg(feature = "hydrate")]
    awake::watch(request, number, seen, changed_by);
    #[cfg(not(feature = "hydrate"))]
    let _ = (request, number, seen);
    move || {
        let by = changed_by.get()?;
        let href = href.clone();
        Some(view! {
            <Notice tone=Tone::Warn alert=true>
                <p><b>{words.changed_by}" "{by}"."</b>" "{words.changed_keep}</p>
                <p><a href=href>{words.reload}</a></p>
            </Notice>
        })
    }
}

#[cfg(feature = "hydrate")]
mod awake {
    use super::super::{
        ask::{self, Answer},
        line::{self, News},
    };
    use crate::wire::{STANDING, Standing};
    use gloo_timers::callback::Timeout;
    use leptos::prelude::*;
    use std::{cell::RefCell, rc::Rc};
    use uuid::Uuid;
    use wasm_bindgen_futures::spawn_local;

    /// Long enough for one's own form to have led away from the page.
    const QUIET_MILLISECONDS: u32 = 300;

    struct Watched {
        number: String,
        seen: Standing,
        changed_by: RwSignal<Option<String>>,
    }

    pub(super) fn watch(request: Uuid, number: String, seen: Standing, changed_by: RwSignal<Option<String>>) {
        let request = request.to_string();
        let watched = Rc::new(Watched { number, seen, changed_by });
        let waiting: Rc<RefCell<Option<Timeout>>> = Rc::default();
        line::listen(move |news| {
            let concerns = match news {
                News::Change(changed) => *changed == request,
                News::Anything => true,
                News::Seen(_) => false,
            };
            if concerns {
                let watched = Rc::clone(&watched);
                let soon = Timeout::new(QUIET_MILLISECONDS, move || spawn_local(look(watched)));
                waiting.replace(Some(soon));
            }
        });
    }

    async fn look(watched: Rc<Watched>) {
        if line::leaving() {
            return;
        }
        match ask::get::<Standing>(&format!("{STANDING}?number={}", watched.number)).await {
            Answer::Here(now) if now.differs(&watched.seen) => watched.changed_by.set(Some(now.by)),
            Answer::SignedOut => line::signed_out(),
            _ => {}
        }
    }
}
