//! Taking a request back, by its owner, before it is in the register; and expiring one that nobody corrected.
use super::{Transition, Who, tell::regarding, visible_to};
use crate::{
    Actor, Error, Service,
    clock::millis,
    documents::remove_unsent,
    entity::{draft, request},
    letter::Letter,
};
use domain::{ActorKind, Command, Status};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

impl Service {
    /// The owner takes a request back.
    pub async fn withdraw(&self, actor: &Actor, id: Uuid) -> Result<(), Error> {
        let citizen = actor.citizen()?;
        let row = visible_to(actor)
            .filter(request::Column::Id.eq(id))
            .one(self.db.write())
            .await?
            .ok_or(Error::NotFound)?;
        let who = Who { account: Some(citizen.account), kind: ActorKind::Owner };
        self.end(row, Command::Withdraw, who).await
    }

    /// Expires requests whose time for a correction is over. Answers how many.
    pub(crate) async fn expire_uncorrected(&self) -> Result<usize, Error> {
        let rows = request::Entity::find()
            .filter(request::Column::Status.eq(Status::NeedsCorrection.as_str()))
            .filter(request::Column::CorrectionDueAt.lt(millis(self.clock.now())))
            .limit(100)
            .all(self.db.read())
            .await?;
        let count = rows.len();
        for row in rows {
            let id = row.id;
            let outcome =
                self.end(row, Command::Expire, Who { account: None, kind: ActorKind::System }).await;
            if let Err(error) = outcome {
                tracing::warn!(request = %id, %error, "request could not be expired");
            }
        }
        Ok(count)
    }

    async fn end(&self, row: request::Model, command: Command, who: Who) -> Result<(), Error> {
        let procedure = self.procedure(&row.catalogue_hash).await?;
        let at = millis(self.clock.now());
        let regarding = regarding(&row, &procedure);
        let letter = if command == Command::Withdraw {
            Letter::Withdrawn { regarding }
        } else {
            Letter::Expired { regarding }
        };
        let txn = self.db.begin().await?;
        let also = request::ActiveModel {
            assignee: Set(None),
            lease_until: Set(None),
            correction_due_at: Set(None),
            decided_at: Set(Some(at)),
            ..Default::default()
        };
        // A correction that was begun is put away with it; held in the order in which sending holds them.
        draft::Entity::find_by_id(row.id).lock_exclusive().one(&txn).await?;
        self.transition(&txn, &row, Transition { command, who, detail: String::new(), at, also }).await?;
        draft::Entity::delete_by_id(row.id).exec(&txn).await?;
        remove_unsent(&txn, row.id, at).await?;
        self.tell(&txn, row.account_id, &letter, at).await?;
        txn.commit().await?;
        self.mark_twins(&row).await;
        self.wake();
        Ok(())
    }
}
