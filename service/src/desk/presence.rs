//! Presence: who has which request on screen, so that two officers do not read the same one without knowing. A hint,
//! never a lock: it fades when nobody renews it.
use crate::{
    Actor, Error, Service,
    clock::{Millis, millis},
    entity::desk_presence,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::OnConflict,
};
use uuid::Uuid;

/// Without a sign of life somebody looks no longer.
pub(super) const FADES: Millis = 150_000;
/// A newer look is not written: a page that is loaded again and again costs no writing.
const FRESH: Millis = 30_000;

impl Service {
    /// Notes that the officer has this request on screen.
    pub async fn look_at(&self, actor: &Actor, number: &str) -> Result<(), Error> {
        let officer = actor.officer()?;
        let row = self.visible_number(actor, number).await?;
        let now = millis(self.clock.now());
        let before = desk_presence::Entity::find_by_id(officer.account).one(self.db.read()).await?;
        if before.is_some_and(|seen| seen.request_id == row.id && seen.seen_at > now - FRESH) {
            return Ok(());
        }
        desk_presence::Entity::insert(desk_presence::ActiveModel {
            account_id: Set(officer.account),
            request_id: Set(row.id),
            seen_at: Set(now),
        })
        .on_conflict(
            OnConflict::column(desk_presence::Column::AccountId)
                .update_columns([desk_presence::Column::RequestId, desk_presence::Column::SeenAt])
                .to_owned(),
        )
        .exec_without_returning(self.db.write())
        .await?;
        Ok(())
    }

    /// The names of those who have this request on screen too, in the order in which they began to look.
    pub(super) async fn onlooker_names(&self, me: Uuid, request: Uuid) -> Result<Vec<String>, Error> {
        let lookers: Vec<Uuid> = desk_presence::Entity::find()
            .select_only()
            .column(desk_presence::Column::AccountId)
            .filter(desk_presence::Column::RequestId.eq(request))
            .filter(desk_presence::Column::SeenAt.gt(millis(self.clock.now()) - FADES))
            .filter(desk_presence::Column::AccountId.ne(me))
            .order_by_asc(desk_presence::Column::SeenAt)
            .into_tuple()
            .all(self.db.read())
            .await?;
        let mut names = self.officer_names(lookers.iter().copied()).await?;
        Ok(lookers.iter().filter_map(|looker| names.remove(looker)).collect())
    }
}
