//! A forgotten password: a code by e-mail, then a new password. Nothing tells whether the account exists.
use super::{AccountLine, CodePurpose, codes::Destination, common_passwords, remember, sign_in::spelt};
use crate::{
    Error, Service,
    channel::ChannelKind,
    clock::millis,
    entity::{account, device, session},
    keys::IndexField,
    letter::{AccountChange, Letter},
    limits::Rule,
};
use domain::{FieldError, Language};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};
use uuid::Uuid;

impl Service {
    /// Sends a code to whoever `name` may mean. Answers subjects in any case, as many for a name that nobody has: no
    /// code will ever fit those.
    pub async fn begin_reset(&self, name: &str, address: &str) -> Result<Vec<Uuid>, Error> {
        self.limit(Rule::SignInAddress, address).await?;
        let name = spelt(name);
        if name.is_empty() {
            return Err(Error::field("name", FieldError::Missing));
        }
        let mut subjects = Vec::new();
        for (place, candidate) in self.candidates(&name).await?.into_iter().enumerate() {
            let Some(row) = candidate else {
                subjects.push(self.nobody(&name, place));
                continue;
            };
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
                Ok(()) | Err(Error::TooMany { .. }) => subjects.push(row.id),
                Err(error) => return Err(error),
            }
        }
        Ok(subjects)
    }

    /// The subject of a name that nobody has: always the same one, so that tries are counted as for somebody.
    pub(crate) fn nobody(&self, name: &str, place: usize) -> Uuid {
        let hash = self.keys.index(IndexField::Rate, format!("nobody|{place}|{name}").as_bytes());
        let mut bytes = [0; 16];
        bytes.iter_mut().zip(hash).for_each(|(byte, hashed)| *byte = hashed);
        uuid::Builder::from_random_bytes(bytes).into_uuid()
    }

    /// Sets a new password with the code, and ends every session and trusted device. Answers whose it is: this browser
    /// has proven the mailbox.
    pub async fn finish_reset(
        &self,
        subjects: &[Uuid],
        code: &str,
        password: &str,
        again: &str,
    ) -> Result<Uuid, Error> {
        common_passwords::parse(password, &[]).map_err(|error| Error::field("password", error))?;
        if password != again {
            return Err(Error::field("password_again", FieldError::PasswordsDiffer));
        }
        let mut refused = Error::NotFound;
        for subject in subjects {
            match self.finish_reset_of(*subject, code, password).await {
                // Of several whom the name may mean another one may have this code.
                Err(Error::Fields(issues))
                    if issues.iter().any(|issue| matches!(issue.error, FieldError::CodeWrong { .. })) =>
                {
                    refused = Error::Fields(issues);
                }
                Err(error @ Error::TooMany { .. }) => refused = error,
                outcome => return outcome.map(|()| *subject),
            }
        }
        Err(refused)
    }

    async fn finish_reset_of(&self, subject: Uuid, code: &str, password: &str) -> Result<(), Error> {
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
        let right = self.check_code(&destination, code, "code").await?;
        let owner = owner.ok_or(Error::NotFound)?;
        // What is personal is told to nobody before the code has proven them, and costs no code.
        let parsed = self.new_password(&owner, password).await?;
        self.spend_code(&destination, right, "code").await?;
        let hash = self.passwords.hash(parsed.as_str()).await?;
        let now = millis(self.clock.now());
        let txn = self.db.begin().await?;
        account::Entity::update_many()
            .col_expr(account::Column::PasswordHash, Expr::value(hash))
            .filter(account::Column::Id.eq(subject))
            .exec(&txn)
            .await?;
        session::Entity::delete_many().filter(session::Column::AccountId.eq(subject)).exec(&txn).await?;
        device::Entity::delete_many().filter(device::Column::AccountId.eq(subject)).exec(&txn).await?;
        crate::push::end_push(&txn, subject).await?;
        let line = AccountLine {
            account: subject,
            kind: "password_reset",
            actor: Some(subject),
            actor_role: "owner",
            detail: String::new(),
            at: now,
        };
        remember(&txn, line).await?;
        let sealer = self.sealer_in(&txn, subject).await?;
        let letter = Letter::AccountChanged { what: AccountChange::Password };
        self.tell_owner(&txn, &sealer, &owner, &letter, now).await?;
        txn.commit().await?;
        self.forgive_names(&owner).await
    }
}
