//! The queue: requests of the officer's scope, a page at a time by keyset, from the desk's own narrow rows.
use super::{
    find::{MOST_FOUND, SoughtAs, among},
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
    ColumnTrait, Condition, EntityTrait, FromQueryResult, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, Select,
    sea_query::{Expr, ExprTrait, SimpleExpr},
};
use std::collections::HashMap;
use time::{Duration, OffsetDateTime, PrimitiveDateTime, Time};
use uuid::Uuid;

const PAGE: u64 = 50;

/// A line of the queue. No personal data: it is on screens all day.
#[derive(Clone, Debug, PartialEq, Eq)]
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

fn key_of(column: desk_row::Column, row: &desk_row::Model) -> i64 {
    match column {
        desk_row::Column::ClosedAt => row.closed_at.unwrap_or(0),
        desk_row::Column::SubmittedAt => row.submitted_at,
        _ => row.due_at,
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
            rows = rows.filter(desk_row::Column::Open.eq(open));
        }
        if matches!(query.part, QueueFilter::New | QueueFilter::Handover) {
            let statuses = Status::all().into_iter().filter(|status| query.part.holds(*status));
            let statuses: Vec<&str> = statuses.map(Status::as_str).collect();
            rows = match statuses.as_slice() {
                [one] => rows.filter(desk_row::Column::Status.eq(*one)),
                _ => rows.filter(desk_row::Column::Status.is_in(statuses)),
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
            rows = rows.filter(desk_row::Column::Status.eq(status.as_str()));
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
        let mut rows = found.limit(PAGE + 1).all(self.db.read()).await?;
        let whole = usize::try_from(PAGE).unwrap_or(usize::MAX);
        let more = rows.len() > whole;
        rows.truncate(whole);
        page.next =
            rows.last().filter(|_| more).map(|row| format!("{}.{}", key_of(column, row), row.request_id));
        let now = millis(self.clock.now());
        let held = |row: &desk_row::Model| row.lease_until.is_some_and(|until| until > now);
        let names = self.holders(rows.iter().filter(|row| held(row))).await?;
        let calendar = self.office_calendar(self.db.read()).await?;
        let onlookers =
            self.onlookers(officer.account, rows.iter().map(|row| row.request_id).collect()).await?;
        for row in rows {
            let seen_by = match onlookers.get(&row.request_id).and_then(|lookers| lookers.first()) {
                Some(looker) => Some(self.officer_name(*looker).await?),
                None => None,
            };
            let procedure = self.procedure(&row.catalogue_hash).await?;
            let status =
                Status::parse(&row.status).ok_or_else(|| Error::Internal("unknown status".into()))?;
            let clock = row.clock(self.target(&procedure));
            let elapsed = clock.percent(moment(now), &calendar.of(self));
            page.rows.push(QueueRow {
                id: row.request_id,
                number: row.displayed_number(),
                procedure: procedure.name.get(language).to_owned(),
                holder: row.assignee.filter(|_| held(&row)).and_then(|holder| names.get(&holder).cloned()),
                village: row.village,
                status,
                submitted_at: moment(row.submitted_at),
                due_at: moment(row.due_at),
                mine: row.assignee == Some(officer.account),
                seen_by,
                unread: row.unread > 0,
                elapsed: u8::try_from(elapsed).unwrap_or(u8::MAX),
                corrected: row.version > 1 && status == Status::Submitted,
                version: row.version,
            });
        }
        Ok(page)
    }

    async fn holders(
        &self,
        rows: impl Iterator<Item = &desk_row::Model>,
    ) -> Result<HashMap<Uuid, String>, Error> {
        let mut names = HashMap::new();
        for holder in rows.filter_map(|row| row.assignee) {
            if let std::collections::hash_map::Entry::Vacant(place) = names.entry(holder) {
                place.insert(self.officer_name(holder).await?);
            }
        }
        Ok(names)
    }

    /// The counts beside the parts, as they are kept.
    pub async fn queue_counts(&self, actor: &Actor) -> Result<QueueCounts, Error> {
        let officer = actor.officer()?;
        if let (Role::FrontDesk | Role::Verifier, Some(district)) = (officer.role, &officer.district) {
            let counts = district_count::Entity::find()
                .filter(district_count::Column::OfficeId.eq(officer.office))
                .filter(district_count::Column::District.eq(district));
            let by_status = counts
                .select_only()
                .column(district_count::Column::Status)
                .column_as(Expr::col(district_count::Column::N).sum().cast_as("bigint"), "n")
                .group_by(district_count::Column::Status)
                .into_model()
                .all(self.db.read())
                .await?;
            return self.counts_by_part(actor, &by_status).await;
        }
        let counts = match officer.role {
            Role::FrontDesk | Role::Verifier => {
                desk_count::Entity::find().filter(desk_count::Column::OfficeId.eq(officer.office))
            }
            Role::Supervisor => desk_count::Entity::find(),
            Role::Administrator => {
                desk_count::Entity::find().filter(desk_count::Column::OfficeId.eq(Uuid::nil()))
            }
        };
        let by_status: Vec<StatusCount> = counts
            .select_only()
            .column(desk_count::Column::Status)
            .column_as(Expr::col(desk_count::Column::N).sum().cast_as("bigint"), "n")
            .group_by(desk_count::Column::Status)
            .into_model()
            .all(self.db.read())
            .await?;
        self.counts_by_part(actor, &by_status).await
    }

    async fn counts_by_part(&self, actor: &Actor, by_status: &[StatusCount]) -> Result<QueueCounts, Error> {
        // What is in one officer's hands is little.
        let mine = self.narrowed(actor, &QueueQuery::part(QueueFilter::Mine)).count(self.db.read()).await?;
        let sum = |part: QueueFilter| {
            let total: i64 = by_status
                .iter()
                .filter(|count| Status::parse(&count.status).is_some_and(|status| part.holds(status)))
                .map(|count| count.n)
                .sum();
            u64::try_from(total).unwrap_or(0)
        };
        let count = |part| (part, if part == QueueFilter::Mine { mine } else { sum(part) });
        Ok(QueueCounts(QueueFilter::ALL.into_iter().map(count).collect()))
    }
}
