//! Whether a request is about somebody that another one is about too: the same NIK, or one who joins under a name and
//! birthday so like another's that it may be the same child. Officers judge; see `domain: names_alike`.
use crate::{
    Actor, Error, Service,
    entity::{request, request_person},
    requests::{Body, Person, close_to, newcomer, open_statuses, persons, visible_to},
};
use domain::{Date, Status, births_close, names_alike};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

/// Requests looked through for one who joins; opening one takes some fifty microseconds.
const MOST: u64 = 500;

/// What may be there twice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Duplicate {
    /// An open request of another card is about the same person.
    SamePerson {
        /// Its number, as displayed.
        number: String,
        /// Who.
        name: String,
    },
    /// Who joins is like somebody who joins by another request.
    Alike {
        /// Its number, as displayed.
        number: String,
        /// Who joins here.
        name: String,
        /// Who joins there.
        other: String,
    },
    /// Who joins is like a member of the card.
    OnCard {
        /// Who joins.
        name: String,
        /// Who is there.
        other: String,
    },
    /// Who joins was born within days of somebody else who joins, or is on, the same card: twins, or one child under
    /// two names.
    SameBirth {
        /// The number of the other request, as displayed; none for a member of the card.
        number: Option<String>,
        /// Who joins here.
        name: String,
        /// The other.
        other: String,
    },
}

fn is_close(joins: &Person, born: Option<Date>) -> bool {
    joins.born.zip(born).is_some_and(|(one, other)| births_close(one, other))
}

/// Members of the card who are like the one who joins, or as old to within days.
fn on_card(body: &Body, joins: &Person) -> Vec<Duplicate> {
    let members = body.card.iter().flat_map(|card| &card.members);
    let close = members.filter(|member| is_close(joins, Some(member.birth_date)));
    let told = close.map(|member| {
        let (name, other) = (joins.name.clone(), member.name.as_str().to_owned());
        if names_alike(&name, &other) {
            Duplicate::OnCard { name, other }
        } else {
            Duplicate::SameBirth { number: None, name, other }
        }
    });
    told.collect()
}

impl Service {
    /// What may be there twice, among the requests that the officer may see.
    pub(super) async fn duplicates(
        &self,
        actor: &Actor,
        row: &request::Model,
        body: &Body,
    ) -> Result<Vec<Duplicate>, Error> {
        let mut told = self.same_people(actor, row, body).await?;
        if let Some(joins) = newcomer(&body.changes) {
            told.extend(on_card(body, &joins));
            told.extend(self.like(actor, row, &joins).await?);
        }
        Ok(told)
    }

    async fn same_people(
        &self,
        actor: &Actor,
        row: &request::Model,
        body: &Body,
    ) -> Result<Vec<Duplicate>, Error> {
        let mut told = Vec::new();
        for person in persons(body.card.as_ref(), &body.changes) {
            let Some(nik) = &person.nik else { continue };
            let about = self.requests_about(nik).await?;
            let others = visible_to(actor)
                .filter(request::Column::Id.is_in(about))
                .filter(request::Column::Id.ne(row.id))
                // Those of the same card are named anyway.
                .filter(request::Column::KkIndex.ne(row.kk_index.clone()))
                .filter(request::Column::Status.is_in(open_statuses()))
                .order_by_asc(request::Column::SubmittedAt)
                .limit(20)
                .all(self.db.read())
                .await?;
            let same = |other: request::Model| Duplicate::SamePerson {
                number: other.displayed_number(),
                name: person.name.clone(),
            };
            told.extend(others.into_iter().map(same));
        }
        Ok(told)
    }

    /// Those who join by other requests, also by ones that are done: a child may have been reported last year.
    async fn like(
        &self,
        actor: &Actor,
        row: &request::Model,
        joins: &Person,
    ) -> Result<Vec<Duplicate>, Error> {
        let Some(born) = joins.born else { return Ok(Vec::new()) };
        let rows = request_person::Entity::find()
            .filter(request_person::Column::BornIndex.is_in(close_to(&self.keys, born)))
            .filter(request_person::Column::RequestId.ne(row.id))
            .order_by_desc(request_person::Column::RequestId)
            .limit(MOST)
            .all(self.db.read())
            .await?;
        let ids: Vec<Uuid> = rows.into_iter().map(|row| row.request_id).collect();
        let came_to_nothing = [Status::Rejected, Status::Withdrawn, Status::Expired].map(Status::as_str);
        let others = visible_to(actor)
            .filter(request::Column::Id.is_in(ids))
            .filter(request::Column::Status.is_not_in(came_to_nothing))
            .order_by_asc(request::Column::SubmittedAt)
            .all(self.db.read())
            .await?;
        let mut told = Vec::new();
        for other in others {
            let body = Body::open(&self.sealer(other.id).await?, &other)?;
            let Some(one) = newcomer(&body.changes).filter(|one| is_close(joins, one.born)) else { continue };
            let (number, name) = (other.displayed_number(), joins.name.clone());
            if names_alike(&name, &one.name) {
                told.push(Duplicate::Alike { number, name, other: one.name });
            } else if other.kk_index == row.kk_index {
                told.push(Duplicate::SameBirth { number: Some(number), name, other: one.name });
            }
        }
        Ok(told)
    }
}
