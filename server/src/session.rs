//! Sessions: a cookie that says nothing, rows that `service` keeps.
//!
//! The store is asked by the hash of the id, so a copy of the database opens no session. How long a session
//! lives without use depends on who is signed in and is therefore decided when it is written, not by the
//! cookie, which only stops being sent. A session also has an end that no use prolongs.

use std::{collections::HashMap, fmt, sync::Arc};

use async_trait::async_trait;
use service::{Actor, Service};
use time::{Duration, OffsetDateTime};
use tower_sessions::{
    Expiry, Session, SessionManagerLayer, SessionStore,
    cookie::SameSite,
    session::{Id, Record},
    session_store::{self, Error},
};
use uuid::Uuid;

use crate::visitor::ACCOUNT;

/// The cookie; `__Host-` ties it to this host, to `/` and to HTTPS.
pub const COOKIE: &str = "__Host-kk";
/// Session key: how many seconds it lives without use.
const IDLE: &str = "idle";
/// Session key: how many seconds it lives from signing in, however much it is used.
const TOTAL: &str = "total";
/// Session key: when somebody signed in, in seconds since 1970. The app writes it.
const SINCE: &str = "since";
/// Session key: the minute of the last use, so that a session is written once a minute, not at every look.
const SEEN: &str = "seen";

/// Rows of sessions in the database.
#[derive(Clone)]
pub struct Store(Arc<Service>);

impl fmt::Debug for Store {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Store")
    }
}

/// The layer that puts a [`Session`] beside every request.
pub fn layer(service: &Arc<Service>) -> SessionManagerLayer<Store> {
    let idle = service.settings().citizen_idle.max(service.settings().officer_idle);
    let idle = Duration::try_from(idle).unwrap_or(Duration::MINUTE);
    SessionManagerLayer::new(Store(Arc::clone(service)))
        .with_name(COOKIE)
        .with_secure(true)
        .with_http_only(true)
        // Lax: a link in an e-mail must find its reader signed in. Strangers' posts are refused by `same_origin`.
        .with_same_site(SameSite::Lax)
        .with_path("/")
        .with_expiry(Expiry::OnInactivity(idle))
}

/// Notes that somebody is there.
pub async fn touch(
    service: &Service,
    session: &Session,
    actor: &Actor,
) -> Result<(), tower_sessions::session::Error> {
    let settings = service.settings();
    let (idle, total) = match actor {
        Actor::Officer(_) | Actor::Assisted(_) => (settings.officer_idle, settings.officer_total),
        Actor::Citizen(_) | Actor::Stranger => (settings.citizen_idle, settings.citizen_total),
    };
    session.insert(IDLE, idle.as_secs()).await?;
    session.insert(TOTAL, total.as_secs()).await?;
    session.insert(SEEN, service.now().unix_timestamp() / 60).await
}

/// Who is signed in by the session with this id, if it lives.
pub async fn account_of(service: &Service, id: &Id) -> Result<Option<Uuid>, service::Error> {
    let row = service.session_load(&key(id)).await?;
    let data: Option<HashMap<String, serde_json::Value>> =
        row.and_then(|row| serde_json::from_slice(&row.data).ok());
    Ok(data.as_ref().and_then(account_in))
}

fn account_in(data: &HashMap<String, serde_json::Value>) -> Option<Uuid> {
    data.get(ACCOUNT)?.as_str()?.parse().ok()
}

/// What a failing session means for the visitor: nothing happened, try again.
pub fn failed(error: &tower_sessions::session::Error) -> service::Error {
    tracing::error!(%error, "session");
    service::Error::Busy
}

impl Store {
    async fn write(&self, record: &Record) -> session_store::Result<()> {
        let seconds = |key: &str| record.data.get(key).and_then(serde_json::Value::as_i64);
        let idle = seconds(IDLE).map(Duration::seconds);
        let mut expires_at = idle.map_or(record.expiry_date, |idle| self.0.now() + idle);
        if let (Some(since), Some(total)) = (seconds(SINCE), seconds(TOTAL))
            && let Ok(end) = OffsetDateTime::from_unix_timestamp(since.saturating_add(total))
        {
            expires_at = expires_at.min(end);
        }
        let data = serde_json::to_vec(&record.data).map_err(|error| Error::Encode(error.to_string()))?;
        self.0
            .session_save(&key(&record.id), account_in(&record.data), &data, expires_at)
            .await
            .map_err(|error| unavailable(&error))
    }
}

/// By what `service` finds it.
pub fn key(id: &Id) -> [u8; 16] {
    id.0.to_le_bytes()
}

fn unavailable(error: &service::Error) -> Error {
    Error::Backend(error.to_string())
}

#[async_trait]
impl SessionStore for Store {
    async fn create(&self, record: &mut Record) -> session_store::Result<()> {
        while self.0.session_load(&key(&record.id)).await.map_err(|error| unavailable(&error))?.is_some() {
            record.id = Id::default();
        }
        self.write(record).await
    }

    async fn save(&self, record: &Record) -> session_store::Result<()> {
        self.write(record).await
    }

    async fn load(&self, id: &Id) -> session_store::Result<Option<Record>> {
        let Some(row) = self.0.session_load(&key(id)).await.map_err(|error| unavailable(&error))? else {
            return Ok(None);
        };
        let data = serde_json::from_slice(&row.data).map_err(|error| Error::Decode(error.to_string()))?;
        Ok(Some(Record { id: *id, data, expiry_date: row.expires_at }))
    }

    async fn delete(&self, id: &Id) -> session_store::Result<()> {
        self.0.session_delete(&key(id)).await.map_err(|error| unavailable(&error))
    }
}

#[cfg(test)]
mod tests;
#[cfg(test)]
mod warned;
