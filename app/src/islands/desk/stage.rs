//! The documents of the right pane: turned, enlarged, lightened, one after the other.
use crate::{
    routes,
    text::DeskLive,
    ui::viewer::{Look, Picture, Viewer, ViewerTab, ViewerTabs},
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
    let front = RwSignal::new(front);
    let papers = StoredValue::new(papers);
    let look = RwSignal::new(Look::default());
    let is_front = move |place: usize| u32::try_from(place).is_ok_and(|place| place == front.get());
    let tabs = move || {
        papers.with_value(|papers| {
            let tab = |(place, paper): (usize, &Paper)| ViewerTab {
                key: place.to_string(),
                label: paper.label.clone(),
                href: paper.href.clone(),
                current: is_front(place),
            };
            papers.iter().enumerate().map(tab).collect::<Vec<_>>()
        })
    };
    let pictures = move || {
        papers.with_value(|papers| {
            let shown = papers.iter().enumerate().find(|(place, _)| is_front(*place));
            let picture = |(_, paper): (usize, &Paper)| Picture {
                source: routes::document(paper.id),
                alt: paper.label.clone(),
                file: (!paper.picture).then(|| words.open_file.to_owned()),
            };
            shown.map(picture).into_iter().collect::<Vec<_>>()
        })
    };
    view! {
        <ViewerTabs label=words.papers tabs=Signal::derive(tabs) />
        <Viewer pictures=Signal::derive(pictures) look=look>
            <span></span>
        </Viewer>
    }
}
