//! Being written.
use crate::pages::frame::{Page, page};
use leptos::prelude::*;

/// Being written.
pub fn list() -> impl IntoView {
    page(async { Ok(Page::new("requests", "…")) })
}

/// Being written.
pub fn choose() -> impl IntoView {
    page(async { Ok(Page::new("requests", "…")) })
}

/// Being written.
pub fn start() -> impl IntoView {
    page(async { Ok(Page::new("requests", "…")) })
}

/// Being written.
pub fn status() -> impl IntoView {
    page(async { Ok(Page::new("requests", "…")) })
}

/// Being written.
pub fn receipt() -> impl IntoView {
    page(async { Ok(Page::new("requests", "…")) })
}
