//! What `app/browser/photo-worker.js` asks of the judge: where to look, and what it makes of what it sees there.
//! Pixels come as a canvas gives them.

use photo::{Grey, Overview, Place, choose, judge, measure, overview_size};
use wasm_bindgen::prelude::wasm_bindgen;

/// A photo that is being looked at.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Look {
    overview: Overview,
    places: Vec<Place>,
    pieces: Vec<(Place, Grey)>,
    given: usize,
}

/// Width and height of the small picture that [`Look::new`] wants.
#[wasm_bindgen]
pub fn small(width: u32, height: u32) -> Vec<u32> {
    let (width, height) = overview_size(width, height);
    vec![width, height]
}

#[wasm_bindgen]
impl Look {
    /// Begins with the small picture of one that is `full_width` x `full_height`; nothing when its sizes do not fit.
    pub fn begin(rgba: &[u8], width: u32, height: u32, full_width: u32, full_height: u32) -> Option<Look> {
        let overview = Overview::of(&Grey::from_rgba(width, height, rgba)?);
        let places = choose(&overview, full_width, full_height);
        Some(Self { overview, places, pieces: Vec::new(), given: 0 })
    }

    /// Where to look in full size: left, top, width and height, one after the other.
    pub fn places(&self) -> Vec<u32> {
        self.places.iter().flat_map(|place| [place.x, place.y, place.width, place.height]).collect()
    }

    /// The next of these places.
    pub fn add(&mut self, rgba: &[u8], width: u32, height: u32) {
        let place = self.places.get(self.given).copied();
        self.given += 1;
        self.pieces.extend(place.zip(Grey::from_rgba(width, height, rgba)));
    }

    /// The verdict as `photo::Verdict` writes it.
    pub fn verdict(&self) -> String {
        judge(&measure(&self.overview, &self.pieces)).written()
    }
}
