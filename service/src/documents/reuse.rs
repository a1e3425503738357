//! A document that the same account sent with an earlier request, taken again. It is a copy under the data key of the
//! new draft: what becomes of the earlier request does not matter to it.
use super::{PLACE, Refused, insert, too_many};
use crate::{
    Actor, Error, Service,
    clock::{millis, moment},
    entity::{document, request},
    limits::Rule,
    requests::visible_to,
};
use domain::DocumentView;
use object_store::{ObjectStoreExt, path::Path};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::BTreeMap;
use time::OffsetDateTime;
use uuid::Uuid;

/// So many sent files are looked through for what can be taken again.
const LOOKED_THROUGH: u64 = 500;

/// A document of an earlier request that fits a slot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reusable {
    /// The slot.
    pub slot: String,
    /// The earlier request.
    pub request: Uuid,
    /// Its number, as displayed.
    pub number: String,
    /// When the document was uploaded then.
    pub uploaded_at: OffsetDateTime,
    /// Of how many files it is made.
    pub files: usize,
}

impl Service {
    /// What a draft of one's own may take again: of each kind the newest that was sent.
    pub async fn reusable(&self, actor: &Actor, draft: Uuid) -> Result<Vec<Reusable>, Error> {
        let citizen = actor.citizen()?;
        self.own_draft(actor, draft).await?;
        let rows = document::Entity::find()
            .filter(document::Column::AccountId.eq(citizen.account))
            .filter(document::Column::RequestId.ne(draft))
            .filter(document::Column::SentAt.is_not_null())
            .filter(document::Column::RemovedAt.is_null())
            .order_by_desc(document::Column::CreatedAt)
            .limit(LOOKED_THROUGH)
            .all(self.db.read())
            .await?;
        let mut newest: BTreeMap<String, Reusable> = BTreeMap::new();
        for row in &rows {
            let entry = newest.entry(row.slot.clone()).or_insert_with(|| Reusable {
                slot: row.slot.clone(),
                request: row.request_id,
                number: String::new(),
                uploaded_at: moment(row.created_at),
                files: 0,
            });
            entry.files += usize::from(entry.request == row.request_id);
        }
        let ids = newest.values().map(|one| one.request);
        let requests: BTreeMap<Uuid, String> = visible_to(actor)
            .filter(request::Column::Id.is_in(ids))
            .all(self.db.read())
            .await?
            .iter()
            .map(|row| (row.id, row.displayed_number()))
            .collect();
        let named = newest.into_values().filter_map(|one| {
            let number = requests.get(&one.request)?.clone();
            Some(Reusable { number, ..one })
        });
        Ok(named.collect())
    }

    /// Takes the document of a slot again from an earlier request of one's own.
    pub async fn reuse_document(
        &self,
        actor: &Actor,
        draft: Uuid,
        slot: &str,
        from: Uuid,
    ) -> Result<Vec<DocumentView>, Error> {
        let citizen = actor.citizen()?;
        let open = self.open_slot(actor, draft, slot).await?;
        if from == draft {
            return Err(Error::NotFound);
        }
        let earlier = visible_to(actor)
            .filter(request::Column::Id.eq(from))
            .one(self.db.read())
            .await?
            .ok_or(Error::NotFound)?;
        let rows = document::Entity::find()
            .filter(document::Column::RequestId.eq(earlier.id))
            .filter(document::Column::AccountId.eq(citizen.account))
            .filter(document::Column::Slot.eq(slot))
            .filter(document::Column::SentAt.is_not_null())
            .filter(document::Column::RemovedAt.is_null())
            .order_by_asc(document::Column::Position)
            .order_by_asc(document::Column::Id)
            .all(self.db.read())
            .await?;
        if rows.is_empty() {
            return Err(Error::NotFound);
        }
        self.limit(Rule::Uploads, &citizen.account.to_string()).await?;
        for row in &rows {
            let copy = self.copied(row, draft).await?;
            let path = Path::from(copy.storage_key.clone());
            let txn = self.db.begin().await?;
            match insert(&txn, copy, None, open.max_files).await {
                Ok(_) => txn.commit().await?,
                Err(refused) => {
                    drop(txn);
                    let _ = self.store.delete(&path).await;
                    return Err(match refused {
                        Refused::Full => too_many(&open),
                        Refused::Other(error) => error,
                    });
                }
            }
        }
        self.documents_of(draft).await
    }

    /// The same content under another id and the data key of `draft`; its object is written, its row is not.
    async fn copied(&self, row: &document::Model, draft: Uuid) -> Result<document::Model, Error> {
        let opened = self.fetch(row).await?;
        let (id, sealer) = (Uuid::now_v7(), self.sealer(draft).await?);
        let key = format!("{draft}/{}", Uuid::now_v7());
        self.store_sealed(&sealer, &key, PLACE, id, opened.bytes).await?;
        Ok(document::Model {
            id,
            request_id: draft,
            name: sealer.seal("document.name", id, &opened.name)?,
            storage_key: key,
            created_at: millis(self.clock.now()),
            removed_at: None,
            sent_at: None,
            copied_from: Some(row.request_id),
            discarded_at: None,
            destroyed_at: None,
            ..row.clone()
        })
    }

    /// The documents of a draft that were taken again, each with the number of the request it came from.
    pub(crate) async fn reused(&self, actor: &Actor, draft: Uuid) -> Result<BTreeMap<Uuid, String>, Error> {
        let rows = document::Entity::find()
            .filter(document::Column::RequestId.eq(draft))
            .filter(document::Column::RemovedAt.is_null())
            .filter(document::Column::CopiedFrom.is_not_null())
            .all(self.db.read())
            .await?;
        if rows.is_empty() {
            return Ok(BTreeMap::new());
        }
        let requests: BTreeMap<Uuid, String> = visible_to(actor)
            .filter(request::Column::Id.is_in(rows.iter().filter_map(|row| row.copied_from)))
            .all(self.db.read())
            .await?
            .iter()
            .map(|row| (row.id, row.displayed_number()))
            .collect();
        let named = |row: &document::Model| Some((row.id, requests.get(&row.copied_from?)?.clone()));
        Ok(rows.iter().filter_map(named).collect())
    }
}
