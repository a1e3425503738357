//! The messages of one thing, whatever it is: a request, or a question to the office. Sealed with the key of what they
//! are about; each side sees what the other has read.
use super::{LONGEST_MESSAGE, MessageView};
use crate::{
    Error, Service,
    clock::{Millis, moment},
    entity::message,
    keys::Sealer,
    message_files::MessageFileView,
};
use domain::{FieldError, Language};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect, sea_query::Expr,
};
use std::collections::{HashMap, hash_map::Entry};
use uuid::Uuid;

/// Messages that are shown.
const SHOWN: u64 = 200;
const BODY: &str = "message.body";

/// A message to be written. The author of one without an account is nil.
pub(crate) struct Said<'a> {
    pub(crate) about: Uuid,
    pub(crate) author: Uuid,
    pub(crate) from_office: bool,
    pub(crate) text: &'a str,
    pub(crate) at: Millis,
}

/// Writes a message; answers its id.
pub(crate) async fn put_message<C: ConnectionTrait>(
    db: &C,
    sealer: &Sealer,
    said: &Said<'_>,
) -> Result<Uuid, Error> {
    let id = Uuid::now_v7();
    message::Entity::insert(message::ActiveModel {
        id: Set(id),
        request_id: Set(said.about),
        author: Set(said.author),
        from_office: Set(i16::from(said.from_office)),
        body: Set(sealer.seal(BODY, id, said.text)?),
        sent_at: Set(said.at),
        read_at: Set(None),
    })
    .exec_without_returning(db)
    .await?;
    Ok(id)
}

/// How many messages of one side wait to be read by the other.
pub(crate) async fn waiting<C: ConnectionTrait>(
    db: &C,
    about: Uuid,
    from_office: bool,
) -> Result<u64, Error> {
    Ok(message::Entity::find()
        .filter(message::Column::RequestId.eq(about))
        .filter(message::Column::FromOffice.eq(i16::from(from_office)))
        .filter(message::Column::ReadAt.is_null())
        .count(db)
        .await?)
}

/// Marks what the other side wrote as read; `office` says who reads.
pub(crate) async fn mark_thread_read(
    txn: &DatabaseTransaction,
    about: Uuid,
    office: bool,
    at: Millis,
) -> Result<(), Error> {
    message::Entity::update_many()
        .col_expr(message::Column::ReadAt, Expr::value(at))
        .filter(message::Column::RequestId.eq(about))
        .filter(message::Column::FromOffice.eq(i16::from(!office)))
        .filter(message::Column::ReadAt.is_null())
        .exec(txn)
        .await?;
    Ok(())
}

/// What was typed, as it is kept: lines, no other signs of control, not too long.
pub(crate) fn clean_text(text: &str) -> Result<String, Error> {
    let text = text.replace("\r\n", "\n");
    let kept: String = text.chars().filter(|sign| *sign == '\n' || !sign.is_control()).collect();
    let kept = kept.trim().to_owned();
    if kept.chars().count() > usize::from(LONGEST_MESSAGE) {
        return Err(Error::field("text", FieldError::TooLong { max: LONGEST_MESSAGE }));
    }
    Ok(kept)
}

impl Service {
    /// The words of the ready answer with this code.
    pub(crate) fn ready_answer(&self, code: &str, language: Language) -> Result<String, Error> {
        let known = self.catalogue.answers().iter().find(|answer| answer.code == code);
        let known = known.ok_or_else(|| Error::field("ready", FieldError::NotInList))?;
        Ok(known.text.get(language).to_owned())
    }

    /// The latest messages about something, oldest first, and how many of them the reader has not read.
    pub(crate) async fn thread(
        &self,
        about: Uuid,
        for_office: bool,
        mut files: HashMap<Uuid, Vec<MessageFileView>>,
    ) -> Result<(Vec<MessageView>, u64), Error> {
        let mut rows = message::Entity::find()
            .filter(message::Column::RequestId.eq(about))
            .order_by_desc(message::Column::Id)
            .limit(SHOWN)
            .all(self.db.read())
            .await?;
        rows.reverse();
        if rows.is_empty() {
            return Ok((Vec::new(), 0));
        }
        let sealer = self.sealer(about).await?;
        let mut names: HashMap<Uuid, String> = HashMap::new();
        let (mut messages, mut unread) = (Vec::with_capacity(rows.len()), 0);
        for row in rows {
            let from_office = row.from_office == 1;
            if from_office != for_office && row.read_at.is_none() {
                unread += 1;
            }
            let by = if for_office && from_office {
                if let Entry::Vacant(place) = names.entry(row.author) {
                    place.insert(self.officer_name(row.author).await?);
                }
                names.get(&row.author).cloned()
            } else {
                None
            };
            messages.push(MessageView {
                id: row.id,
                from_office,
                by,
                text: sealer.open_text(BODY, row.id, &row.body)?,
                at: moment(row.sent_at),
                read: row.read_at.is_some(),
                files: files.remove(&row.id).unwrap_or_default(),
            });
        }
        Ok((messages, unread))
    }
}
