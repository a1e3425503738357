//! One round of sending: what is due is taken, sent, and what became of it recorded.
//!
//! Every way has a lane of its own, so that a slow gateway holds up no e-mail; in a lane a few people are served at once,
//! and what one person gets goes in the order in which it was written.
use super::{BODY, Envelope, FAILED, SENT, SPARED, STANDBY, WAITING, in_lane, released};
use crate::{
    Error, Service,
    channel::{Channel, FailureCode, Message, SendError, bounce_token},
    clock::{Millis, millis},
    entity::outbox,
    letter::Letter,
};
use domain::{NEXT_WAY_AFTER, Way};
use futures::{StreamExt as _, stream};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr};
use serde::Serialize;
use uuid::Uuid;

/// A message taken by a sender that died is taken again after this.
const TAKEN_FOR: Millis = 120_000;
/// So long a message is tried at least: a week-end without a gateway loses nothing.
const TRIED_FOR: Millis = 3 * 24 * 60 * 60 * 1000;
/// So often it is tried at least: a portal that was down itself gives up nothing at the first try.
const LEAST_TRIES: i32 = 12;
/// So many of one way in a round: a round with a silent server ends within a minute.
const IN_A_ROUND: u64 = 24;
/// So many people of one way are served at once.
const AT_ONCE: usize = 6;

/// Waits 10 s, 20 s, 40 s … at most an hour.
fn back_off(attempts: i32) -> Millis {
    let doublings = u32::try_from(attempts.clamp(0, 12)).unwrap_or(0);
    (5_000 * 2_i64.pow(doublings)).min(3_600_000)
}

/// What the service worker reads (`app/browser/notice.js`).
#[derive(Serialize)]
struct Notice<'a> {
    /// The same again is shown without another sound.
    id: Uuid,
    /// What it takes the place of.
    tag: &'a str,
    title: &'a str,
    text: &'a str,
    open: &'a str,
}

/// What a try came to: the other side's own number of the message, or why not.
type Outcome = Result<Option<String>, SendError>;

impl Service {
    /// One round of sending. Answers how many messages it handled. In demonstration mode nothing leaves: messages
    /// count as sent at once.
    pub async fn send_due(&self) -> Result<usize, Error> {
        let lanes = [Way::Email, Way::Phone, Way::Push].map(|way| self.send_lane(way));
        // Each to its end, whatever becomes of the others: who is cut off between sending and recording sends again.
        futures::future::join_all(lanes).await.into_iter().sum()
    }

    async fn send_lane(&self, way: Way) -> Result<usize, Error> {
        let now = millis(self.clock.now());
        let mut due = self.due_in(way, now, None).await?;
        // News of a request is a receipt too: it goes when that is in the mirror. What is none goes meanwhile, however
        // much news is due before it.
        if !due.is_empty() && self.mirrored().await.is_err() {
            due = self.due_in(way, now, Some(Letter::kinds_in_an_outage())).await?;
        }
        let mut people: Vec<Vec<outbox::Model>> = Vec::new();
        for row in due {
            match people.iter_mut().find(|rows| rows[0].account_id == row.account_id) {
                Some(rows) => rows.push(row),
                None => people.push(vec![row]),
            }
        }
        let served = stream::iter(people).map(|rows| async move {
            let mut handled = 0;
            for row in rows {
                handled += usize::from(self.send_one(row).await?);
            }
            Ok::<usize, Error>(handled)
        });
        // One that cannot be read, for instance, holds up nobody else.
        served.buffer_unordered(AT_ONCE).collect::<Vec<_>>().await.into_iter().sum()
    }

