//! What one line of the queue is made of: the few columns it needs, and what is said of it besides.
use crate::{
    Service,
    clock::{Millis, millis},
    desk::{clock::clock_of, presence::FADES},
    entity::{desk_presence, desk_row, objection},
};
use domain::{ReceiptNumber, ServiceClock};
use sea_orm::{
    ColumnTrait, DbErr, EntityTrait, FromQueryResult, QueryFilter, QuerySelect, QueryTrait, Select,
    sea_query::{Expr, UnionType},
};
use std::collections::{HashMap, HashSet};
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
}

impl Line {
    /// Its number as people read it.
    pub(super) fn displayed_number(&self) -> String {
        ReceiptNumber::displayed(&self.number)
    }

    pub(super) fn clock(&self, target: Duration) -> ServiceClock {
        clock_of(target, self.clock_used, self.clock_from)
    }

    /// Who holds it at that moment.
    pub(super) fn holder(&self, now: Millis) -> Option<Uuid> {
        self.assignee.filter(|_| self.lease_until.is_some_and(|until| until > now))
    }
}

/// What is to be said of requests beside what their rows say: who has them on screen, and that somebody objects.
#[derive(Debug, FromQueryResult)]
struct Mark {
    request_id: Uuid,
    /// None where it is an objection.
    looker: Option<Uuid>,
    seen_at: Millis,
}

/// The marks of the requests of a queue.
#[derive(Debug, Default)]
pub(super) struct Marks {
    lookers: HashMap<Uuid, Uuid>,
    objected: HashSet<Uuid>,
}

impl Marks {
    /// The colleague who began to look first, of those who look.
    pub(super) fn looker(&self, line: &Line) -> Option<Uuid> {
        self.lookers.get(&line.request_id).copied()
    }

    /// Whether somebody whom it concerns objects, and is not answered yet.
    pub(super) fn is_objected(&self, line: &Line) -> bool {
        self.objected.contains(&line.request_id)
    }

    /// Who holds one of these or looks at it: the accounts whose names the lines show.
    pub(super) fn people_of(&self, lines: &[Line], now: Millis) -> HashSet<Uuid> {
        lines.iter().flat_map(|line| [line.holder(now), self.looker(line)]).flatten().collect()
    }
}

impl Service {
    /// The first `most` lines of these rows; of what nobody works on any more they may be some seconds old.
    pub(super) async fn queue_lines(
        &self,
        rows: Select<desk_row::Entity>,
        most: u64,
        is_past: bool,
    ) -> Result<Vec<Line>, DbErr> {
        let mut asked = rows.select_only().columns(COLUMNS).build(self.db.read().get_database_backend());
        // Written, not bound: of a bound limit PostgreSQL takes a tenth of all rows for asked, plans each asking anew when
        // those are few, and that takes longer than the answer.
        asked.sql = format!("{} LIMIT {most}", asked.sql);
        if is_past {
            let ask = |asked, db| async move { Line::find_by_statement(asked).all(&db).await };
            return self.db.lately(asked, ask).await;
        }
        Line::find_by_statement(asked).all(self.db.read()).await
    }

    /// All marks that `me` sees now: as many as there are colleagues at work and objections to be answered, which is
    /// less than asking for each line.
    pub(super) async fn marks(&self, me: Uuid) -> Result<Marks, DbErr> {
        let mut marks = desk_presence::Entity::find()
            .select_only()
            .column(desk_presence::Column::RequestId)
            .column_as(desk_presence::Column::AccountId, "looker")
            .column(desk_presence::Column::SeenAt)
            .filter(desk_presence::Column::SeenAt.gt(millis(self.clock.now()) - FADES))
            .filter(desk_presence::Column::AccountId.ne(me))
            .into_query();
        let objections = objection::Entity::find()
            .select_only()
            .column(objection::Column::RequestId)
            .column_as(Expr::value(None::<Uuid>), "looker")
            .column_as(objection::Column::FiledAt, "seen_at")
            // Open ones have a value here; a comparison, unlike a question for null, finds them by the unique index.
            .filter(objection::Column::OpenFor.gt(""))
            .into_query();
        marks.union(UnionType::All, objections);
        let db = self.db.read();
        let mut found = Mark::find_by_statement(db.get_database_backend().build(&marks)).all(db).await?;
        found.sort_unstable_by_key(|mark| mark.seen_at);
        let mut marks = Marks::default();
        for mark in found {
            if let Some(looker) = mark.looker {
                marks.lookers.entry(mark.request_id).or_insert(looker);
            } else {
                marks.objected.insert(mark.request_id);
            }
        }
        Ok(marks)
    }
}
