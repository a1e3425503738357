//! What people see of the outbox: the demonstration's mailbox, and what became of the messages about a request.
use super::{BODY, Envelope, FAILED, SENT, WAITING};
use crate::{
    Error, Service,
    clock::moment,
    entity::outbox,
    letter::{Letter, Wrote},
};
use domain::Way;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use time::OffsetDateTime;
use uuid::Uuid;

/// A message as the demonstration mailbox shows it.
#[derive(Clone, Debug)]
pub struct MailboxEntry {
    /// Its id.
    pub id: Uuid,
    /// `email`, `phone` or `push`.
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

/// What became of one message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery {
    /// By which way.
    pub way: Way,
    /// The kind of letter.
    pub kind: String,
    /// `waiting`, `sent` or `failed`.
    pub state: String,
    /// Why it failed, or why it is still waiting.
    pub failure: Option<String>,
    /// When it was sent, or else written.
    pub at: OffsetDateTime,
}

fn way_of(row: &outbox::Model) -> Way {
    Way::parse(&row.channel).unwrap_or(Way::Phone)
}

impl Service {
    /// The newest messages of everybody: only in demonstration mode, where nothing really leaves.
    pub async fn mailbox(&self) -> Result<Vec<MailboxEntry>, Error> {
        if !self.settings.demonstration {
            return Err(Error::NotFound);
        }
        let rows = outbox::Entity::find()
            .filter(outbox::Column::State.is_in([WAITING, SENT]))
            .order_by_desc(outbox::Column::CreatedAt)
            .order_by_desc(outbox::Column::Id)
            .limit(60)
            .all(self.db.read())
            .await?;
        let sealers = self.sealers(rows.iter().map(|row| row.account_id).collect()).await?;
        let mut entries = Vec::new();
        for row in rows {
            let Some(sealer) = sealers.get(&row.account_id) else { continue };
            let envelope: Envelope = sealer.open_json(BODY, row.id, &row.body)?;
            let code = match &envelope.letter {
                Letter::Code { code, .. } | Letter::AssistCode { code, .. } => Some(code.clone()),
                _ => None,
            };
            let way = way_of(&row);
            let (to, text) = if way == Way::Push {
                // As the browser shows it, and to no address that says anything.
                let brief = self.wording.brief(&envelope.letter, envelope.language);
                let link = format!("{}{}", self.settings.public_url, brief.path);
                let body = format!("{}\n\n{link}", brief.text);
                (String::new(), Wrote { subject: brief.title, body })
            } else {
                let text = self.wording.write(&envelope.letter, envelope.language, &self.settings.public_url);
                (envelope.to, text)
            };
            entries.push(MailboxEntry {
                id: row.id,
                channel: way.as_str(),
                to,
                text,
                code,
                at: moment(row.created_at),
            });
        }
        Ok(entries)
    }

    /// What became of the messages about a request. What only stands by is not told.
    pub(crate) async fn deliveries(&self, request: Uuid) -> Result<Vec<Delivery>, Error> {
        let rows = outbox::Entity::find()
            .filter(outbox::Column::RequestId.eq(request))
            .filter(outbox::Column::State.is_in([WAITING, SENT, FAILED]))
            .order_by_asc(outbox::Column::CreatedAt)
            .order_by_asc(outbox::Column::Id)
            .all(self.db.read())
            .await?;
        Ok(rows
            .into_iter()
            .map(|row| Delivery {
                way: way_of(&row),
                at: moment(row.sent_at.unwrap_or(row.created_at)),
                kind: row.kind,
                state: row.state,
                failure: row.failure,
            })
            .collect())
    }
}
