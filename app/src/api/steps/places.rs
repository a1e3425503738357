//! The buttons of places in a step of the wizard: what was typed is stored already, and is changed a little.
use crate::{
    place::{self, Names, Step, level_of},
    visitor::service,
};
use domain::{QuestionKind, StepView};
use std::collections::BTreeMap;

/// What a button, or going on, makes of the places of a step.
#[derive(Default)]
pub(super) struct Followed {
    /// What has to be stored besides.
    pub(super) patch: BTreeMap<String, String>,
    /// The step is shown again, here.
    pub(super) stays_at: Option<String>,
}

/// Presses `go`: `cari:destination` is a button of one place; going on looks first for what was typed and not looked for.
pub(super) fn follow(view: &StepView, go: &str) -> Followed {
    let mut followed = Followed::default();
    let (button, of) = go.split_once(':').unzip();
    if button.is_none() && matches!(go, "back" | "stay") {
        return followed;
    }
    let service = service();
    let asked = view.current_step().into_iter().flat_map(|step| &step.questions);
    for question in asked {
        let QuestionKind::Area { level } = question.kind else { continue };
        if of.is_some_and(|of| of != question.code) {
            continue;
        }
        let names = Names::Question(question.code.clone());
        let before = names.read(|input| view.answers.get(input).unwrap_or_default().to_owned());
        let mut now = before.clone();
        let stays = match place::step(service.areas(), level_of(level), button.unwrap_or_default(), &mut now)
        {
            Step::Stay => true,
            // Nothing was chosen: the same again.
            Step::Missing(_) => of.is_some(),
            Step::Save => false,
        };
        if stays {
            followed.stays_at = Some(names.id());
        }
        followed.patch.extend(names.changed(&before, &now));
    }
    followed
}
