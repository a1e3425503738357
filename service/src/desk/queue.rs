//! The queue: requests of the officer's scope, a page at a time by keyset, from the desk's own narrow rows.
use super::{
    find::{MOST_FOUND, SoughtAs, among},
    kept::{ENDED, WITH_CITIZEN, WITH_OFFICE},
    line::Line,
    query::{Age, HeldBy, QueueFilter, QueueQuery, QueueSort, TimeLeft},
};
use crate::{
    Actor, Error, Service,
    clock::{Millis, millis, moment},
    entity::{desk_count, desk_row, district_count},
    requests::rows_visible_to,
};
use domain::{Language, Role, Status};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    Select,
    sea_query::{Asterisk, Expr, ExprTrait, SimpleExpr, UnionType},
};
use time::{Duration, OffsetDateTime, PrimitiveDateTime, Time};
use uuid::Uuid;

const PAGE: u64 = 50;

/// A line of the queue. No personal data: it is on screens all day.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "marks of a line, each for itself")]
pub struct QueueRow {
    /// Its id.
    pub id: Uuid,
    /// Its number, as displayed.
    pub number: String,
    /// The short name of its procedure.
    pub procedure: String,
    /// The village.
    pub village: String,
    /// Where it stands.
    pub status: Status,
    /// When it was sent.
    pub submitted_at: OffsetDateTime,
    /// Expected by.
    pub due_at: OffsetDateTime,
    /// Who holds it now.
    pub holder: Option<String>,
    /// The one who asks holds it.
    pub mine: bool,
    /// A colleague who has it on screen.
    pub seen_by: Option<String>,
    /// The citizen wrote something that nobody has read.
    pub unread: bool,
    /// Somebody whom it concerns objects, and is not answered yet.
    pub objected: bool,
    /// Percent of the service time that is used; over 100 is late.
    pub elapsed: u8,
    /// Sent again after a correction.
    pub corrected: bool,
    /// How often it has changed.
    pub version: i64,
}

/// A page of the queue.
#[derive(Clone, Debug, Default)]
pub struct QueuePage {
    /// The lines.
    pub rows: Vec<QueueRow>,
    /// Where the next page begins.
    pub next: Option<String>,
    /// As what the words that are looked for were taken.
    pub sought_as: Option<SoughtAs>,
    /// There were more than are ever looked through: more words would narrow it.
    pub too_many: bool,
}

/// How many requests each part of the queue holds.
#[derive(Clone, Debug, Default)]
pub struct QueueCounts(pub Vec<(QueueFilter, u64)>);

/// Where the counts by status hold what is in one's own hands: no status is called so.
const MINE: &str = "mine";

#[derive(FromQueryResult)]
struct StatusCount {
    status: String,
    n: i64,
}

/// By which column the rows stand, and whether it falls.
fn order_of(query: &QueueQuery) -> (desk_row::Column, bool) {
    match (query.sort, query.part) {
        (QueueSort::Due, QueueFilter::Ended) => (desk_row::Column::ClosedAt, true),
        (QueueSort::Due, QueueFilter::All) | (QueueSort::Newest, _) => (desk_row::Column::SubmittedAt, true),
        (QueueSort::Due, _) => (desk_row::Column::DueAt, false),
        (QueueSort::Oldest, _) => (desk_row::Column::SubmittedAt, false),
    }
}

fn key_of(column: desk_row::Column, line: &Line) -> i64 {
    match column {
        desk_row::Column::ClosedAt => line.closed_at.unwrap_or(0),
        desk_row::Column::SubmittedAt => line.submitted_at,
        _ => line.due_at,
    }
}

/// Whom rows wait for, written into the statement: three kinds of rows, of which one is nearly all. Bound, PostgreSQL knows
/// it at each asking only, and in an old office it plans each asking anew, which takes longer than the answer.
fn stands(open: i16) -> SimpleExpr {
    Expr::col((desk_row::Entity, desk_row::Column::Open)).eq(Expr::Constant(open.into()))
}

/// The same for a status: one of few words, of which some are rare.
fn at(status: Status) -> SimpleExpr {
    Expr::col((desk_row::Entity, desk_row::Column::Status)).eq(Expr::Constant(status.as_str().into()))
}

/// Every index of the rows begins with whom they wait for: all of them are asked for one after the other, each for as many
/// lines as a page has, where one question would go through all requests that there ever were. What was looked for is known
/// by its ids.
fn one_by_one(query: &QueueQuery, rows: Select<desk_row::Entity>) -> Vec<Select<desk_row::Entity>> {
    match query.part.openness() {
        None if query.sought.is_none() => {
            [WITH_OFFICE, WITH_CITIZEN, ENDED].map(|open| rows.clone().filter(stands(open))).into()
        }
        _ => vec![rows],
    }
}

