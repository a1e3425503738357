//! Tells somebody in time that the session will end, however much it is used.
use crate::{
    text::{Security, day_time},
    ui::{notice::Notice, tone::Tone},
    visitor::{SINCE, Visitor, service},
};
use leptos::prelude::*;
use service::Actor;
use time::{Duration, OffsetDateTime};

/// So long before.
const BEFORE: Duration = Duration::minutes(10);

/// The notice, when it is time.
pub(super) async fn notice(visitor: &Visitor) -> Option<AnyView> {
    let service = service();
    let settings = service.settings();
    let total = match visitor.actor {
        Actor::Stranger => return None,
        Actor::Citizen(_) => settings.citizen_total,
        Actor::Officer(_) | Actor::Assisted(_) => settings.officer_total,
    };
    let since: i64 = visitor.session.get(SINCE).await.ok().flatten()?;
    let end = OffsetDateTime::from_unix_timestamp(since).ok()? + total;
    if end - OffsetDateTime::from_unix_timestamp(visitor.at).ok()? > BEFORE {
        return None;
    }
    let words = Security::of(visitor.language);
    let at = day_time(end, settings.zone, visitor.language);
    Some(
        view! { <Notice tone=Tone::Warn>{words.ending}" "<b>{at}</b>". "{words.ending_kept}</Notice> }
            .into_any(),
    )
}
