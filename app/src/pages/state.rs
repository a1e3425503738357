//! The state of the machine, for administrators: what is late stands on top with what to do, what is well is one line each.
use super::frame::{Page, page};
use crate::{
    routes,
    text::{State as Words, day_time, found, grade, remedy_for, status, watched},
    ui::{
        button::{ButtonKind, LinkButton},
        notice::Notice,
        summary_list::{Fact, SummaryList},
        tone::Tone,
    },
    visitor::{Visitor, service, visitor},
};
use domain::{Language, Role};
use leptos::prelude::*;
use service::{Grade, Point};

/// The page.
pub fn state() -> impl IntoView {
    page(async {
        let visitor = visitor();
        let language = visitor.language;
        let words = Words::of(language);
        let service = service();
        let state = service.state_for(&visitor.actor).await?;
        let (well, mut not): (Vec<Point>, Vec<Point>) =
            state.points.iter().cloned().partition(|point| point.grade == Grade::Ok);
        not.sort_by_key(|point| std::cmp::Reverse(point.grade));
        let top = if not.is_empty() {
            view! { <Notice tone=Tone::Ok>{words.all_well}</Notice> }.into_any()
        } else {
            let points = not.iter().map(|point| one(point, language)).collect_view();
            view! { <h2 class="section">{words.attention}</h2>{points} }.into_any()
        };
        let facts: Vec<Fact> = well.iter().map(|point| line(point, language)).collect();
        let requests: Vec<Fact> = state
            .figures
            .requests
            .iter()
            .map(|(of, count)| Fact {
                label: status(*of, language).to_owned(),
                value: count.to_string(),
                ..Fact::default()
            })
            .collect();
        let none = requests.is_empty().then(|| view! { <p class="muted">{words.none}</p> });
        let at = day_time(service.now(), service.settings().zone, language);
        Ok(Page::new(
            words.title,
            view! {
                <h1>{words.title}</h1>
                <p class="lead">{words.intro}</p>
                {top}
                <h2 class="section">{words.well}</h2>
                <SummaryList facts=facts />
                <h2 class="section">{words.requests}</h2>
                {none}
                <SummaryList facts=requests />
                <p class="small muted section">{words.looked_at}" "<span class="num">{at}</span>". "{words.told}</p>
                <LinkButton label=words.again href=routes::STATE kind=ButtonKind::Ghost />
            },
        ))
    })
}

/// On every page of an administrator, while something is not well that was told.
pub(super) async fn notice(visitor: &Visitor) -> Option<AnyView> {
    visitor.actor.officer().ok().filter(|officer| officer.role == Role::Administrator)?;
    if visitor.path == routes::STATE {
        return None;
    }
    let told = service().alerted().await.ok().filter(|told| !told.is_empty())?;
    let words = Words::of(visitor.language);
    let label = format!("{}: {}", words.attention, told.len());
    Some(
        view! { <Notice tone=Tone::Warn><a href=routes::STATE>{words.link}</a>". "{label}</Notice> }
            .into_any(),
    )
}

fn one(point: &Point, language: Language) -> AnyView {
    let tone = if point.grade == Grade::Broken { Tone::Bad } else { Tone::Warn };
    let title =
        format!("{}: {}", watched(point.subject, language), grade(point.grade, language).to_lowercase());
    let said = format!("{}.", found(point, language));
    let advice = remedy_for(point, language);
    view! { <Notice tone=tone title=title><p>{said}</p><p>{advice}</p></Notice> }.into_any()
}

fn line(point: &Point, language: Language) -> Fact {
    Fact {
        label: watched(point.subject, language).to_owned(),
        value: found(point, language),
        ..Fact::default()
    }
}
