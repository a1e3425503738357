//! One-time codes: six digits, several minutes, every sent code valid until its own expiry. A right code
//! that came too late gets a new one sent; wrong ones are counted, and the tries left are told.
use crate::{
    Error, Service,
    channel::ChannelKind,
    clock::millis,
    entity::one_time_code,
    keys::{IndexField, Sealer},
    letter::Letter,
    limits::{Rule, Standing},
    outbox::{self, Addressee},
    watch_log,
};
use domain::{FieldError, Language};
use rand::RngExt;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, sea_query::Expr,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What a code is for. A code for one purpose does nothing for another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CodePurpose {
    /// Proves the e-mail of a registration.
    RegisterEmail,
    /// Proves the phone of a registration.
    RegisterPhone,
    /// Proves a new device at sign-in.
    SignIn,
    /// Proves who forgot a password.
    ResetPassword,
    /// Proves with the phone who forgot a password.
    ResetPhone,
    /// Proves a new e-mail of an account.
    ChangeEmail,
    /// Proves a new phone of an account.
    ChangePhone,
    /// Opens the results of a request without signing in.
    Result,
    /// Consents to an officer's filling in requests.
    Assist,
}

impl CodePurpose {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::RegisterEmail => "register_email",
            Self::RegisterPhone => "register_phone",
            Self::SignIn => "sign_in",
            Self::ResetPassword => "reset_password",
            Self::ResetPhone => "reset_phone",
            Self::ChangeEmail => "change_email",
            Self::ChangePhone => "change_phone",
            Self::Result => "result",
            Self::Assist => "assist",
        }
    }
}

/// How somebody's tries stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CodeStanding {
    /// Tries left before the lock.
    pub tries_left: u16,
    /// Minutes a new code is valid.
    pub minutes: u64,
}

/// Where a new code goes.
pub(crate) struct Destination<'a> {
    pub(crate) subject: Uuid,
    pub(crate) purpose: CodePurpose,
    pub(crate) channel: ChannelKind,
    pub(crate) to: &'a str,
    pub(crate) language: Language,
}

pub(super) fn limit_key(subject: Uuid, purpose: CodePurpose) -> String {
    format!("{subject}|{}", purpose.as_str())
}

/// A wrong code: how many tries are left, or how long to wait.
pub(super) fn wrong_code(standing: Standing, field: &str) -> Error {
    if standing.left == 0 {
        return Error::TooMany { retry_after: standing.retry_after };
    }
    Error::field(field, FieldError::CodeWrong { tries_left: u16::try_from(standing.left).unwrap_or(0) })
}

impl Service {
    fn code_hash(&self, subject: Uuid, purpose: CodePurpose, code: &str) -> Vec<u8> {
        self.keys.index(IndexField::Code, format!("{subject}|{}|{code}", purpose.as_str()).as_bytes())
    }

    /// Makes a code, in the caller's transaction; whoever calls posts it.
    pub(crate) async fn make_code<C: ConnectionTrait>(
        &self,
        db: &C,
        subject: Uuid,
        purpose: CodePurpose,
    ) -> Result<String, Error> {
        let now = millis(self.clock.now());
        let code = format!("{:06}", rand::rng().random_range(0..1_000_000_u32));
        let life = i64::try_from(self.settings.code_life.as_millis()).unwrap_or(600_000);
        one_time_code::Entity::insert(one_time_code::ActiveModel {
            id: Set(Uuid::now_v7()),
            subject: Set(subject),
            purpose: Set(purpose.as_str().to_owned()),
            code_hash: Set(self.code_hash(subject, purpose, &code)),
            created_at: Set(now),
            expires_at: Set(now + life),
            used_at: Set(None),
        })
        .exec_without_returning(db)
        .await?;
        Ok(code)
    }

    /// Makes a code and posts it, in the caller's transaction.
    pub(super) async fn issue_code<C: ConnectionTrait>(
        &self,
        db: &C,
        sealer: &Sealer,
        destination: &Destination<'_>,
    ) -> Result<(), Error> {
        let now = millis(self.clock.now());
        let code = self.make_code(db, destination.subject, destination.purpose).await?;
        let letter = Letter::Code {
            purpose: destination.purpose,
            code,
            minutes: self.settings.code_life.as_secs() / 60,
        };
        let addressee = Addressee {
            subject: destination.subject,
            way: destination.channel.into(),
            to: destination.to,
            language: destination.language,
        };
        outbox::post(db, sealer, &addressee, &letter, now).await
    }

    /// Sends another code to the same place, unless there were too many.
    pub(crate) async fn send_again(&self, destination: &Destination<'_>) -> Result<(), Error> {
        self.limit(Rule::CodeSends, &limit_key(destination.subject, destination.purpose)).await?;
        self.limit(Rule::CodesTo, destination.to).await?;
        let sealer = self.sealer(destination.subject).await?;
        let txn = self.db.begin().await?;
        self.issue_code(&txn, &sealer, destination).await?;
        txn.commit().await?;
        Ok(())
    }

