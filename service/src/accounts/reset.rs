//! A forgotten password: a code by e-mail, then a new password. Nothing tells whether the account exists.
use super::{AccountLine, CodePurpose, codes::Destination, remember};
use crate::{
    Error, Service,
    channel::ChannelKind,
    clock::millis,
    entity::{account, device, session},
    letter::{AccountChange, Letter},
    limits::Rule,
};
use domain::{FieldError, Language, Password};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};
use uuid::Uuid;

impl Service {
    /// Sends a code if `name` belongs to one account. Answers a subject in any case: for an unknown name
    /// one that no code will ever fit.
    pub async fn begin_reset(&self, name: &str, address: &str) -> Result<Uuid, Error> {
        self.limit(Rule::SignInAddress, address).await?;
        let name = name.trim().to_lowercase();
        if name.is_empty() {
            return Err(Error::field("name", FieldError::Missing));
        }
        let Some(row) = self.account_named(&name).await? else { return Ok(Uuid::now_v7()) };
        let to = self.address_of(&row, ChannelKind::Email).await?.unwrap_or_default();
        let sent = self
            .send_again(&Destination {
                subject: row.id,
                purpose: CodePurpose::ResetPassword,
                channel: ChannelKind::Email,
                to: &to,
                language: Language::parse(&row.language).unwrap_or_default(),
            })
            .await;
        match sent {
            // Too many codes must look like an unknown name.
            Ok(()) | Err(Error::TooMany { .. }) => Ok(row.id),
            Err(error) => Err(error),
        }
    }

    /// Sets a new password with the code, and ends every session and trusted device.
    pub async fn finish_reset(
        &self,
        subject: Uuid,
        code: &str,
        password: &str,
        again: &str,
    ) -> Result<(), Error> {
        let parsed = Password::parse(password, &[]).map_err(|error| Error::field("password", error))?;
        if password != again {
            return Err(Error::field("password_again", FieldError::PasswordsDiffer));
        }
        let destination = Destination {
            subject,
            purpose: CodePurpose::ResetPassword,
            channel: ChannelKind::Email,
            to: "",
            language: Language::default(),
        };
        match self.use_code(&destination, code, "code").await {
            // An expired code cannot be sent again from here: the address is not at hand.
            Err(Error::NotFound) => return Err(Error::field("code", FieldError::CodeExpired)),
            other => other?,
        }
        let hash = self.passwords.hash(parsed.as_str()).await?;
        let txn = self.db.begin().await?;
        account::Entity::update_many()
            .col_expr(account::Column::PasswordHash, Expr::value(hash))
            .filter(account::Column::Id.eq(subject))
            .exec(&txn)
            .await?;
        session::Entity::delete_many().filter(session::Column::AccountId.eq(subject)).exec(&txn).await?;
        device::Entity::delete_many().filter(device::Column::AccountId.eq(subject)).exec(&txn).await?;
        let line = AccountLine {
            account: subject,
            kind: "password_reset",
            actor: Some(subject),
            actor_role: "owner",
            detail: String::new(),
            at: millis(self.clock.now()),
        };
        remember(&txn, line).await?;
        let row = account::Entity::find_by_id(subject).one(&txn).await?.ok_or(Error::NotFound)?;
        let sealer = self.sealer_in(&txn, subject).await?;
        let letter = Letter::AccountChanged { what: AccountChange::Password };
        self.tell_owner(&txn, &sealer, &row, &letter, millis(self.clock.now())).await?;
        txn.commit().await?;
        Ok(())
    }
}
