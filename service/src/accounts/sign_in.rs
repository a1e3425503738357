//! Signing in by e-mail, phone or NIK with a password, and on a new device a one-time code too. Nothing
//! tells whether an account exists: same words, same work.
use super::{AccountLine, CodePurpose, DeviceKind, codes::Destination, remember_of};
use crate::{
    Error, Service, channel::ChannelKind, clock::millis, entity::account, keys::IndexField, letter::Letter,
    limits::Rule,
};
use domain::{Email, Language, Nik, Phone};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

/// What follows a right password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignInStep {
    /// The device is known: signed in.
    Done(Uuid),
    /// A code was sent to the e-mail; sign in with it.
    NeedsCode(Uuid),
    /// A code of the authenticator is asked, on every device.
    NeedsFactor(Uuid),
    /// Everything was right, but this officer must set up an authenticator first.
    NeedsEnrolment(Uuid),
}

/// How somebody came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrival {
    /// On a device that is known.
    Known,
    /// By a code, on a device that was not.
    Code,
    /// By a code of the authenticator.
    Factor {
        /// On a device that was not known.
        is_new: bool,
    },
    /// By a passkey.
    Passkey {
        /// On a device that was not known.
        is_new: bool,
    },
    /// By a code from paper.
    Recovery {
        /// On a device that was not known.
        is_new: bool,
    },
    /// By having registered just now.
    Registered,
}

impl Arrival {
    fn is_new(self) -> bool {
        matches!(
            self,
            Self::Code
                | Self::Factor { is_new: true }
                | Self::Passkey { is_new: true }
                | Self::Recovery { is_new: true }
        )
    }

    fn factor(self) -> &'static str {
        match self {
            Self::Known => "none",
            Self::Code => "code",
            Self::Factor { .. } => "totp",
            Self::Passkey { .. } => "passkey",
            Self::Recovery { .. } => "recovery",
            Self::Registered => "registered",
        }
    }
}

/// A name in its one spelling: however a NIK or a phone number is grouped, tries with it are counted together.
pub(crate) fn spelt(name: &str) -> String {
    let name = name.trim().to_lowercase();
    if let Ok(nik) = Nik::parse(&name) {
        nik.as_str().to_owned()
    } else if let Ok(phone) = Phone::parse(&name) {
        phone.as_str().to_owned()
    } else if let Ok(email) = Email::parse(&name) {
        email.as_str().to_owned()
    } else {
        name
    }
}

