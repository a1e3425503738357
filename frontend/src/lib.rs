//! How it wakes: the loader calls this once, then hands each island its element.
use app as _;
use wasm_bindgen::prelude::wasm_bindgen;

/// Prepares the islands of this WASM file.
#[wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    #[cfg(feature = "desk")]
    leptos::mount::hydrate_islands();
}
