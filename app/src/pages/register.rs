//! Being written.
use crate::pages::frame::{Page, page};
use leptos::prelude::*;

/// Being written.
pub fn form() -> impl IntoView {
    page(async { Ok(Page::new("register", "…")) })
}

/// Being written.
pub fn codes() -> impl IntoView {
    page(async { Ok(Page::new("register", "…")) })
}
