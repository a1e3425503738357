//! Help with the very step of the wizard that somebody comes from: what its questions and documents say of themselves,
//! and the questions of the help that concern such a step.
use super::{From, row};
use crate::{
    islands::wizard::title,
    routes,
    text::Help as Words,
    ui::{card::Card, link_row::Links},
    visitor::{Visitor, service},
};
use domain::{CHECK, DOCUMENTS, QuestionKind, StepView};
use leptos::prelude::*;
use service::HelpAbout;

/// Questions that are offered.
const MOST: usize = 5;

/// The section; nothing for who comes from elsewhere, or may not see that step.
pub(super) async fn about(visitor: &Visitor, from: &From) -> Option<AnyView> {
    let (draft, step) = routes::step_of(&from.place)?;
    visitor.actor.citizen().ok()?;
    let service = service();
    let view = service.step_view(&visitor.actor, draft, step, visitor.language).await.ok()?;
    let words = Words::of(visitor.language);
    let help = service.help().about(&concerns(&view, step), MOST);
    let rows = help.into_iter().map(|one| row(one, from, visitor.language, false)).collect_view();
    let heading = format!("{}: {}", words.this_step, title(&view, step));
    let told = told(&view, step)
        .into_iter()
        .map(|(label, hint)| view! { <p><b>{label}</b><br />{hint}</p> })
        .collect::<Vec<_>>();
    let told = (!told.is_empty()).then(|| view! { <Card>{told}</Card> });
    Some(view! { <h2 class="section">{heading}</h2>{told}<Links>{rows}</Links> }.into_any())
}

/// What the step's questions or documents say of themselves.
fn told(view: &StepView, step: &str) -> Vec<(String, String)> {
    if step == DOCUMENTS {
        let slots = view.slots().into_iter();
        return slots.filter_map(|slot| Some((slot.label.clone(), slot.hint.clone()?))).collect();
    }
    let Some(step) = view.procedure.step(step) else { return Vec::new() };
    let own = step.hint.clone().map(|hint| (step.title.clone(), hint));
    let asked = step.questions.iter();
    own.into_iter().chain(asked.filter_map(|one| Some((one.label.clone(), one.hint.clone()?)))).collect()
}

/// What such a step is about.
fn concerns(view: &StepView, step: &str) -> Vec<HelpAbout> {
    let mut about = vec![HelpAbout::Any];
    match step {
        DOCUMENTS => about.push(HelpAbout::Documents),
        CHECK => about.push(HelpAbout::Check),
        _ => {
            let asked = view.procedure.step(step).into_iter().flat_map(|step| &step.questions);
            about.extend(asked.filter_map(|question| match question.kind {
                QuestionKind::Member(_) => Some(HelpAbout::Member),
                QuestionKind::Area { .. } => Some(HelpAbout::Area),
                QuestionKind::Date { .. } | QuestionKind::Time => Some(HelpAbout::Date),
                QuestionKind::Nik => Some(HelpAbout::Nik),
                QuestionKind::NewName | QuestionKind::Name => Some(HelpAbout::Family),
                _ => None,
            }));
        }
    }
    about
}
