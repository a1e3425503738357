//! The outbox: messages are written in the transaction that causes them and sent afterwards, at least
//! once, with an idempotency key; what became of each is recorded and can be shown.
use crate::{
    Error, Service,
    channel::{ChannelKind, Message, SendError},
    clock::{Millis, millis, moment},
    entity::outbox,
    keys::Sealer,
    letter::{Letter, Wrote},
};
use domain::Language;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::Expr,
};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use uuid::Uuid;

const WAITING: &str = "waiting";
const SENT: &str = "sent";
const FAILED: &str = "failed";
/// After so many tries a message is given up and shown as failed.
const MOST_ATTEMPTS: i32 = 12;
/// A message taken by a sender that died is taken again after this.
const TAKEN_FOR: Millis = 120_000;

#[derive(Serialize, Deserialize)]
struct Envelope {
    to: String,
    language: Language,
    letter: Letter,
}

/// To whom and how.
#[derive(Clone, Debug)]
pub(crate) struct Addressee<'a> {
    /// The account or registration whose data key seals the message.
    pub(crate) subject: Uuid,
    pub(crate) channel: ChannelKind,
    pub(crate) to: &'a str,
    pub(crate) language: Language,
}

/// A message as the demonstration mailbox shows it.
#[derive(Clone, Debug)]
pub struct MailboxEntry {
    /// Its id.
    pub id: Uuid,
    /// `email` or `phone`.
    pub channel: &'static str,
    /// The address.
    pub to: String,
    /// In words.
    pub text: Wrote,
    /// The one-time code in it, if any.
    pub code: Option<String>,
    /// When it was written.
    pub at: OffsetDateTime,
}

fn channel_code(kind: ChannelKind) -> &'static str {
    match kind {
        ChannelKind::Email => "email",
        ChannelKind::Phone => "phone",
    }
}

/// Writes a message in the caller's transaction.
pub(crate) async fn post<C: ConnectionTrait>(
    db: &C,
    sealer: &Sealer,
    addressee: &Addressee<'_>,
    letter: &Letter,
    at: Millis,
) -> Result<(), Error> {
    let id = Uuid::now_v7();
    let envelope =
        Envelope { to: addressee.to.to_owned(), language: addressee.language, letter: letter.clone() };
    outbox::Entity::insert(outbox::ActiveModel {
        id: Set(id),
        account_id: Set(addressee.subject),
        request_id: Set(letter.regarding().map(|regarding| regarding.request)),
        channel: Set(channel_code(addressee.channel).to_owned()),
        kind: Set(letter.kind().to_owned()),
        body: Set(sealer.seal_json("outbox.body", id, &envelope)?),
        state: Set(WAITING.to_owned()),
        attempts: Set(0),
        created_at: Set(at),
        next_at: Set(at),
        sent_at: Set(None),
        failure: Set(None),
        reference: Set(None),
    })
    .exec_without_returning(db)
    .await?;
    Ok(())
}

/// Waits 5 s, 10 s, 20 s … at most an hour.
fn back_off(attempts: i32) -> Millis {
    let doublings = u32::try_from(attempts.clamp(0, 12)).unwrap_or(0);
    (5_000 * 2_i64.pow(doublings)).min(3_600_000)
}

impl Service {
    /// One round of sending: takes what is due, sends it, records what became of it. Answers how many
    /// messages it handled. In demonstration mode nothing leaves: messages count as sent at once.
    pub async fn send_due(&self) -> Result<usize, Error> {
        let now = millis(self.clock.now());
        let due = outbox::Entity::find()
            .filter(outbox::Column::State.eq(WAITING))
            .filter(outbox::Column::NextAt.lte(now))
            .order_by_asc(outbox::Column::NextAt)
            .limit(50)
            .all(self.db.read())
            .await?;
        let mut handled = 0;
        for row in due {
            // Several servers may look at once: who moves `next_at` first has taken it.
            let taken = outbox::Entity::update_many()
                .col_expr(outbox::Column::NextAt, Expr::value(now + TAKEN_FOR))
                .col_expr(outbox::Column::Attempts, Expr::value(row.attempts + 1))
                .filter(outbox::Column::Id.eq(row.id))
                .filter(outbox::Column::State.eq(WAITING))
                .filter(outbox::Column::NextAt.eq(row.next_at))
                .exec(self.db.write())
                .await?;
            if taken.rows_affected == 1 {
                let outcome = self.deliver(&row).await?;
                self.record(&row, outcome).await?;
                handled += 1;
            }
        }
        Ok(handled)
    }