/// As the database orders them.
fn in_order(lines: &mut [Line], column: desk_row::Column, falls: bool) {
    lines.sort_by_key(|line| (key_of(column, line), line.request_id));
    if falls {
        lines.reverse();
    }
}

fn parse_place(place: &str) -> Option<(i64, Uuid)> {
    let (key, id) = place.split_once('.')?;
    Some((key.parse().ok()?, id.parse().ok()?))
}

/// The rows from a place on. The first condition alone lets an index begin there.
fn after(
    rows: Select<desk_row::Entity>,
    column: desk_row::Column,
    falls: bool,
    place: &str,
) -> Select<desk_row::Entity> {
    let Some((key, id)) = parse_place(place) else { return rows };
    let (from, beyond, next) = if falls {
        (column.lte(key), column.lt(key), desk_row::Column::RequestId.lt(id))
    } else {
        (column.gte(key), column.gt(key), desk_row::Column::RequestId.gt(id))
    };
    rows.filter(from).filter(Condition::any().add(beyond).add(next))
}

impl Service {
    /// The rows that a query means, whatever is looked for.
    pub(super) fn narrowed(&self, actor: &Actor, query: &QueueQuery) -> Select<desk_row::Entity> {
        let mut rows = rows_visible_to(actor);
        if let Some(open) = query.part.openness() {
            rows = rows.filter(stands(open));
        }
        if matches!(query.part, QueueFilter::New | QueueFilter::Handover) {
            let statuses = Status::all().into_iter().filter(|status| query.part.holds(*status));
            let statuses: Vec<Status> = statuses.collect();
            rows = match statuses.as_slice() {
                [one] => rows.filter(at(*one)),
                _ => rows.filter(desk_row::Column::Status.is_in(statuses.into_iter().map(Status::as_str))),
            };
        }
        let me = actor.account().unwrap_or_default();
        if query.part == QueueFilter::Mine || query.held_by == Some(HeldBy::Me) {
            rows = rows.filter(desk_row::Column::Assignee.eq(me));
        } else if query.held_by == Some(HeldBy::Nobody) {
            rows = rows.filter(desk_row::Column::Assignee.is_null());
        }
        if let Some(procedure) = &query.procedure {
            rows = rows.filter(desk_row::Column::Procedure.eq(procedure));
        }
        if let Some(place) = &query.place {
            rows = rows.filter(desk_row::Column::District.eq(&place.district));
            if let Some(village) = &place.village {
                rows = rows.filter(desk_row::Column::Village.eq(village));
            }
        }
        if let Some(status) = query.status {
            rows = rows.filter(at(status));
        }
        if let Some(age) = query.age {
            rows = rows.filter(self.of_age(age));
        }
        if let Some(left) = query.time_left {
            rows = rows.filter(desk_row::Column::DueAt.lt(self.due_before(left)));
        }
        if query.flagged {
            rows = rows.filter(desk_row::Column::Flagged.gt(0));
        }
        if query.unread {
            rows = rows.filter(desk_row::Column::Unread.gt(0));
        }
        if query.twin {
            rows = rows.filter(desk_row::Column::Twin.eq(1));
        }
        rows
    }

    /// The midnight with which this day began at the office.
    fn midnight(&self) -> OffsetDateTime {
        let local = self.clock.now().to_offset(self.settings.zone.offset());
        PrimitiveDateTime::new(local.date(), Time::MIDNIGHT).assume_offset(local.offset())
    }

    fn of_age(&self, age: Age) -> SimpleExpr {
        let (sent, midnight) = (desk_row::Column::SubmittedAt, self.midnight());
        let before = |days| sent.lt(millis(midnight - Duration::days(days)));
        match age {
            Age::Today => sent.gte(millis(midnight)),
            // Who came on Monday came three days ago on Thursday, whatever the hour.
            Age::ThreeDays => before(2),
            Age::Week => before(6),
            Age::TwoWeeks => before(13),
        }
    }

    fn due_before(&self, left: TimeLeft) -> Millis {
        let tonight = self.midnight();
        millis(match left {
            TimeLeft::Late => self.clock.now(),
            TimeLeft::Today => tonight + Duration::days(1),
            TimeLeft::Soon => tonight + Duration::days(3),
        })
    }

