//! The page that the service worker shows without a network: what lies on this device. The server draws words and a
//! row; a small module, which has the device's store, fills them. Nothing about anybody comes from the server.
use super::frame::{Page, Script, page as frame};
use crate::{
    routes,
    text::Offline,
    ui::{
        button::{ButtonKind, LinkButton},
        card::Card,
        empty_state::EmptyState,
        notice::Notice,
        tone::Tone,
    },
    visitor::visitor,
};
use leptos::prelude::*;
use std::collections::BTreeMap;

/// What lies on this device.
pub fn page() -> impl IntoView {
    frame(async {
        let words = Offline::of(visitor().language);
        let said = BTreeMap::from([
            ("draft", words.draft),
            ("waiting", words.waiting),
            ("sign_in", words.sign_in),
            ("look", words.look),
            ("files", words.files),
            ("typed", words.typed),
            ("kept", words.kept),
            ("sent", words.sent),
            ("receipt", words.receipt),
            ("others", words.others),
            ("others_how", words.others_how),
            ("begun", words.begun),
            ("not_kept", words.not_kept),
        ]);
        let said = serde_json::to_string(&said).unwrap_or_default();
        Ok(Page::new(
            words.title,
            view! {
                <h1>{words.title}</h1>
                <p class="lead">{words.lead}</p>
                <noscript><p>{words.needs_script}</p></noscript>
                <div data-luring data-words=said hidden>
                    <template>{row(words)}</template>
                    <div data-no-store hidden><Notice tone=Tone::Warn>{words.no_store}</Notice></div>
                    <div data-drafts aria-live="polite"></div>
                    <div data-nothing hidden><EmptyState title=words.title text=words.nothing><span></span></EmptyState></div>
                    <section data-blanks hidden>
                        <h2 class="section">{words.begin}</h2>
                        <p>{words.begin_how}</p>
                        <div class="cluster"></div>
                    </section>
                    <div class="cluster section">
                        <button type="button" class="btn" data-go>{words.try_now}</button>
                        <LinkButton label=words.to_requests href=routes::REQUESTS kind=ButtonKind::Ghost />
                    </div>
                </div>
            },
        )
        .with(Script::Offline))
    })
}

/// A draft that lies here.
fn row(words: Offline) -> AnyView {
    view! {
        <Card title=words.draft.to_owned()>
            <ul></ul>
            <div class="cluster">
                <a class="btn btn-small" href=routes::OFFLINE>{words.open}</a>
                <button type="button" class="btn btn-link">{words.take_back}</button>
            </div>
        </Card>
    }
    .into_any()
}
