//! Daily figures of the desk: what came, what went and after how long, for which reasons, by whom, at which hour. Kept as
//! numbers in the transaction in which it happens; a supervisor's page reads some hundred of them and no request.
use super::kept::{placeholder, shard};
use crate::{
    Actor, Error, Service,
    clock::{Millis, moment},
    entity::{desk_day, request},
    requests::Who,
};
use domain::{ActorKind, Command, Date, Language, Role, Status, figures::within};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, FromQueryResult, QueryFilter,
    QuerySelect, Statement, Value,
    sea_query::{Expr, ExprTrait},
};
use std::{cmp::Ordering, collections::BTreeMap};
use time::Duration;
use uuid::Uuid;

/// The longest period that is shown, in days.
const LONGEST: u16 = 92;
/// Working hours of waiting beyond which all is one.
const MOST_HOURS: i64 = 400;

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Counted {
    /// Sent, by hour of the week.
    Hour,
    /// Sent, by procedure.
    In,
    /// Acts, by officer.
    Officer,
    /// Ended by the office, by procedure.
    Out,
    /// The same, by whole working hours that it took.
    Wait,
    /// The same, by procedure and hours: `KK-07:12`.
    Took,
    /// Flags of returns and refusals, by reason.
    Reason,
    /// Requests returned for the first time, by procedure and reason: `KK-07:glare`.
    First,
    /// Answers to the question afterwards, by procedure and score: `KK-07:4`.
    Score,
}

/// What only the figures of whole months read.
const OF_MONTHS: [Counted; 2] = [Counted::Took, Counted::First];

impl Counted {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Hour => "hour",
            Self::In => "in",
            Self::Officer => "officer",
            Self::Out => "out",
            Self::Wait => "wait",
            Self::Took => "took",
            Self::Reason => "reason",
            Self::First => "first",
            Self::Score => "score",
        }
    }
}

/// One day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DayFigures {
    /// How many were sent.
    pub came: u64,
    /// How many ended by the office.
    pub went: u64,
    /// Working hours within which half of those ended; nothing when none did.
    pub half_within: Option<u64>,
    /// Working hours within which nine in ten of those ended.
    pub most_within: Option<u64>,
}

/// The figures of a period.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Performance {
    /// Each day, also those without anything, oldest first.
    pub days: Vec<(Date, DayFigures)>,
    /// All of it together.
    pub whole: DayFigures,
    /// Came and went by procedure, the most first.
    pub procedures: Vec<(String, u64, u64)>,
    /// Flags by reason, the most first.
    pub reasons: Vec<(String, u64)>,
    /// Acts by officer, the most first.
    pub officers: Vec<(String, u64)>,
    /// What came, by weekday (Monday first) and hour.
    pub hours: [[u64; 24]; 7],
    /// Answers to the question afterwards: how many gave 1, 2, 3, 4 and 5, by procedure, the most first.
    pub scores: Vec<(String, [u64; 5])>,
}

#[derive(FromQueryResult)]
struct Sum {
    day: String,
    kind: String,
    item: String,
    n: i64,
}

impl Service {
    /// Counts something that happens now. In one transaction in the order of [`Counted`], so that two never wait for
    /// each other.
    pub(crate) async fn count_day(
        &self,
        txn: &DatabaseTransaction,
        row: &request::Model,
        at: Millis,
        mut counted: Vec<(Counted, String)>,
    ) -> Result<(), Error> {
        counted.sort();
        let backend = txn.get_database_backend();
        let marks: Vec<String> = (1..=5).map(|n| placeholder(backend, n)).collect();
        let sql = format!(
            "INSERT INTO desk_day (office_id, day, kind, item, shard, n) VALUES ({}, 1) \
             ON CONFLICT (day, office_id, kind, item, shard) DO UPDATE SET n = desk_day.n + 1",
            marks.join(", ")
        );
        let day = domain::iso(self.local_date(at));
        for (kind, item) in counted {
            let values: [Value; 5] = [
                row.office_id.into(),
                day.clone().into(),
                kind.as_str().into(),
                item.into(),
                shard(backend, row.id).into(),
            ];
            txn.execute_raw(Statement::from_sql_and_values(backend, &sql, values)).await?;
        }
        Ok(())
    }

