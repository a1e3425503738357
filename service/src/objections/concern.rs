//! What somebody may see of a request of somebody else that concerns them: that there is one, what service, since when,
//! and what would change about themselves.
use super::{ObjectionState, OwnObjection};
use crate::{
    Actor, Error, Service,
    clock::moment,
    entity::{objection, request},
    requests::{Body, about_me, open_statuses, persons, status_of},
};
use domain::{Change, ChangeSubject, Element, Labels, Language, Nik, may_object};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait};
use time::OffsetDateTime;
use uuid::Uuid;

/// Requests that are listed.
const MOST: u64 = 20;

/// A request of somebody else in the list of those that concern one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConcernRow {
    /// Its id.
    pub id: Uuid,
    /// Its number, as displayed.
    pub number: String,
    /// The name of its service.
    pub procedure: String,
    /// When it was sent.
    pub submitted_at: OffsetDateTime,
    /// How one's own last objection stands.
    pub objection: Option<ObjectionState>,
}

/// What would change about oneself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnChange {
    /// Which element.
    pub element: Element,
    /// What it was and would be, for people; of where somebody lives, of others' names and of numbers nothing is told.
    pub values: Option<(String, String)>,
}

/// A request of somebody else, as whoever it concerns sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConcernView {
    /// Its id.
    pub id: Uuid,
    /// Its number, as displayed.
    pub number: String,
    /// The name of its service.
    pub procedure: String,
    /// When it was sent.
    pub submitted_at: OffsetDateTime,
    /// What would change about oneself.
    pub changes: Vec<OwnChange>,
    /// One may object now.
    pub may_object: bool,
    /// It has ended, one way or another.
    pub ended: bool,
    /// What one has said about it, oldest first.
    pub objections: Vec<OwnObjection>,
}

/// Whether values of an element may be told to whoever they are about. Where somebody moves, and names of others, are
/// what an abuser looks for.
const fn is_told(element: Element) -> bool {
    matches!(
        element,
        Element::Name
            | Element::Sex
            | Element::BirthPlace
            | Element::BirthDate
            | Element::Religion
            | Element::Education
            | Element::Occupation
            | Element::Blood
            | Element::Marital
            | Element::MaritalDate
            | Element::Relation
            | Element::Citizenship
            | Element::Membership
    )
}

fn own_change(change: &Change, labels: &Labels, language: Language) -> OwnChange {
    let values = is_told(change.element).then(|| {
        let was = change.was.as_deref().map(|was| labels.display(change.element, was, language));
        (was.unwrap_or_default(), labels.display(change.element, &change.will, language))
    });
    OwnChange { element: change.element, values }
}

/// The changes of a request that are about the person with this NIK.
fn changes_about(body: &Body, nik: &Nik, language: Language) -> Vec<OwnChange> {
    let me = persons(body.card.as_ref(), &body.changes);
    let me: Vec<_> = me.iter().filter(|person| person.nik.as_ref() == Some(nik)).collect();
    let mine = |change: &&Change| {
        me.iter().any(|person| match (&change.subject, person.member) {
            (ChangeSubject::Member(of, _), Some(member)) => *of == member,
            (ChangeSubject::NewMember, None) => true,
            _ => false,
        })
    };
    let mut told: Vec<OwnChange> = Vec::new();
    for change in body.changes.iter().filter(mine) {
        let change = own_change(change, &body.context.labels, language);
        if !told.contains(&change) {
            told.push(change);
        }
    }
    told
}

