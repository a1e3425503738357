//! What did not arrive: it is told, and goes out again once its address was corrected.
//!
//! A gateway answers a repeated key as before and sends nothing, so whatever may have been tried gets a row, and with it a
//! key, of its own. What has arrived by another way does not go again.
use super::{
    Addressee, BODY, Envelope, FAILED, REPLACED, SENT, STANDBY, Turn, WAITING, in_lane, insert, released,
};
use crate::{
    Actor, Error, Service,
    channel::ChannelKind,
    clock::{Millis, millis, moment},
    entity::{account, outbox},
    keys::Sealer,
};
use domain::Way;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, sea_query::Expr,
};
use time::OffsetDateTime;
use uuid::Uuid;

/// Older letters are in the inbox; by e-mail they would only confuse.
const WORTH_SENDING: Millis = 30 * 24 * 60 * 60 * 1000;

/// An address at which the last letter did not arrive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreachable {
    /// E-mail or phone.
    pub way: Way,
    /// Since when.
    pub since: OffsetDateTime,
    /// Why, as a code: `smtp-550`, `http-422`, `timeout`.
    pub failure: String,
    /// So many letters wait for another address.
    pub kept: u64,
}

impl Service {
    /// Addresses of `account` at which the last letter that was given an end did not arrive.
    pub(crate) async fn unreachable(&self, account: Uuid) -> Result<Vec<Unreachable>, Error> {
        let mut found = Vec::new();
        for way in [Way::Email, Way::Phone] {
            let rows = outbox::Entity::find()
                .filter(outbox::Column::AccountId.eq(account))
                .filter(outbox::Column::Channel.is_in(in_lane(way)))
                // Codes also go to addresses that are only typed so far.
                .filter(outbox::Column::Kind.ne("code"));
            let last = rows
                .clone()
                .filter(outbox::Column::EndedAt.is_not_null())
                .filter(outbox::Column::State.is_in([SENT, FAILED]))
                .order_by_desc(outbox::Column::EndedAt)
                .order_by_desc(outbox::Column::Id)
                .one(self.db.read())
                .await?;
            if let Some(last) = last.filter(|last| last.state == FAILED) {
                found.push(Unreachable {
                    way,
                    since: moment(last.ended_at.unwrap_or(last.created_at)),
                    failure: last.failure.unwrap_or_default(),
                    kept: rows
                        .filter(outbox::Column::State.eq(FAILED))
                        .filter(outbox::Column::Calm.eq(1))
                        .count(self.db.read())
                        .await?,
                });
            }
        }
        Ok(found)
    }

    /// Sends what did not arrive to the same address again: a full mailbox was emptied, a phone has a new card.
    pub async fn send_undelivered(&self, actor: &Actor, channel: ChannelKind) -> Result<u64, Error> {
        let id = actor.citizen()?.account;
        let at = millis(self.clock.now());
        let txn = self.db.begin().await?;
        let row = account::Entity::find_by_id(id).one(&txn).await?.ok_or(Error::NotFound)?;
        let (place, sealed) = match channel {
            ChannelKind::Email => ("account.email", &row.email),
            ChannelKind::Phone => ("account.phone", &row.phone),
        };
        let sealer = self.sealer_in(&txn, id).await?;
        let to = sealer.open_text(place, id, sealed.as_deref().ok_or(Error::NotFound)?)?;
        let again = self.redirect(&txn, &sealer, (id, channel.into(), &to), at).await?;
        txn.commit().await?;
        self.wake();
        Ok(again)
    }

    /// Sends what is still on its way to `account` by `way`, and what did not arrive, to the address `to`. Answers how
    /// many. What is no news of a request stays where it was sent: it concerned the old address.
    pub(crate) async fn redirect<C: ConnectionTrait>(
        &self,
        txn: &C,
        sealer: &Sealer,
        (account, way, to): (Uuid, Way, &str),
        at: Millis,
    ) -> Result<u64, Error> {
        let rows = outbox::Entity::find()
            .filter(outbox::Column::AccountId.eq(account))
            .filter(outbox::Column::Channel.is_in(in_lane(way)))
            .filter(outbox::Column::State.is_in([FAILED, WAITING, STANDBY]))
            .order_by_asc(outbox::Column::Id)
            .all(txn)
            .await?;
        let mut again = 0;
        for row in rows {
            let failed = row.state == FAILED;
            if row.calm == 0 {
                if failed {
                    close(txn, row.id).await?;
                }
                continue;
            }
            let mut envelope: Envelope = sealer.open_json(BODY, row.id, &row.body)?;
            if !failed && envelope.to == to {
                continue;
            }
            if row.attempts == 0 {
                to.clone_into(&mut envelope.to);
                outbox::Entity::update_many()
                    .col_expr(outbox::Column::Body, Expr::value(sealer.seal_json(BODY, row.id, &envelope)?))
                    .filter(outbox::Column::Id.eq(row.id))
                    .exec(txn)
                    .await?;
                continue;
            }
            close(txn, row.id).await?;
            let arrived = match row.letter_id {
                Some(letter) => arrived(txn, letter).await?,
                None => false,
            };
            if arrived || at - row.created_at > WORTH_SENDING {
                continue;
            }
            // By SMS again what was one, and so on.
            let way = Way::parse(&row.channel).unwrap_or(way);
            let addressee = Addressee { subject: account, way, to, language: envelope.language };
            let turn = Turn {
                due: released(&self.settings, at),
                calm: true,
                group: row.letter_id,
                ..Turn::at_once(at)
            };
            insert(txn, sealer, &addressee, &envelope.letter, turn).await?;
            again += 1;
        }
        Ok(again)
    }
}

async fn close<C: ConnectionTrait>(txn: &C, row: Uuid) -> Result<(), Error> {
    outbox::Entity::update_many()
        .col_expr(outbox::Column::State, Expr::value(REPLACED))
        .filter(outbox::Column::Id.eq(row))
        .exec(txn)
        .await?;
    Ok(())
}

async fn arrived<C: ConnectionTrait>(txn: &C, letter: Uuid) -> Result<bool, Error> {
    let sent = outbox::Entity::find()
        .filter(outbox::Column::LetterId.eq(letter))
        .filter(outbox::Column::State.eq(SENT))
        .count(txn)
        .await?;
    Ok(sent > 0)
}