    /// Counts something that was counted as something else before, because it was changed. The two numbers are held in
    /// the order of their keys: of two that change crosswise at the same moment, one waits for the other.
    pub(crate) async fn recount_day(
        &self,
        txn: &DatabaseTransaction,
        row: &request::Model,
        kind: Counted,
        (then, before): (Millis, &str),
        (at, now): (Millis, &str),
    ) -> Result<(), Error> {
        let key = |at: Millis, item: &str| (domain::iso(self.local_date(at)), item.to_owned());
        let counted = vec![(kind, now.to_owned())];
        match key(then, before).cmp(&key(at, now)) {
            Ordering::Equal => Ok(()),
            Ordering::Less => {
                self.uncount_day(txn, row, then, (kind, before)).await?;
                self.count_day(txn, row, at, counted).await
            }
            Ordering::Greater => {
                self.count_day(txn, row, at, counted).await?;
                self.uncount_day(txn, row, then, (kind, before)).await
            }
        }
    }

    /// Takes back what was counted at another moment.
    async fn uncount_day(
        &self,
        txn: &DatabaseTransaction,
        row: &request::Model,
        at: Millis,
        (counted, item): (Counted, &str),
    ) -> Result<(), Error> {
        desk_day::Entity::update_many()
            .col_expr(desk_day::Column::N, Expr::col(desk_day::Column::N).sub(1))
            .filter(desk_day::Column::Day.eq(domain::iso(self.local_date(at))))
            .filter(desk_day::Column::OfficeId.eq(row.office_id))
            .filter(desk_day::Column::Kind.eq(counted.as_str()))
            .filter(desk_day::Column::Item.eq(item))
            .filter(desk_day::Column::Shard.eq(shard(txn.get_database_backend(), row.id)))
            .filter(desk_day::Column::N.gt(0))
            .exec(txn)
            .await?;
        Ok(())
    }

    /// What a request that is sent for the first time adds to its day.
    pub(crate) fn counted_as_sent(&self, row: &request::Model) -> Vec<(Counted, String)> {
        let local = moment(row.submitted_at).to_offset(self.settings.zone.offset());
        let hour = format!("{}-{}", local.weekday().number_days_from_monday(), local.hour());
        vec![(Counted::Hour, hour), (Counted::In, row.procedure.clone())]
    }

    /// What a change of status adds to its day; `used` is the working time it took.
    pub(crate) fn counted_as_changed(
        row: &request::Model,
        (command, who): (Command, Who),
        (before, after): (Status, Status),
        used: Option<Duration>,
    ) -> Vec<(Counted, String)> {
        let mut counted = Vec::new();
        let office = matches!(who.kind, ActorKind::FrontDesk | ActorKind::Verifier | ActorKind::Supervisor);
        if let (true, Some(officer)) = (office && command != Command::Claim, who.account) {
            counted.push((Counted::Officer, officer.to_string()));
        }
        if before.is_open() && matches!(after, Status::Done | Status::Rejected) {
            counted.push((Counted::Out, row.procedure.clone()));
            let hours = used.unwrap_or_default().whole_hours().clamp(0, MOST_HOURS);
            counted.push((Counted::Wait, hours.to_string()));
            counted.push((Counted::Took, format!("{}:{hours}", row.procedure)));
        }
        counted
    }

