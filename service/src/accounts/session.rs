//! Sessions in the database: found by the hash of their id, their content sealed.
use crate::{
    Actor, Error, Service,
    clock::{millis, moment},
    entity::session,
    keys::IndexField,
};
use sea_orm::{
    ActiveValue::{NotSet, Set},
    ColumnTrait, EntityTrait, QueryFilter, QueryOrder,
    sea_query::OnConflict,
};
use time::OffsetDateTime;
use uuid::Uuid;

/// What a session row holds.
#[derive(Clone, Debug)]
pub struct SessionRow {
    /// The content, opened.
    pub data: Vec<u8>,
    /// When it ends without use.
    pub expires_at: OffsetDateTime,
}

/// A session of one's own.
#[derive(Clone, Debug)]
pub struct OwnSession {
    /// By what it is ended: opens nothing.
    pub handle: String,
    /// The content, opened.
    pub data: Vec<u8>,
    /// The one that asks.
    pub is_this: bool,
}

impl Service {
    pub(crate) fn session_key(&self, id: &[u8]) -> Vec<u8> {
        self.keys.index(IndexField::Token, id)
    }

    /// The session with this id, unless it has ended.
    pub async fn session_load(&self, id: &[u8]) -> Result<Option<SessionRow>, Error> {
        let row = session::Entity::find_by_id(self.session_key(id)).one(self.db.read()).await?;
        let Some(row) = row.filter(|row| row.expires_at > millis(self.clock.now())) else { return Ok(None) };
        let data = self.keys.open_own("session.data", &row.data)?.to_vec();
        Ok(Some(SessionRow { data, expires_at: moment(row.expires_at) }))
    }

    /// Whether this session of this account has not ended.
    pub(crate) async fn session_lives(&self, key: &[u8], account: Uuid) -> Result<bool, Error> {
        let row = session::Entity::find_by_id(key.to_vec()).one(self.db.write()).await?;
        let now = millis(self.clock.now());
        Ok(row.is_some_and(|row| row.account_id == Some(account) && row.expires_at > now))
    }

    /// Writes a session.
    pub async fn session_save(
        &self,
        id: &[u8],
        account: Option<Uuid>,
        data: &[u8],
        expires_at: OffsetDateTime,
    ) -> Result<(), Error> {
        session::Entity::insert(session::ActiveModel {
            id_hash: Set(self.session_key(id)),
            account_id: Set(account),
            data: Set(self.keys.seal_own("session.data", data)?),
            created_at: Set(millis(self.clock.now())),
            expires_at: Set(millis(expires_at)),
            confirmed_at: NotSet,
        })
        .on_conflict(
            OnConflict::column(session::Column::IdHash)
                .update_columns([
                    session::Column::AccountId,
                    session::Column::Data,
                    session::Column::ExpiresAt,
                ])
                .to_owned(),
        )
        .exec_without_returning(self.db.write())
        .await?;
        Ok(())
    }

    /// Ends a session.
    pub async fn session_delete(&self, id: &[u8]) -> Result<(), Error> {
        session::Entity::delete_by_id(self.session_key(id)).exec(self.db.write()).await?;
        Ok(())
    }

    /// Ends every session of the one who asks but the one with this id.
    pub async fn end_other_sessions(&self, actor: &Actor, id: &[u8]) -> Result<(), Error> {
        let account = actor.account().ok_or(Error::SignInFirst)?;
        session::Entity::delete_many()
            .filter(session::Column::AccountId.eq(account))
            .filter(session::Column::IdHash.ne(self.session_key(id)))
            .exec(self.db.write())
            .await?;
        Ok(())
    }

    /// The sessions of the one who asks that live, the youngest first. `id` is that of the one that asks.
    pub async fn own_sessions(&self, actor: &Actor, id: &[u8]) -> Result<Vec<OwnSession>, Error> {
        let account = actor.account().ok_or(Error::SignInFirst)?;
        let this = self.session_key(id);
        let rows = session::Entity::find()
            .filter(session::Column::AccountId.eq(account))
            .filter(session::Column::ExpiresAt.gt(millis(self.clock.now())))
            .order_by_desc(session::Column::CreatedAt)
            .all(self.db.read())
            .await?;
        rows.into_iter()
            .map(|row| {
                Ok(OwnSession {
                    data: self.keys.open_own("session.data", &row.data)?.to_vec(),
                    is_this: row.id_hash == this,
                    handle: hex::encode(&row.id_hash),
                })
            })
            .collect()
    }

    /// Ends one session of the one who asks.
    pub async fn end_session(&self, actor: &Actor, handle: &str) -> Result<(), Error> {
        let account = actor.account().ok_or(Error::SignInFirst)?;
        let id_hash = hex::decode(handle).map_err(|_| Error::NotFound)?;
        let ended = session::Entity::delete_many()
            .filter(session::Column::AccountId.eq(account))
            .filter(session::Column::IdHash.eq(id_hash))
            .exec(self.db.write())
            .await?;
        if ended.rows_affected == 1 { Ok(()) } else { Err(Error::NotFound) }
    }
}