impl Service {
    /// The one account that signs in by this name; families share phones and e-mails, and then neither
    /// serves as a name.
    pub(crate) async fn account_named(&self, typed: &str) -> Result<Option<account::Model>, Error> {
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

    /// The accounts that a name may mean, always as many places as it takes for a name of its kind: a NIK may have one
    /// account that has it and others that claim it, and nobody learns which. Of those that claim it the newest signs
    /// in by it.
    pub(super) async fn candidates(&self, typed: &str) -> Result<Vec<Option<account::Model>>, Error> {
        let Ok(nik) = Nik::parse(typed) else { return Ok(vec![self.account_named(typed).await?]) };
        let index = self.keys.index(IndexField::Nik, nik.as_str().as_bytes());
        let claims = account::Entity::find()
            .filter(account::Column::NikClaimIndex.eq(index))
            .order_by_desc(account::Column::CreatedAt)
            .order_by_desc(account::Column::Id);
        Ok(vec![self.account_named(typed).await?, claims.one(self.db.read()).await?])
    }

    /// The one of the accounts of this name whose password this is, and whether it knows this browser. Tries are counted before they are made, and before
    /// that each waits for its turn (`turns.rs`). A browser that the account knows is counted for itself alone, so that
    /// nobody else's tries lock its owner out.
    async fn proven_by_password(
        &self,
        name: &str,
        password: &str,
        device: Option<&str>,
        address: &str,
    ) -> Result<(account::Model, bool), Error> {
        let by_address = self.rate_key(Rule::SignInAddress, address);
        // Who shows nothing, or the same again and again, is a stranger: sent away without having been looked up.
        let is_seldom = device.is_some_and(|secret| self.turns.is_seldom(&self.browser_key(secret)));
        let early = if is_seldom { None } else { Some(self.turns.stranger(&by_address).await?) };
        let candidates = self.candidates(name).await?;
        let mut known = Vec::with_capacity(candidates.len());
        for candidate in &candidates {
            let account = candidate.as_ref().map_or(Uuid::nil(), |row| row.id);
            known.push(self.knows_device(account, device).await?);
        }
        let by_browser = format!("{}|{}", name, device.unwrap_or_default());
        let any_known = known.contains(&true);
        let _turn = match early {
            Some(turn) => turn,
            None if any_known => self.turns.known().await?,
            None => self.turns.stranger(&by_address).await?,
        };
        if any_known {
            self.reserve(Rule::SignInKnown, &by_browser).await?;
        }
        // Somebody's own browser says nothing about another account of the same name.
        let as_stranger = if known.contains(&false) {
            match self.reserve(Rule::SignInAddress, address).await {
                Ok(_) => self.slow(Rule::SignInName, name).await,
                Err(error) => Err(error),
            }
        } else {
            Ok(())
        };
        let strangers = as_stranger.is_ok();
        if !any_known {
            as_stranger?;
        }
        let mut proven = None;
        for (candidate, known) in candidates.into_iter().zip(known) {
            let candidate = candidate.filter(|_| known || strangers);
            let stored = candidate.as_ref().map(|row| row.password_hash.clone());
            if self.passwords.matches(password, stored).await? && proven.is_none() {
                proven = candidate.map(|row| (row, known));
            }
        }
        let proven = proven.ok_or(Error::WrongCredentials)?;
        self.turns.forgive(&by_address);
        let of_browser = any_known.then(|| self.rate_key(Rule::SignInKnown, &by_browser));
        let of_name = strangers.then(|| self.rate_key(Rule::SignInName, name));
        self.forgive_all(of_browser.into_iter().chain(of_name)).await?;
        Ok(proven)
    }

    /// Ends the waiting that others have caused for every name of an account: its owner has just proven the mailbox.
    pub(super) async fn forgive_names(&self, row: &account::Model) -> Result<(), Error> {
        let sealer = self.sealer(row.id).await?;
        for (place, sealed) in
            [("account.nik", &row.nik), ("account.phone", &row.phone), ("account.email", &row.email)]
        {
            if let Some(sealed) = sealed {
                let name = spelt(&sealer.open_text(place, row.id, sealed)?);
                self.forgive(Rule::SignInName, &name).await?;
            }
        }
        Ok(())
    }

    /// Whether somebody at this address need not even say who they are: so many want to sign in that they would be sent
    /// away at once. `browser` is the secret that theirs shows, if it is one of ours.
    pub fn is_too_busy_to_sign_in(&self, address: &str, browser: Option<&str>) -> bool {
        let is_stranger = browser.is_none_or(|secret| self.turns.is_often(&self.browser_key(secret)));
        is_stranger && self.turns.sends_away(&self.rate_key(Rule::SignInAddress, address))
    }

    fn browser_key(&self, secret: &str) -> Vec<u8> {
        self.rate_key(Rule::SignInKnown, secret)
    }

    /// Checks name and password. `device` is the secret that this browser got when it was last proven.
    pub async fn sign_in(
        &self,
        name: &str,
        password: &str,
        device: Option<&str>,
        address: &str,
    ) -> Result<SignInStep, Error> {
        let name = spelt(name);
        let outcome = self.sign_in_as(&name, password, device, address).await;
        self.note_sign_in(&name, &outcome);
        outcome
    }

    async fn sign_in_as(
        &self,
        name: &str,
        password: &str,
        device: Option<&str>,
        address: &str,
    ) -> Result<SignInStep, Error> {
        let (row, is_known) = self.proven_by_password(name, password, device, address).await?;
        if row.suspended_at.is_some() || row.closed_at.is_some() {
            // Its owner was told by letter.
            return Err(Error::WrongCredentials);
        }
        let now = millis(self.clock.now());
        if row.first_password_until.is_some_and(|until| until <= now) {
            // Its owner was told with the password.
            return Err(Error::WrongCredentials);
        }
        if self.has_factor(row.id).await? {
            return Ok(SignInStep::NeedsFactor(row.id));
        }
        if is_known {
            return Ok(if self.requires_factor(&row) {
                SignInStep::NeedsEnrolment(row.id)
            } else {
                SignInStep::Done(row.id)
            });
        }
        self.send_sign_in_code(row.id, ChannelKind::Email).await?;
        Ok(SignInStep::NeedsCode(row.id))
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
        // Whoever has an authenticator signs in with it: a code by e-mail is no way around.
        if self.has_factor(account).await? {
            return Err(Error::NotFound);
        }
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
        self.trust_device(account, device).await
    }

    /// Notes that somebody is in, and tells the account's owner of a new device.
    pub async fn signed_in(&self, account: Uuid, arrival: Arrival, device: &DeviceKind) -> Result<(), Error> {
        let now = millis(self.clock.now());
        let txn = self.db.begin().await?;
        let row = account::Entity::find_by_id(account).lock_exclusive().one(&txn).await?;
        let row = row.ok_or(Error::NotFound)?;
        if row.suspended_at.is_some() || row.closed_at.is_some() {
            return Err(Error::WrongCredentials);
        }
        let known = if arrival.is_new() { "new" } else { "known" };
        let line = AccountLine {
            account,
            kind: "signed_in",
            actor: Some(account),
            actor_role: &row.role,
            detail: format!("device={known} factor={} browser={}", arrival.factor(), device.code()),
            at: now,
        };
        remember_of(&txn, &row, line).await?;
        if arrival.is_new() {
            let sealer = self.sealer_in(&txn, account).await?;
            let letter = Letter::NewDevice { device: device.clone() };
            self.tell_owner(&txn, &sealer, &row, &letter, now).await?;
        }
        txn.commit().await?;
        Ok(())
    }

    /// How the tries for a sign-in code stand.
    pub async fn sign_in_standing(&self, account: Uuid) -> Result<super::CodeStanding, Error> {
        self.code_standing(account, CodePurpose::SignIn).await
    }
}
