//! Assisted service: an officer at the counter, or a village helper who is an officer of one district, fills in requests
//! for a citizen, with the citizen's own one-time code as consent.
//!
//! Whoever helps is no citizen for the rest of the program. [`Actor::Assisted`] is refused by every use case that asks
//! for a citizen, so that a new one is closed to helpers until somebody opens it; those of the wizard ask for
//! [`Actor::writer`]. Of the citizen's requests a helper sees those that wait for a correction and those sent with this
//! help ([`crate::requests::written_by`]). Every writing transaction holds the row ([`Service::hold_assistance`]): an end
//! that comes meanwhile waits, one that came before is found.
mod ask;
mod card;
mod end;
mod note;
mod show;

pub use ask::AskedToHelp;
pub(crate) use card::{has_members, may_type};
pub(crate) use end::{end_all_of, end_by_owner};
pub(crate) use note::{has_helped, helped_by, helpers_of, note_help, note_sending, sent_at};
pub use show::AssistanceView;
pub(crate) use show::helper_ids;

use crate::{
    Actor, Assisted, Error, Officer, Service,
    clock::{Millis, millis, moment},
    entity::assistance,
};
use domain::Role;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect, sea_query::LockType};
use uuid::Uuid;

/// Who ended an assistance before its time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EndedBy {
    /// The officer, who was done, signed out or has a new password.
    Officer,
    /// The citizen, also by a new password or address.
    Citizen,
    /// The officer went on to help somebody else.
    Next,
    /// One of the two accounts was closed for a while.
    Suspended,
    /// The citizen's account ended.
    Closed,
}

impl EndedBy {
    const ALL: [Self; 5] = [Self::Officer, Self::Citizen, Self::Next, Self::Suspended, Self::Closed];

    /// As stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Officer => "officer",
            Self::Citizen => "citizen",
            Self::Next => "next",
            Self::Suspended => "suspended",
            Self::Closed => "closed",
        }
    }

    fn parse(raw: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|by| by.as_str() == raw)
    }
}

/// Whether it has begun and is not over.
fn is_open(row: &assistance::Model, now: Millis) -> bool {
    row.started_at.is_some() && row.ended_at.is_none() && row.ends_at.is_some_and(|end| now < end)
}

/// The officer who may help: of any role that has to do with requests.
fn helper(actor: &Actor) -> Result<&Officer, Error> {
    let officer = actor.officer()?;
    if officer.role == Role::Administrator { Err(Error::Forbidden) } else { Ok(officer) }
}

/// The key of [`helped_by`] in a line of the history.
const HELPER: &str = "helped_by=";

impl Service {
    /// As whom this officer writes under an assistance of theirs: nothing once it is over.
    pub async fn assisted(&self, actor: &Actor, id: Uuid) -> Result<Option<Actor>, Error> {
        let Ok(officer) = helper(actor) else { return Ok(None) };
        let row = assistance::Entity::find_by_id(id)
            .filter(assistance::Column::OfficerId.eq(officer.account))
            .one(self.db.read())
            .await?;
        let Some(row) = row.filter(|row| is_open(row, millis(self.clock.now()))) else { return Ok(None) };
        let Actor::Citizen(citizen) = self.actor(row.account_id).await? else { return Ok(None) };
        Ok(Some(Actor::Assisted(Box::new(Assisted {
            id,
            citizen,
            helper: officer.clone(),
            until: moment(row.ends_at.unwrap_or_default()),
        }))))
    }

    /// Before a helper's transaction writes anything: the help is still wanted, and stays so until the commit. For
    /// everybody else it asks nothing.
    ///
    /// # Errors
    /// `Forbidden` when it is over.
    pub(crate) async fn hold_assistance<C: ConnectionTrait>(
        &self,
        db: &C,
        actor: &Actor,
    ) -> Result<(), Error> {
        self.hold_as(db, actor, LockType::Share).await
    }

    /// The same where the transaction writes the row itself: two that share it would wait for each other for good.
    pub(crate) async fn hold_assistance_alone<C: ConnectionTrait>(
        &self,
        db: &C,
        actor: &Actor,
    ) -> Result<(), Error> {
        self.hold_as(db, actor, LockType::Update).await
    }

    async fn hold_as<C: ConnectionTrait>(&self, db: &C, actor: &Actor, how: LockType) -> Result<(), Error> {
        let Some(assisted) = actor.assisted() else { return Ok(()) };
        let row = assistance::Entity::find_by_id(assisted.id).lock(how).one(db).await?;
        if row.is_some_and(|row| is_open(&row, millis(self.clock.now()))) {
            Ok(())
        } else {
            Err(Error::Forbidden)
        }
    }
}
