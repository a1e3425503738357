//! Limits: how often something may be tried. Counted in the database, so that restarts and several
//! servers keep them; keyed by a hash, so that no address or identifier is stored.
use crate::{Error, Service, clock::millis, entity::rate, keys::IndexField};
use sea_orm::{ActiveValue::Set, EntityTrait, sea_query::OnConflict};
use std::time::Duration;

/// What is limited, with how many tries in which window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// Wrong passwords for one sign-in name.
    SignInName,
    /// Sign-ins from one address: wide, because carriers put whole villages behind one.
    SignInAddress,
    /// Wrong one-time codes of one subject.
    CodeTries,
    /// Codes sent to one subject.
    CodeSends,
    /// Registrations from one address.
    RegisterAddress,
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
}

impl Rule {
    /// Tries and window.
    pub const fn allows(self) -> (i32, Duration) {
        match self {
            Self::SignInName | Self::CodeTries => (10, Duration::from_mins(10)),
            Self::SignInAddress => (600, Duration::from_mins(10)),
            Self::CodeSends => (5, Duration::from_mins(10)),
            Self::Parked => (300, Duration::from_hours(1)),
            Self::RegisterAddress => (200, Duration::from_hours(1)),
            Self::Uploads => (240, Duration::from_hours(1)),
            Self::Live => (120, Duration::from_mins(1)),
            Self::Messages => (120, Duration::from_hours(1)),
            Self::Sends => (30, Duration::from_hours(1)),
            Self::Lookups => (120, Duration::from_mins(10)),
            Self::TrackNumber => (5, Duration::from_hours(1)),
        }
    }
}

/// How a counter stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Standing {
    pub(crate) left: i32,
    pub(crate) retry_after: Duration,
}

impl Service {
    fn rate_key(&self, rule: Rule, key: &str) -> Vec<u8> {
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
                left: (allowed - row.hits).max(0),
                retry_after: Duration::from_millis(
                    u64::try_from(row.window_start + window_ms - now).unwrap_or(0),
                ),
            },
            _ => Standing { left: allowed, retry_after: Duration::ZERO },
        })
    }

    /// Counts one try and says how the counter stands after it.
    pub(crate) async fn count(&self, rule: Rule, key: &str) -> Result<Standing, Error> {
        let (allowed, window) = rule.allows();
        let now = millis(self.clock.now());
        let window_ms = i64::try_from(window.as_millis()).unwrap_or(i64::MAX);
        let key_hash = self.rate_key(rule, key);
        let txn = self.db.begin().await?;
        let row = rate::Entity::find_by_id(key_hash.clone()).one(&txn).await?;
        let (start, hits) = match row {
            Some(row) if now - row.window_start < window_ms => (row.window_start, row.hits.saturating_add(1)),
            _ => (now, 1),
        };
        rate::Entity::insert(rate::ActiveModel {
            key_hash: Set(key_hash),
            window_start: Set(start),
            hits: Set(hits),
        })
        .on_conflict(
            OnConflict::column(rate::Column::KeyHash)
                .update_columns([rate::Column::WindowStart, rate::Column::Hits])
                .to_owned(),
        )
        .exec_without_returning(&txn)
        .await?;
        txn.commit().await?;
        Ok(Standing {
            left: (allowed - hits).max(0),
            retry_after: Duration::from_millis(u64::try_from(start + window_ms - now).unwrap_or(0)),
        })
    }

    /// Counts one try and refuses when there were too many.
    pub async fn limit(&self, rule: Rule, key: &str) -> Result<(), Error> {
        let before = self.standing(rule, key).await?;
        if before.left == 0 {
            return Err(Error::TooMany { retry_after: before.retry_after });
        }
        self.count(rule, key).await.map(|_| ())
    }

    /// Forgets the tries, after a success.
    pub(crate) async fn forgive(&self, rule: Rule, key: &str) -> Result<(), Error> {
        rate::Entity::delete_by_id(self.rate_key(rule, key)).exec(self.db.write()).await?;
        Ok(())
    }
}
