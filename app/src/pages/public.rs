//! Being written.
use crate::pages::frame::{Page, page};
use leptos::prelude::*;

/// Being written.
pub fn home() -> impl IntoView {
    page(async { Ok(Page::new("public", "…")) })
}

/// Being written.
pub fn requirements() -> impl IntoView {
    page(async { Ok(Page::new("public", "…")) })
}

/// Being written.
pub fn help() -> impl IntoView {
    page(async { Ok(Page::new("public", "…")) })
}

/// Being written.
pub fn privacy() -> impl IntoView {
    page(async { Ok(Page::new("public", "…")) })
}
