//! Whether something like a draft was sent already. Nothing is said of whose request it is or what it asks, and to an
//! account that no officer has linked only of its own: a stranger who knows numbers learns nothing by trying them.
use super::persons::{nik_index, persons};
use crate::{
    Actor, Error, Service,
    entity::{request, request_person},
    keys::IndexField,
};
use domain::{Status, propose};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

/// What is on its way already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Elsewhere {
    /// Another request for the same family card.
    SameCard,
    /// Another request about the same person.
    SamePerson {
        /// As written in this draft.
        name: String,
    },
}

/// The statuses of requests that are not at their end, as stored.
pub(crate) fn open_statuses() -> Vec<&'static str> {
    Status::all().iter().filter(|status| status.is_open()).map(|status| status.as_str()).collect()
}

impl Service {
    /// What of one's own draft was sent already, as far as one may know.
    pub async fn elsewhere(&self, actor: &Actor, draft: Uuid) -> Result<Vec<Elsewhere>, Error> {
        let citizen = actor.citizen()?;
        let row = self.own_draft(actor, draft).await?;
        let writing = self.writing(&row).await?;
        let context = self.context(actor, draft).await?;
        let procedure = self.procedure(&row.catalogue_hash).await?.for_family(&context.members);
        let changes = propose(&procedure, &writing.answers, &context).unwrap_or_default();
        let card = self.card_of(citizen.account).await?;
        let mut others = Condition::all()
            .add(request::Column::Id.ne(draft))
            .add(request::Column::Status.is_in(open_statuses()));
        if !context.linked {
            others = others.add(request::Column::AccountId.eq(citizen.account));
        }
        let mut told = Vec::new();
        if let Some(number) = card.as_ref().and_then(|card| card.number.as_ref()) {
            let index = self.keys.index(IndexField::KkNumber, number.as_str().as_bytes());
            let same = others.clone().add(request::Column::KkIndex.eq(index));
            if request::Entity::find().filter(same).limit(1).one(self.db.read()).await?.is_some() {
                told.push(Elsewhere::SameCard);
            }
        }
        for person in persons(card.as_ref(), &changes) {
            let Some(nik) = &person.nik else { continue };
            let about = self.requests_about(&[nik_index(&self.keys, nik)]).await?;
            let same = others.clone().add(request::Column::Id.is_in(about));
            if request::Entity::find().filter(same).limit(1).one(self.db.read()).await?.is_some() {
                told.push(Elsewhere::SamePerson { name: person.name });
            }
        }
        Ok(told)
    }

    /// Ids of requests about somebody with one of these hashes, the newest first.
    pub(crate) async fn requests_about(&self, niks: &[Vec<u8>]) -> Result<Vec<Uuid>, Error> {
        use sea_orm::QueryOrder;
        let rows = request_person::Entity::find()
            .filter(request_person::Column::NikIndex.is_in(niks.to_vec()))
            .order_by_desc(request_person::Column::RequestId)
            .limit(100)
            .all(self.db.read())
            .await?;
        Ok(rows.into_iter().map(|row| row.request_id).collect())
    }
}
