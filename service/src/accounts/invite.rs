//! Inviting an officer: a link by e-mail that works once, for three days. The invited choose their own password and set up
//! the second factor; nobody hands passwords about. The link is 160 random bits, of which a keyed hash is kept.
use super::{
    AccountLine, ScopeForm, common_passwords,
    officer::{Entry, Told, scope_detail},
    officers::administrator,
    remember,
};
use crate::{
    Actor, Error, Service,
    clock::{Millis, millis, moment},
    entity::{office, officer_invitation, outbox as letters},
    keys::{IndexField, fresh_secret},
    letter::Letter,
    limits::Rule,
    outbox::{self, Addressee},
};
use domain::{Email, FieldError, FieldIssue, Language, RecordedName, Role, Way};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr,
};
use time::OffsetDateTime;
use uuid::Uuid;

/// So long an invitation is good: a weekend lies between.
const LIFE: Millis = 72 * 60 * 60 * 1000;
/// Bytes of a token: 160 bits.
const TOKEN: usize = 20;
/// Invitations that are listed.
const MOST: u64 = 200;
const NAME: &str = "officer_invitation.name";
const EMAIL: &str = "officer_invitation.email";

/// Whom to invite, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InviteForm {
    /// Display name.
    pub name: String,
    /// Work e-mail.
    pub email: String,
    /// `id` or `en`: the language of the letter.
    pub language: String,
    /// Role and scope.
    pub scope: ScopeForm,
}

/// An invitation that nobody has taken up yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvitationView {
    /// Its id: opens nothing.
    pub id: Uuid,
    /// Display name.
    pub name: String,
    /// Where it was sent.
    pub email: String,
    /// The role that was given.
    pub role: Role,
    /// Until when.
    pub expires_at: OffsetDateTime,
}

/// What the invited read before they accept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invited {
    /// Display name.
    pub name: String,
    /// The e-mail that they will sign in by.
    pub email: String,
    /// What they may do.
    pub role: Role,
    /// The name of the service point.
    pub office: String,
    /// The district, if it is one only.
    pub district: Option<String>,
    /// Until when.
    pub expires_at: OffsetDateTime,
}

impl Service {
    fn invitation_index(&self, token: &str) -> Vec<u8> {
        self.keys.index(IndexField::Token, format!("undangan|{token}").as_bytes())
    }

    /// Invites somebody. An earlier invitation to the same address is worth nothing any more. Answers its id.
    pub async fn invite_officer(&self, actor: &Actor, form: &InviteForm) -> Result<Uuid, Error> {
        let admin = administrator(actor)?;
        let mut issues = Vec::new();
        let mut wrong = |field: &str, error| issues.push(FieldIssue { field: field.to_owned(), error });
        let name = RecordedName::parse(&form.name).map_err(|error| wrong("name", error)).ok();
        let email = Email::parse(&form.email).map_err(|error| wrong("email", error)).ok();
        let (Some(name), Some(email)) = (name, email) else { return Err(Error::Fields(issues)) };
        let language = match form.language.as_str() {
            "" => Language::default(),
            code => Language::parse(code).ok_or(Error::field("language", FieldError::NotInList))?,
        };
        let scope = self.read_scope(&form.scope).await?;
        self.limit(Rule::CodesTo, email.as_str()).await?;
        let token = hex::encode(&fresh_secret()[..TOKEN]);
        let email_index = self.keys.index(IndexField::Email, email.as_str().as_bytes());
        let (id, at) = (Uuid::now_v7(), millis(self.clock.now()));
        let txn = self.db.begin().await?;
        if self.is_taken(&txn, &email).await? {
            return Err(Error::Conflict { by: None });
        }
        let earlier = officer_invitation::Entity::find()
            .filter(officer_invitation::Column::EmailIndex.eq(email_index.clone()))
            .filter(officer_invitation::Column::UsedAt.is_null())
            .all(&txn)
            .await?;
        for row in earlier {
            self.drop_invitation(&txn, row.id).await?;
        }
        let sealer = self.new_sealer(&txn, id).await?;
        let detail = scope_detail(scope.role, scope.office, scope.district.as_deref());
        officer_invitation::Entity::insert(officer_invitation::ActiveModel {
            id: Set(id),
            token_index: Set(self.invitation_index(&token)),
            email_index: Set(email_index),
            name: Set(sealer.seal(NAME, id, name.as_str())?),
            email: Set(sealer.seal(EMAIL, id, email.as_str())?),
            role: Set(scope.role.as_str().to_owned()),
            office_id: Set(scope.office),
            district: Set(scope.district),
            invited_by: Set(admin.account),
            created_at: Set(at),
            expires_at: Set(at + LIFE),
            used_at: Set(None),
        })
        .exec_without_returning(&txn)
        .await?;
        let letter = Letter::Invited {
            by: admin.name.clone(),
            office: self.settings.office_name.clone(),
            token,
            until: self.local_date(at + LIFE),
        };
        let to = Addressee { subject: id, way: Way::Email, to: email.as_str(), language };
        outbox::post(&txn, &sealer, &to, &letter, at).await?;
        let line = AccountLine {
            account: admin.account,
            kind: "officer_invited",
            actor: Some(admin.account),
            actor_role: admin.role.as_str(),
            detail: format!("invitation={id} {detail}"),
            at,
        };
        remember(&txn, line).await?;
        txn.commit().await?;
        self.wake();
        Ok(id)
    }

