//! Messages about a request, between its citizen and the officers: sealed with the request's own key, on the portal
//! only. Outside of it people read that there is a message, never what it says.
mod thread;

pub(crate) use thread::{Said, clean_text, mark_thread_read, put_message, waiting};

use crate::{
    Actor, Error, Officer, Service,
    clock::{Millis, millis},
    entity::{desk_row, message, request},
    feed::{self, Announcement},
    letter::Letter,
    limits::Rule,
    message_files::{MessageFileView, NewMessageFile, Stored, insert_message_files},
    requests::{regarding, status_of, visible_to},
};
use domain::{Audience, FieldError, Language, Role, Words};
use sea_orm::{
    ColumnTrait, EntityTrait, QueryFilter, QuerySelect,
    sea_query::{Expr, ExprTrait},
};
use serde::Deserialize;
use std::collections::HashMap;
use time::OffsetDateTime;
use uuid::Uuid;

/// The longest message.
pub const LONGEST_MESSAGE: u16 = 1000;
/// So long after the end of a request one may still ask about it.
const AFTERWARDS: Millis = 30 * 24 * 60 * 60 * 1000;

/// A message as one side sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MessageView {
    /// Its id.
    pub id: Uuid,
    /// An officer wrote it.
    pub from_office: bool,
    /// The officer's name, for officers only: to citizens the office speaks.
    pub by: Option<String>,
    /// What it says.
    pub text: String,
    /// When.
    pub at: OffsetDateTime,
    /// The other side has read it.
    pub read: bool,
    /// What came with it.
    pub files: Vec<MessageFileView>,
}

/// The messages of a request.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Conversation {
    /// Oldest first.
    pub messages: Vec<MessageView>,
    /// How many of them the one who asks has not read yet.
    pub unread: u64,
    /// The one who asks may write.
    pub may_write: bool,
}

/// An answer that officers give often.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReadyAnswer {
    /// A stable name.
    pub code: String,
    /// How officers find it.
    pub label: Words,
    /// What the citizen reads.
    pub text: Words,
}

/// The file of ready answers.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ReadyAnswers {
    version: u16,
    pub(crate) answer: Vec<ReadyAnswer>,
}

impl Service {
    /// The messages of a request that the one who asks may see.
    pub async fn conversation(&self, actor: &Actor, id: Uuid) -> Result<Conversation, Error> {
        let row = self.talked_about(actor, id).await?;
        let files = self.message_files(id).await?;
        let (messages, unread) = self.thread(id, actor.officer().is_ok(), files).await?;
        Ok(Conversation { messages, unread, may_write: self.may_talk(actor, &row)? })
    }

    /// Writes a message. Officers may add one of the ready answers by its code; it stands before their own words.
    pub async fn write_message(&self, actor: &Actor, id: Uuid, ready: &str, text: &str) -> Result<(), Error> {
        self.write_message_with(actor, id, ready, text, Vec::new()).await
    }

    /// The same with files; then there may be no words.
    pub async fn write_message_with(
        &self,
        actor: &Actor,
        id: Uuid,
        ready: &str,
        text: &str,
        files: Vec<NewMessageFile>,
    ) -> Result<(), Error> {
        let row = self.talked_about(actor, id).await?;
        if !self.may_talk(actor, &row)? {
            return Err(Error::Refused(domain::Refusal::WrongStatus { status: Some(status_of(&row)?) }));
        }
        let officer = actor.officer().ok();
        let author = actor.account().ok_or(Error::SignInFirst)?;
        let text = self.whole_text(&row, officer.is_some(), ready, text, !files.is_empty()).await?;
        self.limit(Rule::Messages, &author.to_string()).await?;
        let stored = self.store_message_files(author, id, files).await?;
        // Whether it was written is not known when that fails: `verify-storage` finds what belongs to nobody.
        self.insert_message(&row, officer, author, &text, &stored).await
    }

