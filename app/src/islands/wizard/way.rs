//! The way through the steps in words: what the progress line and the headline say.
use crate::{
    routes,
    text::{Wizard, step_of},
};
use domain::{Journey, StepView, Stop, StopKind, StopState};

/// Where a stop lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Behind.
    Done,
    /// Here.
    Here,
    /// To come.
    Ahead,
}

/// A stop as the progress line shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Its short name.
    pub label: String,
    /// Where it is, when it may be visited and one is not there.
    pub href: Option<String>,
    /// Where it lies.
    pub place: Place,
}

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

/// The stops of the progress line.
pub fn marks(view: &StepView, way: &Journey, step: &str) -> Vec<Mark> {
    let mark = |stop: &Stop| {
        let here = stop.step == step;
        Mark {
            label: name_of(view, stop),
            href: (stop.may_visit && !here).then(|| routes::step(view.draft, &stop.step)),
            place: match stop.state {
                _ if here => Place::Here,
                StopState::Done => Place::Done,
                _ => Place::Ahead,
            },
        }
    };
    way.stops.iter().map(mark).collect()
}

/// Where "Lanjutkan" leads once a step is right: the next stop; for who came from the last look back there, or
/// to what has become incomplete.
pub fn next_after(way: &Journey, step: &str, from_check: bool) -> String {
    match way.after(step) {
        Some(stop) if stop.may_visit && !from_check => stop.step.clone(),
        _ => way.next.clone(),
    }
}