    /// What is due by a way, the oldest first; of these kinds only, if some are named.
    async fn due_in(
        &self,
        way: Way,
        now: Millis,
        kinds: Option<Vec<&'static str>>,
    ) -> Result<Vec<outbox::Model>, Error> {
        let due = outbox::Entity::find()
            .filter(outbox::Column::State.is_in([WAITING, STANDBY]))
            .filter(outbox::Column::NextAt.lte(now))
            .filter(outbox::Column::Channel.is_in(in_lane(way)));
        let due = match kinds {
            Some(kinds) => due.filter(outbox::Column::Kind.is_in(kinds)),
            None => due,
        };
        Ok(due
            .order_by_asc(outbox::Column::NextAt)
            .order_by_asc(outbox::Column::Id)
            .limit(IN_A_ROUND)
            .all(self.db.read())
            .await?)
    }

    /// Answers whether anything was done with it.
    async fn send_one(&self, mut row: outbox::Model) -> Result<bool, Error> {
        let now = millis(self.clock.now());
        if row.calm == 1 && released(&self.settings, now) > now {
            self.wait_for_morning(&row, now).await?;
            return Ok(true);
        }
        if row.state == STANDBY {
            if self.has_arrived_before(&row).await? {
                self.spare(&row).await?;
                return Ok(true);
            }
            if !self.call_up(&row, now).await? {
                return Ok(false);
            }
            WAITING.clone_into(&mut row.state);
            row.next_at = now;
        }
        self.try_once(&row).await
    }

    /// Takes it, sends it, records what became of it.
    async fn try_once(&self, row: &outbox::Model) -> Result<bool, Error> {
        let now = millis(self.clock.now());
        // Several servers may look at once: who moves `next_at` first has taken it.
        let taken = outbox::Entity::update_many()
            .col_expr(outbox::Column::NextAt, Expr::value(now + TAKEN_FOR))
            .col_expr(outbox::Column::Attempts, Expr::value(row.attempts + 1))
            .filter(outbox::Column::Id.eq(row.id))
            .filter(outbox::Column::State.eq(WAITING))
            .filter(outbox::Column::NextAt.eq(row.next_at))
            .filter(outbox::Column::Attempts.eq(row.attempts))
            .exec(self.db.write())
            .await?;
        if taken.rows_affected != 1 {
            return Ok(false);
        }
        let outcome = self.deliver(row).await?;
        self.record(row, outcome).await?;
        Ok(true)
    }

    /// Waits for the end of the quiet hours; what stands by waits its quarter of an hour from there.
    async fn wait_for_morning(&self, row: &outbox::Model, now: Millis) -> Result<(), Error> {
        let behind = if row.state == STANDBY {
            i64::from(row.place) * i64::try_from(NEXT_WAY_AFTER.whole_milliseconds()).unwrap_or(0)
        } else {
            0
        };
        outbox::Entity::update_many()
            .col_expr(outbox::Column::NextAt, Expr::value(released(&self.settings, now) + behind))
            .filter(outbox::Column::Id.eq(row.id))
            .filter(outbox::Column::State.eq(row.state.clone()))
            .filter(outbox::Column::NextAt.eq(row.next_at))
            .exec(self.db.write())
            .await?;
        Ok(())
    }

    /// Whether the letter has arrived by a way before this one. Those of which nothing is known are asked once more,
    /// under the same key: a gateway whose answer was lost says now that it had it.
    async fn has_arrived_before(&self, row: &outbox::Model) -> Result<bool, Error> {
        let Some(letter) = row.letter_id else { return Ok(false) };
        let before = outbox::Entity::find()
            .filter(outbox::Column::LetterId.eq(letter))
            .filter(outbox::Column::Place.lt(row.place))
            .order_by_asc(outbox::Column::Place)
            .all(self.db.write())
            .await?;
        if before.iter().any(|one| one.state == SENT) {
            return Ok(true);
        }
        for one in before.iter().filter(|one| one.state == WAITING) {
            self.try_once(one).await?;
        }
        self.is_sent(letter).await
    }

    async fn is_sent(&self, letter: Uuid) -> Result<bool, Error> {
        Ok(outbox::Entity::find()
            .filter(outbox::Column::LetterId.eq(letter))
            .filter(outbox::Column::State.eq(SENT))
            .one(self.db.write())
            .await?
            .is_some())
    }

