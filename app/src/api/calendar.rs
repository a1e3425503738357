//! The calendar of the office: days are added and taken out by an administrator.
#![expect(missing_docs, reason = "`server` makes a struct of the arguments")]
use super::{Posted, values};
use crate::{
    routes,
    visitor::{service, visitor},
    wire::AppError,
};
use leptos::prelude::*;
use std::collections::BTreeMap;

/// The flash of the form.
pub(crate) const FORM: &str = "kalender";

/// Adds a day.
#[server(name = PostHoliday, prefix = "/api/petugas", endpoint = "libur")]
pub async fn post_holiday(
    #[server(default)]
    #[server(flatten)]
    typed: BTreeMap<String, String>,
) -> Result<(), AppError> {
    let visitor = visitor();
    let of = |name: &str| {
        typed.get(name).map(|text| text.chars().take(100).collect::<String>()).unwrap_or_default()
    };
    let parts = ["day.day", "day.month", "day.year"].map(of);
    let name = of("name");
    let result = service().add_holiday(&visitor.actor, parts.each_ref().map(String::as_str), &name).await;
    if result.is_ok() {
        visitor.keep_done(FORM, "holiday").await;
        leptos_axum::redirect(routes::CALENDAR);
        return Ok(());
    }
    let typed = values([
        ("day.day", parts[0].as_str()),
        ("day.month", parts[1].as_str()),
        ("day.year", parts[2].as_str()),
        ("name", name.as_str()),
    ]);
    Posted { form: FORM, values: typed, back: routes::CALENDAR.to_owned() }
        .settle(&visitor, result, |_| routes::CALENDAR.to_owned())
        .await
}

/// Takes a day out.
#[server(name = PostRemoveHoliday, prefix = "/api/petugas", endpoint = "hapus-libur")]
pub async fn post_remove_holiday(#[server(default)] day: String) -> Result<(), AppError> {
    let visitor = visitor();
    let result = service().remove_holiday(&visitor.actor, &day).await;
    if result.is_ok() {
        visitor.keep_done(FORM, "holiday").await;
        leptos_axum::redirect(routes::CALENDAR);
        return Ok(());
    }
    Posted { form: FORM, values: values([]), back: routes::CALENDAR.to_owned() }
        .settle(&visitor, result, |()| routes::CALENDAR.to_owned())
        .await
}