    async fn insert_message(
        &self,
        row: &request::Model,
        officer: Option<&Officer>,
        author: Uuid,
        text: &str,
        stored: &[Stored],
    ) -> Result<(), Error> {
        let id = row.id;
        let at = millis(self.clock.now());
        let procedure = self.procedure(&row.catalogue_hash).await?;
        let txn = self.db.begin().await?;
        let waiting = waiting(&txn, id, officer.is_some()).await?;
        let said = Said { about: id, author, from_office: officer.is_some(), text, at };
        let message = put_message(&txn, &self.sealer_in(&txn, id).await?, &said).await?;
        insert_message_files(&txn, (message, id), stored, at).await?;
        let regarding = regarding(row, &procedure);
        if officer.is_some() {
            // Whoever writes has read what was written to the office.
            mark_read(&txn, id, true, at).await?;
            // Told once until it is read: three messages in a row are one errand.
            if waiting == 0 {
                self.tell(&txn, row.account_id, &Letter::Message { regarding }, at).await?;
            }
        } else {
            desk_row::Entity::update_many()
                .col_expr(desk_row::Column::Unread, Expr::col(desk_row::Column::Unread).add(1))
                .filter(desk_row::Column::RequestId.eq(id))
                .exec(&txn)
                .await?;
            mark_read(&txn, id, false, at).await?;
            if let (Some(holder), 0) = (row.assignee, waiting) {
                self.tell_inbox(&txn, holder, &Letter::CitizenWrote { regarding }, at).await?;
            }
        }
        let audience = Audience { account: Some(row.account_id), office: Some(row.office_id) };
        feed::announce(&txn, Announcement { kind: "message", request: Some(id), audience, at }).await?;
        txn.commit().await?;
        self.wake();
        Ok(())
    }

    /// Notes that the one who asks has read what the other side wrote. Of officers only whoever holds the request
    /// reads for the office, or anybody who may act while nobody does.
    pub async fn read_messages(&self, actor: &Actor, id: Uuid) -> Result<(), Error> {
        let row = self.talked_about(actor, id).await?;
        if let Ok(officer) = actor.officer()
            && self.held_by_other(&row, officer).is_some()
        {
            return Ok(());
        }
        let office = actor.officer().is_ok();
        let waiting = waiting(self.db.read(), id, !office).await?;
        if waiting == 0 {
            return Ok(());
        }
        let at = millis(self.clock.now());
        let txn = self.db.begin().await?;
        mark_read(&txn, id, office, at).await?;
        let audience = Audience { account: None, office: Some(row.office_id) };
        feed::announce(&txn, Announcement { kind: "read", request: Some(id), audience, at }).await?;
        txn.commit().await?;
        self.wake();
        Ok(())
    }

    /// How many messages of officers wait to be read, by request of the citizen who asks.
    pub(crate) async fn unread_by_citizen(&self, requests: &[Uuid]) -> Result<HashMap<Uuid, u64>, Error> {
        let rows: Vec<Uuid> = message::Entity::find()
            .select_only()
            .column(message::Column::RequestId)
            .filter(message::Column::RequestId.is_in(requests.iter().copied()))
            .filter(message::Column::FromOffice.eq(1))
            .filter(message::Column::ReadAt.is_null())
            .into_tuple()
            .all(self.db.read())
            .await?;
        let mut counts = HashMap::new();
        for id in rows {
            *counts.entry(id).or_insert(0) += 1;
        }
        Ok(counts)
    }

    async fn talked_about(&self, actor: &Actor, id: Uuid) -> Result<request::Model, Error> {
        actor.account().ok_or(Error::SignInFirst)?;
        visible_to(actor).filter(request::Column::Id.eq(id)).one(self.db.read()).await?.ok_or(Error::NotFound)
    }

    /// While it is open, and for a while afterwards.
    fn may_talk(&self, actor: &Actor, row: &request::Model) -> Result<bool, Error> {
        let acts = match actor {
            Actor::Officer(officer) => officer.role != Role::Administrator,
            Actor::Citizen(_) => true,
            Actor::Stranger | Actor::Assisted(_) => false,
        };
        let recent = row.updated_at > millis(self.clock.now()) - AFTERWARDS;
        Ok(acts && (status_of(row)?.is_open() || recent))
    }

    async fn whole_text(
        &self,
        row: &request::Model,
        office: bool,
        ready: &str,
        text: &str,
        with_files: bool,
    ) -> Result<String, Error> {
        let own = clean_text(text)?;
        // Of the office's words: a citizen may write the own number.
        let own = if office { domain::hide_numbers(&own) } else { own };
        let mut parts = Vec::new();
        if office && !ready.is_empty() {
            let language =
                Language::parse(&self.account_row(row.account_id).await?.language).unwrap_or_default();
            parts.push(self.ready_answer(ready, language)?);
        }
        if !own.is_empty() {
            parts.push(own);
        }
        if parts.is_empty() && !with_files {
            return Err(Error::field("text", FieldError::Missing));
        }
        Ok(parts.join("\n\n"))
    }
}

/// Marks what the other side wrote as read; `office` says who reads.
async fn mark_read(
    txn: &sea_orm::DatabaseTransaction,
    request: Uuid,
    office: bool,
    at: Millis,
) -> Result<(), Error> {
    mark_thread_read(txn, request, office, at).await?;
    if office {
        desk_row::Entity::update_many()
            .col_expr(desk_row::Column::Unread, Expr::value(0_i16))
            .filter(desk_row::Column::RequestId.eq(request))
            .exec(txn)
            .await?;
    }
    Ok(())
}
