//! How long the session lasts yet: asked by the script that warns before its end.
use super::answer;
use crate::{
    text::{Ending, clock_time},
    visitor::{SEEN, SINCE, service, visitor},
    wire::AppError,
};
use leptos::{
    prelude::*,
    server_fn::codec::{GetUrl, Json},
};
use serde::{Deserialize, Serialize};
use service::{Actor, Error};
use uuid::Uuid;

/// How long a session lasts, and what to say of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionLeft {
    /// Whose.
    pub account: Uuid,
    /// Seconds without use from now on; a little less rather than more.
    pub seconds: i64,
    /// When that is, in a sentence.
    pub ending: String,
    /// The words of the button that stays; none when nothing prolongs it.
    pub stay: Option<String>,
    /// What to say once it has ended, and the words of the link to sign in again.
    pub ended: [String; 2],
}

/// Who asks by itself (`x-kk-by-itself`) learns how long the session lasts; who asks by hand prolongs it.
#[server(name = Left, prefix = "/api", endpoint = "sesi", input = GetUrl, output = Json)]
pub async fn session_left() -> Result<SessionLeft, AppError> {
    answer(left().await)
}

async fn left() -> Result<SessionLeft, Error> {
    let visitor = visitor();
    let service = service();
    let settings = service.settings();
    let (account, idle, total) = match &visitor.actor {
        Actor::Stranger => return Err(Error::SignInFirst),
        Actor::Citizen(citizen) => (citizen.account, settings.citizen_idle, settings.citizen_total),
        Actor::Officer(officer) => (officer.account, settings.officer_idle, settings.officer_total),
        Actor::Assisted(assisted) => (assisted.helper.account, settings.officer_idle, settings.officer_total),
    };
    let number = async |key| visitor.session.get::<i64>(key).await.ok().flatten();
    let seconds = |time: std::time::Duration| i64::try_from(time.as_secs()).unwrap_or(i64::MAX);
    let unused = number(SEEN).await.map_or(visitor.at, |minute| minute * 60) + seconds(idle);
    let last = number(SINCE).await.map_or(i64::MAX, |since| since.saturating_add(seconds(total)));
    let end = unused.min(last);
    let words = Ending::of(visitor.language);
    let at = time::OffsetDateTime::from_unix_timestamp(end).unwrap_or_else(|_| service.now());
    let longer = last > unused;
    let mut ending = format!("{} {}.", words.ending, clock_time(at, settings.zone));
    if !longer {
        ending = format!("{ending} {}", words.last);
    }
    Ok(SessionLeft {
        account,
        seconds: end - visitor.at,
        ending,
        stay: longer.then(|| words.stay.to_owned()),
        ended: [words.ended.to_owned(), words.sign_in.to_owned()],
    })
}
