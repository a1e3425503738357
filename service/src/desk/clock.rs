//! The clock of each request, kept in its row at the desk: it stops when a request goes to the citizen and goes on when
//! it comes back. A job passes the marks and tells whom they concern; a changed calendar is reckoned anew by it.
use super::kept::WITH_OFFICE;
use crate::{
    Error, Service,
    accounts::ACTIVE,
    clock::{Millis, millis, moment},
    entity::{account, desk_row, request},
    feed::{self, Announcement},
    letter::Letter,
    office_calendar::OfficeCalendar,
    requests::regarding,
};
use domain::{Audience, Procedure, Role, ServiceClock, Status, Words};
use sea_orm::{
    ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr,
};
use time::Duration;
use uuid::Uuid;

/// Rows that one round of a job takes.
const ROUND: u64 = 200;
/// Rounds before other jobs have their turn.
const ROUNDS: usize = 20;
/// The mark from which on whoever holds a request is told.
const HURRY: u8 = 80;
/// The mark at which supervisors are told.
const LATE: u8 = 100;

/// The clock as a row keeps it.
pub(super) fn clock_of(target: Duration, used: Millis, since: Option<Millis>) -> ServiceClock {
    ServiceClock { target, used: Duration::milliseconds(used), since: since.map(moment) }
}

impl desk_row::Model {
    pub(super) fn clock(&self, target: Duration) -> ServiceClock {
        clock_of(target, self.clock_used, self.clock_from)
    }
}

impl Service {
    /// The service time that is promised for a procedure.
    pub(crate) fn target(&self, procedure: &Procedure<Words>) -> Duration {
        let hours = match procedure.target_working_hours {
            0 => self.settings.target_working_hours,
            hours => hours,
        };
        Duration::hours(i64::from(hours))
    }

    /// The clock of a request after it moved from one status to another; `None` when the clock does not care.
    pub(crate) async fn clock_after(
        &self,
        txn: &DatabaseTransaction,
        row: &request::Model,
        (before, after): (Status, Status),
        at: Millis,
        calendar: &OfficeCalendar,
    ) -> Result<Option<ServiceClock>, Error> {
        if before.clock_stands() == after.clock_stands() {
            return Ok(None);
        }
        let Some(kept) = desk_row::Entity::find_by_id(row.id).one(txn).await? else { return Ok(None) };
        let procedure = self.procedure(&row.catalogue_hash).await?;
        let target = self.target(&procedure);
        let clock = kept.clock(target);
        Ok(Some(if after.clock_stands() {
            clock.stop(moment(at), &calendar.of(self))
        } else if before.is_end() {
            // Opened again after its end: it is promised anew.
            ServiceClock::start(target, moment(at))
        } else {
            clock.go_on(moment(at))
        }))
    }

    /// When a request that comes back now would be due.
    pub(crate) async fn due_again(&self, row: &request::Model, at: Millis) -> Result<Millis, Error> {
        let Some(kept) = desk_row::Entity::find_by_id(row.id).one(self.db.read()).await? else {
            return Ok(row.due_at);
        };
        let procedure = self.procedure(&row.catalogue_hash).await?;
        let target = self.target(&procedure);
        let calendar = self.office_calendar(self.db.read()).await?;
        let due = kept.clock(target).go_on(moment(at)).due(&calendar.of(self));
        Ok(due.map_or(row.due_at, millis))
    }

    /// Writes a clock into the row of its request.
    pub(crate) async fn keep_clock(
        &self,
        txn: &DatabaseTransaction,
        request: Uuid,
        clock: &ServiceClock,
        at: Millis,
        calendar: &OfficeCalendar,
    ) -> Result<(), Error> {
        let reckoned = calendar.of(self);
        let mark = clock.mark(moment(at), &reckoned);
        let next = clock.next_mark(mark, &reckoned).map(millis);
        desk_row::Entity::update_many()
            .col_expr(desk_row::Column::ClockFrom, Expr::value(clock.since.map(millis)))
            .col_expr(desk_row::Column::ClockUsed, Expr::value(whole_millis(clock.used)))
            .col_expr(desk_row::Column::Mark, Expr::value(i16::from(mark)))
            .col_expr(desk_row::Column::NextMarkAt, Expr::value(next))
            .col_expr(desk_row::Column::Calendar, Expr::value(calendar.version))
            .filter(desk_row::Column::RequestId.eq(request))
            .exec(txn)
            .await?;
        Ok(())
    }

    /// Passes the marks whose time has come and tells whom they concern. Answers how many.
    pub async fn pass_marks(&self) -> Result<usize, Error> {
        let mut passed = 0;
        for _ in 0..ROUNDS {
            let now = millis(self.clock.now());
            let rows = desk_row::Entity::find()
                .filter(desk_row::Column::Open.eq(WITH_OFFICE))
                .filter(desk_row::Column::NextMarkAt.lte(now))
                .order_by_asc(desk_row::Column::NextMarkAt)
                .limit(ROUND)
                .all(self.db.read())
                .await?;
            if rows.is_empty() {
                break;
            }
            let calendar = self.office_calendar(self.db.read()).await?;
            for row in rows {
                passed += usize::from(self.pass_mark(&row, now, &calendar).await?);
            }
        }
        if passed > 0 {
            self.wake();
        }
        Ok(passed)
    }

