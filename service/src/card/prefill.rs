//! The office's data on "Kartu Keluarga saya", for an account that an officer has tied to a person and for no other:
//! whoever is not linked is not even looked up.
use crate::{
    Actor, Difference, Error, Link, Service,
    accounts::CONTESTED,
    clock::{Millis, millis, moment},
    entity::{card_version, family_card},
    register::compare::{adopt, differences},
};
use domain::{FamilyCard, Nik};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, sea_query::OnConflict};
use time::OffsetDateTime;
use uuid::Uuid;

/// What the office's data say about one's own card.
#[derive(Clone, Debug)]
pub struct OfficeData {
    /// The day those data are of.
    pub as_of: OffsetDateTime,
    /// Nothing was typed yet: the card that is shown is the office's.
    pub shown: bool,
    /// In what the card that was typed differs.
    pub differences: Vec<Difference>,
}

impl Service {
    /// The office's card of the person that an account is tied to. None when the portal knows something newer: a card
    /// that a finished request has changed since.
    async fn office_card(&self, account: Uuid) -> Result<Option<(FamilyCard, Millis)>, Error> {
        let row = self.account_row(account).await?;
        let (true, Some(sealed)) = (row.link == "linked" && row.state != CONTESTED, &row.nik) else {
            return Ok(None);
        };
        let nik = self.sealer(account).await?.open_text("account.nik", account, sealed)?;
        let Ok(nik) = Nik::parse_recorded(&nik) else { return Ok(None) };
        let Some(mut found) = self.look_up(std::slice::from_ref(&nik)).await? else { return Ok(None) };
        let Some(card) = found.cards.remove(&nik) else { return Ok(None) };
        let newest = card_version::Entity::find()
            .filter(card_version::Column::AccountId.eq(account))
            .order_by_desc(card_version::Column::Until)
            .one(self.db.read())
            .await?;
        let newer = newest.is_some_and(|version| version.until >= found.as_of);
        Ok((!newer).then_some((card, found.as_of)))
    }

    /// What stands in for a card that was never typed.
    pub(super) async fn prefilled(&self, account: Uuid) -> Result<Option<FamilyCard>, Error> {
        Ok(self.office_card(account).await?.map(|(card, _)| card))
    }

    /// The card of an account to write a request about. One that was only shown so far becomes its own, so that a
    /// later import does not change it in between.
    pub(crate) async fn card_to_keep(&self, account: Uuid) -> Result<Option<FamilyCard>, Error> {
        let card = self.card_of(account).await?;
        let Some(known) = &card else { return Ok(None) };
        if family_card::Entity::find_by_id(account).one(self.db.write()).await?.is_some() {
            return Ok(card);
        }
        let body = self.sealer(account).await?.seal_json("family_card.body", account, known)?;
        let row = family_card::ActiveModel {
            account_id: Set(account),
            body: Set(body),
            revision: Set(1),
            updated_at: Set(millis(self.clock.now())),
        };
        // Typed at the same moment: that one stays.
        family_card::Entity::insert(row)
            .on_conflict(OnConflict::column(family_card::Column::AccountId).do_nothing().to_owned())
            .exec_without_returning(self.db.write())
            .await?;
        self.card_of(account).await
    }

    /// What the office's data say about one's own card; nothing when they say the same.
    pub async fn office_data(&self, actor: &Actor) -> Result<Option<OfficeData>, Error> {
        let citizen = actor.citizen()?;
        if citizen.link == Link::Unlinked {
            return Ok(None);
        }
        let Some((office, as_of)) = self.office_card(citizen.account).await? else { return Ok(None) };
        let as_of = moment(as_of);
        let row = family_card::Entity::find_by_id(citizen.account).one(self.db.write()).await?;
        if row.is_none() {
            return Ok(Some(OfficeData { as_of, shown: true, differences: Vec::new() }));
        }
        let Some(own) = self.card_of(citizen.account).await? else { return Ok(None) };
        let differences = differences(&own, &office);
        Ok((!differences.is_empty()).then_some(OfficeData { as_of, shown: false, differences }))
    }

    /// Puts the office's data in the place of what one typed.
    pub async fn take_office_data(&self, actor: &Actor) -> Result<(), Error> {
        let citizen = actor.citizen()?;
        if citizen.link == Link::Unlinked {
            return Err(Error::NotFound);
        }
        let (office, _) = self.office_card(citizen.account).await?.ok_or(Error::NotFound)?;
        self.change_card(actor, citizen.account, None, |own| Ok(adopt(&own.ok_or(Error::NotFound)?, office)))
            .await
    }
}
