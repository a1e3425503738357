//! The word and the sign for the line to the office. Nothing while asleep: a page without a script is not live.
use super::{
    line::{self, Standing, on_standing},
    places::DOT,
};
use crate::text::DeskLive;
use domain::Language;

pub(super) fn wake(language: Language) {
    let Some(dot) = line::place(DOT) else { return };
    let words = DeskLive::of(language);
    on_standing(move |standing| {
        let (class, words) = match standing {
            Standing::On => ("live", words.live),
            Standing::Joining => ("live live-wait", words.joining),
            Standing::Off => ("live live-off", words.off),
            Standing::SignedOut => ("live live-off", words.ended),
        };
        dot.set_class_name(class);
        dot.set_text_content(Some(words));
    });
}
