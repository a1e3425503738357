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
}

impl Look {
    fn class(self) -> String {
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
        format!("viewer-stage{zoom}{turn}{bright}")
    }
}

/// One of several documents.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ViewerTab {
    /// Handed to `on_pick`.
    pub key: String,
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
    #[prop(into)]
    tabs: Signal<Vec<ViewerTab>>,
    /// Shows another without leaving the page.
    #[prop(optional_no_strip, into)]
    on_pick: Option<Callback<String>>,
) -> impl IntoView {
    let items = move || {
        tabs.get()
            .into_iter()
            .map(|tab| {
                view! {
                    <a
                        href=tab.href
                        aria-current=tab.current.then_some("true")
                        on:click=move |event| {
                            if let Some(call) = on_pick {
                                event.prevent_default();
                                call.run(tab.key.clone());
                            }
                        }
                    >
                        {tab.label}
                    </a>
                }
            })
            .collect_view()
    };
    view! { <nav class="tabs" aria-label=label>{items}</nav> }
}

/// One picture on the stage; two when compared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Picture {
    /// Its address.
    pub source: String,
    /// What it shows.
    pub alt: String,
    /// Not a picture: the words of the link that fetches it ("Buka PDF").
    pub file: Option<String>,
}

/// The stage.
#[component]
pub fn Viewer(
    /// What is shown, side by side.
    #[prop(into)]
    pictures: Signal<Vec<Picture>>,
    /// How it is looked at.
    #[prop(optional, into)]
    look: Signal<Look>,
    /// The tools: quiet small buttons with their keys.
    children: Children,
) -> impl IntoView {
    let stage = move || {
        pictures
            .get()
            .into_iter()
            .map(|picture| match picture.file {
                Some(words) => {
                    view! { <LinkButton label=words href=picture.source kind=ButtonKind::Ghost /> }.into_any()
                }
                None => view! { <img src=picture.source alt=picture.alt /> }.into_any(),
            })
            .collect_view()
    };
    view! {
        <div class="viewer">
            <div class="viewer-tools">{children()}</div>
            <div class=move || look.get().class() tabindex="0">{stage}</div>
        </div>
    }
}
