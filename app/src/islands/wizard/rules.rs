//! What the domain says about one step, asked alike by the server's page and by the script in the browser.
use domain::{
    Answers, CHECK, DOCUMENTS, DocumentView, FieldIssue, StepView, StopKind, check_step, live_answers, ready,
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
    let live = live_answers(&view.procedure, answers, &view.context);
    if let Some(step) = view.procedure.step(step) {
        return check_step(step, &live, &view.context);
    }
    if step == DOCUMENTS {
        let mut issues = ready(&view.procedure, answers, &view.context, documents);
        issues.retain(|issue| issue.field.starts_with("berkas."));
        return issues;
    }
    Vec::new()
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

/// "SLTA/sederajat": the present value that a question must differ from, once its member is chosen.
pub fn present_value(view: &StepView, answers: &Answers, code: &str) -> Option<String> {
    let domain::QuestionKind::Codes { differs_from: Some(of), .. } = &view.procedure.question(code)?.kind
    else {
        return None;
    };
    let member = view.context.member(answers.text(&of.member))?;
    Some(of.element.display(member.elements.get(&of.element)?, view.language))
}
