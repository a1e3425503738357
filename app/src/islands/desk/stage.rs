//! The documents of the right pane: turned, enlarged, lightened, one after the other.
use crate::{
    routes,
    text::DeskLive,
    ui::{
        button::{Button, ButtonKind},
        viewer::{Look, Picture, Viewer, ViewerTab, ViewerTabs},
    },
    wire::Paper,
};
use domain::Language;
use leptos::prelude::*;

/// The documents of a request.
#[island]
pub fn Stage(
    /// The documents in order; at least one.
    papers: Vec<Paper>,
    /// The one in front.
    front: u32,
    /// The language of the words.
    language: Language,
) -> impl IntoView {
    let words = DeskLive::of(language);
    let count = u32::try_from(papers.len()).unwrap_or(u32::MAX).max(1);
    let papers = StoredValue::new(papers);
    let front = RwSignal::new(front);
    let look = RwSignal::new(Look::default());
    let show = move |place: u32| {
        front.set(place);
        look.set(Look::default());
    };
    let tabs = move || {
        let tab = |(place, paper): (u32, &Paper)| ViewerTab {
            key: place.to_string(),
            label: paper.label.clone(),
            href: paper.href.clone(),
            current: place == front.get(),
        };
        papers.with_value(|papers| (0..).zip(papers).map(tab).collect::<Vec<_>>())
    };
    let pictures = move || {
        let picture = |(_, paper): (u32, &Paper)| Picture {
            source: routes::document(paper.id),
            alt: paper.label.clone(),
            file: (!paper.picture).then(|| words.open_file.to_owned()),
        };
        papers.with_value(|papers| {
            (0..).zip(papers).filter(|(place, _)| *place == front.get()).map(picture).collect::<Vec<_>>()
        })
    };
    let tool = move |label: &'static str, key: &'static str, act: fn(&mut Look)| {
        let press = Callback::new(move |()| look.update(act));
        view! { <Button label=label kind=ButtonKind::Quiet small=true key=key.to_owned() on_press=press /> }
    };
    let turned = move |label: &'static str, key: &'static str, by: u32| {
        let press = Callback::new(move |()| show((front.get_untracked() + by) % count));
        view! { <Button label=label kind=ButtonKind::Quiet small=true key=key.to_owned() on_press=press /> }
    };
    let leafing = (count > 1)
        .then(|| view! { {turned(words.next, "N", 1)}{turned(words.before, "Shift+N", count - 1)} });
    let pick = Callback::new(move |key: String| show(key.parse().unwrap_or(0)));
    view! {
        <ViewerTabs label=words.papers tabs=Signal::derive(tabs) on_pick=pick />
        <Viewer pictures=Signal::derive(pictures) look=look>
            {tool(words.larger, "+", |look| look.zoom = (look.zoom + 1).min(2))}
            {tool(words.smaller, "-", |look| look.zoom = look.zoom.saturating_sub(1))}
            {tool(words.turn, "R", |look| look.turns = (look.turns + 1) % 4)}
            {tool(words.bright, "B", |look| look.bright = !look.bright)}
            {leafing}
        </Viewer>
    }
}
