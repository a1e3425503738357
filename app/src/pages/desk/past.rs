//! What happened to a request: the history, the reasons of the last decision, the messages that went out.
use super::case::CaseView;
use crate::{
    text::{acted, channel, day_time, delivery, desk_event},
    ui::{
        disclosure::Disclosure,
        timeline::{StepState, Timeline, TimelineStep},
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
        {messages(view)}
    }
    .into_any()
}

fn steps(view: &CaseView) -> Vec<TimelineStep> {
    let step = |event: &service::EventView| TimelineStep {
        title: desk_event(&event.kind, view.language).to_owned(),
        detail: Some(format!(
            "{} · {}",
            day_time(event.at, view.zone, view.language),
            acted(&event.by, view.language)
        )),
        state: StepState::Done,
        ..TimelineStep::default()
    };
    view.detail.request.events.iter().map(step).collect()
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

fn messages(view: &CaseView) -> Option<AnyView> {
    let (words, language) = (view.words(), view.language);
    let sent = &view.detail.request.deliveries;
    let line = |message: &service::Delivery| {
        let when = day_time(message.at, view.zone, language);
        let text = format!(
            "{}: {} · {when}",
            channel(message.channel, language),
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
