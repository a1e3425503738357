//! The meter below a new password, with its words and the address of what judges.
use crate::{assets::Assets, text, ui::strength::Strength};
use domain::Language;
use leptos::prelude::*;
use serde_json::json;

/// Judges; fetched when somebody gets to the field.
const JUDGE: &str = "strength.js";

/// The meter of the password called `field`; its page needs `Script::Password`.
pub(super) fn strength(field: &'static str, language: Language) -> AnyView {
    let words = text::Strength::of(language);
    let module = expect_context::<Assets>().url(JUDGE);
    let said = json!({
        "levels": [words.weak, words.fair, words.strong, words.very_strong],
        "short": words.short,
        "long": words.long,
        "personal": words.personal,
        "common": words.common,
        "word": words.word,
        "swapped": words.swapped,
        "row": words.row,
        "repeat": words.repeat,
        "date": words.date,
        "more": words.more,
        "good": words.good,
    });
    view! { <Strength field=field module=module words=said.to_string() note=words.note /> }.into_any()
}
