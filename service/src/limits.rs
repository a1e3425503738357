//! Limits: how often something may be tried. Counted in the database, so that restarts and several
//! servers keep them; keyed by a hash, so that no address or identifier is stored.
use crate::{
    Error, Service,
    clock::{Millis, millis},
    entity::rate,
    keys::IndexField,
    watch_log,
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryTrait,
    sea_query::{Expr, OnConflict, Query},
};
use std::time::Duration;

/// What is limited, with how many tries in which window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// Tries of a password for one sign-in name by browsers that the account does not know: after some free ones each
    /// waits longer for the next ([`Service::slow`]).
    SignInName,
    /// Wrong passwords in one browser that the account knows.
    SignInKnown,
    /// Sign-ins from one address: wide, because carriers put whole villages behind one.
    SignInAddress,
    /// Wrong one-time codes of one subject.
    CodeTries,
    /// Codes sent to one subject.
    CodeSends,
    /// Codes to one phone or mailbox, whoever asks for them.
    CodesTo,
    /// Letters to whoever has a NIK that somebody else registers with.
    NikTried,
    /// Registrations from one address.
    RegisterAddress,
    /// Drafts begun by one account.
    Drafts,
    /// Corrections of data asked for by one account.
    DataRequests,
    /// Uploads of one account.
    Uploads,
    /// Live streams opened by one account.
    Live,
    /// Requests sent by one account.
    Sends,
    /// Forms kept for somebody at one address who must sign in first.
    Parked,
    /// Look-ups without an account from one address: wide, because carriers put whole villages behind one.
    Lookups,
    /// Wrong digits of a phone for one receipt number.
    TrackNumber,
    /// Messages written by one account.
    Messages,
    /// Searches of one officer at the desk.
    Searches,
    /// Codes shown to phones that lend their camera, by one account.
    Scans,
    /// Questions to the office from one address: carriers put whole villages behind one.
    HelpAddress,
    /// Questions to the office by one account.
    HelpAccount,
    /// Messages in one ticket by whoever asked.
    HelpWriting,
    /// Wrong secrets for the number of one ticket.
    TicketNumber,
    /// Citizens whom one officer asks to be let to help.
    Assists,
}

impl Rule {
    /// Tries and window.
    pub const fn allows(self) -> (i32, Duration) {
        match self {
            Self::SignInName => (FREE_TRIES, Duration::from_hours(24)),
            Self::SignInKnown | Self::CodeTries => (10, Duration::from_mins(10)),
            Self::SignInAddress => (600, Duration::from_mins(10)),
            Self::CodesTo | Self::HelpWriting => (20, Duration::from_hours(1)),
            Self::NikTried => (3, Duration::from_hours(24)),
            Self::CodeSends => (5, Duration::from_mins(10)),
            Self::Parked => (300, Duration::from_hours(1)),
            Self::RegisterAddress => (200, Duration::from_hours(1)),
            Self::Uploads => (240, Duration::from_hours(1)),
            Self::Live => (120, Duration::from_mins(1)),
            Self::Drafts | Self::Scans | Self::HelpAddress | Self::Assists => (60, Duration::from_hours(1)),
            Self::DataRequests => (10, Duration::from_hours(24)),
            Self::Messages => (120, Duration::from_hours(1)),
            Self::Sends => (30, Duration::from_hours(1)),
            Self::Searches => (60, Duration::from_mins(10)),
            Self::Lookups => (120, Duration::from_mins(10)),
            Self::TrackNumber | Self::TicketNumber => (5, Duration::from_hours(1)),
            Self::HelpAccount => (10, Duration::from_hours(1)),
        }
    }
}

/// So many tries cost no waiting: people mistype.
const FREE_TRIES: i32 = 5;
/// The wait after the last free try doubles with each further one, up to this.
const LONGEST_WAIT: Duration = Duration::from_mins(10);

/// How long after the last of `tries` the next one may come: 5 s, 10 s, 20 s and so on.
fn wait_after(tries: i32) -> Duration {
    let Ok(more) = u32::try_from(tries - FREE_TRIES) else { return Duration::ZERO };
    Ord::min(Duration::from_secs(5 << Ord::min(more, 10)), LONGEST_WAIT)
}

/// A refusal, which whoever watches over the portal reads too.
fn too_many(rule: Rule, retry_after: Duration) -> Error {
    watch_log::over(rule);
    Error::TooMany { retry_after }
}

/// How a counter stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Standing {
    pub(crate) left: i32,
    /// More were counted than are allowed.
    pub(crate) over: bool,
    pub(crate) retry_after: Duration,
}

impl Service {
    /// As long as an answer takes that must not tell whether somebody or something exists: whoever answers waits for it
    /// after everything else, or the time of what is left to do would tell.
    pub fn as_long(&self) -> Duration {
        self.settings.as_long
    }

    pub(crate) fn rate_key(&self, rule: Rule, key: &str) -> Vec<u8> {
        self.keys.index(IndexField::Rate, format!("{rule:?}|{key}").as_bytes())
    }

    /// How many tries are left, without counting one.
    pub(crate) async fn standing(&self, rule: Rule, key: &str) -> Result<Standing, Error> {
        let (allowed, window) = rule.allows();
        let now = millis(self.clock.now());
        let row = rate::Entity::find_by_id(self.rate_key(rule, key)).one(self.db.write()).await?;
        let window_ms = i64::try_from(window.as_millis()).unwrap_or(i64::MAX);
        Ok(match row {
            Some(row) if now - row.window_start < window_ms => Standing {
                left: Ord::max(allowed - row.hits, 0),
                over: row.hits > allowed,
                retry_after: Duration::from_millis(
                    u64::try_from(row.window_start + window_ms - now).unwrap_or(0),
                ),
            },
            _ => Standing { left: allowed, over: false, retry_after: Duration::ZERO },
        })
    }

