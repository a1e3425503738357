//! What happened to a request: the history, the reasons of the last decision, the messages that went out.
use super::case::CaseView;
use crate::{
    text::{Telling, acted, day_time, delivery, desk_event, helped_by, unreachable_at_desk, way_name},
    ui::{
        disclosure::Disclosure,
        notice::Notice,
        timeline::{StepState, Timeline, TimelineStep},
        tone::Tone,
    },
};
use leptos::prelude::*;

/// The end of the middle pane.
pub(super) fn section(view: &CaseView) -> AnyView {
    let words = view.words();
    view! {
        {reasons(view)}
        <section class="section">
            <h3>{words.history}</h3>
            <Timeline steps=steps(view) />
        </section>
        {unreachable(view)}
        {messages(view)}
    }
    .into_any()
}

fn steps(view: &CaseView) -> Vec<TimelineStep> {
    let step = |event: &service::EventView| TimelineStep {
        title: desk_event(&event.kind, view.language).to_owned(),
        detail: Some(by_whom(view, event)),
        state: StepState::Done,
        ..TimelineStep::default()
    };
    view.detail.request.events.iter().map(step).collect()
}

/// When and who; with help, both names.
fn by_whom(view: &CaseView, event: &service::EventView) -> String {
    let at = day_time(event.at, view.zone, view.language);
    match &event.helped_by {
        Some(name) => {
            format!("{at} · {}, {}", view.detail.applicant, helped_by(name, view.language))
        }
        None => format!("{at} · {}", acted(&event.by, view.language)),
    }
}

fn reasons(view: &CaseView) -> Option<AnyView> {
    let (words, language) = (view.words(), view.language);
    let given = &view.detail.request.reasons;
    let line = |reason: &service::ReasonLine| {
        let about = reason.about.as_ref().map(|about| view! { <b>{about.get(language).to_owned()}": "</b> });
        let note =
            (!reason.note.is_empty()).then(|| view! { <span class="quote">{reason.note.clone()}</span> });
        view! { <li>{about}{reason.reason.get(language).to_owned()}{note}</li> }
    };
    (!given.is_empty()).then(|| {
        view! {
            <section class="section">
                <h3>{words.reasons_given}</h3>
                <ul>{given.iter().map(line).collect_view()}</ul>
            </section>
        }
        .into_any()
    })
}

/// Addresses of the citizen that do not answer: a call may be quicker.
fn unreachable(view: &CaseView) -> Option<AnyView> {
    let language = view.language;
    let troubled = &view.detail.request.unreachable;
    let line = |trouble: &service::Unreachable| {
        let since = day_time(trouble.since, view.zone, language);
        view! { <p class="small">{unreachable_at_desk(trouble.way, &trouble.failure, &since, language)}</p> }
    };
    (!troubled.is_empty()).then(|| {
        let lines = troubled.iter().map(line).collect_view();
        let title = Telling::of(language).unreachable_desk.to_owned();
        view! { <Notice tone=Tone::Warn title=title>{lines}</Notice> }.into_any()
    })
}

fn messages(view: &CaseView) -> Option<AnyView> {
    let (words, language) = (view.words(), view.language);
    let sent = &view.detail.request.deliveries;
    let line = |message: &service::Delivery| {
        let when = day_time(message.at, view.zone, language);
        let why = message.failure.as_deref().filter(|_| message.state != "sent");
        let why = why.map(|code| format!(" ({code})")).unwrap_or_default();
        let text = format!(
            "{}: {}{why} · {when}",
            way_name(message.way, language),
            delivery(&message.state, language)
        );
        view! { <li>{text}</li> }
    };
    (!sent.is_empty()).then(|| {
        let lines = sent.iter().map(line).collect_view();
        view! {
            <Disclosure summary=words.messages>
                <ul>{lines}</ul>
            </Disclosure>
        }
        .into_any()
    })
}
