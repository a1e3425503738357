//! Being written.
use crate::pages::frame::{Page, page};
use leptos::prelude::*;

/// Being written.
pub fn entrance() -> impl IntoView {
    page(async { Ok(Page::new("desk", "…")) })
}

/// Being written.
pub fn queue() -> impl IntoView {
    page(async { Ok(Page::new("desk", "…")) })
}

/// Being written.
pub fn request() -> impl IntoView {
    page(async { Ok(Page::new("desk", "…")) })
}
