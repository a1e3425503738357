//! What becomes of a message after it was taken over: a gateway or a mail server may say days later that it did not arrive.
//!
//! A late failure counts as one at once would have: it is shown to citizen and officer, and the next way goes, unless the
//! letter has arrived by another one. The same report again changes nothing.
use super::{FAILED, SENT, SPARED};
use crate::{
    Error, Service,
    channel::bounce_token,
    clock::{Millis, millis},
    entity::outbox,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, sea_query::Expr};
use uuid::Uuid;

/// A report about an older message is of no use to anybody.
const BELIEVED: Millis = 14 * 24 * 60 * 60 * 1000;
/// So many letters a reason has at most.
const LONGEST_REASON: usize = 40;

impl Service {
    /// A message that was taken over did not arrive after all. `reason` is a code of the one who says so. Answers whether
    /// that was news.
    pub async fn report_undelivered(&self, message: Uuid, reason: &str) -> Result<bool, Error> {
        let now = millis(self.clock.now());
        let row = outbox::Entity::find_by_id(message).one(self.db.write()).await?.ok_or(Error::NotFound)?;
        let failure = format!("late-{}", code(reason));
        let txn = self.db.begin().await?;
        let known = outbox::Entity::update_many()
            .col_expr(outbox::Column::State, Expr::value(FAILED))
            .col_expr(outbox::Column::EndedAt, Expr::value(now))
            .col_expr(outbox::Column::Failure, Expr::value(&failure))
            .filter(outbox::Column::Id.eq(message))
            .filter(outbox::Column::State.eq(SENT))
            .filter(outbox::Column::CreatedAt.gt(now - BELIEVED))
            .exec(&txn)
            .await?;
        if known.rows_affected != 1 {
            return Ok(false);
        }
        tracing::warn!(%message, code = %failure, "message did not arrive after all");
        if let Some(letter) = row.letter_id {
            let others = outbox::Entity::find()
                .filter(outbox::Column::LetterId.eq(letter))
                .filter(outbox::Column::Id.ne(message))
                .order_by_asc(outbox::Column::Place)
                .all(&txn)
                .await?;
            let arrived = others.iter().any(|other| other.state == SENT);
            // One that was tried may have arrived without a word: it is not sent under the same key again.
            let next = others
                .iter()
                .find(|other| other.state == SPARED && other.place > row.place && other.attempts == 0);
            if let Some(next) = next.filter(|_| !arrived) {
                outbox::Entity::update_many()
                    .col_expr(outbox::Column::State, Expr::value(super::WAITING))
                    .col_expr(outbox::Column::NextAt, Expr::value(now))
                    .filter(outbox::Column::Id.eq(next.id))
                    .filter(outbox::Column::State.eq(SPARED))
                    .exec(&txn)
                    .await?;
            }
        }
        txn.commit().await?;
        self.wake();
        Ok(true)
    }

    /// The same of an e-mail, by what its return path carried; nothing when that is not ours.
    pub async fn report_bounced(&self, token: &str, reason: &str) -> Result<bool, Error> {
        let message = bounce_token::read(&self.keys, token).ok_or(Error::NotFound)?;
        self.report_undelivered(message, reason).await
    }
}

/// A reason as a code: it is stored, logged and shown, and comes from outside.
fn code(reason: &str) -> String {
    let fits = |sign: &char| sign.is_ascii_alphanumeric() || matches!(sign, '-' | '.');
    let code: String = reason.chars().filter(fits).take(LONGEST_REASON).collect();
    if code.is_empty() { "failed".to_owned() } else { code.to_ascii_lowercase() }
}
