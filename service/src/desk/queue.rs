//! The queue: open requests of the officer's scope, least time left first, by keyset.
use crate::{
    Actor, Error, Service,
    clock::{millis, moment},
    entity::request,
    requests::{status_of, visible_to},
};
use domain::{Language, Status};
use sea_orm::{
    ColumnTrait, Condition, FromQueryResult, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, ExprTrait},
};
use std::collections::HashMap;
use time::OffsetDateTime;
use uuid::Uuid;

const PAGE: u64 = 50;

/// Which part of the queue.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum QueueFilter {
    /// Everything open that waits for the office.
    #[default]
    Open,
    /// Sent and not yet taken.
    New,
    /// Held by the one who asks.
    Mine,
    /// Approved, on the way through the register and the signature.
    Handover,
    /// Waiting for the citizen.
    Waiting,
    /// Ended.
    Ended,
}

impl QueueFilter {
    /// All, in the order they are shown.
    pub const ALL: [Self; 6] =
        [Self::Open, Self::New, Self::Mine, Self::Handover, Self::Waiting, Self::Ended];

    /// As it stands in an address.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Open => "terbuka",
            Self::New => "baru",
            Self::Mine => "milik-saya",
            Self::Handover => "siak",
            Self::Waiting => "menunggu-warga",
            Self::Ended => "selesai",
        }
    }

    /// From an address; anything unknown is everything open.
    pub fn parse(text: &str) -> Self {
        Self::ALL.into_iter().find(|filter| filter.as_str() == text).unwrap_or_default()
    }

    fn statuses(self) -> Vec<&'static str> {
        let of = |fits: fn(Status) -> bool| {
            Status::all().iter().filter(|status| fits(**status)).map(|status| status.as_str()).collect()
        };
        match self {
            Self::Open | Self::Mine => of(|status| status.is_open() && status != Status::NeedsCorrection),
            Self::New => of(|status| status == Status::Submitted),
            Self::Handover => {
                of(|status| matches!(status, Status::Approved | Status::InSiak | Status::AwaitingSignature))
            }
            Self::Waiting => of(|status| status == Status::NeedsCorrection),
            Self::Ended => of(Status::is_end),
        }
    }
}

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
    /// Percent of the service time that has gone by, at most 100.
    pub elapsed: u8,
    /// Sent again after a correction.
    pub corrected: bool,
}

/// A page of the queue.
#[derive(Clone, Debug, Default)]
pub struct QueuePage {
    /// The lines.
    pub rows: Vec<QueueRow>,
    /// Where the next page begins.
    pub next: Option<String>,
}

/// How many requests each part of the queue holds.
#[derive(Clone, Debug, Default)]
pub struct QueueCounts(pub Vec<(QueueFilter, u64)>);

#[derive(FromQueryResult)]
struct StatusCount {
    status: String,
    n: i64,
}

fn parse_place(place: &str) -> Option<(i64, Uuid)> {
    let (due, id) = place.split_once('.')?;
    Some((due.parse().ok()?, id.parse().ok()?))
}

impl Service {
    /// A page of the queue; `after` is the `next` of the page before.
    pub async fn queue(
        &self,
        actor: &Actor,
        filter: QueueFilter,
        after: Option<&str>,
        language: Language,
    ) -> Result<QueuePage, Error> {
        let officer = actor.officer()?;
        let mut query = visible_to(actor).filter(request::Column::Status.is_in(filter.statuses()));
        if filter == QueueFilter::Mine {
            query = query.filter(request::Column::Assignee.eq(officer.account));
        }
        if let Some((due, id)) = after.and_then(parse_place) {
            query =
                query.filter(Condition::any().add(request::Column::DueAt.gt(due)).add(
                    Condition::all().add(request::Column::DueAt.eq(due)).add(request::Column::Id.gt(id)),
                ));
        }
        let mut rows = query
            .order_by_asc(request::Column::DueAt)
            .order_by_asc(request::Column::Id)
            .limit(PAGE + 1)
            .all(self.db.read())
            .await?;
        let more = rows.len() > usize::try_from(PAGE).unwrap_or(usize::MAX);
        rows.truncate(usize::try_from(PAGE).unwrap_or(usize::MAX));
        let next = rows.last().filter(|_| more).map(|row| format!("{}.{}", row.due_at, row.id));
        let names = self.holders(&rows).await?;
        let now = millis(self.clock.now());
        let mut list = Vec::with_capacity(rows.len());
        for row in rows {
            let procedure = self.procedure(&row.catalogue_hash).await?;
            let held = row.lease_until.is_some_and(|until| until > now);
            let span = Ord::max(row.due_at - row.submitted_at, 1);
            let elapsed = ((now - row.submitted_at).clamp(0, span) * 100 / span).clamp(0, 100);
            list.push(QueueRow {
                id: row.id,
                number: row.displayed_number(),
                procedure: procedure.name.get(language).to_owned(),
                village: row.village.clone(),
                status: status_of(&row)?,
                submitted_at: moment(row.submitted_at),
                due_at: moment(row.due_at),
                holder: row.assignee.filter(|_| held).and_then(|holder| names.get(&holder).cloned()),
                mine: row.assignee == Some(officer.account),
                elapsed: u8::try_from(elapsed).unwrap_or(100),
                corrected: row.version > 1 && status_of(&row)? == Status::Submitted,
            });
        }
        Ok(QueuePage { rows: list, next })
    }

    async fn holders(&self, rows: &[request::Model]) -> Result<HashMap<Uuid, String>, Error> {
        let mut names = HashMap::new();
        for holder in rows.iter().filter_map(|row| row.assignee) {
            if let std::collections::hash_map::Entry::Vacant(place) = names.entry(holder) {
                place.insert(self.officer_name(holder).await?);
            }
        }
        Ok(names)
    }

    /// The counts beside the filters.
    pub async fn queue_counts(&self, actor: &Actor) -> Result<QueueCounts, Error> {
        let officer = actor.officer()?;
        let by_status: Vec<StatusCount> = visible_to(actor)
            .select_only()
            .column(request::Column::Status)
            .column_as(Expr::col(request::Column::Id).count(), "n")
            .group_by(request::Column::Status)
            .into_model()
            .all(self.db.read())
            .await?;
        let mine: Vec<StatusCount> = visible_to(actor)
            .filter(request::Column::Assignee.eq(officer.account))
            .select_only()
            .column(request::Column::Status)
            .column_as(Expr::col(request::Column::Id).count(), "n")
            .group_by(request::Column::Status)
            .into_model()
            .all(self.db.read())
            .await?;
        let sum = |counts: &[StatusCount], filter: QueueFilter| {
            let statuses = filter.statuses();
            let total: i64 = counts
                .iter()
                .filter(|count| statuses.contains(&count.status.as_str()))
                .map(|count| count.n)
                .sum();
            u64::try_from(total).unwrap_or(0)
        };
        Ok(QueueCounts(
            QueueFilter::ALL
                .into_iter()
                .map(|filter| {
                    (filter, sum(if filter == QueueFilter::Mine { &mine } else { &by_status }, filter))
                })
                .collect(),
        ))
    }
}
