//! Every answer that no change shows already, what it was before the correction, and a flag on each.
use super::{case::CaseView, changes, flags};
use crate::{
    text::Common,
    ui::{
        flag::FlagVerdict,
        summary_list::{Change, ChangeWords},
        tag::Tag,
        tone::Tone,
    },
};
use domain::{Fact, ReasonTarget};
use leptos::prelude::*;

/// The list.
pub(super) fn section(view: &CaseView) -> Option<AnyView> {
    let shown = changes::shown(view);
    let rest: Vec<&Fact> =
        view.detail.request.facts.iter().filter(|fact| !shown.contains(&fact.question)).collect();
    if rest.is_empty() {
        return None;
    }
    let words = view.words();
    let title = if shown.is_empty() { words.answers_all } else { words.answers };
    let lines = rest.into_iter().map(|fact| line(view, fact)).collect_view();
    Some(
        view! {
            <section class="section">
                <h3>{title}</h3>
                <dl class="facts">{lines}</dl>
            </section>
        }
        .into_any(),
    )
}

fn line(view: &CaseView, fact: &Fact) -> AnyView {
    let tag =
        since_correction(view, &fact.question).map(|label| view! { " " <Tag label=label tone=Tone::Info /> });
    let flag = view.judged().then(|| flags::state(view, &format!("q:{}", fact.question), &fact.label));
    let verdict = flag
        .clone()
        .map(|flag| view! { <dd><FlagVerdict flag=flag words=flags::words(view.language) /></dd> });
    let reason = flag.map(|flag| {
        let reasons = flags::reasons(view, ReasonTarget::Field);
        view! { <dd class="facts-wide">{flags::reason(view.language, flag, reasons)}</dd> }
    });
    view! {
        <div class="flag">
            <dt>{fact.label.clone()}{tag}</dt>
            <dd>{value(view, fact)}</dd>
            {verdict}
            {reason}
        </div>
    }
    .into_any()
}

/// What the correction did to an answer: changed it, or brought it.
pub(super) fn since_correction(view: &CaseView, question: &str) -> Option<&'static str> {
    let (words, detail) = (view.words(), &view.detail);
    let was_there =
        detail.earlier.iter().any(|earlier| earlier.question == question && !earlier.value.is_empty());
    let changed = detail.changed_answers.iter().any(|changed| changed == question);
    changed.then_some(if was_there { words.corrected } else { words.answered_new })
}

/// The answer; when the correction changed it, what it was before too.
fn value(view: &CaseView, fact: &Fact) -> AnyView {
    let earlier = view.detail.earlier.iter().find(|earlier| earlier.question == fact.question);
    match earlier.filter(|earlier| earlier.value != fact.value) {
        Some(earlier) => {
            let common = Common::of(view.language);
            let words = ChangeWords { was: common.was.to_owned(), will: common.will.to_owned() };
            view! { <Change was=Some(earlier.value.clone()) will=fact.value.clone() words=words /> }
                .into_any()
        }
        None => fact.value.clone().into_any(),
    }
}
