//! A card's versions: what a finished request makes of it, and what it was before.
use super::{village, write};
use crate::{
    Actor, Error, Service,
    clock::{Millis, moment},
    entity::{card_version, family_card, request},
    keys::Sealer,
    requests::{Body, visible_to},
};
use domain::{FamilyCard, FieldError, KkNumber, Nik, Outcome, ReceiptNumber, other_head, outcome};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use uuid::Uuid;

/// Numbers that the office got from the register, as an officer typed them; empty when there are none.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recorded {
    /// The number of the applicant's new card.
    pub kk_number: String,
    /// The NIK of somebody new.
    pub nik: String,
}

impl std::fmt::Debug for Recorded {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Recorded")
    }
}

/// The same, read.
#[derive(Clone, Default)]
pub(crate) struct Numbers {
    kk_number: Option<KkNumber>,
    nik: Option<Nik>,
}

/// An earlier version of one's own card.
#[derive(Clone, Debug)]
pub struct CardVersion {
    /// Until when it was so.
    pub until: OffsetDateTime,
    /// The request that changed it.
    pub request: Uuid,
    /// The number of that request.
    pub number: String,
    /// The name of its procedure, in the language asked for.
    pub procedure: String,
    /// The card as it was.
    pub card: FamilyCard,
}

impl Recorded {
    /// Reads what was typed.
    pub(crate) fn read(&self) -> Result<Numbers, Error> {
        let typed = |raw: &str| !raw.trim().is_empty();
        let kk_number = typed(&self.kk_number)
            .then(|| KkNumber::parse(&self.kk_number))
            .transpose()
            .map_err(|error| Error::field("kk_number", error))?;
        let nik = typed(&self.nik)
            .then(|| Nik::parse(&self.nik))
            .transpose()
            .map_err(|error| Error::field("nik", error))?;
        Ok(Numbers { kk_number, nik })
    }
}

impl Numbers {
    /// These; where none is typed, those that were recorded when the request was done before.
    fn or_as_recorded(&self, before: &FamilyCard, present: &FamilyCard) -> Self {
        let number = present.number.clone().filter(|_| present.number != before.number);
        let nik = newcomer(before, present).and_then(|member| member.nik.clone());
        Self { kk_number: self.kk_number.clone().or(number), nik: self.nik.clone().or(nik) }
    }

    /// Records them on a card that was typed anew since, and changes nothing else of it.
    fn correct(&self, before: &FamilyCard, mut present: FamilyCard) -> Result<FamilyCard, Error> {
        let joined = newcomer(before, &present).map(|member| member.id);
        let joined = present.members.iter_mut().find(|member| Some(member.id) == joined);
        if let (Some(nik), Some(joined)) = (&self.nik, joined) {
            joined.nik = Some(nik.clone());
        }
        if self.kk_number.is_some() {
            let number = Self { nik: None, ..self.clone() };
            return number.give(before, present, Uuid::nil());
        }
        Ok(present)
    }

    /// Gives the applicant's card its number, and somebody new the NIK. Without its new number a card with another
    /// head has none: the old one is no longer true.
    fn give(&self, before: &FamilyCard, mut after: FamilyCard, newcomer: Uuid) -> Result<FamilyCard, Error> {
        let nobody = || Error::field("nik", FieldError::NobodyNew);
        if let Some(nik) = &self.nik {
            let mut members = after.members.iter_mut();
            let joined = members.find(|member| member.id == newcomer && member.nik.is_none());
            joined.ok_or_else(nobody)?.nik = Some(nik.clone());
        }
        if let Some(number) = &self.kk_number {
            let mut niks = after.members.iter().filter_map(|member| member.nik.as_ref());
            niks.try_for_each(|nik| number.differs_from(nik))
                .map_err(|error| Error::field("kk_number", error))?;
            after.number = Some(number.clone());
        } else if other_head(before, &after) {
            after.number = None;
        }
        Ok(after)
    }
}

/// Who is on a card that was not on the one before.
fn newcomer<'a>(before: &FamilyCard, present: &'a FamilyCard) -> Option<&'a domain::Member> {
    present.members.iter().find(|member| before.member(member.id).is_none())
}

/// The present card of an account.
struct Kept {
    card: FamilyCard,
    updated_at: Millis,
}

async fn kept(txn: &DatabaseTransaction, sealer: &Sealer, account: Uuid) -> Result<Option<Kept>, Error> {
    let row = family_card::Entity::find_by_id(account).lock_exclusive().one(txn).await?;
    let open = |row: family_card::Model| {
        let card = sealer.open_json("family_card.body", account, &row.body)?;
        Ok(Kept { card, updated_at: row.updated_at })
    };
    row.map(open).transpose()
}

/// The version that a request has made.
struct Made {
    version: card_version::Model,
    /// No other request has made one since.
    newest: bool,
}

async fn made_by(txn: &DatabaseTransaction, row: &request::Model) -> Result<Option<Made>, Error> {
    let newest = card_version::Entity::find()
        .filter(card_version::Column::AccountId.eq(row.account_id))
        .order_by_desc(card_version::Column::Until)
        .order_by_desc(card_version::Column::Id)
        .one(txn)
        .await?;
    let made =
        card_version::Entity::find().filter(card_version::Column::RequestId.eq(row.id)).one(txn).await?;
    Ok(made.map(|version| Made { newest: newest.is_some_and(|newest| newest.id == version.id), version }))
}

/// A request writes the card and when the version before it ended at one moment.
fn is_typed_since(kept: Option<&Kept>, version: &card_version::Model) -> bool {
    kept.is_some_and(|kept| kept.updated_at != version.until)
}

