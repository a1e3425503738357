//! The checklist of the request: ticked inside the decision form, so that it is kept with whatever is decided; by its
//! own button before that. Whoever does not verify it now reads who ticked what.
use super::case::CaseView;
use crate::{
    islands::desk::places::POINTS,
    text::{Checklist as Words, day_time},
    ui::{
        button::{Button, ButtonKind},
        checkbox::Checkbox,
        tag::Tag,
        tone::Tone,
    },
};
use domain::Status;
use leptos::prelude::*;
use service::{CheckedPoint, Tick};

/// This officer may tick the points now.
pub(super) fn is_open(view: &CaseView) -> bool {
    let verifying = matches!(view.detail.request.status, Status::InReview | Status::Verified);
    view.judged() && verifying && !view.points.is_empty()
}

/// The section, where the services of the request have points.
pub(super) fn section(view: &CaseView) -> Option<AnyView> {
    if view.points.is_empty() {
        return None;
    }
    let words = Words::of(view.language);
    let open = is_open(view);
    let done = view.points.iter().filter(|point| point.tick.is_some()).count();
    let title = format!("{} · {done}/{}", words.title, view.points.len());
    let body = if open {
        let points = view.points.iter().map(|point| tickable(view, point)).collect_view();
        view! {
            <p class="hint">{words.hint}</p>
            <input type="hidden" name="periksa" value="1" />
            {points}
            <Button label=words.save kind=ButtonKind::Ghost small=true attr:formaction="/api/petugas/periksa" />
        }
        .into_any()
    } else {
        let points = view.points.iter().map(|point| told(view, point)).collect_view();
        view! { <ul class="plain">{points}</ul> }.into_any()
    };
    Some(
        view! {
            <section class="section" id=POINTS>
                <h3 id="f-checklist" tabindex="-1">{title}</h3>
                {body}
            </section>
        }
        .into_any(),
    )
}

fn tickable(view: &CaseView, point: &CheckedPoint) -> AnyView {
    let words = Words::of(view.language);
    let label =
        if point.required { format!("{} ({})", point.label, words.required) } else { point.label.clone() };
    view! {
        <Checkbox
            name=format!("butir[{}]", point.key)
            sends="1"
            label=label
            hint=Some(about(view, point)).filter(|line| !line.is_empty())
            checked=point.tick.is_some()
        />
    }
    .into_any()
}

fn told(view: &CaseView, point: &CheckedPoint) -> AnyView {
    let words = Words::of(view.language);
    let open = point.tick.is_none().then(|| view! { " "<Tag label=words.open tone=Tone::Wait /> });
    view! {
        <li>
            {point.label.clone()}{open}
            <br /><span class="small muted">{about(view, point)}</span>
        </li>
    }
    .into_any()
}

/// The document and the rule, and who ticked it.
fn about(view: &CaseView, point: &CheckedPoint) -> String {
    let words = Words::of(view.language);
    let ticked =
        |by: &str, tick: &Tick| format!("{by} {}, {}", tick.by, day_time(tick.at, view.zone, view.language));
    let document = point.document.as_ref().map(|name| format!("{}: {name}", words.about));
    let source = Some(point.source.clone()).filter(|source| !source.is_empty());
    let tick = point.tick.as_ref().map(|tick| ticked(words.by, tick));
    let earlier = point.earlier.as_ref().map(|tick| ticked(words.earlier, tick));
    [document, source, tick, earlier].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}