    /// A page of the queue; `place` is the `next` of the page before.
    pub async fn queue(
        &self,
        actor: &Actor,
        query: &QueueQuery,
        place: Option<&str>,
        language: Language,
    ) -> Result<QueuePage, Error> {
        let officer = actor.officer()?;
        let (column, falls) = order_of(query);
        let mut found = self.narrowed(actor, query);
        let mut page = QueuePage::default();
        if let Some(typed) = &query.sought {
            let (kind, ids) = self.sought(typed).await?;
            page.sought_as = kind;
            page.too_many = u64::try_from(ids.len()).is_ok_and(|count| count >= MOST_FOUND);
            found = found.filter(among(ids));
        }
        if let Some(place) = place {
            found = after(found, column, falls, place);
        }
        let found = if falls {
            found.order_by_desc(column).order_by_desc(desk_row::Column::RequestId)
        } else {
            found.order_by_asc(column).order_by_asc(desk_row::Column::RequestId)
        };
        // What has just been decided stands on the first page.
        let is_past = query.part == QueueFilter::Ended && place.is_some();
        let mut lines = Vec::new();
        for part in one_by_one(query, found) {
            lines.extend(self.queue_lines(part, PAGE + 1, is_past).await?);
        }
        in_order(&mut lines, column, falls);
        let whole = usize::try_from(PAGE).unwrap_or(usize::MAX);
        let more = lines.len() > whole;
        lines.truncate(whole);
        page.next =
            lines.last().filter(|_| more).map(|line| format!("{}.{}", key_of(column, line), line.request_id));
        let now = millis(self.clock.now());
        let marks = self.marks(officer.account).await?;
        let names = self.officer_names(marks.people_of(&lines, now)).await?;
        let name = |account: Option<Uuid>| account.and_then(|account| names.get(&account).cloned());
        let calendar = self.calendar_now().await?;
        for line in lines {
            let procedure = self.procedure(&line.catalogue_hash).await?;
            let status =
                Status::parse(&line.status).ok_or_else(|| Error::Internal("unknown status".into()))?;
            let elapsed = line.clock(self.target(&procedure)).percent(moment(now), &calendar.of(self));
            page.rows.push(QueueRow {
                id: line.request_id,
                number: line.displayed_number(),
                procedure: procedure.name.get(language).to_owned(),
                holder: name(line.holder(now)),
                seen_by: name(marks.looker(&line)),
                status,
                submitted_at: moment(line.submitted_at),
                due_at: moment(line.due_at),
                mine: line.assignee == Some(officer.account),
                unread: line.unread > 0,
                objected: marks.is_objected(&line),
                elapsed: u8::try_from(elapsed).unwrap_or(u8::MAX),
                corrected: line.version > 1 && status == Status::Submitted,
                version: line.version,
                village: line.village,
            });
        }
        Ok(page)
    }

    /// The counts beside the parts, as they are kept, and what is in one's own hands: one query.
    pub async fn queue_counts(&self, actor: &Actor) -> Result<QueueCounts, Error> {
        let officer = actor.officer()?;
        let added = |n: SimpleExpr| n.cast_as("bigint");
        let mut counts = match (officer.role, &officer.district) {
            (Role::FrontDesk | Role::Verifier, Some(district)) => district_count::Entity::find()
                .select_only()
                .column(district_count::Column::Status)
                .column_as(added(district_count::Column::N.sum()), "n")
                .filter(district_count::Column::OfficeId.eq(officer.office))
                .filter(district_count::Column::District.eq(district))
                .group_by(district_count::Column::Status)
                .into_query(),
            (role, _) => {
                let counts = match role {
                    Role::FrontDesk | Role::Verifier => {
                        desk_count::Entity::find().filter(desk_count::Column::OfficeId.eq(officer.office))
                    }
                    Role::Supervisor => desk_count::Entity::find(),
                    Role::Administrator => {
                        desk_count::Entity::find().filter(desk_count::Column::OfficeId.eq(Uuid::nil()))
                    }
                };
                counts
                    .select_only()
                    .column(desk_count::Column::Status)
                    .column_as(added(desk_count::Column::N.sum()), "n")
                    .group_by(desk_count::Column::Status)
                    .into_query()
            }
        };
        // What is in one officer's hands is little, and counted.
        let mine = self
            .narrowed(actor, &QueueQuery::part(QueueFilter::Mine))
            .select_only()
            .column_as(Expr::value(MINE), "status")
            .column_as(Expr::col(Asterisk).count(), "n")
            .into_query();
        counts.union(UnionType::All, mine);
        let counts = StatusCount::find_by_statement(self.db.read().get_database_backend().build(&counts))
            .all(self.db.read())
            .await?;
        Ok(by_part(&counts))
    }
}

/// The counts of the statuses, added up to those of the parts.
fn by_part(counts: &[StatusCount]) -> QueueCounts {
    let holds = |part: QueueFilter, status: &str| match part {
        QueueFilter::Mine => status == MINE,
        _ => Status::parse(status).is_some_and(|status| part.holds(status)),
    };
    let sum = |part| {
        let n: i64 = counts.iter().filter(|count| holds(part, &count.status)).map(|count| count.n).sum();
        (part, u64::try_from(n).unwrap_or(0))
    };
    QueueCounts(QueueFilter::ALL.into_iter().map(sum).collect())
}