/// Somebody without a card here has got one: they are on it, and it has a head. A card that others got is not theirs.
fn is_first_card(card: Option<&FamilyCard>, applicant: Option<&Nik>) -> bool {
    card.is_some_and(|card| {
        let own = card.members.iter().any(|member| applicant.is_some() && member.nik.as_ref() == applicant);
        own && card.head().is_some()
    })
}

impl Service {
    /// Makes the card of the one who applied what the request says, as a new version. The register decides, not the
    /// portal: what cannot be applied, because the card was typed anew meanwhile, leaves the card as it is.
    pub(crate) async fn apply_to_card(
        &self,
        txn: &DatabaseTransaction,
        row: &request::Model,
        body: &Body,
        numbers: &Numbers,
        at: Millis,
    ) -> Result<(), Error> {
        let account = row.account_id;
        let sealer = self.sealer(account).await?;
        let kept = kept(txn, &sealer, account).await?;
        let (before, again) = match made_by(txn, row).await? {
            // Who has just moved here gets a first card.
            None => (kept.as_ref().map_or_else(FamilyCard::blank, |kept| kept.card.clone()), None),
            // Another request has come after it.
            Some(Made { newest: false, .. }) => return Ok(()),
            // Opened again and done once more: from where it began, unless it was typed anew since.
            Some(Made { version, .. }) => {
                let before: FamilyCard = sealer.open_json("card_version.body", version.id, &version.body)?;
                if is_typed_since(kept.as_ref(), &version) {
                    let Some(Kept { card, .. }) = kept else { return Ok(()) };
                    let after = numbers.correct(&before, card)?;
                    return write(txn, &sealer, account, &after, at).await;
                }
                (before, Some(version))
            }
        };
        let newcomer = Uuid::now_v7();
        let result: Outcome = match outcome(&before, &body.changes, newcomer) {
            Ok(result) => result,
            Err(error) => {
                tracing::warn!(request = %row.id, %error, "the card stays as it was");
                return Ok(());
            }
        };
        let applicant = Nik::parse(&body.applicant_nik).ok();
        let after = result.card_to_keep(&before, applicant.as_ref());
        let numbers = match (&again, &kept) {
            (Some(_), Some(kept)) => numbers.or_as_recorded(&before, &kept.card),
            _ => numbers.clone(),
        };
        let after = after.map(|after| numbers.give(&before, after, newcomer)).transpose()?;
        let after = after.map(|after| village::coded(&self.areas, &before, after));
        let nothing_new = after.as_ref() == Some(&before)
            || (kept.is_none() && !is_first_card(after.as_ref(), applicant.as_ref()));
        match again {
            None if nothing_new => return Ok(()),
            None if kept.is_some() => {
                let id = Uuid::now_v7();
                card_version::Entity::insert(card_version::ActiveModel {
                    id: Set(id),
                    account_id: Set(account),
                    body: Set(sealer.seal_json("card_version.body", id, &before)?),
                    until: Set(at),
                    request_id: Set(row.id),
                })
                .exec_without_returning(txn)
                .await?;
            }
            None => {}
            Some(version) => {
                let again =
                    card_version::ActiveModel { id: Set(version.id), until: Set(at), ..Default::default() };
                card_version::Entity::update(again).exec(txn).await?;
            }
        }
        let Some(after) = after else {
            // Who moves away copies the card of the new place.
            family_card::Entity::delete_by_id(account).exec(txn).await?;
            return Ok(());
        };
        write(txn, &sealer, account, &after, at).await
    }

    /// A request that was done, opened again and then came to nothing: the card becomes what it was before. What was
    /// typed on it since stays, and so does what a later request has made of it.
    pub(crate) async fn take_back_from_card(
        &self,
        txn: &DatabaseTransaction,
        row: &request::Model,
        at: Millis,
    ) -> Result<(), Error> {
        let Some(Made { version, newest: true }) = made_by(txn, row).await? else { return Ok(()) };
        let sealer = self.sealer(row.account_id).await?;
        if is_typed_since(kept(txn, &sealer, row.account_id).await?.as_ref(), &version) {
            return Ok(());
        }
        let before: FamilyCard = sealer.open_json("card_version.body", version.id, &version.body)?;
        card_version::Entity::delete_by_id(version.id).exec(txn).await?;
        write(txn, &sealer, row.account_id, &before, at).await
    }

    /// What one's own card was before requests changed it, last first.
    pub async fn card_versions(
        &self,
        actor: &Actor,
        language: domain::Language,
    ) -> Result<Vec<CardVersion>, Error> {
        let account = actor.citizen()?.account;
        let rows = card_version::Entity::find()
            .filter(card_version::Column::AccountId.eq(account))
            .order_by_desc(card_version::Column::Until)
            .limit(50)
            .all(self.db.read())
            .await?;
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        let sealer = self.sealer(account).await?;
        let mut versions = Vec::with_capacity(rows.len());
        for row in rows {
            let request = visible_to(actor).filter(request::Column::Id.eq(row.request_id));
            let request = request.one(self.db.read()).await?.ok_or(Error::NotFound)?;
            let procedure = self.procedure(&request.catalogue_hash).await?;
            versions.push(CardVersion {
                until: moment(row.until),
                request: row.request_id,
                number: ReceiptNumber::parse(&request.number)
                    .map_or(request.number, |number| number.to_string()),
                procedure: procedure.name.get(language).to_owned(),
                card: sealer.open_json("card_version.body", row.id, &row.body)?,
            });
        }
        Ok(versions)
    }
}
