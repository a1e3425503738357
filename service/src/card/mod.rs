//! "Kartu Keluarga saya": the present card. An account that is not linked types it itself and learns
//! nothing from the register, but for the numbers of its own requests: when one is done, the card becomes what the
//! request made of it, with the new number that the officer recorded.
mod prefill;
mod version;
pub(crate) mod village;

pub use prefill::OfficeData;
pub use version::{CardVersion, Recorded};

use crate::{
    Actor, Error, Service,
    assistance::{has_members, may_type},
    clock::{Millis, millis},
    entity::family_card,
    keys::Sealer,
};
use domain::{CardForm, FamilyCard, FieldError, Member, MemberForm};
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait, QuerySelect, sea_query::OnConflict};
use uuid::Uuid;

/// Nobody has a larger family on one card; it keeps pages and letters in bounds.
const MOST_MEMBERS: i32 = 40;

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
            None => self.prefilled(account).await,
        }
    }

    /// The card of the citizen who asks.
    pub async fn card(&self, actor: &Actor) -> Result<CardView, Error> {
        let citizen = self.card_writer(actor).await?;
        let row = family_card::Entity::find_by_id(citizen.account).one(self.db.read()).await?;
        Ok(CardView {
            card: self.written_card(actor, citizen.account).await?,
            revision: row.map_or(0, |row| row.revision),
        })
    }

    /// Whether the card of the one who writes has anybody on it: most services begin from it.
    pub async fn has_card(&self, actor: &Actor) -> Result<bool, Error> {
        let citizen = actor.writer()?;
        Ok(has_members(self.card_of(citizen.account).await?.as_ref()))
    }

    /// The form of the card's head: as saved, else with the number given at registration.
    pub async fn card_form(&self, actor: &Actor) -> Result<CardForm, Error> {
        let citizen = self.card_writer(actor).await?;
        if let Some(card) = self.written_card(actor, citizen.account).await? {
            return Ok(CardForm::of(&card));
        }
        if actor.assisted().is_some() {
            // The number given at registration is not shown to whoever helps: it is read from the card.
            return Ok(CardForm::default());
        }
        let row = self.account_row(citizen.account).await?;
        let sealer = self.sealer(citizen.account).await?;
        let sealed = row.kk_number.as_deref();
        let number = sealed
            .map(|sealed| sealer.open_text("account.kk_number", citizen.account, sealed))
            .transpose()?;
        Ok(CardForm { number: number.unwrap_or_default(), ..CardForm::default() })
    }

    /// Changes one's own card, one change after the other. `seen` is the revision of the page that the change was
    /// typed on; nothing of what another page or a finished request has made of the card since is overwritten.
    ///
    /// # Errors
    /// `Conflict` when the card is another one by now, unless it is already as it would become.
    async fn change_card(
        &self,
        actor: &Actor,
        account: Uuid,
        seen: Option<i64>,
        change: impl FnOnce(Option<FamilyCard>) -> Result<FamilyCard, Error>,
    ) -> Result<(), Error> {
        let sealer = self.sealer(account).await?;
        let office = self.prefilled(account).await?;
        let txn = self.db.begin().await?;
        self.hold_assistance_alone(&txn, actor).await?;
        let row = family_card::Entity::find_by_id(account).lock_exclusive().one(&txn).await?;
        let revision = row.as_ref().map_or(0, |row| row.revision);
        let before: Option<FamilyCard> = match row {
            Some(row) => Some(sealer.open_json("family_card.body", account, &row.body)?),
            None => office,
        };
        let after = change(before.clone())?;
        if before.as_ref() == Some(&after) {
            return Ok(());
        }
        if seen.is_some_and(|seen| seen != revision) {
            return Err(Error::Conflict { by: None });
        }
        let at = millis(self.clock.now());
        may_type(&txn, actor, !has_members(before.as_ref()), at).await?;
        write(&txn, &sealer, account, &after, at).await?;
        txn.commit().await?;
        Ok(())
    }

    /// The form with the names of the village that was chosen, and its postcode where none was typed. A village
    /// that is not in the list is typed and has no code.
    ///
    /// # Errors
    /// `NotInList` when the code is not that of a village.
    pub fn with_village(&self, form: &CardForm) -> Result<CardForm, Error> {
        village::named(&self.areas, form.clone()).map_err(|error| Error::field(village::FIELD, error))
    }

    /// Saves the head of one's own card, typed on a page that showed revision `seen`.
    ///
    /// # Errors
    /// What is wrong with which field; `Conflict` when the card changed since.
    pub async fn save_card(&self, actor: &Actor, form: &CardForm, seen: Option<i64>) -> Result<(), Error> {
        let citizen = self.card_writer(actor).await?;
        let form = self.with_village(form)?;
        let change = |card: Option<FamilyCard>| {
            form.parse(card.map(|card| card.members).unwrap_or_default()).map_err(Error::Fields)
        };
        self.change_card(actor, citizen.account, seen, change).await
    }

    /// Saves a member of one's own card, typed on a page that showed revision `seen`: a new one if its id is not
    /// known yet.
    ///
    /// # Errors
    /// What is wrong with which field; `Conflict` when the card changed since, though anybody may be added.
    pub async fn save_member(
        &self,
        actor: &Actor,
        form: &MemberForm,
        seen: Option<i64>,
    ) -> Result<(), Error> {
        let citizen = self.card_writer(actor).await?;
        let member = form.parse(self.today()).map_err(Error::Fields)?;
        let known = self.card_of(citizen.account).await?;
        let added = known.is_none_or(|card| card.member(member.id).is_none());
        let change = |card: Option<FamilyCard>| {
            with_member(card.ok_or_else(|| Error::field("card", FieldError::NoCard))?, member)
        };
        self.change_card(actor, citizen.account, seen.filter(|_| !added), change).await
    }

    /// Takes a member off one's own card as typed, on a page that showed revision `seen`.
    ///
    /// # Errors
    /// `NotFound` when nobody on it has this id; `Conflict` when the card changed since.
    pub async fn remove_member(&self, actor: &Actor, id: Uuid, seen: Option<i64>) -> Result<(), Error> {
        let citizen = self.card_writer(actor).await?;
        let change = |card: Option<FamilyCard>| {
            let mut card = card.ok_or(Error::NotFound)?;
            let before = card.members.len();
            card.members.retain(|member| member.id != id);
            if card.members.len() == before { Err(Error::NotFound) } else { Ok(card) }
        };
        self.change_card(actor, citizen.account, seen, change).await
    }
}

/// The card with this member, new or changed.
fn with_member(mut card: FamilyCard, member: Member) -> Result<FamilyCard, Error> {
    let mut others = card.members.iter().filter(|other| other.id != member.id);
    if others.any(|other| member.nik.is_some() && other.nik == member.nik) {
        return Err(Error::field("nik", FieldError::AlreadyUsed));
    }
    let mut others = card.members.iter().filter(|other| other.id != member.id);
    if member.is_head() && others.any(Member::is_head) {
        return Err(Error::field("relation", FieldError::AlreadyUsed));
    }
    let full = card.members.len() >= usize::try_from(MOST_MEMBERS).unwrap_or(usize::MAX);
    match card.members.iter_mut().find(|known| known.id == member.id) {
        // What the form does not ask for stays.
        Some(known) => {
            let (marital_date, passport, kitap) =
                (known.marital_date, known.passport.clone(), known.kitap.clone());
            *known = Member { marital_date, passport, kitap, ..member };
        }
        None if full => return Err(Error::field("name", FieldError::TooLarge { max: MOST_MEMBERS })),
        None => card.members.push(member),
    }
    Ok(card)
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