impl Service {
    /// Requests of others that concern whoever asks: the open ones, and those that they have objected to.
    pub async fn concerns(&self, actor: &Actor, language: Language) -> Result<Vec<ConcernRow>, Error> {
        let citizen = actor.citizen()?;
        let account = self.account_row(citizen.account).await?;
        let mine = objection::Entity::find()
            .select_only()
            .column(objection::Column::RequestId)
            .filter(objection::Column::AccountId.eq(citizen.account))
            .into_query();
        let Some(about) = about_me(citizen, &account) else { return Ok(Vec::new()) };
        let rows = about
            .filter(
                Condition::any()
                    .add(request::Column::Status.is_in(open_statuses()))
                    .add(request::Column::Id.in_subquery(mine)),
            )
            .order_by_desc(request::Column::SubmittedAt)
            .limit(MOST)
            .all(self.db.read())
            .await?;
        let mut list = Vec::with_capacity(rows.len());
        for row in rows {
            let own = objection::Entity::find()
                .filter(objection::Column::RequestId.eq(row.id))
                .filter(objection::Column::AccountId.eq(citizen.account))
                .order_by_desc(objection::Column::Id)
                .one(self.db.read())
                .await?;
            let procedure = self.procedure(&row.catalogue_hash).await?;
            list.push(ConcernRow {
                id: row.id,
                number: row.displayed_number(),
                procedure: procedure.title.get(language).to_owned(),
                submitted_at: moment(row.submitted_at),
                objection: own.as_ref().map(super::state_of).transpose()?,
            });
        }
        Ok(list)
    }

    /// A request of somebody else that concerns whoever asks.
    ///
    /// # Errors
    /// `NotFound` when there is none, when it does not concern them, or when no officer has linked their account.
    pub async fn concern(&self, actor: &Actor, id: Uuid, language: Language) -> Result<ConcernView, Error> {
        let (row, nik) = self.concerning(self.db.read(), actor, id).await?;
        let account = actor.citizen()?.account;
        let body = Body::open(&self.sealer(id).await?, &row)?;
        let status = status_of(&row)?;
        let mut objections = Vec::new();
        for row in self.objection_rows(id).await?.iter().filter(|row| row.account_id == account) {
            objections.push(self.own_objection(row).await?);
        }
        let open = objections.iter().any(|own| own.state == ObjectionState::Open);
        let procedure = self.procedure(&row.catalogue_hash).await?;
        Ok(ConcernView {
            id,
            number: row.displayed_number(),
            procedure: procedure.title.get(language).to_owned(),
            submitted_at: moment(row.submitted_at),
            changes: changes_about(&body, &nik, language),
            may_object: may_object(status) && !open,
            ended: status.is_end(),
            objections,
        })
    }

    /// The row of a request of somebody else that concerns whoever asks, and their NIK.
    pub(super) async fn concerning<C: sea_orm::ConnectionTrait>(
        &self,
        db: &C,
        actor: &Actor,
        id: Uuid,
    ) -> Result<(request::Model, Nik), Error> {
        let citizen = actor.citizen()?;
        let account = self.account_row(citizen.account).await?;
        let about = about_me(citizen, &account).ok_or(Error::NotFound)?;
        let row = about.filter(request::Column::Id.eq(id)).one(db).await?.ok_or(Error::NotFound)?;
        let sealed = account.nik.as_deref().ok_or(Error::NotFound)?;
        let nik = self.sealer(account.id).await?.open_text("account.nik", account.id, sealed)?;
        let nik = Nik::parse_recorded(&nik).map_err(|_| Error::NotFound)?;
        Ok((row, nik))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_one_lives_and_who_others_are_is_never_told() {
        let labels = Labels::default();
        let hidden = [
            Element::Address,
            Element::Rt,
            Element::Rw,
            Element::Village,
            Element::District,
            Element::Postcode,
            Element::Father,
            Element::Mother,
            Element::Nik,
            Element::Passport,
            Element::Kitap,
            Element::Print,
        ];
        for element in Element::ALL {
            let change = Change {
                subject: ChangeSubject::Card,
                element,
                was: Some("Jalan Lama 1".to_owned()),
                will: "Jalan Rahasia 7".to_owned(),
                basis: None,
                event: None,
            };
            let told = own_change(&change, &labels, Language::Id);
            assert_eq!(told.values.is_none(), hidden.contains(&element), "{element:?}");
        }
        assert!(Element::OF_CARD.iter().all(|element| hidden.contains(element)));
    }
}
