//! The document, big: turned, enlarged and lightened by classes, because no style may be written into the page.
use leptos::prelude::*;

use super::button::{ButtonKind, LinkButton};

/// How the document is looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// Quarter turns to the right; only the last two bits count.
    pub turns: u8,
    /// Steps of enlargement: 0, 1, 2.
    pub zoom: u8,
    /// More light and contrast.
    pub bright: bool,
    /// The document in front and the one after it, side by side.
    pub two: bool,
}

impl Look {
    /// The classes of the stage.
    pub fn class(self) -> String {
        let zoom = match self.zoom {
            0 => "",
            1 => " zoom-2",
            _ => " zoom-3",
        };
        let turn = match self.turns % 4 {
            0 => "",
            1 => " turn-1",
            2 => " turn-2",
            _ => " turn-3",
        };
        let bright = if self.bright { " bright" } else { "" };
        let two = if self.two { " two" } else { "" };
        format!("viewer-stage{zoom}{turn}{bright}{two}")
    }
}

/// One of several documents.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ViewerTab {
    /// "Surat kematian".
    pub label: String,
    /// Its address for those without a script.
    pub href: String,
    /// The one being shown.
    pub current: bool,
}

/// The names of the documents over the viewer.
#[component]
pub fn ViewerTabs(
    /// What they choose between.
    #[prop(into)]
    label: String,
    /// The documents.
    tabs: Vec<ViewerTab>,
) -> impl IntoView {
    let items = tabs
        .into_iter()
        .map(|tab| view! { <a href=tab.href aria-current=tab.current.then_some("true")>{tab.label}</a> })
        .collect_view();
    view! { <nav class="tabs" aria-label=label>{items}</nav> }
}

/// One document on the stage.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Picture {
    /// Its address.
    pub source: String,
    /// What it shows.
    pub alt: String,
    /// Not a picture: the words of the link that fetches it ("Buka PDF").
    pub file: Option<String>,
    /// Its pages as pictures, if it is a file that has them.
    pub pages: Vec<String>,
    /// Why it has none.
    pub why: String,
    /// Waits behind the others; a script shows it.
    pub hidden: bool,
}

/// The stage. A picture that waits is not fetched before it is shown.
#[component]
pub fn Viewer(
    /// What is shown, side by side, and what waits.
    pictures: Vec<Picture>,
    /// How it is looked at.
    #[prop(optional)]
    look: Look,
    /// The tools: quiet small buttons with their keys.
    children: Children,
) -> impl IntoView {
    let stage = pictures
        .into_iter()
        .map(|picture| {
            let hidden = picture.hidden;
            match picture.file {
                Some(words) => {
                    let alt = picture.alt;
                    let page = |(at, source): (usize, String)| {
                        view! { <p><img src=source alt=format!("{alt} {}", at + 1) loading="lazy" /></p> }
                    };
                    let pages = picture.pages.into_iter().enumerate().map(page).collect_view();
                    let why = (!picture.why.is_empty()).then(|| view! { <p>{picture.why}</p> });
                    view! {
                        <div class="viewer-file" hidden=hidden>
                            {pages}
                            {why}
                            <p>
                                <LinkButton label=words href=picture.source kind=ButtonKind::Ghost />
                            </p>
                        </div>
                    }
                    .into_any()
                }
                None => view! { <img src=picture.source alt=picture.alt loading=hidden.then_some("lazy") hidden=hidden /> }
                    .into_any(),
            }
        })
        .collect_view();
    view! {
        <div class="viewer">
            <div class="viewer-tools">{children()}</div>
            <div class=look.class() tabindex="0">
                {stage}
            </div>
        </div>
    }
}
