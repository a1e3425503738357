//! Whether something like a draft was sent already. Nothing is said of whose request it is or what it asks, and to an
//! account that no officer has linked only of its own: a stranger who knows numbers learns nothing by trying them.
use super::{
    persons::{nik_index, persons},
    scope::open_near,
};
use crate::{
    Actor, Error, Service,
    entity::{request, request_person},
    keys::IndexField,
};
use domain::{Nik, propose};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

/// What is on its way already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Elsewhere {
    /// Another request for the same family card.
    SameCard,
    /// A request for another card about the same person.
    SamePerson {
        /// As written in this draft.
        name: String,
    },
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
        let mut others = open_near(citizen).filter(request::Column::Id.ne(draft)).limit(1);
        let mut told = Vec::new();
        if let Some(number) = card.as_ref().and_then(|card| card.number.as_ref()) {
            let index = self.keys.index(IndexField::KkNumber, number.as_str().as_bytes());
            let same = others.clone().filter(request::Column::KkIndex.eq(index.clone()));
            if same.one(self.db.read()).await?.is_some() {
                told.push(Elsewhere::SameCard);
            }
            others = others.filter(request::Column::KkIndex.ne(index));
        }
        for person in persons(card.as_ref(), &changes) {
            let Some(nik) = &person.nik else { continue };
            let same = others.clone().filter(request::Column::Id.is_in(self.requests_about(nik).await?));
            if same.one(self.db.read()).await?.is_some() {
                told.push(Elsewhere::SamePerson { name: person.name });
            }
        }
        Ok(told)
    }

    /// Ids of requests about the person with this NIK, the newest first; who asks looks at them within a scope.
    pub(crate) async fn requests_about(&self, nik: &Nik) -> Result<Vec<Uuid>, Error> {
        let rows = request_person::Entity::find()
            .filter(request_person::Column::NikIndex.eq(nik_index(&self.keys, nik)))
            .order_by_desc(request_person::Column::RequestId)
            .limit(100)
            .all(self.db.read())
            .await?;
        Ok(rows.into_iter().map(|row| row.request_id).collect())
    }
}
