//! What an administrator does with officers: another role or scope, closing for a while, opening again, taking the second
//! factor away. Never with oneself, and never so that no administrator is left. Each act is a line of that officer's history.
use super::{ACTIVE, AccountLine, CITIZEN, officer::scope_detail, officers::administrator, remember};
use crate::{
    Actor, Error, Officer, Service,
    clock::{Millis, millis},
    desk::keep_holder,
    entity::{account, desk_place, desk_row, office, request},
    feed::{self, Announcement},
    letter::{Letter, OfficeAct},
};
use domain::{Audience, FieldError, Role};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::Expr,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Why an administrator does something with an officer's account. Codes, because they stand in the history.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OfficerReason {
    /// No longer works here.
    Left,
    /// Away for a while.
    Away,
    /// Somebody else may be using the account.
    Suspicion,
    /// Back at work.
    Back,
    /// There was nothing to the suspicion.
    Cleared,
    /// The authenticator is lost, and the codes on paper too.
    Lost,
    /// Another phone, and the old one is gone.
    NewPhone,
    /// Was done by mistake.
    Mistake,
}

impl OfficerReason {
    /// For closing an account.
    pub const TO_SUSPEND: [Self; 4] = [Self::Left, Self::Away, Self::Suspicion, Self::Mistake];
    /// For opening it again.
    pub const TO_RESTORE: [Self; 3] = [Self::Back, Self::Cleared, Self::Mistake];
    /// For taking the second factor away.
    pub const TO_RESET: [Self; 3] = [Self::Lost, Self::NewPhone, Self::Suspicion];

    /// A stable code.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Left => "left",
            Self::Away => "away",
            Self::Suspicion => "suspicion",
            Self::Back => "back",
            Self::Cleared => "cleared",
            Self::Lost => "lost",
            Self::NewPhone => "new_phone",
            Self::Mistake => "mistake",
        }
    }

    fn among(raw: &str, choices: &[Self]) -> Result<Self, Error> {
        let missing = if raw.is_empty() { FieldError::Missing } else { FieldError::NotInList };
        let found = choices.iter().copied().find(|reason| reason.as_str() == raw);
        found.ok_or_else(|| Error::field("reason", missing))
    }
}

/// Role and scope of an officer, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ScopeForm {
    /// Code of a role.
    pub role: String,
    /// Code of a service point.
    pub office: String,
    /// A district, or nothing for all of the office.
    pub district: String,
}

/// The same, read.
pub(super) struct Scope {
    pub(super) role: Role,
    pub(super) office: Uuid,
    pub(super) district: Option<String>,
}

/// Longest name of a district.
const LONGEST: u16 = 80;

impl Service {
    pub(super) async fn read_scope(&self, form: &ScopeForm) -> Result<Scope, Error> {
        let role = Role::parse(&form.role).ok_or_else(|| Error::field("role", FieldError::NotInList))?;
        let office = office::Entity::find()
            .filter(office::Column::Code.eq(&form.office))
            .one(self.db.read())
            .await?
            .ok_or_else(|| Error::field("office", FieldError::NotInList))?;
        let typed = form.district.split_whitespace().collect::<Vec<_>>().join(" ");
        if typed.chars().count() > usize::from(LONGEST) {
            return Err(Error::field("district", FieldError::TooLong { max: LONGEST }));
        }
        // Those who see all offices have no district.
        let narrow = matches!(role, Role::FrontDesk | Role::Verifier) && !typed.is_empty();
        let district = if narrow { Some(self.as_requests_write_it(typed).await?) } else { None };
        Ok(Scope { role, office: office.id, district })
    }

    /// A district in the spelling that requests have, where there are any from there.
    async fn as_requests_write_it(&self, typed: String) -> Result<String, Error> {
        let known: Vec<String> = desk_place::Entity::find()
            .select_only()
            .column(desk_place::Column::District)
            .distinct()
            .limit(5_000)
            .into_tuple()
            .all(self.db.read())
            .await?;
        let same = known.into_iter().find(|name| name.to_lowercase() == typed.to_lowercase());
        Ok(same.unwrap_or(typed))
    }

