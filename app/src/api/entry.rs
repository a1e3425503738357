//! Entering and leaving: what happens to the session and the device cookie.
use crate::{
    flash, next, routes,
    visitor::{ACCOUNT, BROWSER, ENROLLING, FACTOR, PROVING, SINCE, Visitor, service},
};
use http::{
    HeaderValue,
    header::{SET_COOKIE, USER_AGENT},
    request::Parts,
};
use leptos::prelude::use_context;
use leptos_axum::ResponseOptions;
use service::{Actor, Arrival, DeviceKind, Error};
use uuid::Uuid;

/// The cookie by which a browser is known.
pub const DEVICE_COOKIE: &str = "__Host-perangkat";
const YEAR_SECONDS: u32 = 31_536_000;

pub(super) fn session_failed(_: tower_sessions::session::Error) -> Error {
    Error::Internal("session".into())
}

/// Signs `account` in: a new session id, so that one given to the browser before is worth nothing.
/// Answers where to go. What was typed in a step after the last session had ended comes along if that
/// step is where to go; it is stored there, for whoever owns the draft.
pub(super) async fn enter(visitor: &Visitor, account: Uuid, arrival: Arrival) -> Result<String, Error> {
    let browser = browser();
    service().signed_in(account, arrival, &browser).await?;
    let next = visitor.next.clone();
    next::forget();
    let parked = next.as_deref().and_then(routes::draft_of).map(flash::parked);
    let typed = match &parked {
        Some(form) => Some((form, visitor.flash(form).await)),
        None => None,
    };
    // Whoever was told here before: this browser is somebody else's now.
    service().end_push_on(visitor.device.as_deref(), Some(account)).await?;
    visitor.session.clear().await;
    visitor.session.cycle_id().await.map_err(session_failed)?;
    visitor.session.insert(ACCOUNT, account).await.map_err(session_failed)?;
    visitor.session.insert(SINCE, service().now().unix_timestamp()).await.map_err(session_failed)?;
    visitor.session.insert(BROWSER, browser).await.map_err(session_failed)?;
    if let Some((form, typed)) = typed.filter(|(_, typed)| !typed.values.is_empty()) {
        visitor.put(form, &typed).await;
    }
    let home = match service().actor(account).await? {
        Actor::Officer(_) | Actor::Assisted(_) => routes::QUEUE,
        Actor::Citizen(_) | Actor::Stranger => routes::REQUESTS,
    };
    Ok(next.map_or_else(|| home.to_owned(), |next| routes::safe_next(&next).to_owned()))
}

/// What kind of browser asks.
pub(super) fn browser() -> DeviceKind {
    let head = use_context::<Parts>();
    let words = head.as_ref().and_then(|head| head.headers.get(USER_AGENT)?.to_str().ok());
    words.map(DeviceKind::of).unwrap_or_default()
}

/// A new session id, where what somebody may do with the account has changed; what was known before is worth
/// nothing.
pub(super) async fn renew(visitor: &Visitor) -> Result<(), Error> {
    visitor.session.cycle_id().await.map_err(session_failed)
}

/// Notes that `account` must still prove its second factor.
pub(super) async fn wait_for_factor(visitor: &Visitor, account: Uuid) -> Result<(), Error> {
    visitor.session.insert(FACTOR, account).await.map_err(session_failed)
}

/// Notes that this officer has proven everything and must set up an authenticator.
pub(super) async fn wait_for_enrolment(visitor: &Visitor, account: Uuid) -> Result<(), Error> {
    service().enrol(account).await?;
    visitor.session.insert(ENROLLING, account).await.map_err(session_failed)
}

/// Notes that `account` must still prove its device.
pub(super) async fn wait_for_code(visitor: &Visitor, account: Uuid) -> Result<(), Error> {
    visitor.session.insert(PROVING, account).await.map_err(session_failed)
}

/// Gives the browser its secret.
pub(super) fn remember_device(secret: &str) {
    let cookie =
        format!("{DEVICE_COOKIE}={secret}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age={YEAR_SECONDS}");
    if let (Some(options), Ok(value)) = (use_context::<ResponseOptions>(), HeaderValue::from_str(&cookie)) {
        options.append_header(SET_COOKIE, value);
    }
}
