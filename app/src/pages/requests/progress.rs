//! What has happened to a request, what happens now, and what comes.
use super::tone;
use crate::{
    text::{Requests, day_time, event, helped_by},
    ui::{
        timeline::{StepState, TimelineStep},
        tone::Tone,
    },
    visitor::service,
};
use domain::{Language, Status};
use service::RequestDetail;

pub(super) fn timeline(words: Requests, request: &RequestDetail, language: Language) -> Vec<TimelineStep> {
    let zone = service().settings().zone;
    let mut steps: Vec<TimelineStep> = Vec::new();
    // What an officer does with files is told when it is ready to be had.
    let told = |line: &&service::EventView| {
        !matches!(
            line.kind.as_str(),
            "result_attached" | "result_removed" | "checklist" | "release" | "files_discarded"
        )
    };
    for line in request.events.iter().filter(told) {
        let title = event(&line.kind, language).to_owned();
        // Being held again by another officer is no news for the citizen.
        if steps.last().is_some_and(|last| last.title == title) {
            continue;
        }
        steps.push(TimelineStep {
            title,
            detail: Some(match &line.helped_by {
                Some(name) => {
                    format!("{} · {}", day_time(line.at, zone, language), helped_by(name, language))
                }
                None => day_time(line.at, zone, language),
            }),
            state: StepState::Done,
            tone: Tone::Ok,
            spoken: String::new(),
        });
    }
    let ahead = |title: &str, state: StepState, tone: Tone| TimelineStep {
        title: title.to_owned(),
        detail: None,
        state,
        tone,
        spoken: String::new(),
    };
    if let (Some(last), false) = (steps.last_mut(), request.status.is_end()) {
        last.state = StepState::Now;
        last.tone = tone(request.status);
    }
    match request.status {
        Status::NeedsCorrection => {
            if let Some(last) = steps.last_mut() {
                last.state = StepState::Done;
            }
            steps.push(ahead(words.waiting_you, StepState::Now, Tone::Warn));
            steps.push(ahead(words.next_siak, StepState::Ahead, Tone::Plain));
            steps.push(ahead(words.next_done, StepState::Ahead, Tone::Plain));
        }
        Status::Submitted => {
            steps.push(ahead(words.next_review, StepState::Ahead, Tone::Plain));
            steps.push(ahead(words.next_siak, StepState::Ahead, Tone::Plain));
            steps.push(ahead(words.next_done, StepState::Ahead, Tone::Plain));
        }
        Status::InReview | Status::Verified => {
            steps.push(ahead(words.next_siak, StepState::Ahead, Tone::Plain));
            steps.push(ahead(words.next_done, StepState::Ahead, Tone::Plain));
        }
        Status::Approved | Status::InSiak | Status::AwaitingSignature => {
            steps.push(ahead(words.next_done, StepState::Ahead, Tone::Plain));
        }
        Status::Done | Status::Rejected | Status::Withdrawn | Status::Expired => {}
    }
    steps
}
