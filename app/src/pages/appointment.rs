//! The citizen's appointment for collecting: a part of the status page, and the page on which a time is chosen. Each day
//! opens by itself, without a script, so that a phone is not filled with two hundred rows.
use super::{
    account::{change_words, line},
    frame::{Page, page_about},
    words_of::FormErrors,
};
use crate::{
    api::appointments::CHOOSE_FORM,
    flash::Flash,
    routes,
    text::{
        Appointment as Words, Common, at_counter, free_count, long_day, long_time, minutes as in_minutes,
        time_of_day,
    },
    ui::{
        button::{Button, ButtonKind, LinkButton},
        card::Card,
        disclosure::Disclosure,
        empty_state::EmptyState,
        notice::Notice,
        summary_list::SummaryList,
        tone::Tone,
    },
    visitor::service,
};
use domain::{AppointmentTime, Date, FieldError, FreeTime, Language, Zone};
use leptos::prelude::*;
use service::{AppointmentCase, AppointmentState, AppointmentView, Error};
use uuid::Uuid;

fn when(view: &AppointmentView, zone: Zone, language: Language) -> String {
    long_time(AppointmentTime::of(view.starts_at, zone), zone, language)
}

/// How collecting stands, on the status page.
pub(super) fn card(id: Uuid, case: &AppointmentCase, said: Option<&str>, language: Language) -> AnyView {
    let words = Words::of(language);
    let zone = service().settings().zone;
    let said = said.map(|code| {
        let said = if code == "cancelled" { words.cancelled_done } else { words.booked_done };
        view! { <Notice tone=Tone::Ok alert=true>{said}</Notice> }
    });
    let state = case.appointment.as_ref().map(|view| view.state);
    let body = match (&case.appointment, state) {
        (Some(view), Some(AppointmentState::Booked)) => booked(id, view, case, (zone, language)),
        (Some(_), Some(AppointmentState::Displaced)) => told(Tone::Warn, words.displaced),
        (Some(_), Some(AppointmentState::Missed)) => told(Tone::Warn, words.missed),
        (Some(_), Some(AppointmentState::Collected)) => told(Tone::Ok, words.collected),
        (Some(_), Some(AppointmentState::Cancelled)) => view! { <p>{words.cancelled}</p> }.into_any(),
        _ => view! { <p>{words.none_yet}</p> }.into_any(),
    };
    let taken_out =
        matches!(state, Some(AppointmentState::Cancelled | AppointmentState::Displaced)).then(|| {
            view! { <p class="small"><a href=routes::appointment_file(id) download="janji.ics">{words.calendar_off}</a></p> }
        });
    let label = match state {
        None => words.choose,
        Some(AppointmentState::Booked) => words.change,
        Some(_) => words.again,
    };
    let kind = if state == Some(AppointmentState::Booked) { ButtonKind::Ghost } else { ButtonKind::Primary };
    let choose = case.may_choose.then(
        || view! { <p><LinkButton label=label href=routes::appointment(id) kind=kind wide=true /></p> },
    );
    let cancelling = case.may_cancel.then(|| cancel(id, words));
    view! {
        <Card title=words.title.to_owned()>
            {said}
            {body}
            {choose}
            {cancelling}
            {taken_out}
        </Card>
    }
    .into_any()
}

fn told(tone: Tone, text: &'static str) -> AnyView {
    view! { <Notice tone=tone>{text}</Notice> }.into_any()
}

fn booked(
    id: Uuid,
    view: &AppointmentView,
    case: &AppointmentCase,
    (zone, language): (Zone, Language),
) -> AnyView {
    let words = Words::of(language);
    let facts = vec![
        line(words.when, when(view, zone, language)),
        line(words.counter, view.counter.clone()),
        line(words.office, view.office.clone()),
        line(words.bring, words.bring_text.to_owned()),
    ];
    let file = case.may_cancel.then(|| {
        view! { <p><a href=routes::appointment_file(id) download="janji.ics">{words.calendar}</a></p> }
    });
    view! {
        <SummaryList facts=facts words=change_words(&Common::of(language)) />
        {file}
    }
    .into_any()
}

