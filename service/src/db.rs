//! Opening the database. SQLite gets one connection that writes and a pool that reads; PostgreSQL one pool, and one
//! more for a copy that follows it.
use crate::replica::Replica;
use sea_orm::{
    ConnectOptions, Database, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr,
    SqliteTransactionMode, TransactionOptions, TransactionTrait,
    sqlx::{
        self, Connection as _,
        sqlite::{SqliteJournalMode, SqliteSynchronous},
    },
};
use std::{future::Future, sync::Arc, time::Duration};

/// A connection to PostgreSQL that was not used for so long is asked whether it is still there.
const IDLE: Duration = Duration::from_secs(1);
/// Statements that a connection keeps prepared: more than the portal has of those that are asked all day.
const STATEMENTS: usize = 400;
/// An acknowledged commit survives power loss: what is stricter in a server (a standby that has it too) stays as it is.
const SYNCHRONOUS: &str = "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'";

/// The connections of one process.
#[derive(Clone, Debug)]
pub(crate) struct Db {
    write: DatabaseConnection,
    read: DatabaseConnection,
    replica: Option<Arc<Replica>>,
}

impl Db {
    /// Connects to `sqlite://path` or `postgres://…`. Nothing is migrated here. Of a mirrored database only its mirror
    /// empties the log.
    pub(crate) async fn open(url: &str, replica: Option<&str>, is_mirrored: bool) -> Result<Self, DbErr> {
        let replica = match replica {
            Some(url) => Some(Arc::new(Replica::open(url).await?)),
            None => None,
        };
        if url.starts_with("sqlite:") {
            let mut writing = sqlite(url, 1, is_mirrored);
            only_in_step(&mut writing);
            let write = connect(writing).await?;
            let read = connect(sqlite(url, 4, is_mirrored)).await?;
            Ok(Self { write, read, replica })
        } else {
            let mut options = ConnectOptions::new(url);
            options
                .max_connections(16)
                .acquire_timeout(Duration::from_secs(8))
                .connect_timeout(Duration::from_secs(8))
                // A ping before each query would cost as much as the query; one that was used just now is there.
                .test_before_acquire_if_idle_for(IDLE)
                .map_sqlx_postgres_opts(|postgres| postgres.statement_cache_capacity(STATEMENTS))
                .map_sqlx_postgres_pool_opts(|pool| {
                    pool.after_connect(|connection, _| {
                        Box::pin(async move {
                            sqlx::query(SYNCHRONOUS).execute(connection).await?;
                            Ok(())
                        })
                    })
                })
                .sqlx_logging(false);
            let pool = connect(options).await?;
            Ok(Self { write: pool.clone(), read: pool, replica })
        }
    }

    /// For look-ups that need no transaction.
    pub(crate) fn read(&self) -> &DatabaseConnection {
        &self.read
    }

    /// The copy, if there is one.
    pub(crate) fn replica(&self) -> Option<&Replica> {
        self.replica.as_deref()
    }

    /// For what may be some seconds old and what nobody acts on: the copy answers, and the database itself when there is
    /// none or it fails.
    pub(crate) async fn lately<Q, T, F>(
        &self,
        question: Q,
        ask: impl Fn(Q, DatabaseConnection) -> F,
    ) -> Result<T, DbErr>
    where
        Q: Clone,
        F: Future<Output = Result<T, DbErr>>,
    {
        if let Some(replica) = self.replica()
            && let Some(copy) = replica.asked()
        {
            match ask(question.clone(), copy.clone()).await {
                Ok(found) => return Ok(found),
                Err(error) => replica.failed(&error),
            }
        }
        ask(question, self.read.clone()).await
    }

    /// For single statements that write.
    pub(crate) fn write(&self) -> &DatabaseConnection {
        &self.write
    }

    /// A writing transaction. On SQLite it takes the write lock at once, so it can never fail half-way
    /// because another process wrote in between.
    pub(crate) async fn begin(&self) -> Result<DatabaseTransaction, DbErr> {
        self.write
            .begin_with_options(TransactionOptions {
                sqlite_transaction_mode: self.is_sqlite().then_some(SqliteTransactionMode::Immediate),
                ..TransactionOptions::default()
            })
            .await
    }

    pub(crate) fn is_sqlite(&self) -> bool {
        self.write.get_database_backend() == DbBackend::Sqlite
    }
}

/// What sqlx keeps while it connects is large, so it lies apart from whoever waits for it.
pub(crate) async fn connect(options: ConnectOptions) -> Result<DatabaseConnection, DbErr> {
    Box::pin(Database::connect(options)).await
}

/// A connection that stays open until the process ends: SQLite empties and deletes the log when the last connection is
/// closed, and in a mirrored database nobody may do that but the mirror.
pub(crate) async fn lasting(url: &str) -> Result<DatabaseConnection, DbErr> {
    let mut options = sqlite(url, 1, true);
    only_in_step(&mut options);
    options.idle_timeout(None::<Duration>).max_lifetime(None::<Duration>).test_before_acquire(false);
    let connection = connect(options).await?;
    std::mem::forget(connection.clone());
    Ok(connection)
}

fn sqlite(url: &str, connections: u32, is_mirrored: bool) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(connections)
        .min_connections(1)
        .acquire_timeout(Duration::from_secs(8))
        .sqlx_logging(false)
        // It is a file of our own: a ping would ask nobody.
        .test_before_acquire(false)
        .map_sqlx_sqlite_opts(move |sqlite| {
            let sqlite = if is_mirrored { sqlite.pragma("wal_autocheckpoint", "0") } else { sqlite };
            sqlite
                .create_if_missing(true)
                .journal_mode(SqliteJournalMode::Wal)
                // An acknowledged commit survives power loss.
                .synchronous(SqliteSynchronous::Full)
                .foreign_keys(true)
                // A page of a list comes over in one go.
                .row_buffer_size(256)
                .statement_cache_capacity(STATEMENTS)
                .busy_timeout(Duration::from_secs(8))
        });
    options
}

/// For a pool that writes. When a disk is full SQLite may end a transaction by itself, and sqlx goes on counting it as
/// open. The next one would then be nested in one that nobody commits, and a receipt be given for what is not stored. So
/// a connection on which the two disagree is closed; the next transaction gets a new one.
fn only_in_step(options: &mut ConnectOptions) {
    options.map_sqlx_sqlite_pool_opts(|pool| {
        pool.after_release(|connection, _| {
            Box::pin(async move {
                // Whatever is to be rolled back is done with when this is answered.
                connection.ping().await?;
                Ok(!connection.is_in_transaction())
            })
        })
    });
}
