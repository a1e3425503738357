//! "Kartu Keluarga saya": the present card. An account that is not linked types it itself and learns
//! nothing from the register, but for the numbers of its own requests: when one is done, the card becomes what the
//! request made of it, with the new number that the officer recorded.
mod version;

pub use version::{CardVersion, Recorded};

use crate::{
    Actor, Error, Service,
    areas::{AreaCode, Level},
    clock::{Millis, millis},
    entity::family_card,
    keys::Sealer,
};
use domain::{CardForm, FamilyCard, FieldError, FieldIssue, MemberForm};
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait, sea_query::OnConflict};
use uuid::Uuid;

/// One's own card.
#[derive(Clone, Debug)]
pub struct CardView {
    /// The card, if it was typed.
    pub card: Option<FamilyCard>,
    /// How often it was saved.
    pub revision: i64,
}

impl Service {
    pub(crate) async fn card_of(&self, account: Uuid) -> Result<Option<FamilyCard>, Error> {
        let row = family_card::Entity::find_by_id(account).one(self.db.write()).await?;
        match row {
            Some(row) => {
                Ok(Some(self.sealer(account).await?.open_json("family_card.body", account, &row.body)?))
            }
            None => Ok(None),
        }
    }

    /// The card of the citizen who asks.
    pub async fn card(&self, actor: &Actor) -> Result<CardView, Error> {
        let citizen = actor.citizen()?;
        let row = family_card::Entity::find_by_id(citizen.account).one(self.db.read()).await?;
        Ok(CardView {
            card: self.card_of(citizen.account).await?,
            revision: row.map_or(0, |row| row.revision),
        })
    }

    /// The form of the card's head: as saved, else with the number given at registration.
    pub async fn card_form(&self, actor: &Actor) -> Result<CardForm, Error> {
        let citizen = actor.citizen()?;
        if let Some(card) = self.card_of(citizen.account).await? {
            return Ok(CardForm::of(&card));
        }
        let row = self.account_row(citizen.account).await?;
        let sealer = self.sealer(citizen.account).await?;
        let sealed = row.kk_number.as_deref();
        let number = sealed
            .map(|sealed| sealer.open_text("account.kk_number", citizen.account, sealed))
            .transpose()?;
        Ok(CardForm { number: number.unwrap_or_default(), ..CardForm::default() })
    }

    async fn write_card(&self, account: Uuid, card: &FamilyCard) -> Result<(), Error> {
        let sealer = self.sealer(account).await?;
        write(self.db.write(), &sealer, account, card, millis(self.clock.now())).await
    }

    /// The form with the names of the village that was chosen, and its postcode where none was typed. A village
    /// that is not in the list is typed and has no code.
    ///
    /// # Errors
    /// `NotInList` when the code is not that of a village.
    pub fn with_village(&self, form: &CardForm) -> Result<CardForm, Error> {
        let mut form = form.clone();
        if form.village_code.trim().is_empty() {
            return Ok(form);
        }
        let code: Option<AreaCode> = form.village_code.parse().ok();
        let path = code.map(|code| self.areas.path(code)).unwrap_or_default();
        let [.., district, village] = path.as_slice() else {
            return Err(Error::field("area", FieldError::NotInList));
        };
        if village.level != Level::Village {
            return Err(Error::field("area", FieldError::NotInList));
        }
        form.village_code = village.code.dotted();
        village.name.clone_into(&mut form.village);
        district.name.clone_into(&mut form.district);
        if form.postcode.trim().is_empty() {
            form.postcode = village.postcode.clone().unwrap_or_default();
        }
        Ok(form)
    }

    /// Saves the head of one's own card.
    pub async fn save_card(&self, actor: &Actor, form: &CardForm) -> Result<(), Error> {
        let citizen = actor.citizen()?;
        let form = self.with_village(form)?;
        let old = self.card_of(citizen.account).await?;
        let card = form.parse(old.map(|card| card.members).unwrap_or_default()).map_err(Error::Fields)?;
        self.write_card(citizen.account, &card).await
    }

    /// Saves a member of one's own card: a new one if its id is not known yet.
    pub async fn save_member(&self, actor: &Actor, form: &MemberForm) -> Result<(), Error> {
        let citizen = actor.citizen()?;
        let mut card =
            self.card_of(citizen.account).await?.ok_or_else(|| Error::field("card", FieldError::NoCard))?;
        let member = form.parse(self.today()).map_err(Error::Fields)?;
        let same_nik =
            |other: &domain::Member| other.id != member.id && member.nik.is_some() && other.nik == member.nik;
        if card.members.iter().any(same_nik) {
            return Err(Error::field("nik", FieldError::AlreadyUsed));
        }
        let two_heads = |other: &domain::Member| other.id != member.id && other.is_head() && member.is_head();
        if card.members.iter().any(two_heads) {
            return Err(Error::field("relation", FieldError::AlreadyUsed));
        }
        let full = card.members.len() >= 40;
        match card.members.iter_mut().find(|known| known.id == member.id) {
            // What the form does not ask for stays.
            Some(known) => {
                let (marital_date, passport, kitap) =
                    (known.marital_date, known.passport.clone(), known.kitap.clone());
                *known = domain::Member { marital_date, passport, kitap, ..member };
            }
            None if full => {
                return Err(Error::Fields(vec![FieldIssue::new("name", FieldError::TooLarge { max: 40 })]));
            }
            None => card.members.push(member),
        }
        self.write_card(citizen.account, &card).await
    }

    /// Takes a member off one's own card as typed.
    pub async fn remove_member(&self, actor: &Actor, id: Uuid) -> Result<(), Error> {
        let citizen = actor.citizen()?;
        let mut card = self.card_of(citizen.account).await?.ok_or(Error::NotFound)?;
        let before = card.members.len();
        card.members.retain(|member| member.id != id);
        if card.members.len() == before {
            return Err(Error::NotFound);
        }
        self.write_card(citizen.account, &card).await
    }
}

/// Writes the present card of an account.
async fn write(
    db: &impl ConnectionTrait,
    sealer: &Sealer,
    account: Uuid,
    card: &FamilyCard,
    at: Millis,
) -> Result<(), Error> {
    let known = family_card::Entity::find_by_id(account).one(db).await?;
    family_card::Entity::insert(family_card::ActiveModel {
        account_id: Set(account),
        body: Set(sealer.seal_json("family_card.body", account, card)?),
        revision: Set(known.map_or(1, |row| row.revision + 1)),
        updated_at: Set(at),
    })
    .on_conflict(
        OnConflict::column(family_card::Column::AccountId)
            .update_columns([
                family_card::Column::Body,
                family_card::Column::Revision,
                family_card::Column::UpdatedAt,
            ])
            .to_owned(),
    )
    .exec_without_returning(db)
    .await?;
    Ok(())
}
