//! Accounts: registering, proving phone and e-mail, signing in, sessions, officers.
mod access;
mod address;
mod administer;
mod browser;
mod codes;
mod common_passwords;
mod confirm;
mod device;
mod invite;
mod name;
mod officer;
mod officers;
mod passkey;
mod password;
mod pending_password;
mod profile;
mod proof;
mod recovery;
mod registration;
mod reset;
mod second_factor;
mod session;
mod sign_in;
mod suspend;
mod tell;
mod totp;

pub use access::{AccessView, LogPage, Looked, SecurityView};
pub use address::AddressChange;
pub use administer::{OfficerReason, ScopeForm};
pub(crate) use browser::UNUSED;
pub(crate) use codes::Destination;
pub use codes::{CodePurpose, CodeStanding};
pub use device::DeviceKind;
pub use invite::{InvitationView, InviteForm, Invited};
pub use officer::NewOfficer;
pub(crate) use officers::administrator;
pub use officers::{OfficerChoices, OfficerPage, OfficerView};
pub use passkey::{PasskeyQuestion, PasskeyView};
pub use password::PasswordChange;
pub use pending_password::{PendingPassword, Reset};
pub use profile::AccountView;
pub use proof::Proof;
pub(crate) use registration::Applicant;
pub use registration::{RegistrationForm, RegistrationView};
pub use reset::ResetSubject;
pub use second_factor::{Enrolment, Proven, SecondFactorView};
pub use session::{OwnSession, SessionRow};
pub(crate) use sign_in::spelt;
pub use sign_in::{Arrival, SignInStep};
pub use totp::totp_now;

use crate::{
    Error, Service,
    clock::Millis,
    entity::account,
    history::{self, Head, Line},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

/// `account.state`: may use the portal.
pub(crate) const ACTIVE: &str = "active";
/// `account.state`: the NIK is claimed by another account too; the office must check.
pub(crate) const CONTESTED: &str = "contested";
/// `account.role` of somebody who is no officer.
pub(crate) const CITIZEN: &str = "citizen";

/// A line in an account's own history.
pub(crate) struct AccountLine<'a> {
    pub(crate) account: Uuid,
    pub(crate) kind: &'a str,
    pub(crate) actor: Option<Uuid>,
    pub(crate) actor_role: &'a str,
    pub(crate) detail: String,
    pub(crate) at: Millis,
}

/// Appends to the account's chain, inside the caller's transaction. The row is held until its end: two lines at the
/// same moment follow each other.
pub(crate) async fn remember<C: ConnectionTrait>(db: &C, line: AccountLine<'_>) -> Result<(), Error> {
    let row = account::Entity::find_by_id(line.account).lock_exclusive().one(db).await?;
    remember_of(db, &row.ok_or(Error::NotFound)?, line).await
}

/// The same for an account whose row is locked already.
async fn remember_of<C: ConnectionTrait>(
    db: &C,
    row: &account::Model,
    line: AccountLine<'_>,
) -> Result<(), Error> {
    let old = Head { seq: row.history_seq, hash: row.history_head.clone() };
    let new = history::append(
        db,
        &old,
        Line {
            subject: line.account,
            kind: line.kind,
            actor: line.actor,
            actor_role: line.actor_role,
            detail: line.detail,
            at: line.at,
        },
    )
    .await?;
    let moved = account::Entity::update_many()
        .set(account::ActiveModel {
            history_seq: Set(new.seq),
            history_head: Set(new.hash),
            ..Default::default()
        })
        .filter(account::Column::Id.eq(line.account))
        .filter(account::Column::HistorySeq.eq(old.seq))
        .exec(db)
        .await?;
    if moved.rows_affected == 1 { Ok(()) } else { Err(Error::Conflict { by: None }) }
}

impl Service {
    pub(crate) async fn account_row(&self, account: Uuid) -> Result<account::Model, Error> {
        account::Entity::find_by_id(account).one(self.db.read()).await?.ok_or(Error::NotFound)
    }
}