    async fn spare(&self, row: &outbox::Model) -> Result<(), Error> {
        outbox::Entity::update_many()
            .col_expr(outbox::Column::State, Expr::value(SPARED))
            .filter(outbox::Column::Id.eq(row.id))
            .filter(outbox::Column::State.eq(STANDBY))
            .exec(self.db.write())
            .await?;
        Ok(())
    }

    /// Nothing before it has arrived: its turn. Answers whether it still stood by.
    async fn call_up(&self, row: &outbox::Model, now: Millis) -> Result<bool, Error> {
        let called = outbox::Entity::update_many()
            .col_expr(outbox::Column::State, Expr::value(WAITING))
            .col_expr(outbox::Column::NextAt, Expr::value(now))
            .filter(outbox::Column::Id.eq(row.id))
            .filter(outbox::Column::State.eq(STANDBY))
            .exec(self.db.write())
            .await?;
        Ok(called.rows_affected == 1)
    }

    async fn deliver(&self, row: &outbox::Model) -> Result<Outcome, Error> {
        if self.settings.demonstration {
            return Ok(Ok(None));
        }
        let sealer = self.sealer(row.account_id).await?;
        let envelope: Envelope = sealer.open_json(BODY, row.id, &row.body)?;
        if is_too_late(&envelope.letter, row.created_at, millis(self.clock.now())) {
            return Ok(Err(SendError::Permanent(FailureCode::TooLate)));
        }
        let way = Way::parse(&row.channel).unwrap_or(Way::Phone);
        let Some(channel) = self.channels.iter().find(|channel| channel.takes(way)) else {
            return Ok(Err(SendError::Temporary(FailureCode::Unreachable)));
        };
        if way == Way::Push {
            return self.notify(channel.as_ref(), row, &envelope).await;
        }
        let wrote = self.wording.write(&envelope.letter, envelope.language, &self.settings.public_url);
        let message = Message {
            way,
            to: envelope.to,
            subject: Some(wrote.subject),
            body: wrote.body,
            idempotency_key: row.id,
            urgency: envelope.letter.urgency(),
            bounce: (way == Way::Email).then(|| bounce_token::write(&self.keys, row.id)),
            topic: None,
        };
        Ok(channel.send(&message).await.map(|delivered| delivered.reference))
    }

    /// A notice of a browser: only that there is something to read. One that is gone is forgotten.
    async fn notify(
        &self,
        channel: &dyn Channel,
        row: &outbox::Model,
        envelope: &Envelope,
    ) -> Result<Outcome, Error> {
        let Some(to) = self.push_address(row.account_id, &envelope.to).await? else {
            return Ok(Err(SendError::Permanent(FailureCode::Gone)));
        };
        let brief = self.wording.brief(&envelope.letter, envelope.language);
        let topic = self.push_topic(row.account_id, row.request_id);
        let notice =
            Notice { id: row.id, tag: &topic, title: &brief.title, text: &brief.text, open: &brief.path };
        let message = Message {
            way: Way::Push,
            to,
            subject: None,
            body: serde_json::to_string(&notice).unwrap_or_default(),
            idempotency_key: row.id,
            urgency: envelope.letter.urgency(),
            bounce: None,
            topic: Some(topic.clone()),
        };
        let outcome = channel.send(&message).await.map(|delivered| delivered.reference);
        if let Ok(_) | Err(SendError::Permanent(FailureCode::Gone)) = outcome {
            self.push_ended(&envelope.to, outcome.is_err()).await?;
        }
        Ok(outcome)
    }

