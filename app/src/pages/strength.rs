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

#[cfg(test)]
mod tests {
    use std::{fs, path::Path};

    /// Files of pages that ask for a new password, and whether each has the meter and its script.
    fn asking(folder: &Path) -> Vec<(String, bool)> {
        let entries = fs::read_dir(folder).into_iter().flatten().flatten();
        entries
            .flat_map(|entry| {
                let path = entry.path();
                if path.is_dir() {
                    return asking(&path);
                }
                let text = fs::read_to_string(&path).unwrap_or_default();
                let whole = text.contains("{strength(\"password\"") && text.contains("Script::Password");
                let asks = text.contains("fresh=true")
                    && !path.ends_with(Path::new(file!()).file_name().unwrap_or_default());
                asks.then(|| (path.display().to_string(), whole)).into_iter().collect()
            })
            .collect()
    }

    #[test]
    fn wherever_a_new_password_is_chosen_it_is_judged() {
        let pages = asking(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/pages"));
        assert_eq!(pages.len(), 4, "{pages:?}");
        assert!(pages.iter().all(|(_, whole)| *whole), "{pages:?}");
    }
}
