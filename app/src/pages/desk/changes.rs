//! Semula -> menjadi: every change with its evidence, and a flag on the answer it came from.
use super::{answers::since_correction, case::CaseView, flags};
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
    Change, ChangeSubject, Effect, Element, ElementSource, Fact, Labels, Language, Nik, Procedure,
    ReasonTarget, code_for,
};
use leptos::prelude::*;
use std::collections::BTreeMap;

/// The question that a change came from; none for what the procedure fixes itself. Only what was asked counts, so
/// that a flag never opens a question that is on no step. What was asked of each member goes first.
pub(super) fn question_of(procedure: &Procedure<String>, facts: &[Fact], change: &Change) -> Option<String> {
    let effects = procedure.effects.iter();
    let each =
        effects.clone().find_map(|effect| of_each(effect, change).filter(|code| is_asked(facts, code)));
    each.or_else(|| effects.clone().find_map(|effect| of_one(effect, facts, change)))
}

fn of_each(effect: &Effect, change: &Change) -> Option<String> {
    let ChangeSubject::Member(id, _) = &change.subject else { return None };
    match effect {
        Effect::SetEach { question, element, .. } if *element == change.element => {
            Some(code_for(question, *id))
        }
        Effect::RemoveEach { question, .. } if change.element == Element::Membership => {
            Some(code_for(question, *id))
        }
        _ => None,
    }
}

fn of_one(effect: &Effect, facts: &[Fact], change: &Change) -> Option<String> {
    match (effect, &change.subject) {
        (Effect::SetElement { member, element, source, .. }, ChangeSubject::Member(_, name))
            if *element == change.element && chooses(facts, member, name) =>
        {
            question_in(source, facts).or_else(|| Some(member.clone()))
        }
        (Effect::RemoveMember { member, .. }, ChangeSubject::Member(_, name))
            if change.element == Element::Membership && chooses(facts, member, name) =>
        {
            Some(member.clone())
        }
        (Effect::AddMember { elements, .. }, ChangeSubject::NewMember)
        | (Effect::SetCard { new: false, elements, .. }, ChangeSubject::Card)
        | (Effect::SetCard { new: true, elements, .. }, ChangeSubject::NewCard) => {
            question_in(elements.get(&change.element)?, facts)
        }
        (Effect::Reprint { reason, .. }, ChangeSubject::Card) if change.element == Element::Print => {
            Some(reason.clone())
        }
        _ => None,
    }
}

fn is_asked(facts: &[Fact], code: &str) -> bool {
    facts.iter().any(|fact| fact.question == code)
}

/// Whether this question was answered with this member.
fn chooses(facts: &[Fact], question: &str, name: &str) -> bool {
    facts.iter().any(|fact| fact.question == question && fact.value == name)
}

fn question_in(source: &ElementSource, facts: &[Fact]) -> Option<String> {
    match source {
        ElementSource::Question { question } => is_asked(facts, question).then(|| question.clone()),
        ElementSource::First { of } | ElementSource::Joined { of, .. } => {
            of.iter().find_map(|one| question_in(one, facts))
        }
        ElementSource::Constant { .. } | ElementSource::OfMember { .. } => None,
    }
}

/// The questions that the table of changes already shows.
pub(super) fn shown(view: &CaseView) -> Vec<String> {
    let request = &view.detail.request;
    request
        .changes
        .iter()
        .filter_map(|change| question_of(&request.procedure, &request.facts, change))
        .collect()
}

/// A stored value for people; a NIK masked.
fn value(labels: &Labels, element: Element, stored: &str, language: Language) -> String {
    match (element, Nik::parse_recorded(stored)) {
        (Element::Nik, Ok(nik)) => nik.masked(),
        _ => labels.display(element, stored, language),
    }
}

fn who(change: &Change, words: &Words) -> String {
    match &change.subject {
        ChangeSubject::Member(_, name) => name.clone(),
        ChangeSubject::NewMember => words.new_member.to_owned(),
        ChangeSubject::Card => words.whole_card.to_owned(),
        ChangeSubject::NewCard => words.new_card.to_owned(),
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
            let question = question_of(&request.procedure, &request.facts, change);
            let since = question.as_ref().and_then(|question| since_correction(view, question));
            let mut row = ChangeRow {
                who: who(change, &words),
                element: element(change.element, language).to_owned(),
                was: change
                    .was
                    .as_deref()
                    .map(|was| value(&request.labels, change.element, was, language))
                    .unwrap_or_default(),
                will: value(&request.labels, change.element, &change.will, language),
                basis: basis(change, &words, language),
                tag: since.map(|label| (Tone::Info, label.to_owned())),
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
