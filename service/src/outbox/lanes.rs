//! How the lanes stand: what waits, since when, and whether anything still goes out by that way.
use super::{FAILED, SENT, STANDBY, WAITING, in_lane, released};
use crate::{
    Error, Service,
    channel::FailureCode,
    clock::Millis,
    entity::outbox,
    state::{FailedLetters, Lane, OutboxLine},
};
use domain::Way;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::BTreeMap;

const DAY: Millis = 24 * 60 * 60 * 1000;
/// What was given up before is of no use to anybody any more.
const REMEMBERED: Millis = 30 * DAY;

const fn seconds(from: Millis, to: Millis) -> i64 {
    (to - from) / 1000
}

impl Service {
    /// Every way that this installation has messages for, with what waits there.
    pub(crate) async fn lanes(&self, now: Millis) -> Result<BTreeMap<OutboxLine, Lane>, Error> {
        let mut lanes = BTreeMap::new();
        for way in [Way::Email, Way::Phone, Way::Push] {
            let lane = self.lane(way, now).await?;
            // Notices of browsers are shown where there are any.
            if way != Way::Push || lane != Lane::default() {
                lanes.insert(way.into(), lane);
            }
        }
        Ok(lanes)
    }

    async fn lane(&self, way: Way, now: Millis) -> Result<Lane, Error> {
        let of = |state: &str| {
            outbox::Entity::find()
                .filter(outbox::Column::Channel.is_in(in_lane(way)))
                .filter(outbox::Column::State.eq(state))
        };
        let count =
            |state: &str| of(state).filter(outbox::Column::EndedAt.gt(now - DAY)).count(self.db.read());
        let untried = of(WAITING)
            .filter(outbox::Column::Attempts.eq(0))
            .filter(outbox::Column::NextAt.lte(now))
            .order_by_asc(outbox::Column::NextAt)
            .one(self.db.read())
            .await?;
        // A message that waits for the morning after a try in the evening has its rest.
        let waits_for_morning = |row: &outbox::Model| row.calm == 1 && released(&self.settings, now) > now;
        let untried = untried.filter(|row| !waits_for_morning(row));
        let tried = of(WAITING).filter(outbox::Column::Attempts.gt(0));
        let oldest = tried
            .clone()
            .order_by_asc(outbox::Column::CreatedAt)
            .one(self.db.read())
            .await?
            .filter(|row| !waits_for_morning(row));
        let (mut stuck, mut people) = (None, 0);
        if let Some(row) = oldest {
            let due = if row.calm == 1 { released(&self.settings, row.created_at) } else { row.created_at };
            let last = of(SENT)
                .filter(outbox::Column::EndedAt.is_not_null())
                .order_by_desc(outbox::Column::EndedAt)
                .one(self.db.read())
                .await?
                .and_then(|row| row.ended_at);
            stuck = Some(seconds(last.unwrap_or(due).max(due), now));
            people = tried
                .select_only()
                .column(outbox::Column::AccountId)
                .distinct()
                .count(self.db.read())
                .await?;
        }
        Ok(Lane {
            waiting: of(WAITING).count(self.db.read()).await?,
            standby: of(STANDBY).count(self.db.read()).await?,
            failed: count(FAILED).await?,
            sent: count(SENT).await?,
            untried: untried.map(|row| seconds(row.next_at, now)),
            stuck,
            stuck_people: people,
        })
    }

    /// What was given up. Codes also go to addresses that are only typed so far.
    pub(crate) async fn failed_letters(&self, now: Millis) -> Result<FailedLetters, Error> {
        let rows = outbox::Entity::find()
            .filter(outbox::Column::Channel.is_in(Way::ALL.map(Way::as_str)))
            .filter(outbox::Column::State.eq(FAILED))
            .filter(outbox::Column::EndedAt.gt(now - REMEMBERED))
            .filter(outbox::Column::Kind.ne("code"))
            // A browser that takes no notices any more is nothing to repair.
            .filter(outbox::Column::Failure.ne(FailureCode::Gone.to_string()));
        let oldest = rows.clone().order_by_asc(outbox::Column::EndedAt).one(self.db.read()).await?;
        Ok(FailedLetters {
            count: rows.count(self.db.read()).await?,
            oldest: oldest.and_then(|row| row.ended_at).map(|at| seconds(at, now)),
        })
    }
}
