//! The card of a citizen who has none yet: whoever helps types it, and sees what they typed while the help lasts. A card
//! that was there before is closed to helpers, because it shows the numbers of a whole family. One without members counts
//! as not there, and what its head says is not shown.
use crate::{Actor, Citizen, Error, Service, clock::Millis, entity::assistance};
use domain::FamilyCard;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, sea_query::Expr};
use uuid::Uuid;

/// Whether there is a card at all, as far as helping goes.
pub(crate) fn has_members(card: Option<&FamilyCard>) -> bool {
    card.is_some_and(|card| !card.members.is_empty())
}

async fn typed_with<C: ConnectionTrait>(db: &C, id: Uuid) -> Result<bool, Error> {
    let row = assistance::Entity::find_by_id(id).one(db).await?;
    Ok(row.is_some_and(|row| row.card_typed_at.is_some()))
}

/// Whether this actor may write the card now, in the transaction that does. A helper's first writing of a card that was
/// not there is noted, and opens it for the rest of the help.
///
/// # Errors
/// `Forbidden` when it was there before the help.
pub(crate) async fn may_type<C: ConnectionTrait>(
    db: &C,
    actor: &Actor,
    new: bool,
    at: Millis,
) -> Result<(), Error> {
    let Some(assisted) = actor.assisted() else { return Ok(()) };
    if !new {
        return if typed_with(db, assisted.id).await? { Ok(()) } else { Err(Error::Forbidden) };
    }
    assistance::Entity::update_many()
        .col_expr(assistance::Column::CardTypedAt, Expr::value(Some(at)))
        .filter(assistance::Column::Id.eq(assisted.id))
        .exec(db)
        .await?;
    Ok(())
}

impl Service {
    /// Whose card may be seen and typed: one's own; for whoever helps, that of a citizen who had none.
    pub(crate) async fn card_writer<'a>(&self, actor: &'a Actor) -> Result<&'a Citizen, Error> {
        let citizen = actor.writer()?;
        let Some(assisted) = actor.assisted() else { return Ok(citizen) };
        let open = typed_with(self.db.write(), assisted.id).await?
            || !has_members(self.card_of(citizen.account).await?.as_ref());
        if open { Ok(citizen) } else { Err(Error::Forbidden) }
    }

    /// The card as the one who writes may see it, after [`Service::card_writer`].
    pub(crate) async fn written_card(
        &self,
        actor: &Actor,
        account: Uuid,
    ) -> Result<Option<FamilyCard>, Error> {
        let card = self.card_of(account).await?;
        let Some(assisted) = actor.assisted() else { return Ok(card) };
        let seen = has_members(card.as_ref()) || typed_with(self.db.write(), assisted.id).await?;
        Ok(card.filter(|_| seen))
    }
}
