//! New keys for the blind indexes: every index is made anew from what is sealed, in one transaction, so that a database
//! knows one set of keys or the other at every moment. While it runs nobody else may: a server with the old keys would
//! find nobody, and take a NIK for a new one.
use crate::{
    Error, Service,
    clock::{Millis, millis},
    entity::{
        account, job_round, pending_password, register_card, register_generation, register_person, request,
        setting,
    },
    keys::{IndexField, Keys},
    requests::{Body, keep_persons},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter,
    QueryOrder, QuerySelect, sea_query::Expr,
};
use uuid::Uuid;

/// The row that tells under which keys the indexes are.
const INDEX_MARK: &str = "index_mark";
const BATCH: u64 = 200;
/// A server writes at least once in so long that its jobs did their round.
const SILENT: Millis = 3 * 60 * 1000;

/// Under which keys of the key file the indexes of a database are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IndexKeys {
    /// Those in use.
    InUse,
    /// The new ones that the file holds beside them.
    New,
    /// Neither.
    Unknown,
}

/// What was made anew.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reindexed {
    /// Accounts.
    pub accounts: u64,
    /// Requests.
    pub requests: u64,
    /// The office's register was dropped: it has to be loaded again.
    pub register_dropped: bool,
}

/// Why indexes were not made anew.
#[derive(Debug, thiserror::Error)]
pub enum ReindexError {
    /// A server is at work.
    #[error(
        "a server did its jobs within the last three minutes: stop every server, wait three minutes, and run this again"
    )]
    Served,
    /// The key file holds no new keys.
    #[error("the key file holds no new keys for the indexes")]
    NoNewKeys,
    /// Something else.
    #[error(transparent)]
    Other(#[from] Error),
}

impl From<sea_orm::DbErr> for ReindexError {
    fn from(source: sea_orm::DbErr) -> Self {
        Self::Other(source.into())
    }
}

impl Service {
    /// Notes under which keys the indexes of a database are that does not know yet.
    pub(crate) async fn mark_indexes(&self) -> Result<(), Error> {
        if setting::Entity::find_by_id(INDEX_MARK).one(self.db.write()).await?.is_none() {
            write_mark(self.db.write(), &self.keys).await?;
        }
        Ok(())
    }

