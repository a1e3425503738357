//! Handing a request over: by who holds it to a colleague, by a supervisor from anybody to anybody.
use super::{
    claim::{HolderLine, holds},
    decide::HANDED_OVER,
};
use crate::{
    Actor, Error, Service,
    accounts::{ACTIVE, CITIZEN},
    assistance::helpers_of,
    clock::millis,
    entity::{account, desk_row, request},
    feed::{self, Announcement},
    letter::Letter,
    requests::{regarding, status_of},
};
use domain::{Audience, FieldError, Role, allowed};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

/// Colleagues that are listed at most.
const MOST: u64 = 500;
/// Longest words that go along.
const LONGEST_NOTE: u16 = 600;

/// An officer to whom a request may be handed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Colleague {
    /// The account.
    pub id: Uuid,
    /// Display name.
    pub name: String,
    /// What they may do.
    pub role: Role,
}

impl Service {
    /// Whom the one who asks may hand a request to, by name; nobody when the request is not theirs to hand over.
    pub(crate) async fn colleagues(
        &self,
        actor: &Actor,
        row: &request::Model,
    ) -> Result<Vec<Colleague>, Error> {
        let officer = actor.officer()?;
        let status = status_of(row)?;
        let own = holds(row, officer) && self.held_by_other(row, officer).is_none();
        if !status.is_open() || !(own || officer.role == Role::Supervisor) {
            return Ok(Vec::new());
        }
        let here = Condition::any()
            .add(account::Column::OfficeId.eq(row.office_id))
            .add(account::Column::Role.eq(Role::Supervisor.as_str()));
        let rows = account::Entity::find()
            .filter(account::Column::Role.ne(CITIZEN))
            .filter(account::Column::State.eq(ACTIVE))
            .filter(here)
            .limit(MOST)
            .all(self.db.read())
            .await?;
        let place = desk_row::Entity::find_by_id(row.id).one(self.db.read()).await?;
        let place = place.map(|place| place.district).unwrap_or_default();
        // Whoever helped to fill it in could not decide it.
        let helpers = helpers_of(self.db.read(), row.id).await?;
        let mut colleagues = Vec::new();
        for other in rows {
            let Some(role) = Role::parse(&other.role) else { continue };
            if helpers.contains(&other.id) {
                continue;
            }
            // Nobody is handed what they may not see, and nobody who has no access.
            let elsewhere = other.district.as_ref().is_some_and(|district| *district != place);
            if other.suspended_at.is_some() || (elsewhere && role != Role::Supervisor) {
                continue;
            }
            if Some(other.id) == row.assignee || allowed(status, role.actor()).is_empty() {
                continue;
            }
            let name = self.sealer(other.id).await?.open_text("account.name", other.id, &other.name)?;
            colleagues.push(Colleague { id: other.id, name, role });
        }
        colleagues.sort_by(|one, other| one.name.cmp(&other.name));
        Ok(colleagues)
    }

    /// To whom the one who asks may perhaps hand requests, by name: each request is asked on its own.
    pub async fn possible_colleagues(&self, actor: &Actor) -> Result<Vec<Colleague>, Error> {
        let officer = actor.officer()?;
        let mut here = Condition::any().add(account::Column::Role.eq(Role::Supervisor.as_str()));
        here = match officer.role {
            Role::Supervisor => here.add(account::Column::Role.ne(Role::Administrator.as_str())),
            _ => here.add(account::Column::OfficeId.eq(officer.office)),
        };
        let rows = account::Entity::find()
            .filter(account::Column::Role.is_not_in([CITIZEN, Role::Administrator.as_str()]))
            .filter(account::Column::State.eq(ACTIVE))
            .filter(account::Column::Id.ne(officer.account))
            .filter(here)
            .limit(MOST)
            .all(self.db.read())
            .await?;
        let mut colleagues = Vec::new();
        for other in rows {
            let Some(role) = Role::parse(&other.role) else { continue };
            let name = self.sealer(other.id).await?.open_text("account.name", other.id, &other.name)?;
            colleagues.push(Colleague { id: other.id, name, role });
        }
        colleagues.sort_by(|one, other| one.name.cmp(&other.name));
        Ok(colleagues)
    }

    /// Hands a request over. The colleague finds it among their own and is told who gave it, and why.
    pub async fn hand_over(
        &self,
        actor: &Actor,
        number: &str,
        version: i64,
        to: Option<Uuid>,
        note: &str,
    ) -> Result<(), Error> {
        let officer = actor.officer()?;
        let row = self.visible_number(actor, number).await?;
        if officer.role != Role::Supervisor {
            self.must_hold(&row, officer, version).await?;
        } else if row.version != version {
            return Err(Error::Conflict { by: self.last_decider(row.id).await? });
        }
        let to = to.ok_or_else(|| Error::field("to", FieldError::Missing))?;
        let colleagues = self.colleagues(actor, &row).await?;
        if !colleagues.iter().any(|colleague| colleague.id == to) {
            return Err(Error::field("to", FieldError::NotInList));
        }
        let note = note.trim();
        if note.chars().count() > usize::from(LONGEST_NOTE) {
            return Err(Error::field("handover_note", FieldError::TooLong { max: LONGEST_NOTE }));
        }
        let procedure = self.procedure(&row.catalogue_hash).await?;
        let at = millis(self.clock.now());
        let txn = self.db.begin().await?;
        let line = HolderLine { kind: HANDED_OVER, detail: format!("to={to}"), by: officer };
        self.put_into_hands(&txn, &row, to, self.lease_end(), line).await?;
        if !note.is_empty() {
            self.note_hands(&txn, &row, officer, (HANDED_OVER, note), at).await?;
        }
        let letter = Letter::HandedOver {
            regarding: regarding(&row, &procedure),
            by: officer.name.clone(),
            note: note.to_owned(),
        };
        self.tell_inbox(&txn, to, &letter, at).await?;
        let audience = Audience { account: Some(to), office: None };
        feed::announce(&txn, Announcement { kind: HANDED_OVER, request: Some(row.id), audience, at }).await?;
        txn.commit().await?;
        self.wake();
        Ok(())
    }
}
