//! The wizard awake: listens to the forms that the server drew, checks by the same rules, keeps what is typed on
//! the device and on the server, and puts the other stops in place. No framework: events come to one element,
//! and every change is written where the server has left a place for it.

mod answer;
mod ask;
mod control;
mod device;
mod differing;
mod events;
mod fields;
mod files;
mod issues;
mod keeping;
mod look;
mod moving;
mod page;
mod progress;
mod save;
mod send;
mod slots;
mod upload;
mod writing;

use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::Element;
use writing::Writing;

/// Wakes the island: the loader hands over its element.
#[wasm_bindgen(js_name = Wizard)]
pub fn wake(island: &Element) {
    if let Some(writing) = Writing::of(island) {
        if writing.kept.get() {
            // A copy of before, with the answers of now.
            if let Some(section) = writing.section() {
                fields::fill(&writing, section);
            }
        } else {
            fields::take_what_was_typed(&writing, false);
        }
        events::listen(&writing);
        keeping::begin(&writing);
        moving::arrive(&writing);
    }
}
