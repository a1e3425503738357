//! The way through the steps in words: what the progress line and the headline say.
use crate::{
    routes,
    text::{Wizard, step_of},
    ui::{progress::ProgressStop, timeline::StepState},
};
use domain::{Journey, StepView, Stop, StopKind, StopState};

/// The short name of a stop.
pub fn name_of(view: &StepView, stop: &Stop) -> String {
    let words = Wizard::of(view.language);
    match stop.kind {
        StopKind::Questions => {
            view.procedure.step(&stop.step).map(|step| step.short.clone()).unwrap_or_default()
        }
        StopKind::Documents => words.documents.to_owned(),
        StopKind::Check => words.check.to_owned(),
    }
}

/// The headline of a stop.
pub fn title_of(view: &StepView, kind: StopKind, step: &str) -> String {
    let words = Wizard::of(view.language);
    match kind {
        StopKind::Questions => view.procedure.step(step).map(|step| step.title.clone()).unwrap_or_default(),
        StopKind::Documents => words.documents_title.to_owned(),
        StopKind::Check => words.check_title.to_owned(),
    }
}

/// "Langkah 3 dari 6 · Data anak".
pub fn line(view: &StepView, way: &Journey, step: &str) -> String {
    let at = way.stops.iter().position(|stop| stop.step == step).unwrap_or(0);
    let name = way.stops.get(at).map(|stop| name_of(view, stop)).unwrap_or_default();
    step_of(at + 1, way.stops.len(), &name, view.language)
}

/// The stops as the progress line draws them.
pub fn stops(view: &StepView, way: &Journey, step: &str) -> Vec<ProgressStop> {
    let drawn = |stop: &Stop| ProgressStop {
        label: name_of(view, stop),
        href: stop.may_visit.then(|| routes::step(view.draft, &stop.step)),
        state: match stop.state {
            _ if stop.step == step => StepState::Now,
            StopState::Done => StepState::Done,
            _ => StepState::Ahead,
        },
        code: String::new(),
    };
    way.stops.iter().map(drawn).collect()
}

/// Where "Lanjutkan" leads once a step is right: the next stop, or the last look when one came from there and
/// nothing new is missing.
pub fn next_after(way: &Journey, step: &str, from_check: bool) -> String {
    if from_check {
        // The first incomplete stop, or the last look.
        return way.next.clone();
    }
    match way.after(step) {
        Some(stop) if stop.may_visit => stop.step.clone(),
        _ => way.next.clone(),
    }
}
