//! The portal's own inbox: every letter about a request is there, whatever happened to e-mail and phone.
use crate::{
    Actor, Error, Service,
    clock::{Millis, millis, moment},
    entity::notice,
    keys::Sealer,
    letter::{Letter, Wrote},
};
use domain::Language;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, sea_query::Expr,
};
use time::OffsetDateTime;
use uuid::Uuid;

/// A message in the inbox.
#[derive(Clone, Debug)]
pub struct NoticeView {
    /// Its id.
    pub id: Uuid,
    /// The request it is about.
    pub request: Option<Uuid>,
    /// The number of the request, for officers, whose way to it is the desk.
    pub at_desk: Option<String>,
    /// A code of the kind.
    pub kind: String,
    /// In words.
    pub text: Wrote,
    /// When it was written.
    pub at: OffsetDateTime,
    /// Whether it was read.
    pub read: bool,
}

/// Writes a notice in the caller's transaction.
pub(crate) async fn put<C: ConnectionTrait>(
    db: &C,
    sealer: &Sealer,
    account: Uuid,
    letter: &Letter,
    at: Millis,
) -> Result<(), Error> {
    let id = Uuid::now_v7();
    notice::Entity::insert(notice::ActiveModel {
        id: Set(id),
        account_id: Set(account),
        request_id: Set(letter.regarding().map(|regarding| regarding.request)),
        kind: Set(letter.kind().to_owned()),
        body: Set(sealer.seal_json("notice.body", id, letter)?),
        created_at: Set(at),
        read_at: Set(None),
    })
    .exec_without_returning(db)
    .await?;
    Ok(())
}

impl Service {
    /// The newest messages of the one who asks.
    pub async fn notices(&self, actor: &Actor, language: Language) -> Result<Vec<NoticeView>, Error> {
        let account = actor.account().ok_or(Error::SignInFirst)?;
        let rows = notice::Entity::find()
            .filter(notice::Column::AccountId.eq(account))
            .order_by_desc(notice::Column::CreatedAt)
            .order_by_desc(notice::Column::Id)
            .limit(100)
            .all(self.db.read())
            .await?;
        let sealer = self.sealer(account).await?;
        rows.into_iter()
            .map(|row| {
                let letter: Letter = sealer.open_json("notice.body", row.id, &row.body)?;
                Ok(NoticeView {
                    id: row.id,
                    request: row.request_id,
                    at_desk: letter
                        .regarding()
                        .filter(|_| letter.is_for_officers())
                        .map(|regarding| regarding.number.clone()),
                    kind: row.kind,
                    text: self.wording.write(&letter, language, &self.settings.public_url),
                    at: moment(row.created_at),
                    read: row.read_at.is_some(),
                })
            })
            .collect()
    }

    /// How many messages are unread.
    pub async fn unread_notices(&self, actor: &Actor) -> Result<u64, Error> {
        let Some(account) = actor.account() else { return Ok(0) };
        Ok(notice::Entity::find()
            .filter(notice::Column::AccountId.eq(account))
            .filter(notice::Column::ReadAt.is_null())
            .count(self.db.read())
            .await?)
    }

    /// Marks all messages of the one who asks as read.
    pub async fn read_notices(&self, actor: &Actor) -> Result<(), Error> {
        let account = actor.account().ok_or(Error::SignInFirst)?;
        notice::Entity::update_many()
            .col_expr(notice::Column::ReadAt, Expr::value(millis(self.clock.now())))
            .filter(notice::Column::AccountId.eq(account))
            .filter(notice::Column::ReadAt.is_null())
            .exec(self.db.write())
            .await?;
        Ok(())
    }
}
