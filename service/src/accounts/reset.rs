//! A forgotten password: a code by e-mail, then a new password ([`super::pending_password`]). Nothing tells whether the
//! account exists.
use super::{
    CodePurpose,
    codes::{Destination, limit_key},
    pending_password::{Reset, parse_new},
    sign_in::spelt,
};
use crate::{Error, Service, channel::ChannelKind, entity::account, keys::IndexField, limits::Rule};
use domain::{FieldError, Language};
use sea_orm::EntityTrait;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

const PURPOSE: CodePurpose = CodePurpose::ResetPassword;

/// Whom a name may mean, kept in the session until the code comes. Somebody whom nobody is looks the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResetSubject {
    /// Tries are told for the name as typed.
    name: Uuid,
    /// Whose code it would be; the name again when nobody has it.
    account: Uuid,
}

impl ResetSubject {
    fn shown(self) -> String {
        format!("{}|name", limit_key(self.name, PURPOSE))
    }
}

impl Service {
    /// Whom `name` may mean: as many for a name that nobody has, and no code will ever fit those. Nothing is sent yet
    /// ([`Self::send_reset_codes`]).
    pub async fn reset_subjects(&self, name: &str, address: &str) -> Result<Vec<ResetSubject>, Error> {
        self.limit(Rule::SignInAddress, address).await?;
        let name = spelt(name);
        if name.is_empty() {
            return Err(Error::field("name", FieldError::Missing));
        }
        let candidates = self.candidates(&name).await?.into_iter().enumerate();
        let subject = |(place, candidate): (usize, Option<account::Model>)| {
            let nobody = self.nobody(&name, place);
            ResetSubject { name: nobody, account: candidate.map_or(nobody, |row| row.id) }
        };
        Ok(candidates.map(subject).collect())
    }

    /// Sends a code to each of them who is somebody. Its time tells who is: nobody may wait for it.
    pub async fn send_reset_codes(&self, subjects: &[ResetSubject]) -> Result<(), Error> {
        for subject in subjects.iter().filter(|subject| subject.account != subject.name) {
            let row = self.account_row(subject.account).await?;
            let to = self.address_of(&row, ChannelKind::Email).await?.unwrap_or_default();
            let sent = self
                .send_again(&Destination {
                    subject: row.id,
                    purpose: PURPOSE,
                    channel: ChannelKind::Email,
                    to: &to,
                    language: Language::parse(&row.language).unwrap_or_default(),
                })
                .await;
            // Too many codes must look like an unknown name.
            if let Err(error) = sent
                && !matches!(error, Error::TooMany { .. })
            {
                return Err(error);
            }
        }
        Ok(())
    }

    /// The subject of a name that nobody has: always the same one, so that tries are counted as for somebody.
    pub(crate) fn nobody(&self, name: &str, place: usize) -> Uuid {
        let hash = self.keys.index(IndexField::Rate, format!("nobody|{place}|{name}").as_bytes());
        let mut bytes = [0; 16];
        bytes.iter_mut().zip(hash).for_each(|(byte, hashed)| *byte = hashed);
        uuid::Builder::from_random_bytes(bytes).into_uuid()
    }

    /// Takes a new password with the code of the mailbox. It counts, or waits for the code of the phone.
    pub async fn finish_reset(
        &self,
        subjects: &[ResetSubject],
        code: &str,
        password: &str,
        again: &str,
    ) -> Result<Reset, Error> {
        parse_new(password, again)?;
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
                outcome => return outcome,
            }
        }
        Err(refused)
    }

    async fn finish_reset_of(&self, asked: ResetSubject, code: &str, password: &str) -> Result<Reset, Error> {
        let subject = asked.account;
        let owner = account::Entity::find_by_id(subject).one(self.db.read()).await?;
        let to = match &owner {
            Some(owner) => self.address_of(owner, ChannelKind::Email).await?.unwrap_or_default(),
            None => String::new(),
        };
        let language = owner.as_ref().and_then(|owner| Language::parse(&owner.language)).unwrap_or_default();
        let destination = Destination {
            subject,
            purpose: PURPOSE,
            channel: ChannelKind::Email,
            // Where a new code goes when the right one has expired.
            to: &to,
            language,
        };
        let (shown, hidden) = (asked.shown(), limit_key(subject, PURPOSE));
        let typed = self.typed_by_name((subject, PURPOSE), (&shown, &hidden), code, "code").await?;
        let right = self.in_time(&destination, &typed, "code").await?;
        let owner = owner.ok_or(Error::NotFound)?;
        // What is personal is told to nobody before the code has proven them, and costs no code.
        let parsed = self.new_password(&owner, password).await?;
        self.spend_code(&destination, right, "code").await?;
        self.forgive(Rule::CodeTries, &shown).await?;
        let hash = self.passwords.hash(parsed.as_str()).await?;
        self.keep_password(&owner, hash).await
    }
}
