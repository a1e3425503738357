//! Who comes to collect something, by time, at one office on one day; and what became of each.
use super::{
    frame::{Page, page},
    words_of::FormErrors,
};
use crate::{
    api::appointments::COUNTER_FORM,
    routes,
    text::{CounterDay as Words, long_day, time_of_day},
    ui::{
        button::{Button, ButtonKind},
        choice::ChoiceOption,
        field::Width,
        notice::Notice,
        select::Select,
        tag::Tag,
        text_field::TextField,
        tone::Tone,
    },
    visitor::{service, visitor},
};
use domain::{AppointmentTime, FieldError, Language, Zone, date::from_iso};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use service::{AppointmentDay, AppointmentLine, AppointmentState};

/// The page.
pub fn page_of_day() -> impl IntoView {
    let asked = use_query_map().with_untracked(|query| (query.get("kantor"), query.get("hari")));
    page(async move {
        let visitor = visitor();
        let language = visitor.language;
        let words = Words::of(language);
        let (office, day) = (asked.0.filter(|code| !code.is_empty()), asked.1.as_deref().and_then(from_iso));
        let found = service().appointment_day(&visitor.actor, office.as_deref(), day).await?;
        let flash = visitor.take(COUNTER_FORM).await;
        let errors = FormErrors::of(&flash, language).labelled(&[("number", words.walk_in_number)]);
        let wrong = flash.issues().iter().any(|issue| issue.error == FieldError::NotInList);
        let wrong =
            if wrong { Signal::stored(Some(words.walk_in_none.to_owned())) } else { errors.field("number") };
        let said =
            flash.done.is_some().then(|| view! { <Notice tone=Tone::Ok alert=true>{words.done}</Notice> });
        let zone = service().settings().zone;
        let today = service().today();
        let title = if found.day == today { words.today } else { words.title };
        Ok(Page::bare(
            words.title,
            view! {
                <div class="wrap wrap-wide">
                    {errors.summary()}
                    {said}
                    <p class="small muted">{found.office.1.clone()}</p>
                    <h1>{title}": "{long_day(found.day, language)}</h1>
                    <p class="lead">{words.intro}</p>
                    {other_office(&found, language)}
                    {days(&found, language)}
                    {list(&found, zone, language)}
                    {walk_in(&found, &flash.value("number"), wrong, language)}
                </div>
            },
        ))
    })
}

/// Whoever comes without an appointment.
fn walk_in(
    found: &AppointmentDay,
    typed: &str,
    wrong: Signal<Option<String>>,
    language: Language,
) -> AnyView {
    let words = Words::of(language);
    view! {
        <section class="section">
            <h2>{words.walk_in}</h2>
            <form method="post" action="/api/petugas/janji-tanpa" novalidate>
                <input type="hidden" name="office" value=found.office.0.clone() />
                <TextField name="number" label=words.walk_in_number hint=words.walk_in_hint.to_owned()
                    value=typed.to_owned() error=wrong width=Width::W16 max=Some(20) />
                <Button label=words.walk_in_send kind=ButtonKind::Ghost />
            </form>
        </section>
    }
    .into_any()
}

/// Another service point, for those who see all.
fn other_office(found: &AppointmentDay, language: Language) -> Option<AnyView> {
    let words = Words::of(language);
    (found.offices.len() > 1).then(|| {
        let options = found
            .offices
            .iter()
            .map(|(code, name)| ChoiceOption::new(code.as_str(), name.as_str()))
            .collect();
        let day = domain::iso(found.day);
        view! {
            <form method="get" action=routes::COUNTER_DAY>
                <input type="hidden" name="hari" value=day />
                <Select name="kantor" label=words.office options=options value=found.office.0.clone() />
                <Button label=words.show kind=ButtonKind::Ghost small=true />
            </form>
        }
        .into_any()
    })
}

fn days(found: &AppointmentDay, language: Language) -> AnyView {
    let words = Words::of(language);
    let link = |day: Option<domain::Date>, label: &'static str| {
        day.map(|day| view! { <a href=routes::counter_day(&found.office.0, &domain::iso(day))>{label}</a> })
    };
    let (before, after) =
        (link(found.day.previous_day(), words.before), link(found.day.next_day(), words.after));
    view! { <p class="cluster">{before}{after}<a href=routes::COUNTER_DAY>{words.today}</a></p> }.into_any()
}

fn list(found: &AppointmentDay, zone: Zone, language: Language) -> AnyView {
    let words = Words::of(language);
    if found.lines.is_empty() {
        return view! { <p class="muted">{words.none}</p> }.into_any();
    }
    let rows = found.lines.iter().map(|one| row(one, found, zone, language)).collect_view();
    let heads = [words.time, words.request, words.state];
    let heads = heads.map(|head| view! { <th scope="col">{head}</th> }).collect_view();
    view! {
        <div class="scroll-x" tabindex="0" role="region" aria-label=words.title>
            <table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>
        </div>
    }
    .into_any()
}

fn row(one: &AppointmentLine, found: &AppointmentDay, zone: Zone, language: Language) -> AnyView {
    let words = Words::of(language);
    let minute = AppointmentTime::of(one.starts_at, zone).minute;
    let (tone, state) = match one.state {
        AppointmentState::Collected => (Tone::Ok, words.collected),
        AppointmentState::Missed => (Tone::Warn, words.missed),
        _ => (Tone::Wait, words.expected),
    };
    let booked = one.state == AppointmentState::Booked;
    let counter = if one.walk_in { words.no_appointment.to_owned() } else { one.counter.clone() };
    let act = |act: &'static str, label: &'static str, kind: ButtonKind| {
        view! { <Button label=label kind=kind small=true spoken=one.number.clone() send=("act", act.to_owned()) /> }
    };
    let hand = (one.state != AppointmentState::Collected)
        .then(|| act("collected", words.hand_over, ButtonKind::Ghost));
    let missed = (booked && one.begun).then(|| act("missed", words.not_come, ButtonKind::Quiet));
    let undo = one.may_undo.then(|| act("undo", words.undo, ButtonKind::Link));
    view! {
        <tr>
            <th scope="row"><span class="num">{time_of_day(minute, language)}</span><br /><span class="small muted">{counter}</span></th>
            <td><a class="num nowrap" href=routes::desk_request(&one.number)>{one.number.clone()}</a><br />{one.procedure.get(language).to_owned()}</td>
            <td>
                <p><Tag label=state tone=tone /></p>
                <form class="cluster" method="post" action="/api/petugas/janji-loket">
                    <input type="hidden" name="number" value=one.number.clone() />
                    <input type="hidden" name="office" value=found.office.0.clone() />
                    <input type="hidden" name="day" value=domain::iso(found.day) />
                    {hand}{missed}{undo}
                </form>
            </td>
        </tr>
    }
    .into_any()
}