    /// The figures of the last so many days, today included. For supervisors.
    pub async fn performance(
        &self,
        actor: &Actor,
        days: u16,
        language: Language,
    ) -> Result<Performance, Error> {
        if actor.officer()?.role != Role::Supervisor {
            return Err(Error::Forbidden);
        }
        let today = self.today();
        let first = today - Duration::days(i64::from(days.clamp(1, LONGEST)) - 1);
        let sums = desk_day::Entity::find()
            .filter(desk_day::Column::Day.gte(domain::iso(first)))
            .filter(desk_day::Column::Day.lte(domain::iso(today)))
            .filter(desk_day::Column::Kind.is_not_in(OF_MONTHS.map(Counted::as_str)))
            .select_only()
            .column(desk_day::Column::Day)
            .column(desk_day::Column::Kind)
            .column(desk_day::Column::Item)
            .column_as(Expr::col(desk_day::Column::N).sum().cast_as("bigint"), "n")
            .group_by(desk_day::Column::Day)
            .group_by(desk_day::Column::Kind)
            .group_by(desk_day::Column::Item);
        let sums =
            self.db.lately(sums, |sums, db| async move { sums.into_model::<Sum>().all(&db).await }).await?;
        let mut figures = Performance::default();
        let mut of_day: BTreeMap<String, (u64, u64, BTreeMap<u64, u64>)> = BTreeMap::new();
        let mut scores = BTreeMap::<String, [u64; 5]>::new();
        let (mut procedures, mut reasons, mut officers) =
            (BTreeMap::<String, (u64, u64)>::new(), BTreeMap::new(), BTreeMap::new());
        for sum in sums {
            let n = u64::try_from(sum.n).unwrap_or(0);
            let day = of_day.entry(sum.day).or_default();
            match sum.kind.as_str() {
                "in" => {
                    day.0 += n;
                    procedures.entry(sum.item).or_default().0 += n;
                }
                "out" => {
                    day.1 += n;
                    procedures.entry(sum.item).or_default().1 += n;
                }
                "wait" => *day.2.entry(sum.item.parse().unwrap_or(0)).or_default() += n,
                "reason" => *reasons.entry(sum.item).or_insert(0) += n,
                "officer" => *officers.entry(sum.item).or_insert(0) += n,
                "score" => add_score(&mut scores, &sum.item, n),
                "hour" => {
                    let place = sum.item.split_once('-').and_then(|(weekday, hour)| {
                        let (weekday, hour): (usize, usize) = (weekday.parse().ok()?, hour.parse().ok()?);
                        figures.hours.get_mut(weekday)?.get_mut(hour)
                    });
                    if let Some(place) = place {
                        *place += n;
                    }
                }
                _ => {}
            }
        }
        let mut waits = BTreeMap::new();
        for (_, _, hours) in of_day.values() {
            for (hour, n) in hours {
                *waits.entry(*hour).or_insert(0) += n;
            }
        }
        let mut day = first;
        loop {
            let (came, went, hours) = of_day.remove(&domain::iso(day)).unwrap_or_default();
            figures.whole.came += came;
            figures.whole.went += went;
            let of = |share| within(&hours, share);
            let one = DayFigures { came, went, half_within: of(50), most_within: of(90) };
            figures.days.push((day, one));
            match day.next_day().filter(|next| *next <= today) {
                Some(next) => day = next,
                None => break,
            }
        }
        (figures.whole.half_within, figures.whole.most_within) = (within(&waits, 50), within(&waits, 90));
        let name = |code: &str| {
            let known = self.catalogue.find(code, today).map(|entry| entry.procedure.name.get(language));
            known.map_or_else(|| code.to_owned(), str::to_owned)
        };
        figures.procedures =
            procedures.into_iter().map(|(code, (came, went))| (name(&code), came, went)).collect();
        figures.procedures.sort_by_key(|(_, came, went)| std::cmp::Reverse(came + went));
        figures.scores = most_first(scores, name);
        let word = |code: String| {
            let known = self.catalogue.reason(&code).map(|reason| reason.label.get(language).to_owned());
            known.unwrap_or(code)
        };
        figures.reasons = reasons.into_iter().map(|(code, n)| (word(code), n)).collect();
        figures.reasons.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
        for (account, n) in officers {
            if let Ok(account) = account.parse::<Uuid>() {
                figures.officers.push((self.officer_name(account).await?, n));
            }
        }
        figures.officers.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
        Ok(figures)
    }
}

/// `KK-07:4` is one of the answers to KK-07.
fn add_score(scores: &mut BTreeMap<String, [u64; 5]>, item: &str, n: u64) {
    if let Some((procedure, score)) = item.split_once(':')
        && let Ok(score @ 1..=5) = score.parse::<usize>()
    {
        scores.entry(procedure.to_owned()).or_default()[score - 1] += n;
    }
}

/// With the names of the services, without those that nobody has answered for.
fn most_first(scores: BTreeMap<String, [u64; 5]>, name: impl Fn(&str) -> String) -> Vec<(String, [u64; 5])> {
    let answered = |of: &[u64; 5]| of.iter().sum::<u64>();
    let scores = scores.into_iter().filter(|(_, of)| answered(of) > 0);
    let mut scores: Vec<_> = scores.map(|(code, of)| (name(&code), of)).collect();
    scores.sort_by_key(|(_, of)| std::cmp::Reverse(answered(of)));
    scores
}
