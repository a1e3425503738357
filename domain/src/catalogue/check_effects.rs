//! Proof that the effects of a procedure can be computed from its questions.

use super::check::Report;
use super::effect::{Effect, ElementSource};
use super::question::{AreaLevel, Question, QuestionKind};
use crate::element::Element;
use crate::language::Words;

type Asked<'a> = [&'a Question<Words>];

pub(super) fn check_effects<'a>(report: &mut Report<'a>, asked: &Asked<'a>) {
    let procedure = report.procedure;
    for (at, effect) in procedure.effects.iter().enumerate() {
        let path = format!("effects.{}", at + 1);
        report.condition(&format!("{path}.when"), effect.when(), asked);
        if let Some(basis) = effect.basis() {
            basis.questions().for_each(|code| {
                single(report, &path, code, asked);
            });
            basis.kind.iter().for_each(|words| report.words(path.clone(), words));
            if basis.kind.is_none() && basis.named_by.is_none() {
                report.tell(path.clone(), "a basis needs `kind` or `named_by`");
            }
        }
        match effect {
            Effect::SetElement { member, element, source, .. } => {
                chooses_member(report, &path, member, asked);
                check_sources(report, &path, source, *element, asked);
            }
            Effect::RemoveMember { member, .. } => chooses_member(report, &path, member, asked),
            Effect::RemoveRest { .. } => {}
            Effect::SetEach { question, element, .. } => {
                report.asked_of_each(&path, question, asked);
                gives(report, &path, question, *element, asked);
            }
            Effect::RemoveEach { question, value, .. } => {
                report.each_can_be(&path, question, value, asked);
            }
            Effect::SetCard { elements, .. } => {
                for (element, source) in elements {
                    let path = format!("{path}.{}", element.as_str());
                    if !Element::OF_CARD.contains(element) {
                        report.tell(path.clone(), format!("the card itself has no `{}`", element.as_str()));
                    }
                    check_sources(report, &path, source, *element, asked);
                }
            }
            Effect::AddMember { elements, .. } => {
                for wanted in [Element::Name, Element::Sex, Element::BirthDate, Element::Relation] {
                    if !elements.contains_key(&wanted) {
                        report.tell(path.clone(), format!("a new member needs `{}`", wanted.as_str()));
                    }
                }
                for (element, source) in elements {
                    let path = format!("{path}.{}", element.as_str());
                    check_sources(report, &path, source, *element, asked);
                }
            }
            Effect::Reprint { reason, .. } => {
                single(report, &path, reason, asked);
            }
        }
    }
}

fn check_sources<'a>(
    report: &mut Report<'a>,
    path: &str,
    source: &ElementSource,
    element: Element,
    asked: &Asked<'a>,
) {
    source.flat().into_iter().for_each(|one| check_source(report, path, one, element, asked));
}

fn check_source<'a>(
    report: &mut Report<'a>,
    path: &str,
    source: &ElementSource,
    element: Element,
    asked: &Asked<'a>,
) {
    match source {
        ElementSource::Question { question } => {
            if single(report, path, question, asked).is_some() {
                gives(report, path, question, element, asked);
            }
        }
        ElementSource::Constant { value, when } => {
            report.condition(path, when, asked);
            if element.code_list().is_some_and(|list| list.find(value).is_none()) {
                report.tell(path, format!("code `{value}` is not in the list of this element"));
            }
        }
        ElementSource::OfMember { question, .. } => chooses_member(report, path, question, asked),
        ElementSource::First { .. } | ElementSource::Joined { .. } => {}
    }
}

/// A question that is asked once: what each member is asked has no single answer.
fn single<'a>(
    report: &mut Report<'_>,
    path: &str,
    code: &str,
    asked: &Asked<'a>,
) -> Option<&'a Question<Words>> {
    match asked.iter().find(|question| question.code == code) {
        None => report.tell(path, format!("question `{code}` does not exist")),
        Some(question) if question.each.is_some() => {
            report.tell(path, format!("question `{code}` is asked of each member"));
        }
        Some(question) => return Some(question),
    }
    None
}

fn chooses_member(report: &mut Report<'_>, path: &str, code: &str, asked: &Asked<'_>) {
    if single(report, path, code, asked).is_some_and(|question| question.kind.name() != "member") {
        report.tell(path, format!("question `{code}` chooses no member"));
    }
}

/// The answer must be a value of that element: a code of its list, a date where a date belongs.
fn gives(report: &mut Report<'_>, path: &str, code: &str, element: Element, asked: &Asked<'_>) {
    let Some(question) = asked.iter().find(|question| question.code == code) else {
        report.tell(path, format!("question `{code}` does not exist"));
        return;
    };
    let fits = match (&question.kind, element.code_list()) {
        (QuestionKind::Codes { list, .. }, wanted) => wanted == Some(*list),
        (QuestionKind::Options { options }, Some(list)) => {
            options.iter().all(|opt| list.find(&opt.code).is_some())
        }
        (_, Some(_)) => false,
        (QuestionKind::Area { level }, None) => {
            *level == AreaLevel::Village
                && matches!(element, Element::Village | Element::District | Element::Postcode)
        }
        (kind, None) => {
            matches!(kind, QuestionKind::Date { .. })
                == matches!(element, Element::BirthDate | Element::MaritalDate)
        }
    };
    if !fits {
        report.tell(path, format!("the answer to `{code}` is no value of `{}`", element.as_str()));
    }
}
