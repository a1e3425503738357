//! What the domain says about one step, asked alike by the server's page and by the script in the browser.
use domain::{
    Answers, CHECK, DOCUMENTS, DocumentView, Element, FieldIssue, QuestionKind, Reading, StepView, StopKind,
};

/// What kind of page a step is.
pub fn kind_of(step: &str) -> StopKind {
    match step {
        DOCUMENTS => StopKind::Documents,
        CHECK => StopKind::Check,
        _ => StopKind::Questions,
    }
}

/// Everything wrong with the answers or documents of a step.
pub fn issues_at(
    view: &StepView,
    answers: &Answers,
    documents: &[DocumentView],
    step: &str,
) -> Vec<FieldIssue> {
    let read = Reading::of(&view.procedure, answers, &view.context);
    if step != DOCUMENTS {
        return read.issues_at(step);
    }
    let mut issues = read.ready(documents);
    issues.retain(|issue| issue.field.starts_with("berkas."));
    issues
}

/// A sentence with the name of the question or document it is about.
pub fn named(view: &StepView, field: &str, sentence: &str) -> String {
    let label = match field.strip_prefix("berkas.") {
        Some(slot) => view.procedure.slot(slot).map(|slot| &slot.label),
        None => view.procedure.question(field).map(|question| &question.label),
    };
    label.map_or_else(|| sentence.to_owned(), |label| [label, ": ", sentence].concat())
}

/// What a question begins with when nobody has answered it yet.
pub fn proposed(view: &StepView, live: &Answers, code: &str) -> Option<&'static str> {
    view.procedure.question(code)?.proposed(live, &view.context)
}

/// The question that chooses the member, and the element, from which an answer must differ.
pub fn compared<'a>(view: &'a StepView, code: &str) -> Option<(&'a str, Element)> {
    match &view.procedure.question(code)?.kind {
        QuestionKind::Codes { differs_from: Some(of), .. } => Some((&of.member, of.element)),
        _ => None,
    }
}
