//! The officer's side: attaching, and taking back what was attached by mistake.
use super::{BODY, CONTENT, Words, note};
use crate::{
    Actor, Error, Service,
    clock::millis,
    entity::{request, result},
    inspect::{InspectError, inspect_result},
    letter::Letter,
    requests::{Who, regarding, status_of},
};
use domain::{ActorKind, FieldError, ResultKind, Status, hide_numbers};
use object_store::{ObjectStoreExt, path::Path};
use sea_orm::{ActiveValue::Set, ColumnTrait, Condition, EntityTrait, QueryFilter, sea_query::Expr};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// A family gets a few cards and certificates at most.
const MOST: usize = 12;

/// What an officer says about a result.
#[derive(Clone, Debug, Default)]
pub struct NewResult {
    /// Code of its kind.
    pub kind: String,
    /// Of which family or person it is.
    pub whose: String,
    /// Where to collect it; only without a file.
    pub place: String,
    /// When to collect it; only without a file.
    pub when: String,
}

fn cut(text: &str, field: &str, needed: bool) -> Result<String, Error> {
    let text = hide_numbers(&text.split_whitespace().collect::<Vec<_>>().join(" "));
    match text.chars().count() {
        0 if needed => Err(Error::field(field, FieldError::Missing)),
        121.. => Err(Error::field(field, FieldError::TooLong { max: 120 })),
        _ => Ok(text),
    }
}

impl Service {
    /// A request to which this officer may attach results: one that is held and waits for its signature, or is done.
    async fn for_results(&self, actor: &Actor, number: &str) -> Result<(request::Model, Who), Error> {
        let officer = actor.officer()?;
        if officer.kind() == ActorKind::Administrator {
            return Err(Error::NotFound);
        }
        let row = self.visible_number(actor, number).await?;
        match status_of(&row)? {
            Status::Done => {}
            Status::AwaitingSignature => self.must_hold(&row, officer, row.version).await?,
            _ => return Err(Error::Conflict { by: None }),
        }
        Ok((row, Who { account: Some(officer.account), kind: officer.kind() }))
    }

    /// Whether this officer may attach results to the request now.
    pub async fn may_attach(&self, actor: &Actor, number: &str) -> Result<bool, Error> {
        match self.for_results(actor, number).await {
            Ok(_) => Ok(true),
            Err(Error::Conflict { .. } | Error::NotHeld) => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Attaches a result: a file, or without one where to collect it. On a request that is done its owner is told at
    /// once, else when it gets done.
    pub async fn attach_result(
        &self,
        actor: &Actor,
        number: &str,
        new: &NewResult,
        file: Option<Vec<u8>>,
    ) -> Result<Uuid, Error> {
        let (row, who) = self.for_results(actor, number).await?;
        let kind = ResultKind::parse(&new.kind).ok_or_else(|| Error::field("kind", FieldError::NotInList))?;
        let with_file = kind != ResultKind::Collect;
        let mut words = Words {
            whose: cut(&new.whose, "whose", with_file)?,
            place: cut(&new.place, "place", !with_file)?,
            when: cut(&new.when, "when", !with_file)?,
            signed: false,
        };
        if self.rows_of(row.id).await?.len() >= MOST {
            return Err(Error::field("file", FieldError::TooManyDocuments { max: 12 }));
        }
        let (id, sealer) = (Uuid::now_v7(), self.sealer(row.id).await?);
        let mut kept = (0, String::new(), None);
        if with_file {
            let bytes = file.ok_or(Error::File(InspectError::Empty))?;
            let (bytes, signed) = tokio::task::spawn_blocking(move || inspect_result(bytes))
                .await
                .map_err(|_| Error::File(InspectError::Unreadable))?
                .map_err(Error::File)?;
            words.signed = signed;
            let key = format!("{}/{}", row.id, Uuid::now_v7());
            let size = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
            let sha256 = hex::encode(Sha256::digest(&bytes));
            self.store_sealed(&sealer, &key, CONTENT, id, bytes.into()).await?;
            kept = (size, sha256, Some(key));
        }
        let at = millis(self.clock.now());
        let (size, sha256, storage_key) = kept;
        let txn = self.db.begin().await?;
        result::Entity::insert(result::ActiveModel {
            id: Set(id),
            request_id: Set(row.id),
            kind: Set(kind.as_str().to_owned()),
            body: Set(sealer.seal_json(BODY, id, &words)?),
            size: Set(size),
            sha256: Set(sha256),
            storage_key: Set(storage_key),
            attached_by: Set(who.account.unwrap_or_default()),
            attached_at: Set(at),
            expires_at: Set(None),
            removed_at: Set(None),
        })
        .exec_without_returning(&txn)
        .await?;
        note(&txn, row.id, "result_attached", who, format!("kind={}", kind.as_str()), at).await?;
        if status_of(&row)? == Status::Done {
            self.announce_results(&txn, row.id, at).await?;
            let procedure = self.procedure(&row.catalogue_hash).await?;
            let letter = Letter::ResultReady { regarding: regarding(&row, &procedure) };
            self.tell(&txn, row.account_id, &letter, at).await?;
        }
        txn.commit().await?;
        self.wake();
        Ok(id)
    }

    /// Takes a result back that was attached by mistake.
    pub async fn remove_result(&self, actor: &Actor, number: &str, id: Uuid) -> Result<(), Error> {
        let (row, who) = self.for_results(actor, number).await?;
        let at = millis(self.clock.now());
        let txn = self.db.begin().await?;
        let gone = result::Entity::update_many()
            .col_expr(result::Column::RemovedAt, Expr::value(at))
            .filter(result::Column::Id.eq(id))
            .filter(result::Column::RequestId.eq(row.id))
            .filter(result::Column::RemovedAt.is_null())
            .exec(&txn)
            .await?;
        if gone.rows_affected != 1 {
            return Err(Error::NotFound);
        }
        note(&txn, row.id, "result_removed", who, String::new(), at).await?;
        txn.commit().await?;
        Ok(())
    }

    /// Deletes files of results that were taken back or whose time is over. Answers how many.
    pub(crate) async fn sweep_results(&self) -> Result<usize, Error> {
        let now = millis(self.clock.now());
        let over = Condition::any()
            .add(result::Column::ExpiresAt.lt(now))
            .add(result::Column::RemovedAt.is_not_null());
        let rows = result::Entity::find()
            .filter(over)
            .filter(result::Column::StorageKey.is_not_null())
            .all(self.db.read())
            .await?;
        let count = rows.len();
        for row in rows {
            // The file first: a row that names none is never looked at again.
            let key = row.storage_key.clone().unwrap_or_default();
            match self.store.delete(&Path::from(key)).await {
                Ok(()) | Err(object_store::Error::NotFound { .. }) => {}
                Err(error) => {
                    tracing::warn!(%error, "a result could not be deleted");
                    continue;
                }
            }
            result::Entity::update_many()
                .col_expr(result::Column::StorageKey, Expr::value(Option::<String>::None))
                .filter(result::Column::Id.eq(row.id))
                .exec(self.db.write())
                .await?;
        }
        Ok(count)
    }
}
