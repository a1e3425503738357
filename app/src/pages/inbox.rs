//! Being written.
use crate::pages::frame::{self, Page};
use leptos::prelude::*;

/// Being written.
pub fn page() -> impl IntoView {
    frame::page(async { Ok(Page::new("inbox", "…")) })
}
