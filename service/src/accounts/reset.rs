//! A forgotten password: a code by e-mail, then a new password. Nothing tells whether the account exists.
use super::{AccountLine, CodePurpose, codes::Destination, remember, sign_in::spelt};
use crate::{
    Error, Service,
    channel::ChannelKind,
    clock::millis,
    entity::{account, device, session},
    keys::IndexField,
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
        let name = spelt(name);
        if name.is_empty() {
            return Err(Error::field("name", FieldError::Missing));
        }
        let Some(row) = self.account_named(&name).await? else { return Ok(self.nobody(&name)) };
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

    /// The subject of a name that nobody has: always the same one, so that tries are counted as for somebody.
    fn nobody(&self, name: &str) -> Uuid {
        let hash = self.keys.index(IndexField::Rate, format!("nobody|{name}").as_bytes());
        let mut bytes = [0; 16];
        bytes.iter_mut().zip(hash).for_each(|(byte, hashed)| *byte = hashed);
        uuid::Builder::from_random_bytes(bytes).into_uuid()
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
        let owner = account::Entity::find_by_id(subject).one(self.db.read()).await?;
        let to = match &owner {
            Some(owner) => self.address_of(owner, ChannelKind::Email).await?.unwrap_or_default(),
            None => String::new(),
        };
        let language = owner.as_ref().and_then(|owner| Language::parse(&owner.language)).unwrap_or_default();
        let destination = Destination {
            subject,
            purpose: CodePurpose::ResetPassword,
            channel: ChannelKind::Email,
            // Where a new code goes when the right one has expired.
            to: &to,
            language,
        };
        self.use_code(&destination, code, "code").await?;
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