    async fn pass_mark(
        &self,
        row: &desk_row::Model,
        now: Millis,
        calendar: &OfficeCalendar,
    ) -> Result<bool, Error> {
        let procedure = self.procedure(&row.catalogue_hash).await?;
        let (clock, reckoned) = (row.clock(self.target(&procedure)), calendar.of(self));
        // What was promised before there were clocks is late when it was promised.
        let mark = if row.due_at <= now { LATE } else { clock.mark(moment(now), &reckoned) };
        let next = clock.next_mark(mark, &reckoned).map(|at| millis(at).max(now + 1));
        let txn = self.db.begin().await?;
        let moved = desk_row::Entity::update_many()
            .col_expr(desk_row::Column::Mark, Expr::value(i16::from(mark)))
            .col_expr(desk_row::Column::NextMarkAt, Expr::value(next))
            .filter(desk_row::Column::RequestId.eq(row.request_id))
            .filter(desk_row::Column::NextMarkAt.eq(row.next_mark_at))
            .filter(desk_row::Column::Version.eq(row.version))
            .exec(&txn)
            .await?;
        // Another server was quicker, or somebody decided.
        if moved.rows_affected != 1 || i16::from(mark) <= row.mark {
            txn.commit().await?;
            return Ok(false);
        }
        if mark >= HURRY
            && let Some(request) = request::Entity::find_by_id(row.request_id).one(&txn).await?
        {
            let regarding = regarding(&request, &procedure);
            let mut told: Vec<Uuid> = row.assignee.into_iter().collect();
            if mark >= LATE {
                told.extend(self.supervisors(&txn).await?);
                told.sort();
                told.dedup();
            }
            for officer in told {
                let letter = Letter::ServiceTime { regarding: regarding.clone(), percent: mark };
                self.tell_inbox(&txn, officer, &letter, now).await?;
            }
        }
        let audience = Audience { account: None, office: Some(row.office_id) };
        feed::announce(&txn, Announcement { kind: "mark", request: Some(row.request_id), audience, at: now })
            .await?;
        txn.commit().await?;
        Ok(true)
    }

    async fn supervisors(&self, txn: &DatabaseTransaction) -> Result<Vec<Uuid>, Error> {
        Ok(account::Entity::find()
            .select_only()
            .column(account::Column::Id)
            .filter(account::Column::Role.eq(Role::Supervisor.as_str()))
            .filter(account::Column::State.eq(ACTIVE))
            .into_tuple()
            .all(txn)
            .await?)
    }

    /// Reckons the times of open requests anew that were reckoned with an older calendar. Answers how many.
    pub async fn reckon_anew(&self) -> Result<usize, Error> {
        let calendar = self.office_calendar(self.db.read()).await?;
        let mut done = 0;
        for _ in 0..ROUNDS {
            let rows = desk_row::Entity::find()
                .filter(desk_row::Column::Open.eq(WITH_OFFICE))
                .filter(desk_row::Column::Calendar.lt(calendar.version))
                // In one order, so that two servers never wait for each other.
                .order_by_asc(desk_row::Column::RequestId)
                .limit(ROUND)
                .all(self.db.read())
                .await?;
            if rows.is_empty() {
                break;
            }
            let txn = self.db.begin().await?;
            for row in rows {
                self.reckon_row(&txn, &row, &calendar).await?;
                done += 1;
            }
            txn.commit().await?;
        }
        if done > 0 {
            self.wake();
        }
        Ok(done)
    }

    async fn reckon_row(
        &self,
        txn: &DatabaseTransaction,
        row: &desk_row::Model,
        calendar: &OfficeCalendar,
    ) -> Result<(), Error> {
        let procedure = self.procedure(&row.catalogue_hash).await?;
        let clock = row.clock(self.target(&procedure));
        let due = clock.due(&calendar.of(self)).map_or(row.due_at, millis);
        let now = millis(self.clock.now());
        // Only as it was read: whoever changed it meanwhile comes in the next round.
        let moved = request::Entity::update_many()
            .col_expr(request::Column::DueAt, Expr::value(due))
            .filter(request::Column::Id.eq(row.request_id))
            .filter(request::Column::Version.eq(row.version))
            .exec(txn)
            .await?;
        if moved.rows_affected != 1 {
            return Ok(());
        }
        desk_row::Entity::update_many()
            .col_expr(desk_row::Column::DueAt, Expr::value(due))
            .filter(desk_row::Column::RequestId.eq(row.request_id))
            .exec(txn)
            .await?;
        self.keep_clock(txn, row.request_id, &clock, now, calendar).await?;
        if due != row.due_at {
            let audience = Audience { account: None, office: Some(row.office_id) };
            let change = Announcement { kind: "due", request: Some(row.request_id), audience, at: now };
            feed::announce(txn, change).await?;
        }
        Ok(())
    }
}

fn whole_millis(time: Duration) -> i64 {
    i64::try_from(time.whole_milliseconds()).unwrap_or(i64::MAX)
}
