//! When a request will be ready, as those like it tell: how long the office needed for the same service in the last
//! thirty days, in open time and without the citizen's own. Kept as one row a finished request.
use crate::{
    Error, Service,
    clock::{Millis, moment},
    entity::{event, request, service_pace},
};
use domain::{Command, Pace, due_after, pace, worked_on};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::OnConflict,
};
use time::OffsetDateTime;

/// What "lately" means.
const LATELY: Millis = 30 * 24 * 60 * 60 * 1000;
/// Of the latest so many: more would change nothing.
const MOST: u64 = 2_000;

/// When a request that the office has is expected to be ready.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expectation {
    /// As those like it took.
    Likely {
        /// Half of them would be ready by then; none when that is over.
        half: Option<OffsetDateTime>,
        /// Nine of ten would be ready by then.
        most: OffsetDateTime,
        /// So many were looked at.
        of: usize,
    },
    /// It takes longer than nine of ten of them took.
    Longer {
        /// So many were looked at.
        of: usize,
    },
    /// Too few were finished lately to say anything.
    Unknown,
}

/// The moments at which a request came to the office and left it again, in turn.
fn turns(lines: &[event::Model]) -> Vec<OffsetDateTime> {
    let mut turns: Vec<OffsetDateTime> = Vec::new();
    for line in lines {
        let comes = [Command::Submit, Command::Resubmit, Command::Reopen];
        let goes = [Command::Return, Command::SiakReturn, Command::Reject, Command::Complete];
        let is = |commands: &[Command]| commands.iter().any(|command| command.as_str() == line.kind);
        let at_office = turns.len() % 2 == 1;
        if (!at_office && is(&comes)) || (at_office && is(&goes)) {
            turns.push(moment(line.happened_at));
        }
    }
    turns
}

impl Service {
    /// Keeps how long the office needed, in the transaction that finishes the request.
    pub(crate) async fn keep_pace(
        &self,
        txn: &DatabaseTransaction,
        row: &request::Model,
        at: Millis,
    ) -> Result<(), Error> {
        let calendar = self.office_calendar(txn).await?;
        let minutes = worked_on(&turns(&self.lines(row.id).await?), moment(at), &calendar.of(self));
        let kept = service_pace::ActiveModel {
            request_id: Set(row.id),
            procedure: Set(row.procedure.clone()),
            minutes: Set(i32::try_from(minutes).unwrap_or(i32::MAX)),
            completed_at: Set(at),
        };
        // Opened again and finished once more: the last time counts.
        let again = OnConflict::column(service_pace::Column::RequestId)
            .update_columns([service_pace::Column::Minutes, service_pace::Column::CompletedAt])
            .to_owned();
        service_pace::Entity::insert(kept).on_conflict(again).exec_without_returning(txn).await?;
        Ok(())
    }

    async fn pace_of(&self, procedure: &str, now: Millis) -> Result<Option<Pace>, Error> {
        let lately = service_pace::Entity::find()
            .filter(service_pace::Column::Procedure.eq(procedure))
            .filter(service_pace::Column::CompletedAt.gt(now - LATELY))
            .order_by_desc(service_pace::Column::CompletedAt)
            .limit(MOST)
            .all(self.db.read())
            .await?;
        Ok(pace(lately.into_iter().map(|row| u32::try_from(row.minutes).unwrap_or(0)).collect()))
    }

    /// When a request that the office has will be ready.
    pub(super) async fn expectation(
        &self,
        row: &request::Model,
        lines: &[event::Model],
    ) -> Result<Expectation, Error> {
        let now = self.clock.now();
        let Some(pace) = self.pace_of(&row.procedure, crate::clock::millis(now)).await? else {
            return Ok(Expectation::Unknown);
        };
        let calendar = self.office_calendar(self.db.read()).await?;
        let calendar = calendar.of(self);
        let worked = worked_on(&turns(lines), now, &calendar);
        if worked >= pace.most {
            return Ok(Expectation::Longer { of: pace.of });
        }
        let after = |minutes: u32| due_after(now, minutes - worked, &calendar);
        let half = (worked < pace.half).then(|| after(pace.half));
        Ok(Expectation::Likely { half, most: after(pace.most), of: pace.of })
    }
}
