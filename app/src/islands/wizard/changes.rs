//! What a request will change, in words: the rule is asked on the server alone.
use super::told::Line;
use crate::text::{Wizard, element, elsewhere, finding, mind, remedy};
use domain::{Answers, Change, ChangeSubject, Element, Finding, Language, StepView, Words, propose};
use service::Elsewhere;

/// Semula -> menjadi; nothing while something is missing.
pub fn changes(view: &StepView, answers: &Answers) -> Vec<Line> {
    // One language is here: the rule wants both, so it gets the same words twice.
    let mut procedure = view.procedure.map(&|text: &String| Words::new(text.as_str(), text.as_str()));
    procedure.effects.clone_from(&view.procedure.effects);
    let changes = propose(&procedure, answers, &view.context).unwrap_or_default();
    changes.iter().map(|change| line(view, change)).collect()
}

fn line(view: &StepView, change: &Change) -> Line {
    let words = Wizard::of(view.language);
    let shown = |value: &str| change.element.display(value, view.language);
    let who = match &change.subject {
        ChangeSubject::Member(_, name) => name,
        ChangeSubject::NewMember => words.new_member,
        ChangeSubject::Card => words.the_card,
        ChangeSubject::NewCard => words.new_card,
    };
    let quote = change.basis.as_ref().map(|basis| {
        let number = basis.number.as_ref().map(|number| [" ", number].concat()).unwrap_or_default();
        let date = basis.date.map(|date| [", ", &domain::date::in_words(date, view.language)].concat());
        [basis.label.get(view.language), &number, &date.unwrap_or_default()].concat()
    });
    // The evidence of a new member is the same for each element: told once, with the name.
    let repeated = change.subject == ChangeSubject::NewMember && change.element != Element::Name;
    Line {
        label: [element(change.element, view.language), " · ", who].concat(),
        was: change.was.as_deref().map(shown),
        value: shown(&change.will),
        quote: quote.filter(|_| !repeated),
    }
}

/// What is on its way already.
pub fn on_its_way(found: &[Elsewhere], language: Language) -> Vec<Line> {
    let line = |one: &Elsewhere| {
        let (label, value, quote) = elsewhere(one, language);
        Line { label: label.to_owned(), was: None, value, quote: Some(quote.to_owned()) }
    };
    found.iter().map(line).collect()
}

/// What would be wrong with the family after the changes, with what to do. Only what the request itself makes so.
pub fn family(found: &[Finding], language: Language) -> Vec<Line> {
    let new = found.iter().filter(|one| one.new);
    let line = |one: &Finding| Line {
        label: mind(language).to_owned(),
        was: None,
        value: finding(one, language),
        quote: Some(remedy(one.code, language).to_owned()),
    };
    new.map(line).collect()
}
