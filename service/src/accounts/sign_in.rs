//! Signing in by e-mail, phone or NIK with a password, and on a new device a one-time code too. Nothing
//! tells whether an account exists: same words, same work.
use super::{AccountLine, CodePurpose, codes::Destination, remember};
use crate::{
    Error, Service,
    channel::ChannelKind,
    clock::millis,
    entity::{account, device},
    keys::{IndexField, fresh_secret},
    letter::Letter,
    limits::Rule,
    notices,
};
use domain::{Email, Language, Nik, Phone};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, EntityTrait, QueryFilter, QuerySelect,
    sea_query::{Expr, OnConflict},
};
use uuid::Uuid;

/// What follows a right password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignInStep {
    /// The device is known: signed in.
    Done(Uuid),
    /// A code was sent to the e-mail; sign in with it.
    NeedsCode(Uuid),
}

impl Service {
    /// The one account that signs in by this name; families share phones and e-mails, and then neither
    /// serves as a name.
    pub(super) async fn account_named(&self, typed: &str) -> Result<Option<account::Model>, Error> {
        let (column, index) = if let Ok(nik) = Nik::parse(typed) {
            (account::Column::NikIndex, self.keys.index(IndexField::Nik, nik.as_str().as_bytes()))
        } else if let Ok(phone) = Phone::parse(typed) {
            (account::Column::PhoneIndex, self.keys.index(IndexField::Phone, phone.as_str().as_bytes()))
        } else if let Ok(email) = Email::parse(typed) {
            (account::Column::EmailIndex, self.keys.index(IndexField::Email, email.as_str().as_bytes()))
        } else {
            return Ok(None);
        };
        let mut rows = account::Entity::find().filter(column.eq(index)).limit(2).all(self.db.read()).await?;
        Ok(if rows.len() == 1 { rows.pop() } else { None })
    }

    /// Checks name and password. `device` is the secret that this browser got when it was last proven.
    pub async fn sign_in(
        &self,
        name: &str,
        password: &str,
        device: Option<&str>,
        address: &str,
    ) -> Result<SignInStep, Error> {
        let name = name.trim().to_lowercase();
        self.limit(Rule::SignInAddress, address).await?;
        let standing = self.standing(Rule::SignInName, &name).await?;
        if standing.left == 0 {
            return Err(Error::TooMany { retry_after: standing.retry_after });
        }
        let row = self.account_named(&name).await?;
        let stored = row.as_ref().map(|row| row.password_hash.clone());
        let fits = self.passwords.matches(password, stored).await?;
        let Some(row) = row.filter(|_| fits) else {
            self.count(Rule::SignInName, &name).await?;
            return Err(Error::WrongCredentials);
        };
        self.forgive(Rule::SignInName, &name).await?;
        if self.knows_device(row.id, device).await? {
            self.note_sign_in(&row, "device=known").await?;
            return Ok(SignInStep::Done(row.id));
        }
        self.send_sign_in_code(row.id, ChannelKind::Email).await?;
        Ok(SignInStep::NeedsCode(row.id))
    }

    async fn knows_device(&self, account: Uuid, device: Option<&str>) -> Result<bool, Error> {
        let Some(secret) = device else { return Ok(false) };
        let hash = self.keys.index(IndexField::Token, format!("{account}|{secret}").as_bytes());
        let seen = device::Entity::update_many()
            .col_expr(device::Column::SeenAt, Expr::value(millis(self.clock.now())))
            .filter(device::Column::IdHash.eq(hash))
            .filter(device::Column::AccountId.eq(account))
            .exec(self.db.write())
            .await?;
        Ok(seen.rows_affected == 1)
    }

    /// Sends a sign-in code by e-mail or to the phone.
    pub async fn send_sign_in_code(&self, account: Uuid, channel: ChannelKind) -> Result<(), Error> {
        let row = self.account_row(account).await?;
        let to = self.address_of(&row, channel).await?.ok_or(Error::NotFound)?;
        self.send_again(&Destination {
            subject: account,
            purpose: CodePurpose::SignIn,
            channel,
            to: &to,
            language: Language::parse(&row.language).unwrap_or_default(),
        })
        .await
    }

    pub(crate) async fn address_of(
        &self,
        row: &account::Model,
        channel: ChannelKind,
    ) -> Result<Option<String>, Error> {
        let sealer = self.sealer(row.id).await?;
        let (place, sealed) = match channel {
            ChannelKind::Email => ("account.email", &row.email),
            ChannelKind::Phone => ("account.phone", &row.phone),
        };
        Ok(sealed.as_deref().map(|sealed| sealer.open_text(place, row.id, sealed)).transpose()?)
    }

    /// Finishes signing in on a new device. Answers the secret by which the device is known next time.
    pub async fn finish_sign_in(
        &self,
        account: Uuid,
        code: &str,
        device: Option<&str>,
    ) -> Result<String, Error> {
        let row = self.account_row(account).await?;
        let language = Language::parse(&row.language).unwrap_or_default();
        let to = self.address_of(&row, ChannelKind::Email).await?.unwrap_or_default();
        let destination = Destination {
            subject: account,
            purpose: CodePurpose::SignIn,
            channel: ChannelKind::Email,
            to: &to,
            language,
        };
        self.use_code(&destination, code, "code").await?;
        let secret = self.trust_device(account, device).await?;
        self.note_sign_in(&row, "device=new").await?;
        notices::put(
            self.db.write(),
            &self.sealer(account).await?,
            account,
            &Letter::NewDevice,
            millis(self.clock.now()),
        )
        .await?;
        Ok(secret)
    }

    async fn note_sign_in(&self, row: &account::Model, detail: &str) -> Result<(), Error> {
        let txn = self.db.begin().await?;
        let line = AccountLine {
            account: row.id,
            kind: "signed_in",
            actor: Some(row.id),
            actor_role: &row.role,
            detail: detail.to_owned(),
            at: millis(self.clock.now()),
        };
        remember(&txn, line).await?;
        txn.commit().await?;
        Ok(())
    }

    /// Trusts this browser for an account that has just proven itself. A browser has one secret, whoever
    /// signs in on it: families share phones.
    pub async fn trust_device(&self, account: Uuid, device: Option<&str>) -> Result<String, Error> {
        let known =
            device.filter(|secret| secret.len() == 64 && secret.bytes().all(|byte| byte.is_ascii_hexdigit()));
        let secret = known.map_or_else(|| hex::encode(&fresh_secret()[..]), str::to_owned);
        let now = millis(self.clock.now());
        device::Entity::insert(device::ActiveModel {
            id_hash: Set(self.keys.index(IndexField::Token, format!("{account}|{secret}").as_bytes())),
            account_id: Set(account),
            created_at: Set(now),
            seen_at: Set(now),
        })
        .on_conflict(
            OnConflict::column(device::Column::IdHash).update_column(device::Column::SeenAt).to_owned(),
        )
        .exec_without_returning(self.db.write())
        .await?;
        Ok(secret)
    }

    /// How the tries for a sign-in code stand.
    pub async fn sign_in_standing(&self, account: Uuid) -> Result<super::CodeStanding, Error> {
        self.code_standing(account, CodePurpose::SignIn).await
    }
}
