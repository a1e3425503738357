//! Appointments: the citizen chooses, changes and cancels; the counter notes what became of one; an administrator says
//! what an office offers.
#![expect(missing_docs, reason = "`server` makes a struct of the arguments")]
use super::{Posted, values};
use crate::{
    routes,
    visitor::{service, visitor},
    wire::AppError,
};
use domain::AppointmentForm;
use leptos::prelude::*;
use service::{CounterAct, Error};
use std::collections::BTreeMap;
use uuid::Uuid;

/// The flash of choosing.
pub(crate) const CHOOSE_FORM: &str = "janji";
/// The flash of what became of it, said on the status page.
pub(crate) const CHOSEN: &str = "janji-jadi";
/// The flash of the counter.
pub(crate) const COUNTER_FORM: &str = "loket";
/// The flash of what an office offers.
pub(crate) const RULES_FORM: &str = "janji-atur";

fn id_of(typed: &str) -> Result<Uuid, Error> {
    typed.parse().map_err(|_| Error::NotFound)
}

/// Chooses a time, or another one.
#[server(name = PostAppointment, prefix = "/api", endpoint = "janji")]
pub async fn post_appointment(
    #[server(default)] id: String,
    #[server(default)] slot: String,
) -> Result<(), AppError> {
    let visitor = visitor();
    let result = async {
        let id = id_of(&id)?;
        service().choose_appointment(&visitor.actor, id, &slot).await?;
        Ok(id)
    }
    .await;
    if result.is_ok() {
        visitor.keep_done(CHOSEN, "booked").await;
    }
    let back = id.parse().map_or_else(|_| routes::REQUESTS.to_owned(), routes::appointment);
    let slot: String = slot.chars().take(20).collect();
    Posted { form: CHOOSE_FORM, values: values([("slot", &slot)]), back }
        .settle(&visitor, result, routes::request)
        .await
}

/// Takes it back.
#[server(name = PostCancelAppointment, prefix = "/api", endpoint = "janji-batal")]
pub async fn post_cancel_appointment(#[server(default)] id: String) -> Result<(), AppError> {
    let visitor = visitor();
    let result = async {
        let id = id_of(&id)?;
        service().cancel_appointment(&visitor.actor, id).await?;
        Ok(id)
    }
    .await;
    if result.is_ok() {
        visitor.keep_done(CHOSEN, "cancelled").await;
    }
    let back = id.parse().map_or_else(|_| routes::REQUESTS.to_owned(), routes::request);
    Posted { form: "status", values: values([]), back }.settle(&visitor, result, routes::request).await
}

/// Notes at the counter what became of an appointment.
#[server(name = PostAtCounter, prefix = "/api/petugas", endpoint = "janji-loket")]
pub async fn post_at_counter(
    #[server(default)] number: String,
    #[server(default)] act: String,
    #[server(default)] office: String,
    #[server(default)] day: String,
) -> Result<(), AppError> {
    let visitor = visitor();
    let result = match (visitor.actor.officer(), CounterAct::parse(&act)) {
        (Err(error), _) => Err(error),
        (Ok(_), Some(act)) => service().at_the_counter(&visitor.actor, &number, act).await,
        (Ok(_), None) => Err(Error::NotFound),
    };
    // Only what is a day stands in an address.
    let day = domain::date::from_iso(&day).map(domain::iso).unwrap_or_default();
    let back = routes::counter_day(&office.chars().take(40).collect::<String>(), &day);
    if result.is_ok() {
        visitor.keep_done(COUNTER_FORM, "noted").await;
        leptos_axum::redirect(&back);
        return Ok(());
    }
    Posted { form: COUNTER_FORM, values: values([]), back: back.clone() }
        .settle(&visitor, result, |()| back)
        .await
}

/// Notes what was handed over to somebody without an appointment.
#[server(name = PostWalkIn, prefix = "/api/petugas", endpoint = "janji-tanpa")]
pub async fn post_walk_in(
    #[server(default)] number: String,
    #[server(default)] office: String,
) -> Result<(), AppError> {
    let visitor = visitor();
    let result = service().hand_over_without_appointment(&visitor.actor, &number).await;
    let back = routes::counter_day(&office.chars().take(40).collect::<String>(), "");
    if result.is_ok() {
        visitor.keep_done(COUNTER_FORM, "noted").await;
        leptos_axum::redirect(&back);
        return Ok(());
    }
    let typed: String = number.chars().take(20).collect();
    Posted { form: COUNTER_FORM, values: values([("number", &typed)]), back: back.clone() }
        .settle(&visitor, result, |()| back)
        .await
}

/// Says what an office offers.
#[server(name = PostAppointmentRules, prefix = "/api/petugas", endpoint = "janji-atur")]
pub async fn post_appointment_rules(
    #[server(default)]
    #[server(flatten)]
    typed: BTreeMap<String, String>,
) -> Result<(), AppError> {
    let visitor = visitor();
    let of = |name: &str| typed.get(name).map(|text| text.chars().take(1_000).collect::<String>());
    let form = rules_form(|name| of(name).unwrap_or_default());
    let (office, offered) = (of("office").unwrap_or_default(), of("offered").is_some());
    let result = service().save_appointment_settings(&visitor.actor, &office, offered, &form).await;
    let back = routes::appointment_rules(&office);
    if result.is_ok() {
        visitor.keep_done(RULES_FORM, "saved").await;
        leptos_axum::redirect(&back);
        return Ok(());
    }
    let names = AppointmentForm::DAYS.into_iter().chain([
        "counters",
        "slot_minutes",
        "capacity",
        "days_ahead",
        "notice_hours",
    ]);
    let mut values: BTreeMap<_, _> =
        names.map(|name| (name.to_owned(), of(name).unwrap_or_default())).collect();
    if offered {
        values.insert("offered".to_owned(), "true".to_owned());
    }
    Posted { form: RULES_FORM, values, back: back.clone() }.settle(&visitor, result, |()| back).await
}

/// The form by the names of its inputs.
pub(crate) fn rules_form(of: impl Fn(&str) -> String) -> AppointmentForm {
    AppointmentForm {
        counters: of("counters"),
        week: AppointmentForm::DAYS.map(&of),
        slot_minutes: of("slot_minutes"),
        capacity: of("capacity"),
        days_ahead: of("days_ahead"),
        notice_hours: of("notice_hours"),
    }
}
