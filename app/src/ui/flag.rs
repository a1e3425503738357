//! Pointing at one thing: right or in doubt, and once in doubt a coded reason with words for the citizen. The
//! style sheet shows the reason when the doubt is chosen, so it works without a script.
use leptos::prelude::*;

use super::choice::{ChoiceOption, Verdict};
use super::select::Select;
use super::text_area::TextArea;

/// The value that a form carries for a thing in doubt.
pub const IN_DOUBT: &str = "tandai";
/// The value that a form carries for a thing found right.
pub const FOUND_RIGHT: &str = "benar";

/// The words around a flag.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FlagWords {
    /// "Benar".
    pub right: String,
    /// "Tandai".
    pub doubt: String,
    /// "Pilih alasan".
    pub choose: String,
    /// What the note is for.
    pub note_hint: String,
}

/// A flag as it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FlagState {
    /// What it is about, as the form names it ("q:education").
    pub target: String,
    /// The same in words.
    pub about: String,
    /// [`FOUND_RIGHT`], [`IN_DOUBT`] or nothing yet.
    pub verdict: String,
    /// The reason chosen.
    pub reason: String,
    /// The officer's words.
    pub note: String,
    /// "Alasan untuk Pendidikan".
    pub reason_label: String,
    /// "Catatan untuk Pendidikan".
    pub note_label: String,
    /// What is wrong with the reason, in words.
    pub error: Option<String>,
}

impl FlagState {
    /// The name of the verdict in the form.
    pub fn verdict_name(&self) -> String {
        format!("tanda[{}]", self.target)
    }

    /// The name of the reason in the form.
    pub fn reason_name(&self) -> String {
        format!("alasan[{}]", self.target)
    }

    /// The name of the note in the form.
    pub fn note_name(&self) -> String {
        format!("catatan[{}]", self.target)
    }
}

/// Right or in doubt.
#[component]
pub fn FlagVerdict(
    /// What is judged.
    flag: FlagState,
    /// The words.
    words: FlagWords,
) -> impl IntoView {
    let options = vec![ChoiceOption::new(FOUND_RIGHT, words.right), ChoiceOption::new(IN_DOUBT, words.doubt)];
    view! { <Verdict name=flag.verdict_name() label=flag.about options=options value=flag.verdict /> }
}

/// Why, and what the citizen should know. Shown while the [`FlagVerdict`] before it is in doubt.
#[component]
pub fn FlagReason(
    /// What is judged.
    flag: FlagState,
    /// The words.
    words: FlagWords,
    /// The reasons that fit.
    reasons: Vec<ChoiceOption>,
) -> impl IntoView {
    view! {
        <div class="flag-reason">
            <Select
                name=flag.reason_name()
                label=flag.reason_label.clone()
                empty=words.choose
                options=reasons
                value=flag.reason.clone()
                error=Signal::stored(flag.error.clone())
            />
            <TextArea
                name=flag.note_name()
                label=flag.note_label.clone()
                hint=words.note_hint
                value=flag.note.clone()
                lines=2
                max=Some(600)
            />
        </div>
    }
}
