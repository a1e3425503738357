//! Gathers the figures: the one place from which page, command, metrics and letters have them.
use super::{
    figures::{Dated, Figures, Pool, Rows},
    place,
    rounds::Rounds,
    subject::Job,
};
use crate::{
    Error, Service,
    clock::{Millis, millis},
    entity::desk_count,
    opening::OpenError,
    requests::open_statuses,
};
use domain::Status;
use migration::{Migrator, MigratorTrait as _};
use sea_orm::{
    ColumnTrait as _, ConnectionTrait as _, EntityTrait as _, QueryFilter as _, QuerySelect as _,
    sea_query::{Func, Query},
};
use std::{collections::BTreeMap, time::Duration};

/// A database that is silent for so long is not waited for.
const PATIENCE: Duration = Duration::from_secs(10);

impl Service {
    pub(super) async fn figures(&self) -> Figures {
        let now = millis(self.clock.now());
        let watch = &self.settings.watch;
        let mut figures = Figures {
            at: now / 1000,
            demonstration: self.settings.demonstration,
            storage: self.try_store().await,
            disks: place::look_at_disks(watch).into_iter().collect(),
            keys: self.look_at_keys(watch),
            checkpoint: self.look_at_checkpoints(watch),
            mirror: self.look_at_mirror(),
            ..Figures::default()
        };
        match tokio::time::timeout(PATIENCE, self.ask_database(&mut figures, now)).await {
            Ok(Ok(())) => figures.rows.answers = true,
            Ok(Err(error)) => tracing::warn!(%error, "the state of the database cannot be read"),
            Err(_) => tracing::warn!("the database did not answer in time"),
        }
        if figures.rows.answers {
            figures.replica = self.replica_behind().await;
        }
        if let (Some(folder), Some(Dated::Age(_))) = (&watch.mirror, figures.mirror) {
            figures.disks.extend(place::look_at_mirror_disk(folder.clone()).await);
        }
        figures.rows.writing = pool(self.db.write(), self.db.is_sqlite());
        figures.rows.reading = pool(self.db.read(), self.db.is_sqlite());
        if figures.rows.answers || watch.backup.is_some() {
            figures.backup = self.look_at_backup(watch).await;
        }
        figures
    }

    /// What the database knows.
    async fn ask_database(&self, figures: &mut Figures, now: Millis) -> Result<(), Error> {
        self.ping().await?;
        figures.rows = self.steps().await?;
        figures.rows.bytes = self.bytes().await?;
        figures.rows.forgetful = self.db.forgetful().await?;
        if !figures.rows.can_be_counted() {
            // It answers, and has not what would be counted.
            return Ok(());
        }
        figures.requests = self.count_open().await?;
        figures.uploads = self.uploads_waiting(now).await?;
        figures.previews = self.previews_waiting(now).await?;
        figures.destruction = self.destruction_waiting(now).await?;
        figures.lanes = self.lanes(now).await?;
        figures.failed = self.failed_letters(now).await?;
        let rounds: Rounds = self.rounds().await?;
        let watched = Job::ALL.into_iter();
        figures.jobs = watched
            .filter(|job| *job != Job::Checkpoints || self.settings.watch.checkpoints.is_some())
            .map(|job| (job, rounds.get(&job).map(|at| (now - at) / 1000)))
            .collect();
        Ok(())
    }

    async fn steps(&self) -> Result<Rows, Error> {
        let known: Vec<String> = Migrator::migrations().iter().map(|step| step.name().to_owned()).collect();
        let had = Migrator::get_migration_models(self.db.read()).await?;
        let had: Vec<String> = had.into_iter().map(|step| step.version).collect();
        let count = |steps: &[String], others: &[String]| {
            u64::try_from(steps.iter().filter(|step| !others.contains(step)).count()).unwrap_or(u64::MAX)
        };
        let fits = !matches!(self.fit().await, Err(OpenError::TooNew(_)));
        Ok(Rows { missing: count(&known, &had), unknown: count(&had, &known), fits, ..Rows::default() })
    }

    async fn bytes(&self) -> Result<Option<u64>, Error> {
        if self.db.is_sqlite() {
            return Ok(self.settings.watch.database.as_deref().and_then(place::size_of));
        }
        let here = Func::cust("current_database");
        let size = Query::select().expr(Func::cust("pg_database_size").arg(here)).to_owned();
        let row = self.db.read().query_one(&size).await?;
        let bytes: Option<i64> = row.map(|row| row.try_get_by_index(0)).transpose()?;
        Ok(bytes.and_then(|bytes| u64::try_from(bytes).ok()))
    }

    async fn count_open(&self) -> Result<BTreeMap<Status, u64>, Error> {
        let rows = desk_count::Entity::find()
            .select_only()
            .columns([desk_count::Column::Status, desk_count::Column::N])
            .filter(desk_count::Column::Status.is_in(open_statuses()))
            .into_tuple::<(String, i64)>()
            .all(self.db.read())
            .await?;
        let mut found = BTreeMap::new();
        for (name, n) in rows {
            if let Some(status) = Status::all().into_iter().find(|status| status.as_str() == name) {
                *found.entry(status).or_insert(0_i64) += n;
            }
        }
        Ok(found.into_iter().map(|(status, n)| (status, u64::try_from(n).unwrap_or(0))).collect())
    }
}

fn pool(connection: &sea_orm::DatabaseConnection, is_sqlite: bool) -> Pool {
    let (open, idle, most) = if is_sqlite {
        let pool = connection.get_sqlite_connection_pool();
        (pool.size(), pool.num_idle(), pool.options().get_max_connections())
    } else {
        let pool = connection.get_postgres_connection_pool();
        (pool.size(), pool.num_idle(), pool.options().get_max_connections())
    };
    Pool { open: open.into(), idle: u64::try_from(idle).unwrap_or(u64::MAX), most: most.into() }
}
