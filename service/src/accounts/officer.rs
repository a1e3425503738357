//! Officers and the service points they work at, as they are made: at the command line, or by an invitation.
use super::{ACTIVE, AccountLine, common_passwords, remember};
use crate::{
    Error, Service,
    clock::{Millis, millis},
    entity::{account, office},
    history::Head,
    keys::IndexField,
};
use domain::{Email, FieldIssue, Language, RecordedName, Role};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter,
    QueryOrder, sea_query::Expr,
};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

/// So long a password counts that was made up for an officer.
const FIRST_PASSWORD: Duration = Duration::days(3);

/// A new officer, as typed.
#[derive(Clone, Debug)]
pub struct NewOfficer {
    /// Display name.
    pub name: String,
    /// Work e-mail: the sign-in name, and where codes go.
    pub email: String,
    /// What they may do.
    pub role: Role,
    /// The code of their service point.
    pub office_code: String,
    /// First password.
    pub password: String,
}

impl Service {
    /// The service point with this code, made if there is none.
    pub async fn ensure_office(&self, code: &str, name: &str, kind: &str) -> Result<Uuid, Error> {
        if let Some(row) =
            office::Entity::find().filter(office::Column::Code.eq(code)).one(self.db.write()).await?
        {
            return Ok(row.id);
        }
        let id = Uuid::now_v7();
        office::Entity::insert(office::ActiveModel {
            id: Set(id),
            code: Set(code.to_owned()),
            name: Set(name.to_owned()),
            kind: Set(kind.to_owned()),
        })
        .exec_without_returning(self.db.write())
        .await?;
        Ok(id)
    }

    /// The service point that takes requests in when no other is named: the first one made.
    pub(crate) async fn default_office(&self) -> Result<Uuid, Error> {
        match office::Entity::find().order_by_asc(office::Column::Id).one(self.db.read()).await? {
            Some(row) => Ok(row.id),
            None => self.ensure_office("DINAS", &self.settings.office_name, "dinas").await,
        }
    }

    /// Creates an officer. The e-mail must not be anybody's sign-in name yet.
    pub async fn create_officer(&self, new: &NewOfficer) -> Result<Uuid, Error> {
        let mut issues = Vec::new();
        let mut wrong = |field: &str, error| issues.push(FieldIssue { field: field.to_owned(), error });
        let name = RecordedName::parse(&new.name).map_err(|error| wrong("name", error)).ok();
        let email = Email::parse(&new.email).map_err(|error| wrong("email", error)).ok();
        let password = common_passwords::parse(&new.password, &[&new.name, &new.email])
            .map_err(|error| wrong("password", error))
            .ok();
        let (Some(name), Some(email), Some(password)) = (name, email, password) else {
            return Err(Error::Fields(issues));
        };
        let office = office::Entity::find()
            .filter(office::Column::Code.eq(&new.office_code))
            .one(self.db.read())
            .await?
            .ok_or_else(|| Error::field("office", domain::FieldError::NotInList))?;
        if self.is_taken(self.db.read(), &email).await? {
            return Err(Error::Conflict { by: None });
        }
        let password_hash = self.passwords.hash(password.as_str()).await?;
        let at = millis(self.clock.now());
        let txn = self.db.begin().await?;
        let told = Told { by: None, role: "system", invitation: None };
        let officer = Entry {
            name: &name,
            email: &email,
            role: new.role,
            office: office.id,
            district: None,
            password_hash,
        };
        let id = self.insert_officer(&txn, officer, told, at).await?;
        txn.commit().await?;
        Ok(id)
    }

    /// The password of this account was made up for its owner, and is known to whoever told it: it counts for some days,
    /// unless its owner chooses another one. Afterwards a new one is got like a forgotten one.
    pub async fn end_first_password(&self, account: Uuid) -> Result<OffsetDateTime, Error> {
        let until = self.clock.now() + FIRST_PASSWORD;
        account::Entity::update_many()
            .col_expr(account::Column::FirstPasswordUntil, Expr::value(millis(until)))
            .filter(account::Column::Id.eq(account))
            .exec(self.db.write())
            .await?;
        Ok(until)
    }

    /// Whether somebody signs in by this e-mail.
    pub(super) async fn is_taken<C: ConnectionTrait>(&self, db: &C, email: &Email) -> Result<bool, Error> {
        let index = self.keys.index(IndexField::Email, email.as_str().as_bytes());
        let taken = account::Entity::find().filter(account::Column::EmailIndex.eq(index)).one(db).await?;
        Ok(taken.is_some())
    }

    /// Writes the account of an officer.
    pub(super) async fn insert_officer(
        &self,
        txn: &DatabaseTransaction,
        officer: Entry<'_>,
        told: Told,
        at: Millis,
    ) -> Result<Uuid, Error> {
        let id = Uuid::now_v7();
        let head = Head::genesis();
        let sealer = self.new_sealer(txn, id).await?;
        let (name, email) = (officer.name.as_str(), officer.email.as_str());
        let mut detail = scope_detail(officer.role, officer.office, officer.district.as_deref());
        if let Some(invitation) = told.invitation {
            detail = format!("{detail} invitation={invitation}");
        }
        account::Entity::insert(account::ActiveModel {
            id: Set(id),
            role: Set(officer.role.as_str().to_owned()),
            office_id: Set(Some(officer.office)),
            district: Set(officer.district),
            first_password_until: Set(None),
            state: Set(ACTIVE.to_owned()),
            link: Set("unlinked".to_owned()),
            language: Set(Language::Id.code().to_owned()),
            nik: Set(None),
            nik_index: Set(None),
            nik_claim_index: Set(None),
            suspended_at: Set(None),
            closed_at: Set(None),
            kk_number: Set(None),
            name: Set(sealer.seal("account.name", id, name)?),
            phone: Set(None),
            phone_index: Set(None),
            email: Set(Some(sealer.seal("account.email", id, email)?)),
            email_index: Set(Some(self.keys.index(IndexField::Email, email.as_bytes()))),
            password_hash: Set(officer.password_hash),
            created_at: Set(at),
            history_seq: Set(head.seq),
            history_head: Set(head.hash),
        })
        .exec_without_returning(txn)
        .await?;
        let line = AccountLine {
            account: id,
            kind: "officer_created",
            actor: told.by,
            actor_role: told.role,
            detail,
            at,
        };
        remember(txn, line).await?;
        Ok(id)
    }
}

/// An officer to be written.
pub(super) struct Entry<'a> {
    pub(super) name: &'a RecordedName,
    pub(super) email: &'a Email,
    pub(super) role: Role,
    pub(super) office: Uuid,
    pub(super) district: Option<String>,
    pub(super) password_hash: String,
}

/// By whom, for the history.
pub(super) struct Told {
    pub(super) by: Option<Uuid>,
    pub(super) role: &'static str,
    pub(super) invitation: Option<Uuid>,
}

/// Role and scope as the history tells them: codes, and the name of a district.
pub(super) fn scope_detail(role: Role, office: Uuid, district: Option<&str>) -> String {
    let district = district.map_or_else(String::new, |name| format!(" district={}", name.replace(' ', "_")));
    format!("role={} office={office}{district}", role.as_str())
}
