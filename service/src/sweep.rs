//! Sweeping: what has had its time goes, in small steps that never hold the write lock for long.
use crate::{
    Error, Service,
    accounts::UNUSED,
    clock::millis,
    entity::{device, one_time_code, outbox, rate, registration, session},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};

impl Service {
    /// One round: ended sessions, old codes, unfinished registrations, the feed's tail, removed files, files that
    /// never arrived whole, requests that nobody corrected and drafts that nobody went on with; and who still can do
    /// something is told.
    pub async fn sweep(&self) -> Result<(), Error> {
        self.indexes_are_ours().await?;
        let now = millis(self.clock.now());
        let day = 24 * 60 * 60 * 1000;
        session::Entity::delete_many()
            .filter(session::Column::ExpiresAt.lt(now))
            .exec(self.db.write())
            .await?;
        device::Entity::delete_many()
            .filter(device::Column::SeenAt.lt(now - UNUSED))
            .exec(self.db.write())
            .await?;
        self.sweep_push(now).await?;
        self.sweep_passkeys(now).await?;
        self.sweep_pending_passwords(now).await?;
        one_time_code::Entity::delete_many()
            .filter(one_time_code::Column::ExpiresAt.lt(now - day))
            .exec(self.db.write())
            .await?;
        rate::Entity::delete_many()
            .filter(rate::Column::WindowStart.lt(now - day))
            .exec(self.db.write())
            .await?;
        let stale = registration::Entity::find()
            .filter(registration::Column::ExpiresAt.lt(now))
            .limit(500)
            .all(self.db.read())
            .await?;
        for row in stale {
            let txn = self.db.begin().await?;
            registration::Entity::delete_by_id(row.id).exec(&txn).await?;
            outbox::Entity::delete_many().filter(outbox::Column::AccountId.eq(row.id)).exec(&txn).await?;
            self.destroy_sealer(&txn, row.id).await?;
            txn.commit().await?;
        }
        self.sweep_invitations(now).await?;
        self.erase_closed(now).await?;
        self.sweep_feed(now).await?;
        self.sweep_documents(now).await?;
        self.sweep_uploads(now).await?;
        self.sweep_scans(now).await?;
        self.expire_uncorrected().await?;
        self.remind_of_corrections().await?;
        self.warn_of_old_drafts().await?;
        self.drop_old_drafts().await?;
        self.index_requests().await?;
        self.reckon_anew().await?;
        self.pass_marks().await?;
        self.write_digests().await?;
        self.sweep_results().await?;
        self.sweep_retention(now).await?;
        self.sweep_tickets(now).await?;
        self.count_feedback().await?;
        self.close_months().await?;
        self.void_appointments().await?;
        self.recheck_appointments().await?;
        self.remind_of_appointments().await?;
        Ok(())
    }
}
