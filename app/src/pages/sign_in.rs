//! Being written.
use crate::pages::frame::{Page, page};
use leptos::prelude::*;

/// Being written.
pub fn form() -> impl IntoView {
    page(async { Ok(Page::new("sign_in", "…")) })
}

/// Being written.
pub fn code() -> impl IntoView {
    page(async { Ok(Page::new("sign_in", "…")) })
}

/// Being written.
pub fn forgot() -> impl IntoView {
    page(async { Ok(Page::new("sign_in", "…")) })
}

/// Being written.
pub fn reset() -> impl IntoView {
    page(async { Ok(Page::new("sign_in", "…")) })
}
