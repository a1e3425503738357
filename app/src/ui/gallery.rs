//! Every component in every state, from one set of examples: what the page `/gaya` shows and what the tests of
//! the components read. Server only. Its words are examples in Indonesian, not copy of the product.
use leptos::prelude::*;

pub mod acts;
pub mod desk;
pub mod fields;
pub mod shows;
#[cfg(test)]
mod tests;

pub use desk::GalleryDesk;

/// The colours a page of examples is drawn in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scheme {
    /// As the device wishes.
    #[default]
    Device,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Scheme {
    /// The value of `data-scheme`; none leaves it to the device.
    pub fn attribute(self) -> Option<&'static str> {
        match self {
            Self::Device => None,
            Self::Light => Some("light"),
            Self::Dark => Some("dark"),
        }
    }
}

/// All examples but the desk, which fills a page of its own.
#[component]
pub fn Gallery(
    /// The colours.
    #[prop(optional)]
    scheme: Scheme,
) -> impl IntoView {
    view! {
        <div data-scheme=scheme.attribute()>
            <div class="wrap">
                <h1>"Gaya"</h1>
                <p class="lead">"Setiap komponen dalam setiap keadaan."</p>
                <acts::Acts />
                <fields::Fields />
                <shows::Shows />
            </div>
        </div>
    }
}

/// One component with its states.
#[component]
fn Specimen(
    /// The name of its file.
    name: &'static str,
    /// Its states.
    children: Children,
) -> impl IntoView {
    view! {
        <section class="specimen" aria-label=name>
            <p class="specimen-name"><code>{name}</code></p>
            {children()}
        </section>
    }
}
