//! Announcing a file, and calling one off.
use super::super::next_place;
use super::{NAME, NewUpload, Outcome, UploadView, expiry, stored};
use crate::{
    Actor, Error, Service,
    clock::millis,
    entity::{upload, upload_part},
    inspect::InspectError,
    limits::Rule,
};
use domain::document_type::MAX_ORIGINAL_BYTES;
use object_store::{ObjectStoreExt, path::Path};
use sea_orm::{
    ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, sea_query::Expr, sea_query::OnConflict,
};
use std::time::Duration;
use uuid::Uuid;

/// So many files of one account may be on their way.
const AT_ONCE: u64 = 40;

/// Where the bytes of a part lie.
pub(in crate::documents) fn place_of(upload: Uuid, part: Uuid) -> Path {
    Path::from(format!("unggah/{upload}/{part}"))
}

impl Service {
    /// Announces a file. Announced again under its key, because the answer was lost, it is the one that is there.
    pub async fn begin_upload(&self, actor: &Actor, new: &NewUpload) -> Result<UploadView, Error> {
        // Forms of a helper go another way.
        actor.citizen()?;
        self.begin_upload_by(actor, new, None).await
    }

    /// The same, by a phone that lends its camera.
    pub(in crate::documents) async fn begin_upload_by(
        &self,
        actor: &Actor,
        new: &NewUpload,
        scan: Option<Uuid>,
    ) -> Result<UploadView, Error> {
        let citizen = actor.writer()?;
        match new.length {
            0 => return Err(Error::File(InspectError::Empty)),
            1..=MAX_ORIGINAL_BYTES => {}
            bytes => return Err(Error::File(InspectError::TooLarge { bytes, limit: MAX_ORIGINAL_BYTES })),
        }
        self.written_draft(actor, new.draft).await?;
        if let Some(known) = self.announced(citizen.account, new).await? {
            return Ok(known);
        }
        self.limit(Rule::Uploads, &citizen.account.to_string()).await?;
        self.open_slot(actor, new.draft, &new.slot).await?;
        let going = upload::Entity::find()
            .filter(upload::Column::AccountId.eq(citizen.account))
            .filter(upload::Column::Outcome.is_null());
        if going.count(self.db.read()).await? >= AT_ONCE {
            return Err(Error::TooMany { retry_after: Duration::from_hours(1) });
        }
        let id = Uuid::now_v7();
        let name: String = new.name.chars().filter(|sign| !sign.is_control()).take(120).collect();
        let now = millis(self.clock.now());
        let row = upload::Model {
            id,
            request_id: new.draft,
            account_id: citizen.account,
            document_id: new.key,
            slot: new.slot.clone(),
            name: self.sealer(new.draft).await?.seal(NAME, id, &name)?,
            length: stored(new.length),
            received: 0,
            sha256: new.sha256.clone(),
            created_at: now,
            touched_at: now,
            working_until: None,
            outcome: None,
            place: next_place(self.db.write(), new.draft, &new.slot).await?,
            scan_id: scan,
        };
        let known = [upload::Column::AccountId, upload::Column::DocumentId];
        upload::Entity::insert(upload::ActiveModel::from(row))
            .on_conflict(OnConflict::columns(known).do_nothing().to_owned())
            .exec_without_returning(self.db.write())
            .await?;
        // Ours, or that of the same announcement at the same moment.
        self.announced(citizen.account, new).await?.ok_or(Error::NotFound)
    }

    /// What is there under this key. A key belongs to one file.
    async fn announced(&self, account: Uuid, new: &NewUpload) -> Result<Option<UploadView>, Error> {
        let row = upload::Entity::find()
            .filter(upload::Column::AccountId.eq(account))
            .filter(upload::Column::DocumentId.eq(new.key))
            .one(self.db.write())
            .await?;
        let Some(row) = row else { return Ok(None) };
        let same = row.request_id == new.draft && row.slot == new.slot && row.length == stored(new.length);
        let over = millis(self.clock.now()) > expiry(&row);
        if !same || over || super::outcome_of(&row) == Some(Outcome::Gone) {
            return Err(Error::NotFound);
        }
        self.upload_view(row).await.map(Some)
    }

    /// Calls a file off. What it has become is removed from its draft; for a day that can be taken back.
    pub async fn cancel_upload(&self, actor: &Actor, id: Uuid) -> Result<(), Error> {
        let row = self.own_upload(actor, id).await?;
        self.settle(id, &Outcome::Gone).await?;
        self.throw_parts_away(id).await?;
        match self.remove_document(actor, row.request_id, row.document_id).await {
            // It was not there yet; if it is being looked at just now, whoever does sees that it was called off.
            Ok(()) | Err(Error::NotFound) => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// Of a file on its way something is lost: whoever sends it begins anew.
    pub(crate) async fn give_up_upload(&self, id: Uuid) -> Result<(), Error> {
        self.settle(id, &Outcome::Gone).await.map(drop)
    }

    /// Writes what became of a file, once: who comes second is told so.
    pub(super) async fn settle(&self, id: Uuid, outcome: &Outcome) -> Result<bool, Error> {
        self.opened.forget(id);
        let mut open = upload::Entity::update_many()
            .col_expr(upload::Column::Outcome, Expr::value(outcome.written()?))
            .col_expr(upload::Column::WorkingUntil, Expr::value(None::<i64>))
            .filter(upload::Column::Id.eq(id));
        if *outcome != Outcome::Gone {
            open = open.filter(upload::Column::Outcome.is_null());
        }
        Ok(open.exec(self.db.write()).await?.rows_affected > 0)
    }

    /// The objects go first: as long as a row names them they are found again.
    pub(super) async fn throw_parts_away(&self, id: Uuid) -> Result<(), Error> {
        let parts = upload_part::Entity::find().filter(upload_part::Column::UploadId.eq(id));
        for part in parts.all(self.db.write()).await? {
            match self.store.delete(&place_of(id, part.id)).await {
                Ok(()) | Err(object_store::Error::NotFound { .. }) => {}
                Err(error) => return Err(error.into()),
            }
        }
        upload_part::Entity::delete_many()
            .filter(upload_part::Column::UploadId.eq(id))
            .exec(self.db.write())
            .await?;
        Ok(())
    }
}