    async fn deliver(&self, row: &outbox::Model) -> Result<Result<Option<String>, SendError>, Error> {
        if self.settings.demonstration {
            return Ok(Ok(None));
        }
        let sealer = self.sealer(row.account_id).await?;
        let envelope: Envelope = sealer.open_json("outbox.body", row.id, &row.body)?;
        let wrote = self.wording.write(&envelope.letter, envelope.language, &self.settings.public_url);
        let Some(channel) = self.channels.iter().find(|channel| channel_code(channel.kind()) == row.channel)
        else {
            return Ok(Err(SendError::Temporary(crate::channel::FailureCode::Unreachable)));
        };
        let message = Message {
            to: envelope.to,
            subject: Some(wrote.subject),
            body: wrote.body,
            idempotency_key: row.id,
        };
        Ok(channel.send(&message).await.map(|delivered| delivered.reference))
    }

    async fn record(
        &self,
        row: &outbox::Model,
        outcome: Result<Option<String>, SendError>,
    ) -> Result<(), Error> {
        let now = millis(self.clock.now());
        let attempts = row.attempts + 1;
        let update = outbox::Entity::update_many().filter(outbox::Column::Id.eq(row.id));
        let update = match outcome {
            Ok(reference) => update
                .col_expr(outbox::Column::State, Expr::value(SENT))
                .col_expr(outbox::Column::SentAt, Expr::value(now))
                .col_expr(outbox::Column::Failure, Expr::value(Option::<String>::None))
                .col_expr(outbox::Column::Reference, Expr::value(reference)),
            Err(SendError::Temporary(code)) if attempts < MOST_ATTEMPTS => {
                tracing::warn!(message = %row.id, %code, attempts, "message not delivered, will try again");
                update
                    .col_expr(outbox::Column::NextAt, Expr::value(now + back_off(attempts)))
                    .col_expr(outbox::Column::Failure, Expr::value(code.to_string()))
            }
            Err(SendError::Temporary(code) | SendError::Permanent(code)) => {
                tracing::warn!(message = %row.id, %code, attempts, "message given up");
                update
                    .col_expr(outbox::Column::State, Expr::value(FAILED))
                    .col_expr(outbox::Column::Failure, Expr::value(code.to_string()))
            }
        };
        update.exec(self.db.write()).await?;
        Ok(())
    }

    /// The newest messages of everybody: only in demonstration mode, where nothing really leaves.
    pub async fn mailbox(&self) -> Result<Vec<MailboxEntry>, Error> {
        if !self.settings.demonstration {
            return Err(Error::NotFound);
        }
        let rows = outbox::Entity::find()
            .order_by_desc(outbox::Column::CreatedAt)
            .order_by_desc(outbox::Column::Id)
            .limit(60)
            .all(self.db.read())
            .await?;
        let sealers = self.sealers(rows.iter().map(|row| row.account_id).collect()).await?;
        let mut entries = Vec::new();
        for row in rows {
            let Some(sealer) = sealers.get(&row.account_id) else { continue };
            let envelope: Envelope = sealer.open_json("outbox.body", row.id, &row.body)?;
            let code =
                if let Letter::Code { code, .. } = &envelope.letter { Some(code.clone()) } else { None };
            entries.push(MailboxEntry {
                id: row.id,
                channel: if row.channel == "email" { "email" } else { "phone" },
                to: envelope.to,
                text: self.wording.write(&envelope.letter, envelope.language, &self.settings.public_url),
                code,
                at: moment(row.created_at),
            });
        }
        Ok(entries)
    }

    /// What became of the messages about a request: channel, state and failure code of each.
    pub(crate) async fn deliveries(&self, request: Uuid) -> Result<Vec<Delivery>, Error> {
        let rows = outbox::Entity::find()
            .filter(outbox::Column::RequestId.eq(request))
            .order_by_asc(outbox::Column::CreatedAt)
            .all(self.db.read())
            .await?;
        Ok(rows
            .into_iter()
            .map(|row| Delivery {
                channel: if row.channel == "email" { "email" } else { "phone" },
                kind: row.kind,
                state: row.state,
                at: moment(row.sent_at.unwrap_or(row.created_at)),
            })
            .collect())
    }
}

/// What became of one message.
#[derive(Clone, Debug)]
pub struct Delivery {
    /// `email` or `phone`.
    pub channel: &'static str,
    /// The kind of letter.
    pub kind: String,
    /// `waiting`, `sent` or `failed`.
    pub state: String,
    /// When it was sent, or else written.
    pub at: OffsetDateTime,
}
