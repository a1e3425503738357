//! Being written.
use crate::pages::frame::{self, Page};
use leptos::prelude::*;

/// Being written.
pub fn page() -> impl IntoView {
    frame::page(async { Ok(Page::new("card", "…")) })
}

/// Being written.
pub fn head() -> impl IntoView {
    frame::page(async { Ok(Page::new("card", "…")) })
}

/// Being written.
pub fn member() -> impl IntoView {
    frame::page(async { Ok(Page::new("card", "…")) })
}