    /// Gives an officer another role or scope. What they hold is given back: it may not be theirs to see any more.
    pub async fn change_officer(&self, actor: &Actor, account: Uuid, form: &ScopeForm) -> Result<(), Error> {
        let admin = administrator(actor)?;
        let scope = self.read_scope(form).await?;
        let at = millis(self.clock.now());
        let txn = self.db.begin().await?;
        let row = self.other_officer(&txn, admin, account).await?;
        if scope.role != Role::Administrator {
            keep_an_administrator(&txn, account).await?;
        }
        account::Entity::update_many()
            .col_expr(account::Column::Role, Expr::value(scope.role.as_str()))
            .col_expr(account::Column::OfficeId, Expr::value(Some(scope.office)))
            .col_expr(account::Column::District, Expr::value(scope.district.clone()))
            .filter(account::Column::Id.eq(account))
            .exec(&txn)
            .await?;
        give_back(&txn, account, at).await?;
        let line = AccountLine {
            account,
            kind: "officer_changed",
            actor: Some(admin.account),
            actor_role: admin.role.as_str(),
            detail: scope_detail(scope.role, scope.office, scope.district.as_deref()),
            at,
        };
        remember(&txn, line).await?;
        let sealer = self.sealer_in(&txn, account).await?;
        let letter = Letter::ByOffice { act: OfficeAct::ScopeChanged };
        self.tell_owner(&txn, &sealer, &row, &letter, at).await?;
        txn.commit().await?;
        self.wake();
        Ok(())
    }

    /// Closes an officer's account for a while.
    pub async fn suspend_officer(&self, actor: &Actor, account: Uuid, reason: &str) -> Result<(), Error> {
        let admin = administrator(actor)?;
        let reason = OfficerReason::among(reason, &OfficerReason::TO_SUSPEND)?;
        let txn = self.db.begin().await?;
        self.other_officer(&txn, admin, account).await?;
        keep_an_administrator(&txn, account).await?;
        self.suspend_in(&txn, account, Some((admin, reason))).await?;
        txn.commit().await?;
        self.wake();
        Ok(())
    }

    /// Opens it again.
    pub async fn restore_officer(&self, actor: &Actor, account: Uuid, reason: &str) -> Result<(), Error> {
        let admin = administrator(actor)?;
        let reason = OfficerReason::among(reason, &OfficerReason::TO_RESTORE)?;
        let txn = self.db.begin().await?;
        self.other_officer(&txn, admin, account).await?;
        self.restore_in(&txn, account, Some((admin, reason))).await?;
        txn.commit().await?;
        self.wake();
        Ok(())
    }

    /// Takes the second factor of an officer away who has lost it. They set up a new one at the next sign-in.
    pub async fn reset_officer_factor(
        &self,
        actor: &Actor,
        account: Uuid,
        reason: &str,
    ) -> Result<(), Error> {
        administrator(actor)?;
        let reason = OfficerReason::among(reason, &OfficerReason::TO_RESET)?;
        self.reset_factor(Some(actor), account, Some(reason)).await
    }

    /// An officer who is not the one who asks, held until the end of the transaction.
    async fn other_officer(
        &self,
        txn: &DatabaseTransaction,
        admin: &Officer,
        account: Uuid,
    ) -> Result<account::Model, Error> {
        let row = account::Entity::find_by_id(account).lock_exclusive().one(txn).await?;
        let row = row.filter(|row| row.role != CITIZEN && !row.is_erased()).ok_or(Error::NotFound)?;
        if row.id == admin.account { Err(Error::Forbidden) } else { Ok(row) }
    }
}

/// Refuses unless another administrator is left who may sign in. Their rows are held in one order, so that of two
/// administrators who close each other at the same moment the second one finds out.
async fn keep_an_administrator(txn: &DatabaseTransaction, leaving: Uuid) -> Result<(), Error> {
    let rows = account::Entity::find()
        .filter(account::Column::Role.eq(Role::Administrator.as_str()))
        .filter(account::Column::State.eq(ACTIVE))
        .order_by_asc(account::Column::Id)
        .lock_exclusive()
        .all(txn)
        .await?;
    let open = |row: &&account::Model| row.suspended_at.is_none() && row.closed_at.is_none();
    let left =
        rows.iter().filter(open).any(|row| row.id != leaving && row.role == Role::Administrator.as_str());
    if left { Ok(()) } else { Err(Error::Forbidden) }
}

/// Lays back everything that somebody holds, for colleagues to take at once.
pub(super) async fn give_back(txn: &DatabaseTransaction, account: Uuid, at: Millis) -> Result<(), Error> {
    let held = desk_row::Entity::find().filter(desk_row::Column::Assignee.eq(account)).all(txn).await?;
    for row in held {
        let laid_back = request::Entity::update_many()
            .set(request::ActiveModel { assignee: Set(None), lease_until: Set(None), ..Default::default() })
            .filter(request::Column::Id.eq(row.request_id))
            .filter(request::Column::Assignee.eq(account))
            .exec(txn)
            .await?;
        if laid_back.rows_affected != 1 {
            continue;
        }
        keep_holder(txn, row.request_id, None, None).await?;
        let audience = Audience { account: None, office: Some(row.office_id) };
        feed::announce(txn, Announcement { kind: "released", request: Some(row.request_id), audience, at })
            .await?;
    }
    Ok(())
}