    async fn record(&self, row: &outbox::Model, outcome: Outcome) -> Result<(), Error> {
        let now = millis(self.clock.now());
        let attempts = row.attempts + 1;
        let tries_on = attempts < LEAST_TRIES || now - row.created_at < TRIED_FOR;
        let (sent, given_up) = match outcome {
            Ok(_) => (true, false),
            Err(SendError::Temporary(_) | SendError::Later(..)) => (false, !tries_on),
            Err(SendError::Permanent(_)) => (false, true),
        };
        let txn = self.db.begin().await?;
        // Its address may have been corrected meanwhile: then another row goes there.
        let update = outbox::Entity::update_many()
            .filter(outbox::Column::Id.eq(row.id))
            .filter(outbox::Column::State.is_in([WAITING, SPARED]));
        let update = match outcome {
            Ok(reference) => update
                .col_expr(outbox::Column::State, Expr::value(SENT))
                .col_expr(outbox::Column::SentAt, Expr::value(now))
                .col_expr(outbox::Column::EndedAt, Expr::value(now))
                .col_expr(outbox::Column::Failure, Expr::value(Option::<String>::None))
                .col_expr(outbox::Column::Reference, Expr::value(reference)),
            Err(error) if given_up => {
                tracing::warn!(message = %row.id, code = %error.code(), attempts, "message given up");
                update
                    .col_expr(outbox::Column::State, Expr::value(FAILED))
                    .col_expr(outbox::Column::EndedAt, Expr::value(now))
                    .col_expr(outbox::Column::Failure, Expr::value(error.code().to_string()))
            }
            Err(error) => {
                let code = error.code();
                tracing::warn!(message = %row.id, %code, attempts, "message not delivered, will try again");
                let asked = match error {
                    SendError::Later(_, pause) => i64::try_from(pause.as_millis()).unwrap_or(0),
                    SendError::Temporary(_) | SendError::Permanent(_) => 0,
                };
                update
                    .col_expr(outbox::Column::NextAt, Expr::value(now + back_off(attempts).max(asked)))
                    .col_expr(outbox::Column::Failure, Expr::value(code.to_string()))
            }
        };
        update.exec(&txn).await?;
        if let Some(letter) = row.letter_id {
            let others = outbox::Entity::update_many()
                .filter(outbox::Column::LetterId.eq(letter))
                .filter(outbox::Column::Id.ne(row.id));
            if sent {
                // Whatever was still under way to the same person says nothing new.
                others
                    .col_expr(outbox::Column::State, Expr::value(SPARED))
                    .filter(outbox::Column::State.is_in([WAITING, STANDBY]))
                    .exec(&txn)
                    .await?;
            } else if given_up {
                // Nothing to wait for: the next way goes now.
                others
                    .col_expr(outbox::Column::NextAt, Expr::value(now))
                    .filter(outbox::Column::State.eq(STANDBY))
                    .filter(outbox::Column::Place.eq(row.place + 1))
                    .exec(&txn)
                    .await?;
            }
        }
        txn.commit().await?;
        Ok(())
    }
}

/// A code that is worth nothing any more only confuses.
fn is_too_late(letter: &Letter, written: Millis, now: Millis) -> bool {
    match letter {
        Letter::Code { minutes, .. } | Letter::AssistCode { minutes, .. } => {
            let life = i64::try_from(*minutes).unwrap_or(i64::MAX / 60_000).saturating_mul(60_000);
            now - written > life
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::accounts::CodePurpose;

    #[test]
    fn tries_grow_apart_up_to_an_hour() {
        assert_eq!(
            (back_off(1), back_off(2), back_off(9), back_off(10)),
            (10_000, 20_000, 2_560_000, 3_600_000)
        );
        assert_eq!(back_off(i32::MAX), 3_600_000);
    }

    #[test]
    fn a_code_goes_as_long_as_it_counts() {
        let code = Letter::Code { purpose: CodePurpose::SignIn, code: "123456".into(), minutes: 10 };
        assert!(!is_too_late(&code, 0, 600_000));
        assert!(is_too_late(&code, 0, 600_001));
        assert!(!is_too_late(&Letter::Welcome, 0, i64::MAX));
    }
}
