//! What a browser shows of a letter. It stands on locked screens, and families share phones: neither whose request it is,
//! nor its number, nor what became of it.
use super::super::{Common, pick};
use crate::routes;
use domain::{Language, Urgency};
use service::{Brief, Letter};

pub(super) fn of(letter: &Letter, language: Language) -> Brief {
    let asks = letter.urgency() == Urgency::Act;
    let text = match (letter.regarding(), asks) {
        (Some(_), true) => pick(
            language,
            "Ada kabar penting tentang permohonan Anda. Buka untuk membacanya.",
            "There is important news of your request. Open it to read.",
        ),
        (Some(_), false) => pick(
            language,
            "Ada kabar tentang permohonan Anda. Buka untuk membacanya.",
            "There is news of your request. Open it to read.",
        ),
        (None, _) => pick(
            language,
            "Ada pesan untuk Anda. Buka untuk membacanya.",
            "There is a message for you. Open it to read.",
        ),
    };
    let path =
        letter.regarding().map_or_else(|| routes::INBOX.to_owned(), |about| routes::request(about.request));
    Brief { title: Common::of(language).product.to_owned(), text: text.to_owned(), path }
}
