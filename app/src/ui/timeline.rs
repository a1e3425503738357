//! What happened, what is happening, what comes: one line downwards, the words for those who hear it included.
use leptos::prelude::*;

use super::tone::Tone;

/// Where a stop lies on a way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StepState {
    /// Behind.
    Done,
    /// Here.
    Now,
    /// To come.
    #[default]
    Ahead,
}

/// One stop of the line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TimelineStep {
    /// What.
    pub title: String,
    /// When, or how long it usually takes.
    pub detail: Option<String>,
    /// Where it lies.
    pub state: StepState,
    /// The tone of the present stop: attention when the citizen has to act.
    pub tone: Tone,
    /// The state in a word ("selesai"), said but not shown.
    pub spoken: String,
}

/// The line.
#[component]
pub fn Timeline(
    /// The stops in order.
    #[prop(into)]
    steps: Signal<Vec<TimelineStep>>,
) -> impl IntoView {
    let lines = move || {
        steps
            .get()
            .into_iter()
            .map(|step| {
                let class = match (step.state, step.tone) {
                    (StepState::Done, _) => "done",
                    (StepState::Now, Tone::Warn) => "now now-warn",
                    (StepState::Now, Tone::Bad) => "now now-bad",
                    (StepState::Now, _) => "now",
                    (StepState::Ahead, _) => "next",
                };
                let current = (step.state == StepState::Now).then_some("step");
                view! {
                    <li class=class aria-current=current>
                        <b>{step.title}</b>
                        <span class="vh">{step.spoken}</span>
                        {step.detail.map(|detail| view! { <span class="small muted">{detail}</span> })}
                    </li>
                }
            })
            .collect_view()
    };
    view! { <ol class="line">{lines}</ol> }
}