    /// Counts one try and says how the counter stands after it.
    pub(crate) async fn count(&self, rule: Rule, key: &str) -> Result<Standing, Error> {
        let (allowed, window) = rule.allows();
        let now = millis(self.clock.now());
        let window_ms = i64::try_from(window.as_millis()).unwrap_or(i64::MAX);
        // One statement: of many tries at the same moment none is lost.
        let column = |column| Expr::col((rate::Entity, column));
        let runs = || column(rate::Column::WindowStart).gt(now - window_ms);
        let row = rate::ActiveModel {
            key_hash: Set(self.rate_key(rule, key)),
            window_start: Set(now),
            hits: Set(1),
        };
        let mut counts = rate::Entity::insert(row)
            .on_conflict(
                OnConflict::column(rate::Column::KeyHash)
                    .value(
                        rate::Column::Hits,
                        Expr::case(runs(), column(rate::Column::Hits).add(1)).finally(1),
                    )
                    .value(
                        rate::Column::WindowStart,
                        Expr::case(runs(), column(rate::Column::WindowStart)).finally(now),
                    )
                    .to_owned(),
            )
            .into_query();
        counts.returning(Query::returning().columns([rate::Column::WindowStart, rate::Column::Hits]));
        let row = self.db.write().query_one(&counts).await?;
        let row = row.ok_or_else(|| Error::Internal("a counter says nothing".into()))?;
        let (start, hits): (Millis, i32) = (row.try_get_by_index(0)?, row.try_get_by_index(1)?);
        Ok(Standing {
            left: Ord::max(allowed - hits, 0),
            over: hits > allowed,
            retry_after: Duration::from_millis(u64::try_from(start + window_ms - now).unwrap_or(0)),
        })
    }

    /// Counts one try before it is made and refuses when there were too many; answers how the counter stands then.
    /// However many try at the same moment, no more than allowed are made.
    pub(crate) async fn reserve(&self, rule: Rule, key: &str) -> Result<Standing, Error> {
        let before = self.standing(rule, key).await?;
        if before.left == 0 {
            return Err(too_many(rule, before.retry_after));
        }
        let after = self.count(rule, key).await?;
        if after.over {
            return Err(too_many(rule, after.retry_after));
        }
        Ok(after)
    }

    /// Counts one try before it is made, and refuses it while the wait after the ones before is not over. A stranger
    /// who tries again and again slows others down and locks nobody out: a browser that the account knows is not
    /// asked, and a new password ends the wait. Of many tries at the same moment no more are made than are free.
    pub(crate) async fn slow(&self, rule: Rule, key: &str) -> Result<(), Error> {
        let key_hash = self.rate_key(rule, key);
        for _ in 0..=FREE_TRIES + 1 {
            let now = millis(self.clock.now());
            let row = rate::Entity::find_by_id(key_hash.clone()).one(self.db.write()).await?;
            let Some(row) = row else {
                let first = rate::ActiveModel {
                    key_hash: Set(key_hash.clone()),
                    window_start: Set(now),
                    hits: Set(1),
                };
                let inserted = rate::Entity::insert(first)
                    .on_conflict(OnConflict::column(rate::Column::KeyHash).do_nothing().to_owned())
                    .exec_without_returning(self.db.write())
                    .await?;
                if inserted == 1 {
                    return Ok(());
                }
                continue;
            };
            let wait = wait_after(row.hits);
            let next = row.window_start + i64::try_from(wait.as_millis()).unwrap_or(i64::MAX);
            if now < next {
                let left = u64::try_from(next - now).unwrap_or(0);
                return Err(too_many(rule, Duration::from_millis(left)));
            }
            let counted = rate::Entity::update_many()
                .col_expr(rate::Column::Hits, Expr::value(row.hits.saturating_add(1)))
                .col_expr(rate::Column::WindowStart, Expr::value(now))
                .filter(rate::Column::KeyHash.eq(key_hash.clone()))
                // Another one at the same moment has counted: look again.
                .filter(rate::Column::Hits.eq(row.hits))
                .filter(rate::Column::WindowStart.eq(row.window_start))
                .exec(self.db.write())
                .await?;
            if counted.rows_affected == 1 {
                return Ok(());
            }
        }
        Err(too_many(rule, Duration::from_secs(1)))
    }

    /// Counts one try and refuses when there were too many.
    pub async fn limit(&self, rule: Rule, key: &str) -> Result<(), Error> {
        let before = self.standing(rule, key).await?;
        if before.left == 0 {
            return Err(too_many(rule, before.retry_after));
        }
        self.count(rule, key).await.map(|_| ())
    }

    /// Forgets the tries, after a success.
    pub(crate) async fn forgive(&self, rule: Rule, key: &str) -> Result<(), Error> {
        self.forgive_all([self.rate_key(rule, key)]).await
    }

    /// Forgets what was counted under each of these [keys](Self::rate_key).
    pub(crate) async fn forgive_all(&self, keys: impl IntoIterator<Item = Vec<u8>>) -> Result<(), Error> {
        let these = rate::Column::KeyHash.is_in(keys);
        rate::Entity::delete_many().filter(these).exec(self.db.write()).await?;
        Ok(())
    }
}
