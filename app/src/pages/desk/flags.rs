//! Flags: what is in doubt, why, and what the citizen should know about it.
use super::case::CaseView;
use crate::{
    text::{Desk as Words, note_for, reason_for},
    ui::{
        choice::ChoiceOption,
        flag::{FlagReason, FlagState, FlagWords},
    },
};
use domain::{Command, Language, ReasonTarget, Target};
use leptos::prelude::*;

/// The flag on one target as it was posted last; `about` names it.
pub(super) fn state(view: &CaseView, target: &str, about: &str) -> FlagState {
    let of = |map: &std::collections::BTreeMap<String, String>| map.get(target).cloned().unwrap_or_default();
    let mut flag = FlagState {
        target: target.to_owned(),
        about: about.to_owned(),
        verdict: of(&view.typed.marks),
        reason: of(&view.typed.reasons),
        note: of(&view.typed.notes),
        reason_label: reason_for(about, view.language),
        note_label: note_for(about, view.language),
        error: None,
    };
    flag.error = view.errors.field(&flag.reason_name());
    flag
}

/// The reasons about one kind of thing that this officer can use now.
pub(super) fn reasons(view: &CaseView, about: ReasonTarget) -> Vec<ChoiceOption> {
    let words = view.words();
    let rejects = view.commands.contains(&Command::Reject);
    let returns =
        view.commands.iter().any(|command| matches!(command, Command::Return | Command::SiakReturn));
    let fits = |reason: &&domain::Reason| {
        reason.about == about && ((reason.refuses && rejects) || (reason.returns && returns))
    };
    let option = |reason: &domain::Reason| {
        let label = reason.label.get(view.language);
        let use_of = match (reason.refuses && rejects, reason.returns && returns) {
            (true, false) => Some(words.refuses_only),
            (true, true) => Some(words.refuses_too),
            _ => None,
        };
        let label = use_of.map_or_else(|| label.to_owned(), |use_of| format!("{label} ({use_of})"));
        ChoiceOption::new(reason.code.clone(), label)
    };
    view.detail.reasons.iter().filter(fits).map(option).collect()
}

/// The words around a flag.
pub(super) fn words(language: Language) -> FlagWords {
    let words = Words::of(language);
    FlagWords {
        right: words.right.to_owned(),
        doubt: words.doubt.to_owned(),
        choose: words.choose_reason.to_owned(),
        note_hint: words.note_hint.to_owned(),
    }
}

/// Reason and note.
pub(super) fn reason(language: Language, flag: FlagState, reasons: Vec<ChoiceOption>) -> AnyView {
    view! { <FlagReason flag=flag words=words(language) reasons=reasons /> }.into_any()
}

/// The flag on the request as a whole.
pub(super) fn whole(view: &CaseView) -> AnyView {
    let words = view.words();
    let flag = state(view, &Target::General.as_str(), &words.whole.to_lowercase());
    view! {
        <section class="section flag-whole">
            <h3>{words.whole}</h3>
            <p class="hint">{words.whole_hint}</p>
            {reason(view.language, flag, reasons(view, ReasonTarget::Request))}
        </section>
    }
    .into_any()
}