fn cancel(id: Uuid, words: Words) -> AnyView {
    view! {
        <Disclosure summary=words.cancel>
            <p>{words.cancel_text}</p>
            <form method="post" action="/api/janji-batal">
                <input type="hidden" name="id" value=id.to_string() />
                <Button label=words.cancel_confirm kind=ButtonKind::Danger />
            </form>
        </Disclosure>
    }
    .into_any()
}

/// The page on which a time is chosen.
pub fn choose() -> impl IntoView {
    page_about(|visitor, id| async move {
        let language = visitor.language;
        let words = Words::of(language);
        let service = service();
        let case = service.appointment_case(&visitor.actor, id).await?.ok_or(Error::NotFound)?;
        let free = service.free_times(&visitor.actor, id).await?;
        let minutes = service.appointment_minutes(&visitor.actor, id).await?;
        let zone = service.settings().zone;
        let flash = visitor.take(CHOOSE_FORM).await;
        let now =
            case.appointment.as_ref().filter(|view| view.state == AppointmentState::Booked).map(|view| {
                let place = at_counter(&view.counter, &view.office);
                let told = format!("{} · {place}", when(view, zone, language));
                view! { <Notice tone=Tone::Info><b>{words.now}</b>" "{told}</Notice> }.into_any()
            });
        let body = if free.is_empty() {
            view! { <EmptyState title=words.full text=words.full_text /> }.into_any()
        } else {
            form(id, &free, &flash, language)
        };
        let long = format!("{} {}.", words.long, in_minutes(u64::from(minutes), language));
        let (errors, number) = (errors(&flash, language), case.number.clone());
        Ok(Page::new(
            words.choose,
            view! {
                {errors}
                <p class="small muted num">{number}</p>
                <h1>{words.choose}</h1>
                <p class="lead">{words.lead}" "{long}</p>
                {now}
                {body}
                <p><a href=routes::request(id)>{words.back}</a></p>
            },
        ))
    })
}

/// A time that is gone is told as what it is, not as a choice that nobody offers.
fn errors(flash: &Flash, language: Language) -> AnyView {
    let words = Words::of(language);
    if flash.issues().iter().any(|issue| issue.error == FieldError::NotInList) {
        return view! {
            <div id="ringkasan-galat" tabindex="-1"><Notice tone=Tone::Bad alert=true>{words.gone}</Notice></div>
        }
        .into_any();
    }
    FormErrors::of(flash, language).labelled(&[("slot", words.slot)]).summary()
}

fn form(id: Uuid, free: &[FreeTime], flash: &Flash, language: Language) -> AnyView {
    let words = Words::of(language);
    let mut days: Vec<(Date, Vec<FreeTime>)> = Vec::new();
    for one in free {
        match days.last_mut() {
            Some((day, times)) if *day == one.time.day => times.push(*one),
            _ => days.push((one.time.day, vec![*one])),
        }
    }
    let chosen = flash.value("slot");
    let picked = AppointmentTime::parse(&chosen).map(|time| time.day);
    // The first row of all has the id that the summary of errors links to.
    let mut first = true;
    let days = days
        .into_iter()
        .enumerate()
        .map(|(at, (day, times))| {
            let name = long_day(day, language);
            let summary = format!("{name} · {}", free_count(times.len(), language));
            let open = picked.map_or(at == 0, |picked| picked == day);
            let rows = times
                .into_iter()
                .map(|one| {
                    let code = one.time.code();
                    let row = if std::mem::take(&mut first) { "f-slot".to_owned() } else { format!("f-{code}") };
                    let last = (one.left == 1).then(|| view! { <span class="hint">{words.place_one}</span> });
                    let ticked = code == chosen;
                    view! {
                        <div class="choice">
                            <input type="radio" id=row.clone() name="slot" value=code checked=ticked required />
                            <label for=row>{time_of_day(one.time.minute, language)}{last}</label>
                        </div>
                    }
                })
                .collect_view();
            view! {
                <Disclosure summary=summary open=open>
                    <fieldset class="field">
                        <legend class="vh">{name}</legend>
                        <div class="choices choices-pair">{rows}</div>
                    </fieldset>
                </Disclosure>
            }
        })
        .collect_view();
    view! {
        <form method="post" action="/api/janji" novalidate>
            <input type="hidden" name="id" value=id.to_string() />
            {days}
            <p class="section"><Button label=words.save wide=true /></p>
        </form>
    }
    .into_any()
}
