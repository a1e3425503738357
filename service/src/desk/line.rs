//! What one line of the queue is made of: the few columns it needs, and who has the request on screen, in one query.
use crate::{
    Service,
    clock::{Millis, millis, moment},
    desk::presence::FADES,
    entity::{desk_presence, desk_row, objection},
    objections::ObjectionState,
};
use domain::{ReceiptNumber, ServiceClock};
use sea_orm::{
    ColumnTrait, DbErr, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    Select,
    sea_query::{Expr, ExprTrait as _, SubQueryStatement},
};
use std::collections::HashSet;
use time::Duration;
use uuid::Uuid;

/// The columns of a row that its line shows or reckons with.
const COLUMNS: [desk_row::Column; 14] = [
    desk_row::Column::RequestId,
    desk_row::Column::Number,
    desk_row::Column::CatalogueHash,
    desk_row::Column::Village,
    desk_row::Column::Status,
    desk_row::Column::Version,
    desk_row::Column::SubmittedAt,
    desk_row::Column::DueAt,
    desk_row::Column::ClosedAt,
    desk_row::Column::Assignee,
    desk_row::Column::LeaseUntil,
    desk_row::Column::Unread,
    desk_row::Column::ClockFrom,
    desk_row::Column::ClockUsed,
];

/// A line as it is read.
#[derive(Debug, FromQueryResult)]
pub(super) struct Line {
    pub(super) request_id: Uuid,
    number: String,
    pub(super) catalogue_hash: Vec<u8>,
    pub(super) village: String,
    pub(super) status: String,
    pub(super) version: i64,
    pub(super) submitted_at: Millis,
    pub(super) due_at: Millis,
    pub(super) closed_at: Option<Millis>,
    pub(super) assignee: Option<Uuid>,
    lease_until: Option<Millis>,
    pub(super) unread: i16,
    clock_from: Option<Millis>,
    clock_used: Millis,
    /// The colleague who began to look first, of those who look.
    pub(super) looker: Option<Uuid>,
    /// Somebody whom it concerns objects, and is not answered yet.
    pub(super) objected: bool,
}

impl Line {
    /// Its number as people read it.
    pub(super) fn displayed_number(&self) -> String {
        ReceiptNumber::parse(&self.number).map_or_else(|_| self.number.clone(), |number| number.to_string())
    }

    pub(super) fn clock(&self, target: Duration) -> ServiceClock {
        ServiceClock {
            target,
            used: Duration::milliseconds(self.clock_used),
            since: self.clock_from.map(moment),
        }
    }

    /// Who holds it at that moment.
    pub(super) fn holder(&self, now: Millis) -> Option<Uuid> {
        self.assignee.filter(|_| self.lease_until.is_some_and(|until| until > now))
    }
}

impl Service {
    /// The lines of these rows, as `me` sees them.
    pub(super) async fn queue_lines(
        &self,
        rows: Select<desk_row::Entity>,
        me: Uuid,
    ) -> Result<Vec<Line>, DbErr> {
        let looker = desk_presence::Entity::find()
            .select_only()
            .column(desk_presence::Column::AccountId)
            .filter(
                Expr::col((desk_presence::Entity, desk_presence::Column::RequestId))
                    .eq(Expr::col((desk_row::Entity, desk_row::Column::RequestId))),
            )
            .filter(desk_presence::Column::SeenAt.gt(millis(self.clock.now()) - FADES))
            .filter(desk_presence::Column::AccountId.ne(me))
            .order_by_asc(desk_presence::Column::SeenAt)
            .limit(1)
            .into_query();
        let objection = objection::Entity::find()
            .select_only()
            .column(objection::Column::Id)
            .filter(
                Expr::col((objection::Entity, objection::Column::RequestId))
                    .eq(Expr::col((desk_row::Entity, desk_row::Column::RequestId))),
            )
            .filter(objection::Column::State.eq(ObjectionState::Open.as_str()))
            .into_query();
        rows.select_only()
            .columns(COLUMNS)
            .column_as(Expr::from(SubQueryStatement::from(looker)), "looker")
            .column_as(Expr::exists(objection), "objected")
            .into_model()
            .all(self.db.read())
            .await
    }

    /// Who holds one of these or looks at it: the accounts whose names the lines show.
    pub(super) fn people_of(lines: &[Line], now: Millis) -> HashSet<Uuid> {
        lines.iter().flat_map(|line| [line.holder(now), line.looker]).flatten().collect()
    }
}
