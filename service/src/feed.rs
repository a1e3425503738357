//! The live feed: one row per change, written in the changing transaction, read by cursor.
//!
//! The table is the only source, on both databases; the in-process signal only wakes readers early. Rows
//! hold ids and codes only. On PostgreSQL ids commit out of order, so a cursor is `(transaction, id)` and
//! readers stop below the oldest transaction that is still open.
use crate::{Error, Service, clock::Millis};
use domain::Audience;
use sea_orm::{ConnectionTrait, DbBackend, Statement, Value};
use std::{fmt, str::FromStr};
use tokio::sync::broadcast;
use uuid::Uuid;

/// A place in the feed. On SQLite the transaction is always 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cursor {
    transaction: i64,
    id: i64,
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.transaction, self.id)
    }
}

impl FromStr for Cursor {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        let (transaction, id) = text.split_once('-').ok_or(())?;
        Ok(Self { transaction: transaction.parse().map_err(|_| ())?, id: id.parse().map_err(|_| ())? })
    }
}

/// One change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedEntry {
    /// Where it stands.
    pub cursor: Cursor,
    /// What happened, a code such as `submitted` or `claimed`.
    pub kind: String,
    /// The request concerned.
    pub request: Option<Uuid>,
    /// Who may know.
    pub audience: Audience,
    /// The district of that request, empty when it is not known.
    pub district: Option<String>,
}

/// Some changes after a cursor.
#[derive(Clone, Debug, Default)]
pub struct FeedPage {
    /// In order.
    pub entries: Vec<FeedEntry>,
    /// The cursor is older than what is kept: the reader must load afresh.
    pub reset: bool,
}

/// A change to be announced.
#[derive(Clone, Debug)]
pub(crate) struct Announcement<'a> {
    pub(crate) kind: &'a str,
    pub(crate) request: Option<Uuid>,
    pub(crate) audience: Audience,
    pub(crate) at: Millis,
}

fn place(backend: DbBackend, n: usize) -> String {
    if backend == DbBackend::Postgres { format!("${n}") } else { "?".to_owned() }
}

/// Writes the announcement; call it in the transaction that makes the change, after what the desk keeps of the request.
pub(crate) async fn announce<C: ConnectionTrait>(db: &C, change: Announcement<'_>) -> Result<(), Error> {
    let backend = db.get_database_backend();
    let marks: Vec<String> = (1..=6).map(|n| place(backend, n)).collect();
    let sql = format!(
        "INSERT INTO change_feed (kind, request_id, account_id, office_id, happened_at, district) \
         VALUES ({}, (SELECT district FROM desk_row WHERE request_id = {}))",
        marks[..5].join(", "),
        marks[5]
    );
    let values: [Value; 6] = [
        change.kind.into(),
        change.request.into(),
        change.audience.account.into(),
        change.audience.office.into(),
        change.at.into(),
        change.request.into(),
    ];
    db.execute_raw(Statement::from_sql_and_values(backend, sql, values)).await?;
    Ok(())
}

impl Service {
    /// Wakes whoever waits for changes in this process; call it after the commit.
    pub(crate) fn wake(&self) {
        // Nobody listening is no failure.
        let _ = self.woken.send(());
    }

    /// A signal after each commit of this process. Changes of other processes are seen by polling.
    pub fn woken(&self) -> broadcast::Receiver<()> {
        self.woken.subscribe()
    }

    /// Where the feed ends now.
    pub async fn feed_end(&self) -> Result<Cursor, Error> {
        let backend = self.db.read().get_database_backend();
        let sql = if backend == DbBackend::Postgres {
            "SELECT (xid::text)::bigint AS transaction, id FROM change_feed \
             WHERE xid < pg_snapshot_xmin(pg_current_snapshot()) ORDER BY xid DESC, id DESC LIMIT 1"
        } else {
            "SELECT 0 AS \"transaction\", id FROM change_feed ORDER BY id DESC LIMIT 1"
        };
        let row = self.db.read().query_one_raw(Statement::from_string(backend, sql)).await?;
        row.map_or(Ok(Cursor::default()), |row| {
            Ok(Cursor { transaction: row.try_get("", "transaction")?, id: row.try_get("", "id")? })
        })
    }

    /// The changes after `cursor`, oldest first, at most `limit`.
    pub async fn feed_since(&self, cursor: Cursor, limit: u32) -> Result<FeedPage, Error> {
        let backend = self.db.read().get_database_backend();
        let columns = "id, kind, request_id, account_id, office_id, district";
        let statement = if backend == DbBackend::Postgres {
            Statement::from_sql_and_values(
                backend,
                format!(
                    "SELECT (xid::text)::bigint AS transaction, {columns} FROM change_feed \
                     WHERE (xid, id) > (($1::text)::xid8, $2) AND xid < pg_snapshot_xmin(pg_current_snapshot()) \
                     ORDER BY xid, id LIMIT {limit}"
                ),
                [cursor.transaction.to_string().into(), cursor.id.into()],
            )
        } else {
            Statement::from_sql_and_values(
                backend,
                format!(
                    "SELECT 0 AS \"transaction\", {columns} FROM change_feed WHERE id > ? ORDER BY id LIMIT {limit}"
                ),
                [cursor.id.into()],
            )
        };
        let mut entries = Vec::new();
        for row in self.db.read().query_all_raw(statement).await? {
            let request: Option<Uuid> = row.try_get("", "request_id")?;
            let district: Option<String> = row.try_get("", "district")?;
            entries.push(FeedEntry {
                cursor: Cursor { transaction: row.try_get("", "transaction")?, id: row.try_get("", "id")? },
                kind: row.try_get("", "kind")?,
                request,
                district: request.map(|_| district.unwrap_or_default()),
                audience: Audience {
                    account: row.try_get("", "account_id")?,
                    office: row.try_get("", "office_id")?,
                },
            });
        }
        let reset = cursor != Cursor::default() && self.is_forgotten(cursor).await?;
        Ok(FeedPage { entries, reset })
    }

    /// Whether rows after `cursor` may already have been swept.
    async fn is_forgotten(&self, cursor: Cursor) -> Result<bool, Error> {
        let backend = self.db.read().get_database_backend();
        let sql = "SELECT MIN(id) AS id FROM change_feed";
        let row = self.db.read().query_one_raw(Statement::from_string(backend, sql)).await?;
        let oldest: Option<i64> = row.map(|row| row.try_get("", "id")).transpose()?.flatten();
        Ok(oldest.is_some_and(|oldest| cursor.id + 1 < oldest))
    }

    /// Forgets feed rows older than a day; readers that were away longer load afresh.
    pub(crate) async fn sweep_feed(&self, now: Millis) -> Result<(), Error> {
        let backend = self.db.write().get_database_backend();
        let sql = format!(
            "DELETE FROM change_feed WHERE happened_at < {} AND id < (SELECT MAX(id) FROM change_feed)",
            place(backend, 1)
        );
        let values = [Value::from(now - 24 * 60 * 60 * 1000)];
        self.db.write().execute_raw(Statement::from_sql_and_values(backend, sql, values)).await?;
        Ok(())
    }
}
