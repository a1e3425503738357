//! What the office's data say about a request, where the office has loaded them.
use super::case::CaseView;
use crate::{
    text::{Office as Words, day, register_finding},
    ui::{notice::Notice, tone::Tone},
};
use leptos::prelude::*;

/// Beside what is odd about the family.
pub(super) fn section(view: &CaseView) -> Option<AnyView> {
    let register = view.detail.register.as_ref()?;
    let (words, language) = (Words::of(view.language), view.language);
    let of = |words: &str| [words, " ", &day(register.as_of, view.zone, language)].concat();
    if register.findings.is_empty() {
        return Some(view! { <p class="small muted">{of(words.desk_same)}"."</p> }.into_any());
    }
    let lines = register.findings.iter().map(|found| view! { <li>{register_finding(found, language)}</li> });
    let lines = lines.collect_view();
    Some(view! { <Notice tone=Tone::Warn title=of(words.desk_title)><ul>{lines}</ul></Notice> }.into_any())
}
