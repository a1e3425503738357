//! A copy of the database that follows it (`KK_READ_DATABASE_URL`), for what may be some seconds old and what nobody acts
//! on: figures, the history as administrators search it, and the later pages of what has ended. Receipts, drafts, the live
//! queue and whoever signs in are never read there.
//!
//! A copy that is away, far behind, or of another office is not asked; then the database itself answers, as without one.
use crate::{
    Error, Service,
    clock::Millis,
    entity::{job_round, setting},
    opening::KEY_PROOF,
    state::Dated,
};
use sea_orm::{
    ConnectOptions, ConnectionTrait, DatabaseConnection, DbErr, EntityTrait, QuerySelect,
    sea_query::{Expr, ExprTrait, Query},
};
use std::{
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

/// A copy that is silent for so long is not waited for.
const PATIENCE: Duration = Duration::from_secs(3);

/// How far a database has come.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Mark {
    /// The proof of the keys, which no two installations have in common.
    office: Vec<u8>,
    /// The newest change of the feed.
    change: i64,
    /// The last sign of life of a server: they leave one each half minute, whether or not anything happens.
    beat: Millis,
}

impl Mark {
    async fn of(db: &DatabaseConnection) -> Result<Self, DbErr> {
        let newest = Query::select().expr(Expr::col("id").max()).from("change_feed").to_owned();
        let newest = db.query_one(&newest).await?;
        let change: Option<i64> = newest.map(|row| row.try_get_by_index(0)).transpose()?.flatten();
        let beat = job_round::Entity::find()
            .select_only()
            .column_as(Expr::col(job_round::Column::At).max(), "at")
            .into_tuple::<Option<Millis>>()
            .one(db)
            .await?;
        let office = setting::Entity::find_by_id(KEY_PROOF).one(db).await?;
        Ok(Self {
            office: office.map(|row| row.value).unwrap_or_default(),
            change: change.unwrap_or(0),
            beat: beat.flatten().unwrap_or(0),
        })
    }

    /// Whether nothing that was known there is missing here.
    fn has_reached(&self, other: &Self) -> bool {
        self.office == other.office && self.change >= other.change && self.beat >= other.beat
    }
}

/// The copy, and whether it is asked.
#[derive(Debug)]
pub(crate) struct Replica {
    connection: DatabaseConnection,
    is_asked: AtomicBool,
    /// How far the database itself had come when it was last looked at.
    before: Mutex<Option<Mark>>,
}

impl Replica {
    /// Connects when it is first asked, so that nothing waits for a copy that is away.
    pub(crate) async fn open(url: &str) -> Result<Self, DbErr> {
        let mut options = ConnectOptions::new(url);
        options
            .max_connections(8)
            .acquire_timeout(PATIENCE)
            .connect_timeout(PATIENCE)
            .connect_lazy(true)
            .map_sqlx_postgres_opts(|postgres| {
                // Also of an address that is no copy nothing is ever written.
                postgres.options([("default_transaction_read_only", "on")])
            })
            .sqlx_logging(false);
        let connection = crate::db::connect(options).await?;
        Ok(Self { connection, is_asked: AtomicBool::new(false), before: Mutex::new(None) })
    }

    /// The connection, while it is to be asked.
    pub(crate) fn asked(&self) -> Option<&DatabaseConnection> {
        self.is_asked.load(Ordering::Relaxed).then_some(&self.connection)
    }

    /// It gave no answer: it is not asked until somebody has looked at it.
    pub(crate) fn failed(&self, error: &DbErr) {
        tracing::debug!(%error, "the copy of the database");
        self.turn(false);
    }

    fn turn(&self, is_asked: bool) {
        if self.is_asked.swap(is_asked, Ordering::Relaxed) != is_asked {
            if is_asked {
                tracing::info!("the copy of the database is asked for figures and lists");
            } else {
                tracing::warn!("the copy of the database is away or behind; the database itself is asked");
            }
        }
    }

    async fn mark(&self) -> Option<Mark> {
        match tokio::time::timeout(PATIENCE, Mark::of(&self.connection)).await {
            Ok(Ok(mark)) => Some(mark),
            Ok(Err(error)) => {
                tracing::debug!(%error, "the copy of the database");
                None
            }
            Err(_) => None,
        }
    }
}

impl Service {
    /// Whether there is a copy to look at.
    pub fn has_replica(&self) -> bool {
        self.db.replica().is_some()
    }

    /// Decides whether the copy is asked until the next look: when it has what the database had at the look before. So
    /// what it answers is at most two looks old. Answers that.
    pub async fn look_at_replica(&self) -> Result<bool, Error> {
        let Some(replica) = self.db.replica() else { return Ok(false) };
        let there = replica.mark().await;
        let here = Mark::of(self.db.read()).await?;
        let before = replica.before.lock().unwrap_or_else(PoisonError::into_inner).replace(here);
        let is_asked = there.zip(before).is_some_and(|(there, before)| there.has_reached(&before));
        replica.turn(is_asked);
        Ok(is_asked)
    }

    /// How far the copy is behind, by the signs of life of servers; nothing without a copy.
    pub(crate) async fn replica_behind(&self) -> Option<Dated> {
        let there = self.db.replica()?.mark().await;
        let here = Mark::of(self.db.read()).await.ok()?;
        Some(match there {
            Some(there) if there.office == here.office => {
                Dated::Age(Ord::max(here.beat - there.beat, 0) / 1000)
            }
            _ => Dated::Unusable,
        })
    }
}
