//! Figures for everybody. Counted by day in the transactions in which it happens (`desk/days.rs`); some days after its
//! end a month is closed: its counts are added up once and never again, so that what is published of it stays as it is.
//! What is hidden is told in `domain::figures`. No request is ever looked through.
use crate::{
    Error, Service,
    clock::{millis, moment},
    desk::Counted,
    entity::{decision, desk_day, month_figure, request},
};
use domain::{Command, Flag, Month, MonthCounts, Published};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, DatabaseTransaction, EntityTrait, FromQueryResult, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect,
    sea_query::{Expr, ExprTrait, OnConflict},
};
use std::collections::{BTreeMap, BTreeSet};
use time::Duration;
use uuid::Uuid;

/// The longest period that is shown, in months.
pub const MOST_MONTHS: i32 = 24;
/// The period that is shown unasked.
const USUAL_MONTHS: i32 = 12;
/// So many days after its end a month is closed: clocks differ, and some are corrected.
const SETTLING_DAYS: i64 = 2;
/// So many of the oldest requests tell whether there were some before anything was counted.
const OLDEST: u64 = 50;

/// What everybody may read of some months.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicFigures {
    /// The oldest and the newest month that there is; nothing when none was closed yet.
    pub there: Option<(Month, Month)>,
    /// The months that are shown, first and last.
    pub shown: Option<(Month, Month)>,
    /// Their figures.
    pub published: Published,
    /// Numbers below are hidden.
    pub least: u64,
    /// The day on which the next month is published.
    pub next: domain::Date,
}

#[derive(FromQueryResult)]
struct Sum {
    kind: String,
    item: String,
    n: i64,
}

impl Service {
    /// The figures of the months between these two, which follow the order of time whichever comes first; the last
    /// twelve when none is named. For everybody.
    pub async fn public_figures(
        &self,
        asked: (Option<Month>, Option<Month>),
    ) -> Result<PublicFigures, Error> {
        let edge = |newest: bool| {
            let query = month_figure::Entity::find().select_only().column(month_figure::Column::Month);
            let query = if newest {
                query.order_by_desc(month_figure::Column::Month)
            } else {
                query.order_by_asc(month_figure::Column::Month)
            };
            self.db.lately(query, |query, db| async move { query.into_tuple::<String>().one(&db).await })
        };
        let month = |text: Option<String>| text.and_then(|text| text.parse::<Month>().ok());
        let there = month(edge(false).await?).zip(month(edge(true).await?));
        let shown = there.map(|there| chosen(there, asked));
        let months = match shown {
            Some(shown) => self.closed_months(shown).await?,
            None => Vec::new(),
        };
        let least = u64::from(self.settings.least_published);
        let closing = self.newest_closable().plus(1);
        Ok(PublicFigures {
            there,
            shown,
            published: Published::of(&months, least),
            least,
            next: first_day(closing.plus(1)) + Duration::days(SETTLING_DAYS),
        })
    }

    async fn closed_months(&self, (first, last): (Month, Month)) -> Result<Vec<(Month, MonthCounts)>, Error> {
        let find = month_figure::Entity::find()
            .filter(month_figure::Column::Month.gte(first.to_string()))
            .filter(month_figure::Column::Month.lte(last.to_string()))
            .order_by_asc(month_figure::Column::Month);
        let rows = self.db.lately(find, |find, db| async move { find.all(&db).await }).await?;
        let read = |row: month_figure::Model| {
            let month = row.month.parse().ok()?;
            Some((month, serde_json::from_str(&row.counts).ok()?))
        };
        let unread = || Error::Internal("a month of figures is not in its form".into());
        rows.into_iter().map(|row| read(row).ok_or_else(unread)).collect()
    }

    /// The newest month that may be closed today.
    fn newest_closable(&self) -> Month {
        Month::of(self.today() - Duration::days(SETTLING_DAYS)).plus(-1)
    }

