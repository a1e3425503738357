//! A file is there as a whole: what it is decides whether it becomes a document. Done by whoever added the last
//! part, and by a job for those whose server went away meanwhile.
use super::{Outcome, append::seal_place, begin::place_of, whole};
use crate::{
    Actor, Error, Service,
    clock::{Millis, millis},
    entity::{upload, upload_part},
    inspect::InspectError,
};
use domain::DocumentView;
use object_store::ObjectStoreExt;
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr,
};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// So long one server has for a file before another one may take it over.
const TURN: Millis = 3 * 60 * 1000;
/// The job leaves a file to whoever added its last part for so long.
const OWN_TURN: Millis = 5 * 1000;

impl Service {
    /// Makes a document of a file that is there as a whole; returns when that is settled, by us or by somebody
    /// else. Does nothing while the file is not whole, or somebody else looks at it.
    pub async fn finish_upload(&self, id: Uuid) -> Result<(), Error> {
        let turn = self.drawing.acquire().await.map_err(|_| Error::Busy)?;
        let now = millis(self.clock.now());
        let free = Condition::any()
            .add(upload::Column::WorkingUntil.is_null())
            .add(upload::Column::WorkingUntil.lt(now));
        let taken = upload::Entity::update_many()
            .col_expr(upload::Column::WorkingUntil, Expr::value(now + TURN))
            .filter(upload::Column::Id.eq(id))
            .filter(upload::Column::Outcome.is_null())
            .filter(Expr::col(upload::Column::Received).eq(Expr::col(upload::Column::Length)))
            .filter(free)
            .exec(self.db.write())
            .await?;
        if taken.rows_affected != 1 {
            return Ok(());
        }
        let Some(row) = upload::Entity::find_by_id(id).one(self.db.write()).await? else { return Ok(()) };
        let kept = self.become_document(&row).await;
        drop(turn);
        let remembered = match &kept {
            Ok(_) => Some(Outcome::Kept),
            Err(error) => Outcome::of(error),
        };
        let Some(outcome) = remembered else {
            // Nothing of it is for good: its turn comes again.
            self.give_turn_back(id).await?;
            return kept.map(|_| ());
        };
        if self.settle(id, &outcome).await? {
            if let (true, Some(scan)) = (kept.is_ok(), row.scan_id) {
                self.arrived_by_phone(scan, row.account_id, row.request_id).await?;
            }
            return self.throw_parts_away(id).await;
        }
        // Called off while it was looked at.
        if let Ok(document) = kept {
            let actor = self.actor(row.account_id).await?;
            self.remove_document(&actor, row.request_id, document.id).await?;
        }
        Ok(())
    }

    /// Only a test does this: pictures wait until what is returned is dropped.
    #[cfg(feature = "faults")]
    pub async fn stop_drawing(&self) -> Option<tokio::sync::SemaphorePermit<'_>> {
        let all = u32::try_from(self.drawing.available_permits()).unwrap_or(u32::MAX);
        self.drawing.acquire_many(all).await.ok()
    }

    async fn give_turn_back(&self, id: Uuid) -> Result<(), Error> {
        upload::Entity::update_many()
            .col_expr(upload::Column::WorkingUntil, Expr::value(None::<i64>))
            .filter(upload::Column::Id.eq(id))
            .exec(self.db.write())
            .await?;
        Ok(())
    }

    async fn become_document(&self, row: &upload::Model) -> Result<DocumentView, Error> {
        let actor = self.actor(row.account_id).await?;
        let Actor::Citizen(citizen) = &actor else { return Err(Error::Forbidden) };
        let (draft, id) = (row.request_id, row.document_id);
        self.own_draft(&actor, draft).await?;
        if let Some(known) = self.acknowledged(draft, &row.slot, id).await? {
            return Ok(known);
        }
        let slot = self.open_slot(&actor, draft, &row.slot).await?;
        let sealer = self.sealer(draft).await?;
        let name = sealer.open_text(super::NAME, row.id, &row.name)?;
        let bytes = self.put_together(row).await?;
        self.keep(citizen.account, draft, &slot, (id, Some(row.place)), &name, bytes).await
    }

    /// The whole file, from its parts.
    async fn put_together(&self, row: &upload::Model) -> Result<Vec<u8>, Error> {
        let sealer = self.sealer(row.request_id).await?;
        let parts = upload_part::Entity::find()
            .filter(upload_part::Column::UploadId.eq(row.id))
            .order_by_asc(upload_part::Column::Start)
            .all(self.db.write())
            .await?;
        let mut bytes = Vec::with_capacity(usize::try_from(row.length).unwrap_or(0));
        for part in parts {
            let sealed = self.store.get(&place_of(row.id, part.id)).await?.bytes().await?;
            let plain = sealer.open(&seal_place(row.id, part.start), part.id, &sealed)?;
            if u64::try_from(bytes.len()).unwrap_or(0) != whole(part.start) {
                return Err(Error::Internal("the parts of an upload do not follow each other".into()));
            }
            bytes.extend_from_slice(&plain);
        }
        if u64::try_from(bytes.len()).unwrap_or(0) != whole(row.length) {
            return Err(Error::Internal("a part of an upload is missing".into()));
        }
        let told = row.sha256.as_deref();
        if told.is_some_and(|told| !hex::encode(Sha256::digest(&bytes)).eq_ignore_ascii_case(told)) {
            // What the sender read is not what arrived: it has to be sent anew.
            return Err(Error::File(InspectError::Unreadable));
        }
        Ok(bytes)
    }

    /// Finishes files that nobody finished: their server went away, or was too busy. How many there were.
    pub async fn finish_waiting_uploads(&self) -> Result<usize, Error> {
        let now = millis(self.clock.now());
        let free = Condition::any()
            .add(upload::Column::WorkingUntil.is_null())
            .add(upload::Column::WorkingUntil.lt(now));
        let waiting = upload::Entity::find()
            .filter(upload::Column::Outcome.is_null())
            .filter(Expr::col(upload::Column::Received).eq(Expr::col(upload::Column::Length)))
            .filter(upload::Column::TouchedAt.lt(now - OWN_TURN))
            .filter(free)
            .order_by_asc(upload::Column::TouchedAt)
            .limit(20)
            .all(self.db.read())
            .await?;
        let found = waiting.len();
        for row in waiting {
            // One that cannot be finished does not hold up the others; its turn comes again.
            if let Err(error) = self.finish_upload(row.id).await {
                tracing::warn!(upload = %row.id, %error, "an upload could not be finished");
            }
        }
        Ok(found)
    }
}
