//! A card's versions: what a finished request makes of it, and what it was before.
use super::write;
use crate::{
    Actor, Error, Service,
    clock::{Millis, moment},
    entity::{card_version, family_card, request},
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
        let kept = family_card::Entity::find_by_id(account).lock_exclusive().one(txn).await?;
        let newest = card_version::Entity::find()
            .filter(card_version::Column::AccountId.eq(account))
            .order_by_desc(card_version::Column::Until)
            .order_by_desc(card_version::Column::Id)
            .one(txn)
            .await?;
        let applied = card_version::Entity::find().filter(card_version::Column::RequestId.eq(row.id));
        let applied = applied.one(txn).await?;
        let sealer = self.sealer(account).await?;
        let before: FamilyCard = match (&applied, &kept) {
            // Who has just moved here gets a first card.
            (None, None) => FamilyCard::blank(),
            (None, Some(kept)) => sealer.open_json("family_card.body", account, &kept.body)?,
            // Opened again and done once more: from where it began, unless another request has come after it.
            (Some(version), _) if newest.is_some_and(|newest| newest.id == version.id) => {
                sealer.open_json("card_version.body", version.id, &version.body)?
            }
            (Some(_), _) => return Ok(()),
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
        let after = after.map(|after| numbers.give(&before, after, newcomer)).transpose()?;
        let nothing_new = after.as_ref() == Some(&before)
            || (kept.is_none() && !is_first_card(after.as_ref(), applicant.as_ref()));
        if applied.is_none() && nothing_new {
            return Ok(());
        }
        if applied.is_none() && kept.is_some() {
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
        let Some(after) = after else {
            // Who moves away copies the card of the new place.
            family_card::Entity::delete_by_id(account).exec(txn).await?;
            return Ok(());
        };
        write(txn, &sealer, account, &after, at).await
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
