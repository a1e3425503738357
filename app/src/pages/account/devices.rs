//! Where the account is signed in, and the end of each.
use crate::{
    pages::{
        frame::{Page, page as framed},
        words_of::FormErrors,
    },
    routes,
    text::{Account, Security, day_time, device_name},
    ui::{
        button::{Button, ButtonKind},
        card::Card,
        notice::Notice,
        tag::Tag,
        tone::Tone,
    },
    visitor::{BROWSER, SEEN, SINCE, service, visitor},
};
use leptos::prelude::*;
use serde_json::Value;
use service::{DeviceKind, OwnSession};
use std::collections::HashMap;
use time::OffsetDateTime;

/// One session in words.
struct Device {
    handle: String,
    is_this: bool,
    kind: DeviceKind,
    since: Option<OffsetDateTime>,
    seen: Option<OffsetDateTime>,
}

impl Device {
    fn of(session: OwnSession) -> Self {
        let data: HashMap<String, Value> = serde_json::from_slice(&session.data).unwrap_or_default();
        let seconds = |key: &str, factor: i64| {
            let value = data.get(key)?.as_i64()?.checked_mul(factor)?;
            OffsetDateTime::from_unix_timestamp(value).ok()
        };
        Self {
            kind: data.get(BROWSER).and_then(Value::as_str).map(DeviceKind::from_code).unwrap_or_default(),
            since: seconds(SINCE, 1),
            seen: seconds(SEEN, 60),
            handle: session.handle,
            is_this: session.is_this,
        }
    }
}

/// The list.
pub fn page() -> impl IntoView {
    framed(async {
        let visitor = visitor();
        let words = Security::of(visitor.language);
        let account = Account::of(visitor.language);
        let id = visitor.session.id().map(|id| id.0.to_le_bytes()).unwrap_or_default();
        let sessions = service().own_sessions(&visitor.actor, &id).await?;
        let zone = service().settings().zone;
        let errors = FormErrors::of(&visitor.take("perangkat-keluar").await, visitor.language);
        let done = visitor.take("perangkat").await.done;
        let done = done.map(|done| if done == "ended" { words.ended } else { account.ended_others });
        let language = visitor.language;
        let several = sessions.len() > 1;
        let list = sessions
            .into_iter()
            .map(Device::of)
            .map(|device| {
                let name = device_name(&device.kind, language);
                let when = |at: Option<OffsetDateTime>| at.map(|at| day_time(at, zone, language));
                let since = when(device.since).map(|at| format!("{} {at}", words.since));
                let seen = when(device.seen).map(|at| format!("{} {at}", words.seen));
                let times: Vec<String> = since.into_iter().chain(seen).collect();
                let end = (!device.is_this).then(|| {
                    view! {
                        <form method="post" action="/api/keluar-satu">
                            <input type="hidden" name="session" value=device.handle />
                            <Button label=words.end kind=ButtonKind::Ghost small=true spoken=name.clone() />
                        </form>
                    }
                });
                let this = device.is_this.then(|| view! { " "<Tag label=words.this_device tone=Tone::Ok /> });
                view! {
                    <Card>
                        <p><b>{name.clone()}</b>{this}</p>
                        <p class="small muted">{times.join(", ")}</p>
                        {end}
                    </Card>
                }
            })
            .collect_view();
        Ok(Page::new(
            words.devices,
            view! {
                {errors.summary()}
                {done.map(|done| view! { <Notice tone=Tone::Ok>{done}</Notice> })}
                <p><a href=routes::ACCOUNT>{words.back}</a></p>
                <h1>{words.devices}</h1>
                <p class="lead">{words.devices_intro}</p>
                {list}
                {several.then(|| view! {
                    <form method="post" action="/api/keluar-lain" class="section">
                        <Button label=account.end_others kind=ButtonKind::Ghost />
                    </form>
                })}
            },
        ))
    })
}
