//! The one way a request changes its status: the domain decides, the row moves from the version that was
//! seen, the history gets a line, the feed an entry, all in the caller's transaction.
use crate::{
    Error, Service, TwoOfficers,
    assistance::has_helped,
    clock::{Millis, millis},
    desk::keep,
    entity::request,
    feed::{self, Announcement},
    history::{self, Head, Line},
    objections::is_objected,
    requests::Body,
};
use domain::{ActorKind, Audience, Command, FourEyes, Hindrances, Status, decide};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter,
};
use uuid::Uuid;

/// Who acts, as the decision table and the history see it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Who {
    pub(crate) account: Option<Uuid>,
    pub(crate) kind: ActorKind,
}

impl Who {
    pub(crate) fn role(self) -> &'static str {
        match self.kind {
            ActorKind::Owner => "owner",
            ActorKind::FrontDesk => "front_desk",
            ActorKind::Verifier => "verifier",
            ActorKind::Supervisor => "supervisor",
            ActorKind::Administrator => "administrator",
            ActorKind::System => "system",
        }
    }
}

/// One change of status.
pub(crate) struct Transition {
    pub(crate) command: Command,
    pub(crate) who: Who,
    /// Codes for the history line.
    pub(crate) detail: String,
    pub(crate) at: Millis,
    /// Columns that change along with the status.
    pub(crate) also: request::ActiveModel,
}

pub(crate) fn status_of(row: &request::Model) -> Result<Status, Error> {
    Status::parse(&row.status).ok_or_else(|| Error::Internal("unknown status".into()))
}

impl Service {
    /// The rule of two pairs of eyes for whoever acts on this request.
    pub(crate) async fn four_eyes<C: ConnectionTrait>(
        &self,
        db: &C,
        row: &request::Model,
        who: Option<Uuid>,
    ) -> Result<FourEyes, Error> {
        Ok(FourEyes {
            required: self.needs_two(db, row).await?,
            same_as_verifier: row.verified_by.is_some() && row.verified_by == who,
        })
    }

    /// What stands in the way of whoever would approve it. What is objected to after `row` was read is found by the
    /// history: both want the same place in it.
    pub(crate) async fn hindrances<C: ConnectionTrait>(
        &self,
        db: &C,
        row: &request::Model,
        who: Option<Uuid>,
    ) -> Result<Hindrances, Error> {
        Ok(Hindrances {
            four_eyes: self.four_eyes(db, row, who).await?,
            objected: self.settings.objection_blocks && is_objected(db, row.id).await?,
            helped: match who {
                Some(who) => has_helped(db, row.id, who).await?,
                None => false,
            },
        })
    }

    /// Whether two officers must have seen it: for its service, or for one that it goes on with.
    async fn needs_two<C: ConnectionTrait>(&self, db: &C, row: &request::Model) -> Result<bool, Error> {
        let rule = &self.settings.four_eyes;
        if rule.covers(&row.procedure) {
            return Ok(true);
        }
        if *rule == TwoOfficers::Nowhere {
            return Ok(false);
        }
        let body = Body::open(&self.sealer_in(db, row.id).await?, row)?;
        Ok(body.changes.iter().filter_map(|change| change.event.as_deref()).any(|event| rule.covers(event)))
    }

    /// Applies `change` to `row` and answers the new status.
    pub(crate) async fn transition(
        &self,
        txn: &DatabaseTransaction,
        row: &request::Model,
        change: Transition,
    ) -> Result<Status, Error> {
        let hindrances = self.hindrances(txn, row, change.who.account).await?;
        let status = decide(Some(status_of(row)?), change.command, change.who.kind, hindrances)?;
        let calendar = self.office_calendar(txn).await?;
        let clock = self.clock_after(txn, row, (status_of(row)?, status), change.at, &calendar).await?;
        let old = Head { seq: row.history_seq, hash: row.history_head.clone() };
        let head = history::append(
            txn,
            &old,
            Line {
                subject: row.id,
                kind: change.command.as_str(),
                actor: change.who.account,
                actor_role: change.who.role(),
                detail: change.detail,
                at: change.at,
            },
        )
        .await?;
        let mut columns = change.also;
        columns.status = Set(status.as_str().to_owned());
        columns.version = Set(row.version + 1);
        columns.updated_at = Set(change.at);
        if let Some(due) = clock.and_then(|clock| clock.due(&calendar.of(self))) {
            columns.due_at = Set(millis(due));
        }
        columns.history_seq = Set(head.seq);
        columns.history_head = Set(head.hash);
        let moved = request::Entity::update_many()
            .set(columns)
            .filter(request::Column::Id.eq(row.id))
            .filter(request::Column::Version.eq(row.version))
            .exec(txn)
            .await?;
        if moved.rows_affected != 1 {
            return Err(Error::Conflict { by: None });
        }
        keep(txn, row.id).await?;
        if let Some(clock) = clock {
            self.keep_clock(txn, row.id, &clock, change.at, &calendar).await?;
        }
        let moved = (status_of(row)?, status);
        let counted =
            Self::counted_as_changed(row, (change.command, change.who), moved, clock.map(|clock| clock.used));
        self.count_day(txn, row, change.at, counted).await?;
        if matches!(status, Status::Rejected | Status::Withdrawn | Status::Expired) {
            self.take_back_from_card(txn, row, change.at).await?;
            self.end_objections(txn, row, change.at).await?;
        }
        feed::announce(
            txn,
            Announcement {
                kind: status.as_str(),
                request: Some(row.id),
                audience: Audience { account: Some(row.account_id), office: Some(row.office_id) },
                at: change.at,
            },
        )
        .await?;
        Ok(status)
    }
}
