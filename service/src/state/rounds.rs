//! When each job last did its round, in rows that another process can read. One server among several speaks for the machine.
use super::subject::Job;
use crate::{
    Error, Service,
    clock::{Millis, millis, moment},
    entity::job_round,
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, Condition, EntityTrait, QueryFilter,
    sea_query::{Expr, OnConflict},
};
use std::collections::BTreeMap;
use time::OffsetDateTime;

/// The last round of each job.
pub(super) type Rounds = BTreeMap<Job, Millis>;
/// The row of the server that tells administrators.
const SPEAKER: &str = "speaker";
/// A server that has said nothing for so long speaks no more.
const SPEAKS_FOR: Millis = 3 * 60 * 1000;

impl Service {
    /// Writes down when jobs of this process last did their round. A row never goes back.
    pub async fn note_rounds(&self, rounds: &[(Job, OffsetDateTime)]) -> Result<(), Error> {
        let txn = self.db.begin().await?;
        for (job, at) in rounds {
            let at = millis(*at);
            let row =
                job_round::ActiveModel { job: Set(job.as_str().to_owned()), at: Set(at), holder: Set(None) };
            let keep = OnConflict::column(job_round::Column::Job).do_nothing().to_owned();
            job_round::Entity::insert(row).on_conflict(keep).exec_without_returning(&txn).await?;
            job_round::Entity::update_many()
                .col_expr(job_round::Column::At, Expr::value(at))
                .filter(job_round::Column::Job.eq(job.as_str()))
                .filter(job_round::Column::At.lt(at))
                .exec(&txn)
                .await?;
        }
        txn.commit().await?;
        Ok(())
    }

    pub(super) async fn rounds(&self) -> Result<Rounds, Error> {
        let rows = job_round::Entity::find().all(self.db.read()).await?;
        let known = |name: &str| Job::ALL.into_iter().find(|job| job.as_str() == name);
        Ok(rows.into_iter().filter_map(|row| Some((known(&row.job)?, row.at))).collect())
    }

    /// When a job last did its round, whoever did it.
    pub async fn last_round(&self, job: Job) -> Result<Option<OffsetDateTime>, Error> {
        Ok(self.rounds().await?.get(&job).copied().map(moment))
    }

    /// Whether this server tells administrators: each has disks and folders of its own, and two that see different ones
    /// would call well and broken by turns. Whoever speaks goes on until it is silent.
    pub(super) async fn speaks(&self) -> Result<bool, Error> {
        let now = millis(self.clock.now());
        let row = job_round::ActiveModel { job: Set(SPEAKER.to_owned()), at: Set(0), holder: Set(None) };
        let keep = OnConflict::column(job_round::Column::Job).do_nothing().to_owned();
        job_round::Entity::insert(row).on_conflict(keep).exec_without_returning(self.db.write()).await?;
        let free = Condition::any()
            .add(job_round::Column::Holder.eq(self.node))
            .add(job_round::Column::At.lt(now - SPEAKS_FOR));
        let taken = job_round::Entity::update_many()
            .col_expr(job_round::Column::At, Expr::value(now))
            .col_expr(job_round::Column::Holder, Expr::value(self.node))
            .filter(job_round::Column::Job.eq(SPEAKER))
            .filter(free)
            .exec(self.db.write())
            .await?;
        Ok(taken.rows_affected == 1)
    }
}