    /// Under which keys the indexes of this database are.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn index_keys(&self) -> Result<IndexKeys, Error> {
        let Some(mark) = setting::Entity::find_by_id(INDEX_MARK).one(self.db.write()).await? else {
            // Of before there were marks: then the keys were never renewed.
            return Ok(IndexKeys::InUse);
        };
        let new = self.keys.with_new_indexes().map(|keys| keys.index_mark());
        Ok(if mark.value == self.keys.index_mark() {
            IndexKeys::InUse
        } else if new.is_some_and(|new| new == mark.value) {
            IndexKeys::New
        } else {
            IndexKeys::Unknown
        })
    }

    /// A server that went on while they were made anew finds nobody any more, and must say so.
    pub(crate) async fn indexes_are_ours(&self) -> Result<(), Error> {
        if self.index_keys().await? == IndexKeys::InUse {
            return Ok(());
        }
        Err(Error::Internal(
            "the indexes of the database were made anew: start this server with the new key file".into(),
        ))
    }

    /// Makes all indexes anew with the new keys of the key file. Either all of it is done, or nothing.
    ///
    /// # Errors
    /// [`ReindexError::Served`] while a server works on this database.
    pub async fn renew_indexes(&self) -> Result<Reindexed, ReindexError> {
        let keys = self.keys.with_new_indexes().ok_or(ReindexError::NoNewKeys)?;
        let mut done = Reindexed::default();
        let txn = self.db.begin().await?;
        self.nobody_serves(&txn).await?;
        let mut after = Uuid::nil();
        loop {
            let rows = account::Entity::find()
                .filter(account::Column::Id.gt(after))
                .order_by_asc(account::Column::Id)
                .limit(BATCH)
                .all(&txn)
                .await?;
            let Some(last) = rows.last() else { break };
            after = last.id;
            for row in rows.into_iter().filter(|row| !row.is_erased()) {
                self.reindex_account(&txn, &keys, row).await?;
                done.accounts += 1;
            }
        }
        after = Uuid::nil();
        loop {
            let rows = request::Entity::find()
                .filter(request::Column::Id.gt(after))
                .order_by_asc(request::Column::Id)
                .limit(BATCH)
                .all(&txn)
                .await?;
            let Some(last) = rows.last() else { break };
            after = last.id;
            for row in rows {
                self.reindex_request(&txn, &keys, &row).await?;
                done.requests += 1;
            }
        }
        // The link by which an owner objects is found by an index and opens nothing from here on: what could no longer be
        // stopped must not come to count.
        pending_password::Entity::delete_many().exec(&txn).await?;
        done.register_dropped = self.drop_register(&txn).await?;
        write_mark(&txn, &keys).await?;
        // One that was started meanwhile must not be left with the old keys.
        self.nobody_serves(&txn).await?;
        txn.commit().await?;
        Ok(done)
    }

    async fn nobody_serves(&self, txn: &DatabaseTransaction) -> Result<(), ReindexError> {
        let newest: Option<Option<Millis>> = job_round::Entity::find()
            .select_only()
            .column_as(job_round::Column::At.max(), "at")
            .into_tuple()
            .one(txn)
            .await?;
        let silent = millis(self.clock.now()) - SILENT;
        if newest.flatten().is_some_and(|at| at > silent) { Err(ReindexError::Served) } else { Ok(()) }
    }

    async fn reindex_account(
        &self,
        txn: &DatabaseTransaction,
        keys: &Keys,
        row: account::Model,
    ) -> Result<(), Error> {
        let sealer = self.sealer_in(txn, row.id).await?;
        let index = |field, place, sealed: &Option<Vec<u8>>| -> Result<Option<Vec<u8>>, Error> {
            let Some(sealed) = sealed else { return Ok(None) };
            Ok(Some(keys.index(field, sealer.open_text(place, row.id, sealed)?.as_bytes())))
        };
        let nik = index(IndexField::Nik, "account.nik", &row.nik)?;
        let phone = index(IndexField::Phone, "account.phone", &row.phone)?;
        let email = index(IndexField::Email, "account.email", &row.email)?;
        account::Entity::update_many()
            .col_expr(account::Column::NikIndex, Expr::value(nik.clone().filter(|_| row.nik_index.is_some())))
            .col_expr(
                account::Column::NikClaimIndex,
                Expr::value(nik.filter(|_| row.nik_claim_index.is_some())),
            )
            .col_expr(account::Column::PhoneIndex, Expr::value(phone.filter(|_| row.phone_index.is_some())))
            .col_expr(account::Column::EmailIndex, Expr::value(email.filter(|_| row.email_index.is_some())))
            .filter(account::Column::Id.eq(row.id))
            .exec(txn)
            .await?;
        Ok(())
    }

    async fn reindex_request(
        &self,
        txn: &DatabaseTransaction,
        keys: &Keys,
        row: &request::Model,
    ) -> Result<(), Error> {
        let body = Body::open(&self.sealer_in(txn, row.id).await?, row)?;
        let card = keys.index(IndexField::KkNumber, body.kk_number.as_bytes());
        request::Entity::update_many()
            .col_expr(request::Column::KkIndex, Expr::value(card))
            .filter(request::Column::Id.eq(row.id))
            .exec(txn)
            .await?;
        keep_persons(txn, keys, row.id, &body).await?;
        crate::desk::keep_words(txn, keys, row.id, &body).await
    }

    /// Its cards are bound to their index. The office loads them from its own data anyway.
    async fn drop_register(&self, txn: &DatabaseTransaction) -> Result<bool, Error> {
        let generations = register_generation::Entity::find().all(txn).await?;
        for generation in &generations {
            self.destroy_sealer(txn, generation.key).await?;
        }
        register_person::Entity::delete_many().exec(txn).await?;
        register_card::Entity::delete_many().exec(txn).await?;
        register_generation::Entity::delete_many().exec(txn).await?;
        Ok(!generations.is_empty())
    }
}

async fn write_mark<C: ConnectionTrait>(db: &C, keys: &Keys) -> Result<(), sea_orm::DbErr> {
    setting::Entity::delete_by_id(INDEX_MARK).exec(db).await?;
    let row = setting::ActiveModel { name: Set(INDEX_MARK.to_owned()), value: Set(keys.index_mark()) };
    setting::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}
