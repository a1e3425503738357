//! Semula -> menjadi: every change with its evidence, and a flag on the answer it came from.
use super::{case::CaseView, flags};
use crate::{
    text::{Desk as Words, element},
    ui::{
        change_table::{ChangeHead, ChangeRow, ChangeTable},
        choice::ChoiceOption,
        flag::{FOUND_RIGHT, FlagState, IN_DOUBT},
        tone::Tone,
    },
};
use domain::{
    Change, ChangeSubject, Effect, Element, ElementSource, Language, Nik, Procedure, ReasonTarget, code_for,
};
use leptos::prelude::*;
use std::collections::BTreeMap;

/// The question that a change came from; none for what the procedure fixes itself.
pub(super) fn question_of(procedure: &Procedure<String>, change: &Change) -> Option<String> {
    procedure.effects.iter().find_map(|effect| match (effect, &change.subject) {
        (Effect::SetElement { element, source, .. }, ChangeSubject::Member(..))
        | (Effect::SetCard { element, source, .. }, ChangeSubject::Card)
            if *element == change.element =>
        {
            question_in(source)
        }
        (Effect::RemoveMember { member, .. }, ChangeSubject::Member(..))
            if change.element == Element::Membership =>
        {
            Some(member.clone())
        }
        (Effect::SetEach { question, element, .. }, ChangeSubject::Member(id, _))
            if *element == change.element =>
        {
            Some(code_for(question, *id))
        }
        (Effect::RemoveEach { question, .. }, ChangeSubject::Member(id, _))
            if change.element == Element::Membership =>
        {
            Some(code_for(question, *id))
        }
        (Effect::AddMember { elements, .. }, ChangeSubject::NewMember) => {
            question_in(elements.get(&change.element)?)
        }
        (Effect::Reprint { reason, .. }, ChangeSubject::Card) => Some(reason.clone()),
        _ => None,
    })
}

fn question_in(source: &ElementSource) -> Option<String> {
    match source {
        ElementSource::Question { question } => Some(question.clone()),
        ElementSource::First { of } | ElementSource::Joined { of, .. } => of.iter().find_map(question_in),
        ElementSource::Constant { .. } | ElementSource::OfMember { .. } => None,
    }
}

/// The questions that the table of changes already shows.
pub(super) fn shown(view: &CaseView) -> Vec<String> {
    let request = &view.detail.request;
    request.changes.iter().filter_map(|change| question_of(&request.procedure, change)).collect()
}

/// A stored value for people; a NIK masked.
fn value(element: Element, stored: &str, language: Language) -> String {
    match (element, Nik::parse_recorded(stored)) {
        (Element::Nik, Ok(nik)) => nik.masked(),
        _ => element.display(stored, language),
    }
}

fn who(change: &Change, words: &Words) -> String {
    match &change.subject {
        ChangeSubject::Member(_, name) => name.clone(),
        ChangeSubject::NewMember => words.new_member.to_owned(),
        ChangeSubject::Card => words.whole_card.to_owned(),
    }
}

fn basis(change: &Change, words: &Words, language: Language) -> Option<String> {
    let basis = change.basis.as_ref()?;
    let mut text = basis.label.get(language).to_owned();
    if let Some(number) = &basis.number {
        text = format!("{text} {} {number}", words.number);
    }
    if let Some(date) = basis.date {
        text = format!("{text}, {}", domain::date::in_words(date, language));
    }
    Some(text)
}

fn head(words: &Words) -> ChangeHead {
    ChangeHead {
        caption: words.changes.to_owned(),
        who: words.member.to_owned(),
        element: words.element.to_owned(),
        was: words.was.to_owned(),
        will: words.will.to_owned(),
        verdict: words.verdict.to_owned(),
    }
}

/// The table.
pub(super) fn section(view: &CaseView) -> Option<AnyView> {
    let (words, language) = (view.words(), view.language);
    let request = &view.detail.request;
    let mut asked: BTreeMap<String, FlagState> = BTreeMap::new();
    let rows: Vec<ChangeRow> = request
        .changes
        .iter()
        .map(|change| {
            let question = question_of(&request.procedure, change);
            let corrected =
                question.as_ref().is_some_and(|question| view.detail.changed_answers.contains(question));
            let mut row = ChangeRow {
                who: who(change, &words),
                element: element(change.element, language).to_owned(),
                was: change
                    .was
                    .as_deref()
                    .map(|was| value(change.element, was, language))
                    .unwrap_or_default(),
                will: value(change.element, &change.will, language),
                basis: basis(change, &words, language),
                tag: corrected.then(|| (Tone::Info, words.corrected.to_owned())),
                ..ChangeRow::default()
            };
            // One flag an answer: the first change that came from it carries it.
            if let Some(question) = question.filter(|_| view.judged()) {
                let flag =
                    flags::state(view, &format!("q:{question}"), &format!("{}: {}", row.who, row.element));
                if !asked.contains_key(&flag.verdict_name()) {
                    row.key = flag.verdict_name();
                    row.verdict.clone_from(&flag.verdict);
                    asked.insert(row.key.clone(), flag);
                }
            }
            row
        })
        .collect();
    if rows.is_empty() {
        return None;
    }
    let verdicts = if view.judged() {
        vec![ChoiceOption::new(FOUND_RIGHT, words.right), ChoiceOption::new(IN_DOUBT, words.doubt)]
    } else {
        Vec::new()
    };
    let reasons = flags::reasons(view, ReasonTarget::Field);
    let below = Callback::new(move |key: String| {
        asked.get(&key).map(|flag| flags::reason(language, flag.clone(), reasons.clone()))
    });
    Some(
        view! {
            <section class="section">
                <h3 id="f-reasons" tabindex="-1">{words.changes}</h3>
                <ChangeTable head=head(&words) rows=rows verdicts=verdicts below=below />
            </section>
        }
        .into_any(),
    )
}