    /// Uses up a code. `field` is the input it was typed in.
    pub(crate) async fn use_code(
        &self,
        destination: &Destination<'_>,
        typed: &str,
        field: &str,
    ) -> Result<(), Error> {
        let code = self.check_code(destination, typed, field).await?;
        self.spend_code(destination, code, field).await
    }

    /// Looks whether a code is right, and counts the try; the code may still be used.
    async fn check_code(
        &self,
        destination: &Destination<'_>,
        typed: &str,
        field: &str,
    ) -> Result<Uuid, Error> {
        let key = limit_key(destination.subject, destination.purpose);
        let row = self.typed_code((destination.subject, destination.purpose), &key, typed, field).await?;
        self.in_time(destination, &row, field).await
    }

    /// A right code, unless it came too late: then a new one is sent.
    pub(super) async fn in_time(
        &self,
        destination: &Destination<'_>,
        code: &one_time_code::Model,
        field: &str,
    ) -> Result<Uuid, Error> {
        if code.expires_at <= millis(self.clock.now()) {
            self.send_again(destination).await?;
            return Err(Error::field(field, FieldError::CodeExpired));
        }
        Ok(code.id)
    }

    /// The code that was typed, if there is such a one for this subject and purpose, also when it is too old. The try is
    /// counted under `key`.
    pub(crate) async fn typed_code(
        &self,
        (subject, purpose): (Uuid, CodePurpose),
        key: &str,
        typed: &str,
        field: &str,
    ) -> Result<one_time_code::Model, Error> {
        let (standing, code) = self.looked_at((subject, purpose), key, typed, field).await?;
        code.ok_or_else(|| wrong_code(standing, field))
    }

    /// The same, with what is left of the tries; what fails was not looked at.
    async fn looked_at(
        &self,
        (subject, purpose): (Uuid, CodePurpose),
        key: &str,
        typed: &str,
        field: &str,
    ) -> Result<(Standing, Option<one_time_code::Model>), Error> {
        let code: String = typed.chars().filter(|sign| !sign.is_whitespace() && *sign != '-').collect();
        if code.is_empty() {
            return Err(Error::field(field, FieldError::Missing));
        }
        if code.len() != 6 || !code.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(Error::field(field, FieldError::NotACode));
        }
        // Counted before it is looked at: a thousand tries at the same moment are no more than ten.
        let standing = self.reserve(Rule::CodeTries, key).await?;
        let hash = self.code_hash(subject, purpose, &code);
        let row = one_time_code::Entity::find()
            .filter(one_time_code::Column::Subject.eq(subject))
            .filter(one_time_code::Column::Purpose.eq(purpose.as_str()))
            .filter(one_time_code::Column::CodeHash.eq(hash))
            .filter(one_time_code::Column::UsedAt.is_null())
            .order_by_desc(one_time_code::Column::ExpiresAt)
            .one(self.db.write())
            .await?;
        if row.is_none() {
            watch_log::wrong_code(purpose.as_str());
        }
        Ok((standing, row))
    }

    /// The same where nobody may learn whom a name means: tries are counted, and told, under `shown`, the name as typed, so
    /// that two names of one person look like two of nobody; and counted, untold, under `hidden`, the person, so that
    /// several names give no more tries. Once the person has none left, a right code looks like a wrong one.
    pub(crate) async fn typed_by_name(
        &self,
        whose: (Uuid, CodePurpose),
        (shown, hidden): (&str, &str),
        typed: &str,
        field: &str,
    ) -> Result<one_time_code::Model, Error> {
        let (standing, code) = self.looked_at(whose, shown, typed, field).await?;
        let code = match self.reserve(Rule::CodeTries, hidden).await {
            Ok(_) => code,
            Err(Error::TooMany { .. }) => None,
            Err(error) => return Err(error),
        };
        code.ok_or_else(|| wrong_code(standing, field))
    }

    /// Uses up a code that was right a moment ago; of two who send it at once one wins.
    pub(super) async fn spend_code(
        &self,
        destination: &Destination<'_>,
        code: Uuid,
        field: &str,
    ) -> Result<(), Error> {
        let used = one_time_code::Entity::update_many()
            .col_expr(one_time_code::Column::UsedAt, Expr::value(millis(self.clock.now())))
            .filter(one_time_code::Column::Id.eq(code))
            .filter(one_time_code::Column::UsedAt.is_null())
            .exec(self.db.write())
            .await?;
        if used.rows_affected != 1 {
            return Err(Error::field(field, FieldError::CodeExpired));
        }
        self.forgive(Rule::CodeTries, &limit_key(destination.subject, destination.purpose)).await
    }

    /// How the tries of `subject` stand, for the page that asks for the code.
    pub(super) async fn code_standing(
        &self,
        subject: Uuid,
        purpose: CodePurpose,
    ) -> Result<CodeStanding, Error> {
        let standing = self.standing(Rule::CodeTries, &limit_key(subject, purpose)).await?;
        Ok(CodeStanding {
            tries_left: u16::try_from(standing.left).unwrap_or(0),
            minutes: self.settings.code_life.as_secs() / 60,
        })
    }
}