    /// Closes the months that are over. Answers how many.
    pub async fn close_months(&self) -> Result<usize, Error> {
        let newest = self.newest_closable();
        let Some(mut month) = self.first_unclosed().await? else { return Ok(0) };
        let mut closed = 0;
        while month <= newest {
            self.keep_month(month, &self.counted_in(month).await?).await?;
            month = month.plus(1);
            closed += 1;
        }
        Ok(closed)
    }

    /// Keeps what was counted in a month, unless that was done already.
    pub(crate) async fn keep_month(&self, month: Month, counts: &MonthCounts) -> Result<(), Error> {
        let counts = serde_json::to_string(counts).map_err(|error| Error::Internal(error.to_string()))?;
        let once = OnConflict::column(month_figure::Column::Month).do_nothing().to_owned();
        month_figure::Entity::insert(month_figure::ActiveModel {
            month: Set(month.to_string()),
            counts: Set(counts),
            closed_at: Set(millis(self.clock.now())),
        })
        .on_conflict(once)
        .exec_without_returning(self.db.write())
        .await?;
        Ok(())
    }

    /// The month after the newest closed one; else the first one that was counted from its beginning.
    async fn first_unclosed(&self) -> Result<Option<Month>, Error> {
        let newest = month_figure::Entity::find()
            .select_only()
            .column(month_figure::Column::Month)
            .order_by_desc(month_figure::Column::Month)
            .into_tuple::<String>()
            .one(self.db.read())
            .await?;
        if let Some(newest) = newest.and_then(|text| text.parse::<Month>().ok()) {
            return Ok(Some(newest.plus(1)));
        }
        let first = desk_day::Entity::find()
            .select_only()
            .column(desk_day::Column::Day)
            .order_by_asc(desk_day::Column::Day)
            .into_tuple::<String>()
            .one(self.db.read())
            .await?;
        let Some(first) = first else { return Ok(None) };
        let Some(month) = first.get(..7).and_then(|text| text.parse::<Month>().ok()) else { return Ok(None) };
        if month > self.newest_closable() {
            return Ok(None);
        }
        let oldest: Vec<i64> = request::Entity::find()
            .select_only()
            .column(request::Column::SubmittedAt)
            .order_by_asc(request::Column::Id)
            .limit(OLDEST)
            .into_tuple()
            .all(self.db.read())
            .await?;
        let earlier = oldest.into_iter().any(|at| domain::iso(self.local_date(at)) < first);
        Ok(Some(if earlier { month.plus(1) } else { month }))
    }

    /// What the days of a month make together.
    async fn counted_in(&self, month: Month) -> Result<MonthCounts, Error> {
        let last = first_day(month.plus(1)) - Duration::days(1);
        let kinds = [Counted::In, Counted::Out, Counted::Took, Counted::First].map(Counted::as_str);
        let sums: Vec<Sum> = desk_day::Entity::find()
            .filter(desk_day::Column::Day.gte(domain::iso(first_day(month))))
            .filter(desk_day::Column::Day.lte(domain::iso(last)))
            .filter(desk_day::Column::Kind.is_in(kinds))
            .select_only()
            .column(desk_day::Column::Kind)
            .column(desk_day::Column::Item)
            .column_as(Expr::col(desk_day::Column::N).sum().cast_as("bigint"), "n")
            .group_by(desk_day::Column::Kind)
            .group_by(desk_day::Column::Item)
            .into_model()
            .all(self.db.read())
            .await?;
        let offered = self.catalogue.entries().iter().map(|entry| entry.procedure.code.clone());
        let services: BTreeSet<String> = offered.collect();
        let mut counts = MonthCounts { services: services.into_iter().collect(), ..MonthCounts::default() };
        let mut hours = BTreeMap::<String, BTreeMap<u64, u64>>::new();
        let mut reasons = BTreeMap::<String, BTreeMap<String, u64>>::new();
        for sum in sums {
            let n = u64::try_from(sum.n).unwrap_or(0);
            let parts = sum.item.split_once(':').map(|(code, rest)| (code.to_owned(), rest.to_owned()));
            match (sum.kind.as_str(), parts) {
                ("in", _) => *counts.came.entry(sum.item).or_default() += n,
                ("out", _) => *counts.went.entry(sum.item).or_default() += n,
                ("took", Some((code, hour))) => {
                    *hours.entry(code).or_default().entry(hour.parse().unwrap_or(0)).or_default() += n;
                }
                ("first", Some((code, reason))) => {
                    *reasons.entry(reason).or_default().entry(code).or_default() += n;
                }
                _ => {}
            }
        }
        // A process of before counted neither: then the month has no times, and its reasons are not all of them.
        let timed: u64 = hours.values().flat_map(BTreeMap::values).sum();
        if timed == counts.went.values().sum::<u64>() {
            (counts.hours, counts.reasons) = (Some(hours), Some(reasons));
        }
        Ok(counts)
    }

