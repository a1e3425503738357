//! The office's register: families as the office has them. It comes from a file, generation by generation; what
//! counts is always one whole generation. Officers see it beside a request, and an account that an officer has tied to
//! a person gets that person's card. Nobody else learns anything from it.
mod check;
pub(crate) mod compare;
mod desk;
mod import;
mod read;
mod row;
mod spool;
#[cfg(test)]
mod tests;
mod write;

pub use check::BadValue;
pub use compare::Difference;
pub use desk::{RegisterFinding, RegisterView};
pub use import::{ImportOptions, ImportReport};
pub use read::FileFault;

use crate::{
    Error, Service,
    clock::{Millis, moment},
    entity::{register_card, register_generation, register_person},
    keys::ShortIndex,
};
use domain::{FamilyCard, Nik};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use std::collections::BTreeMap;
use time::OffsetDateTime;
use uuid::Uuid;

/// The states of a generation.
const LOADING: &str = "loading";
const CURRENT: &str = "current";
const OLD: &str = "old";
/// Where the body of a card lies.
const CARD_BODY: &str = "register_card.body";

/// Why families were not imported.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The file as a whole.
    #[error(transparent)]
    File(#[from] FileFault),
    /// The files that are sorted.
    #[error("what is sorted cannot be written to the temporary folder ({0}); TMPDIR names another one")]
    Temporary(#[from] std::io::Error),
    /// Somebody else imports.
    #[error("another import is under way; try again when it is done, or a minute after it was broken off")]
    Running,
    /// This import stood still so long that another one took over.
    #[error("this import stood still for a minute and another one took over; nothing of it counts")]
    Overtaken,
    /// Anything else.
    #[error(transparent)]
    Service(#[from] Error),
}

impl From<sea_orm::DbErr> for ImportError {
    fn from(source: sea_orm::DbErr) -> Self {
        Self::Service(source.into())
    }
}

impl From<crate::keys::SealError> for ImportError {
    fn from(source: crate::keys::SealError) -> Self {
        Self::Service(source.into())
    }
}

/// What the register knows of the people asked for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Found {
    /// The day the office's data are of.
    pub(crate) as_of: Millis,
    /// The card of each who is in it.
    pub(crate) cards: BTreeMap<Nik, FamilyCard>,
}

impl Found {
    pub(crate) fn as_of(&self) -> OffsetDateTime {
        moment(self.as_of)
    }
}

/// The row that a card's body is bound to. Bodies of another generation have another key.
fn place_of(kk_index: ShortIndex) -> Uuid {
    Uuid::from_bytes(kk_index)
}

impl Service {
    /// The generation that counts.
    async fn generation(&self) -> Result<Option<register_generation::Model>, Error> {
        Ok(register_generation::Entity::find()
            .filter(register_generation::Column::State.eq(CURRENT))
            .order_by_desc(register_generation::Column::Id)
            .one(self.db.read())
            .await?)
    }

    /// The cards of some people, all of one generation; nothing where the office has loaded none.
    pub(crate) async fn look_up(&self, niks: &[Nik]) -> Result<Option<Found>, Error> {
        for _ in 0..4 {
            let Some(generation) = self.generation().await? else { return Ok(None) };
            let found = self.look_up_in(&generation, niks).await;
            let now = self.generation().await?;
            // Another one counts since: what was read may be half gone.
            if now.is_some_and(|now| now.id == generation.id) {
                return found.map(Some);
            }
        }
        Err(Error::Busy)
    }

    async fn look_up_in(
        &self,
        generation: &register_generation::Model,
        niks: &[Nik],
    ) -> Result<Found, Error> {
        let mut found = Found { as_of: generation.as_of, cards: BTreeMap::new() };
        let index = self.keys.register_index();
        let by_index: BTreeMap<Vec<u8>, &Nik> =
            niks.iter().map(|nik| (index.person(nik).to_vec(), nik)).collect();
        let people = register_person::Entity::find()
            .filter(register_person::Column::Generation.eq(generation.id))
            .filter(register_person::Column::NikIndex.is_in(by_index.keys().cloned()))
            .all(self.db.read())
            .await?;
        if people.is_empty() {
            return Ok(found);
        }
        let sealer = self.sealer(generation.key).await?;
        for person in people {
            let key = (generation.id, person.kk_index);
            let row = register_card::Entity::find_by_id(key).one(self.db.read()).await?;
            let row = row.ok_or(Error::NotFound)?;
            let place = row.kk_index.as_slice().try_into().map_err(|_| Error::NotFound)?;
            let card: FamilyCard = sealer.open_json(CARD_BODY, place_of(place), &row.body)?;
            if let Some(nik) = by_index.get(&person.nik_index) {
                found.cards.insert((*nik).clone(), card);
            }
        }
        Ok(found)
    }
}