    /// Takes an invitation back.
    pub async fn withdraw_invitation(&self, actor: &Actor, id: Uuid) -> Result<(), Error> {
        let admin = administrator(actor)?;
        let txn = self.db.begin().await?;
        let row = officer_invitation::Entity::find_by_id(id).one(&txn).await?;
        row.filter(|row| row.used_at.is_none()).ok_or(Error::NotFound)?;
        self.drop_invitation(&txn, id).await?;
        let line = AccountLine {
            account: admin.account,
            kind: "invitation_withdrawn",
            actor: Some(admin.account),
            actor_role: admin.role.as_str(),
            detail: format!("invitation={id}"),
            at: millis(self.clock.now()),
        };
        remember(&txn, line).await?;
        txn.commit().await?;
        Ok(())
    }

    pub(super) async fn open_invitations(&self) -> Result<Vec<InvitationView>, Error> {
        let rows = officer_invitation::Entity::find()
            .filter(officer_invitation::Column::UsedAt.is_null())
            .filter(officer_invitation::Column::ExpiresAt.gt(millis(self.clock.now())))
            .order_by_desc(officer_invitation::Column::ExpiresAt)
            .limit(MOST)
            .all(self.db.read())
            .await?;
        let mut open = Vec::with_capacity(rows.len());
        for row in rows {
            let sealer = self.sealer(row.id).await?;
            open.push(InvitationView {
                id: row.id,
                name: sealer.open_text(NAME, row.id, &row.name)?,
                email: sealer.open_text(EMAIL, row.id, &row.email)?,
                role: Role::parse(&row.role).ok_or(Error::NotFound)?,
                expires_at: moment(row.expires_at),
            });
        }
        Ok(open)
    }

    async fn invitation(&self, token: &str, address: &str) -> Result<officer_invitation::Model, Error> {
        self.limit(Rule::Lookups, address).await?;
        let found = if token.len() == TOKEN * 2 {
            officer_invitation::Entity::find()
                .filter(officer_invitation::Column::TokenIndex.eq(self.invitation_index(token)))
                .one(self.db.write())
                .await?
        } else {
            None
        };
        let now = millis(self.clock.now());
        found.filter(|row| row.used_at.is_none() && row.expires_at > now).ok_or(Error::NotFound)
    }

    /// What somebody sees who has followed the link. Changes nothing: mail programs follow links too.
    pub async fn invited(&self, token: &str, address: &str) -> Result<Invited, Error> {
        let row = self.invitation(token, address).await?;
        let sealer = self.sealer(row.id).await?;
        let office = office::Entity::find_by_id(row.office_id).one(self.db.read()).await?;
        Ok(Invited {
            name: sealer.open_text(NAME, row.id, &row.name)?,
            email: sealer.open_text(EMAIL, row.id, &row.email)?,
            role: Role::parse(&row.role).ok_or(Error::NotFound)?,
            office: office.map(|office| office.name).unwrap_or_default(),
            district: row.district,
            expires_at: moment(row.expires_at),
        })
    }

    /// Accepts an invitation: the account is made, with the password chosen here. Of two who try at once one succeeds.
    pub async fn accept_invitation(
        &self,
        token: &str,
        password: &str,
        again: &str,
        address: &str,
    ) -> Result<Uuid, Error> {
        let row = self.invitation(token, address).await?;
        let sealer = self.sealer(row.id).await?;
        let broken = |_| Error::Internal("an invitation".into());
        let name = RecordedName::parse(&sealer.open_text(NAME, row.id, &row.name)?).map_err(broken)?;
        let email = Email::parse(&sealer.open_text(EMAIL, row.id, &row.email)?).map_err(broken)?;
        let parsed = common_passwords::parse(password, &[name.as_str(), email.as_str()])
            .map_err(|error| Error::field("password", error))?;
        if password != again {
            return Err(Error::field("password_again", FieldError::PasswordsDiffer));
        }
        let password_hash = self.passwords.hash(parsed.as_str()).await?;
        let at = millis(self.clock.now());
        let txn = self.db.begin().await?;
        let used = officer_invitation::Entity::update_many()
            .col_expr(officer_invitation::Column::UsedAt, Expr::value(Some(at)))
            .filter(officer_invitation::Column::Id.eq(row.id))
            .filter(officer_invitation::Column::UsedAt.is_null())
            .exec(&txn)
            .await?;
        if used.rows_affected != 1 {
            return Err(Error::NotFound);
        }
        if self.is_taken(&txn, &email).await? {
            return Err(Error::Conflict { by: None });
        }
        let officer = Entry {
            name: &name,
            email: &email,
            role: Role::parse(&row.role).ok_or(Error::NotFound)?,
            office: row.office_id,
            district: row.district,
            password_hash,
        };
        let told =
            Told { by: Some(row.invited_by), role: Role::Administrator.as_str(), invitation: Some(row.id) };
        let account = self.insert_officer(&txn, officer, told, at).await?;
        // The name and the address live on in the account only.
        self.drop_invitation(&txn, row.id).await?;
        txn.commit().await?;
        Ok(account)
    }

    /// An invitation goes with its letter and its key.
    async fn drop_invitation(&self, txn: &sea_orm::DatabaseTransaction, id: Uuid) -> Result<(), Error> {
        officer_invitation::Entity::delete_by_id(id).exec(txn).await?;
        letters::Entity::delete_many().filter(letters::Column::AccountId.eq(id)).exec(txn).await?;
        self.destroy_sealer(txn, id).await
    }

    /// Forgets invitations that nobody has taken up in time.
    pub(crate) async fn sweep_invitations(&self, now: Millis) -> Result<(), Error> {
        let stale = officer_invitation::Entity::find()
            .filter(officer_invitation::Column::ExpiresAt.lt(now))
            .limit(MOST)
            .all(self.db.read())
            .await?;
        for row in stale {
            let txn = self.db.begin().await?;
            self.drop_invitation(&txn, row.id).await?;
            txn.commit().await?;
        }
        Ok(())
    }
}