    /// What a return adds to its day if it is the first one of its request: each reason once.
    pub(crate) async fn counted_as_first_return(
        &self,
        txn: &DatabaseTransaction,
        (request, procedure): (Uuid, &str),
        flags: &[Flag],
    ) -> Result<Vec<(Counted, String)>, Error> {
        let returns = [Command::Return, Command::SiakReturn].map(Command::as_str);
        let so_far = decision::Entity::find()
            .filter(decision::Column::RequestId.eq(request))
            .filter(decision::Column::Command.is_in(returns))
            .count(txn)
            .await?;
        // This one is among them.
        if so_far != 1 {
            return Ok(Vec::new());
        }
        let reasons: BTreeSet<&str> = flags.iter().map(|flag| flag.reason.as_str()).collect();
        Ok(reasons.into_iter().map(|reason| (Counted::First, format!("{procedure}:{reason}"))).collect())
    }
}

/// What is shown of the months that there are.
fn chosen((oldest, newest): (Month, Month), asked: (Option<Month>, Option<Month>)) -> (Month, Month) {
    let inside = |month: Month| month.clamp(oldest, newest);
    let (mut from, mut to) = match asked {
        (None, None) => (newest.plus(1 - USUAL_MONTHS), newest),
        (Some(from), None) => (from, inside(from).plus(USUAL_MONTHS - 1)),
        (None, Some(to)) => (inside(to).plus(1 - USUAL_MONTHS), to),
        (Some(from), Some(to)) => (from.min(to), from.max(to)),
    };
    (from, to) = (inside(from), inside(to));
    (from.max(to.plus(1 - MOST_MONTHS)), to)
}

fn first_day(month: Month) -> domain::Date {
    let number = time::Month::try_from(month.number()).unwrap_or(time::Month::January);
    domain::Date::from_calendar_date(month.year(), number, 1).unwrap_or_else(|_| moment(0).date())
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use super::chosen;
    use domain::Month;

    #[test]
    fn a_period_lies_in_what_there_is_and_is_no_longer_than_two_years() {
        let month = |text: &str| text.parse::<Month>().unwrap();
        let there = (month("2024-02"), month("2026-10"));
        let of = |from: &str, to: &str| {
            let asked = [from, to].map(|text| text.parse::<Month>().ok());
            let (from, to) = chosen(there, (asked[0], asked[1]));
            format!("{from} {to}")
        };
        assert_eq!(of("", ""), "2025-11 2026-10");
        assert_eq!(of("2026-03", "2026-05"), "2026-03 2026-05");
        assert_eq!(of("2026-05", "2026-03"), "2026-03 2026-05");
        assert_eq!(of("2024-05", ""), "2024-05 2025-04");
        assert_eq!(of("", "2024-05"), "2024-02 2024-05");
        assert_eq!(of("1999-01", "2031-01"), "2024-11 2026-10");
        assert_eq!(of("2031-01", ""), "2026-10 2026-10");
        assert_eq!(of("1999-01", "1999-02"), "2024-02 2024-02");
        let one = month("2026-10");
        assert_eq!(chosen((one, one), (None, None)), (one, one));
    }
}
