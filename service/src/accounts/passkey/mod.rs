//! Passkeys: a phone, a computer or a key on a chain that proves an account beside its password, in place of the
//! authenticator's code. A question counts once and for minutes; which passkeys somebody has is sealed.
mod web;

use super::second_factor::tries;
use crate::{
    Actor, Error, Service,
    clock::{Millis, millis, moment},
    entity::{passkey, passkey_ceremony, second_factor},
    keys::{IndexField, Sealer},
    letter::AccountChange,
    limits::Rule,
};
use domain::FieldError;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, DatabaseTransaction, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    SqlErr,
};
use time::OffsetDateTime;
use uuid::Uuid;
use web::{Credential, Made, Question, Refused, Signed, Site};

const CREDENTIAL: &str = "passkey.credential";
const STATE: &str = "passkey.state";
const NAME: &str = "passkey.name";
const QUESTION: &str = "passkey_ceremony.question";
const CEREMONY: &str = "passkey_ceremony.state";
/// A question for a new passkey, and one for any that is there.
const MAKE: &str = "make";
const PROVE: &str = "prove";
/// As long as `webauthn_rp` believes in a question.
const LIFE: Millis = 5 * 60 * 1000;
/// Passkeys of one account.
pub(super) const MOST: usize = 10;
/// An answer is a kilobyte or two.
const LONGEST: usize = 16 * 1024;
/// Letters of a name.
const NAME_LENGTH: usize = 40;

/// A passkey as its owner sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PasskeyView {
    /// Which.
    pub id: Uuid,
    /// What its owner calls it; empty if nothing.
    pub name: String,
    /// Since when it counts.
    pub since: OffsetDateTime,
    /// When it was last used.
    pub used: Option<OffsetDateTime>,
}

/// What a browser is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PasskeyQuestion {
    /// For the browser, as JSON.
    pub options: String,
    /// Which question it is, for the session.
    pub mark: String,
}

fn refused(error: &Refused) -> Error {
    // What a device sent is not written down; that it did not hold, and why, is.
    tracing::info!(%error, "passkey");
    Error::field("code", FieldError::PasskeyRefused)
}

fn broken(error: &Refused) -> Error {
    Error::Internal(format!("a question to a passkey: {error}"))
}

impl Service {
    fn site(&self) -> Option<Site> {
        Site::of(&self.settings.public_url)
    }

    /// Whether passkeys can be made here: browsers refuse to at an address of numbers, and without TLS.
    pub fn offers_passkeys(&self) -> bool {
        self.site().is_some()
    }

    fn passkey_index(&self, what: &str, bytes: &[u8]) -> Vec<u8> {
        let value = [b"passkey|", what.as_bytes(), b"|", bytes].concat();
        self.keys.index(IndexField::Token, &value)
    }

    /// What stands for the account in passkeys.
    fn handle(&self, account: Uuid) -> [u8; 16] {
        let mut handle = [0; 16];
        handle
            .iter_mut()
            .zip(self.passkey_index("handle", account.as_bytes()))
            .for_each(|(to, from)| *to = from);
        handle
    }

    async fn passkeys_of(&self, account: Uuid) -> Result<Vec<passkey::Model>, Error> {
        Ok(passkey::Entity::find()
            .filter(passkey::Column::AccountId.eq(account))
            .order_by_asc(passkey::Column::CreatedAt)
            .order_by_asc(passkey::Column::Id)
            .all(self.db.write())
            .await?)
    }

    pub(super) async fn has_passkey(&self, account: Uuid) -> Result<bool, Error> {
        let rows = passkey::Entity::find().filter(passkey::Column::AccountId.eq(account));
        Ok(rows.count(self.db.write()).await? > 0)
    }

    /// The passkeys of `account`, the oldest first.
    pub(super) async fn passkey_views(&self, account: Uuid) -> Result<Vec<PasskeyView>, Error> {
        let sealer = self.sealer(account).await?;
        let view = |row: passkey::Model| {
            Ok(PasskeyView {
                id: row.id,
                name: sealer.open_text(NAME, row.id, &row.name)?,
                since: moment(row.created_at),
                used: row.used_at.map(moment),
            })
        };
        self.passkeys_of(account).await?.into_iter().map(view).collect()
    }

    fn known(sealer: &Sealer, rows: &[passkey::Model]) -> Result<Vec<Credential>, Error> {
        let open = |row: &passkey::Model| {
            let opened = sealer.open(CREDENTIAL, row.id, &row.credential)?;
            serde_json::from_slice(&opened).map_err(|_| Error::Internal("a stored passkey".to_owned()))
        };
        rows.iter().map(open).collect()
    }

    async fn write_question(
        &self,
        account: Uuid,
        sealer: &Sealer,
        kind: &str,
        question: &Question,
    ) -> Result<String, Error> {
        let index = self.passkey_index("challenge", &question.challenge);
        let row = passkey_ceremony::ActiveModel {
            challenge_index: Set(index.clone()),
            account_id: Set(account),
            kind: Set(kind.to_owned()),
            state: Set(sealer.seal(CEREMONY, account, &question.state)?),
            question: Set(sealer.seal(QUESTION, account, question.options.as_bytes())?),
            expires_at: Set(millis(self.clock.now()) + LIFE),
        };
        passkey_ceremony::Entity::insert(row).exec_without_returning(self.db.write()).await?;
        Ok(hex::encode(index))
    }

    /// Begins to add a passkey: whoever has the mark that comes back has five minutes. The password is asked, and what is
    /// there of a second factor (`code`), as for everything that lets somebody in later.
    pub async fn begin_passkey(&self, actor: &Actor, password: &str, code: &str) -> Result<String, Error> {
        let id = actor.account().ok_or(Error::SignInFirst)?;
        let site = self.site().ok_or(Error::NotFound)?;
        let row = self.account_row(id).await?;
        self.prove_again(&row, password, code).await?;
        let rows = self.passkeys_of(id).await?;
        if rows.len() >= MOST {
            return Err(Error::Conflict { by: None });
        }
        let sealer = self.sealer(id).await?;
        let name = sealer.open_text("account.name", id, &row.name)?;
        let listed = match &row.email {
            Some(email) => sealer.open_text("account.email", id, email)?,
            None => name.clone(),
        };
        let known = Self::known(&sealer, &rows)?;
        let question = web::ask_to_make(&site, self.handle(id), (&listed, &name), &known)
            .map_err(|error| broken(&error))?;
        self.write_question(id, &sealer, MAKE, &question).await
    }

    /// What the browser is to be asked for the passkey that was begun with `mark`, as JSON; [`Error::NotFound`] when its
    /// time is over.
    pub async fn passkey_to_make(&self, actor: &Actor, mark: &str) -> Result<String, Error> {
        let id = actor.account().ok_or(Error::SignInFirst)?;
        let index = hex::decode(mark).map_err(|_| Error::NotFound)?;
        let row = passkey_ceremony::Entity::find_by_id(index)
            .filter(passkey_ceremony::Column::AccountId.eq(id))
            .filter(passkey_ceremony::Column::Kind.eq(MAKE))
            .filter(passkey_ceremony::Column::ExpiresAt.gt(millis(self.clock.now())))
            .one(self.db.write())
            .await?
            .ok_or(Error::NotFound)?;
        Ok(self.sealer(id).await?.open_text(QUESTION, id, &row.question)?)
    }

    /// What a browser is to be asked so that a passkey of `account` proves it; `None` when it has none. One question a
    /// session: the one with the mark `before` is worth nothing from here on.
    pub async fn passkey_question(
        &self,
        account: Uuid,
        before: Option<&str>,
    ) -> Result<Option<PasskeyQuestion>, Error> {
        let Some(site) = self.site() else { return Ok(None) };
        let rows = self.passkeys_of(account).await?;
        if rows.is_empty() {
            return Ok(None);
        }
        if let Some(index) = before.and_then(|mark| hex::decode(mark).ok()) {
            passkey_ceremony::Entity::delete_many()
                .filter(passkey_ceremony::Column::ChallengeIndex.eq(index))
                .filter(passkey_ceremony::Column::AccountId.eq(account))
                .exec(self.db.write())
                .await?;
        }
        let sealer = self.sealer(account).await?;
        let known = Self::known(&sealer, &rows)?;
        let question = web::ask_to_prove(&site, &known).map_err(|error| broken(&error))?;
        let mark = self.write_question(account, &sealer, PROVE, &question).await?;
        Ok(Some(PasskeyQuestion { options: question.options, mark }))
    }

    /// Takes the question that `challenge` belongs to: of two answers at the same moment one gets it.
    async fn take_question(&self, account: Uuid, kind: &str, challenge: [u8; 16]) -> Result<Vec<u8>, Error> {
        let gone = || Error::field("code", FieldError::PasskeyRefused);
        let index = self.passkey_index("challenge", &challenge);
        let row = passkey_ceremony::Entity::find_by_id(index.clone()).one(self.db.write()).await?;
        let row = row.ok_or_else(gone)?;
        let taken = passkey_ceremony::Entity::delete_many()
            .filter(passkey_ceremony::Column::ChallengeIndex.eq(index))
            .filter(passkey_ceremony::Column::AccountId.eq(account))
            .filter(passkey_ceremony::Column::Kind.eq(kind))
            .exec(self.db.write())
            .await?;
        if taken.rows_affected != 1 || row.expires_at <= millis(self.clock.now()) {
            return Err(gone());
        }
        Ok(self.sealer(account).await?.open(CEREMONY, account, &row.state)?.to_vec())
    }

    /// Adds what the browser made for the passkey that was begun with `mark`. Answers the codes for paper when nothing else
    /// proves the account beside its password.
    pub async fn add_passkey(
        &self,
        actor: &Actor,
        mark: &str,
        name: &str,
        answer: &str,
    ) -> Result<Option<Vec<String>>, Error> {
        let id = actor.account().ok_or(Error::SignInFirst)?;
        let site = self.site().ok_or(Error::NotFound)?;
        let name = name.trim();
        if name.chars().count() > NAME_LENGTH {
            let max = u16::try_from(NAME_LENGTH).unwrap_or(u16::MAX);
            return Err(Error::field("name", FieldError::TooLong { max }));
        }
        let made = read(answer, Made::read)?;
        let challenge = made.challenge().map_err(|error| refused(&error))?;
        // Another session of the account has not typed the password.
        if hex::encode(self.passkey_index("challenge", &challenge)) != mark {
            return Err(Error::field("code", FieldError::PasskeyRefused));
        }
        let state = self.take_question(id, MAKE, challenge).await?;
        let (credential, counted) = made.verify(&site, &state).map_err(|error| refused(&error))?;
        let row = self.account_row(id).await?;
        let sealer = self.sealer(id).await?;
        let passkey = Uuid::now_v7();
        let kept = serde_json::to_vec(&credential).map_err(|_| Error::Internal("a passkey".to_owned()))?;
        let txn = self.db.begin().await?;
        passkey::Entity::insert(passkey::ActiveModel {
            id: Set(passkey),
            account_id: Set(id),
            credential_index: Set(self.passkey_index("credential", &credential.id)),
            credential: Set(sealer.seal(CREDENTIAL, passkey, &kept)?),
            state: Set(sealer.seal(STATE, passkey, &counted)?),
            name: Set(sealer.seal(NAME, passkey, name.as_bytes())?),
            created_at: Set(millis(self.clock.now())),
            used_at: Set(None),
        })
        .exec_without_returning(&txn)
        .await
        .map_err(|error| match error.sql_err() {
            // One that is there already, whosever: an honest device asks its owner instead.
            Some(SqlErr::UniqueConstraintViolation(_)) => Error::field("code", FieldError::PasskeyRefused),
            _ => error.into(),
        })?;
        // From here on the account's row is held: of two at the same moment one is the first.
        self.note_factor(&txn, &row, "passkey_added", AccountChange::PasskeyAdded).await?;
        let first = self.proofs_in(&txn, id).await? == 1;
        let codes = if first { Some(self.write_recovery_codes(&txn, id).await?) } else { None };
        txn.commit().await?;
        Ok(codes)
    }

    /// How many things prove the account beside its password.
    async fn proofs_in(&self, txn: &DatabaseTransaction, account: Uuid) -> Result<u64, Error> {
        let passkeys =
            passkey::Entity::find().filter(passkey::Column::AccountId.eq(account)).count(txn).await?;
        let authenticators = second_factor::Entity::find_by_id(account)
            .filter(second_factor::Column::ConfirmedAt.is_not_null())
            .count(txn)
            .await?;
        Ok(passkeys + authenticators)
    }

    /// Proves `account` by what a passkey answered to the question of [`Service::passkey_question`]. Nobody guesses such
    /// an answer, so tries are not counted, and those of codes hold no passkey up.
    pub(super) async fn use_passkey(&self, account: Uuid, answer: &str) -> Result<(), Error> {
        let site = self.site().ok_or(Error::NotFound)?;
        let signed = read(answer, Signed::read)?;
        let challenge = signed.challenge().map_err(|error| refused(&error))?;
        let question = self.take_question(account, PROVE, challenge).await?;
        let row = passkey::Entity::find()
            .filter(
                passkey::Column::CredentialIndex.eq(self.passkey_index("credential", signed.credential())),
            )
            .filter(passkey::Column::AccountId.eq(account))
            .one(self.db.write())
            .await?
            .ok_or_else(|| Error::field("code", FieldError::PasskeyRefused))?;
        let sealer = self.sealer(account).await?;
        let known = Self::known(&sealer, std::slice::from_ref(&row))?;
        let credential = known.first().ok_or_else(|| Error::Internal("a stored passkey".to_owned()))?;
        let counted = sealer.open(STATE, row.id, &row.state)?;
        let counted = signed
            .verify(&site, &question, self.handle(account), credential, &counted)
            .map_err(|error| refused(&error))?;
        let used = passkey::Entity::update_many()
            .set(passkey::ActiveModel {
                state: Set(sealer.seal(STATE, row.id, &counted)?),
                used_at: Set(Some(millis(self.clock.now()))),
                ..Default::default()
            })
            .filter(passkey::Column::Id.eq(row.id))
            .filter(passkey::Column::State.eq(row.state.clone()))
            .exec(self.db.write())
            .await?;
        // Taken away, or used by somebody else, while this was looked at.
        if used.rows_affected != 1 {
            return Err(Error::field("code", FieldError::PasskeyRefused));
        }
        self.forgive(Rule::CodeTries, &tries(account)).await
    }

    /// Takes one passkey away. The last thing that proves an account beside its password goes by
    /// [`Service::remove_second_factor`], which says what that means; here it is a [`Error::Conflict`].
    pub async fn remove_passkey(&self, actor: &Actor, passkey: Uuid, password: &str) -> Result<(), Error> {
        let id = actor.account().ok_or(Error::SignInFirst)?;
        let row = self.account_row(id).await?;
        let rows = self.passkeys_of(id).await?;
        if !rows.iter().any(|row| row.id == passkey) {
            return Err(Error::NotFound);
        }
        self.prove_password(&row, password).await?;
        let txn = self.db.begin().await?;
        let gone = passkey::Entity::delete_many()
            .filter(passkey::Column::Id.eq(passkey))
            .filter(passkey::Column::AccountId.eq(id))
            .exec(&txn)
            .await?;
        if gone.rows_affected != 1 {
            return Err(Error::NotFound);
        }
        // From here on the account's row is held: of two at the same moment one is the last.
        self.note_factor(&txn, &row, "passkey_removed", AccountChange::PasskeyRemoved).await?;
        if self.proofs_in(&txn, id).await? == 0 {
            return Err(Error::Conflict { by: None });
        }
        txn.commit().await?;
        Ok(())
    }

    /// Questions that nobody answered go.
    pub(crate) async fn sweep_passkeys(&self, now: Millis) -> Result<(), Error> {
        passkey_ceremony::Entity::delete_many()
            .filter(passkey_ceremony::Column::ExpiresAt.lt(now))
            .exec(self.db.write())
            .await?;
        Ok(())
    }
}

fn read<T>(answer: &str, by: impl FnOnce(&str) -> Result<T, Refused>) -> Result<T, Error> {
    if answer.trim().is_empty() {
        return Err(Error::field("code", FieldError::Missing));
    }
    if answer.len() > LONGEST {
        return Err(Error::field("code", FieldError::PasskeyRefused));
    }
    by(answer).map_err(|error| refused(&error))
}

/// Whether the account has any.
pub(super) async fn any(txn: &DatabaseTransaction, account: Uuid) -> Result<bool, Error> {
    Ok(passkey::Entity::find().filter(passkey::Column::AccountId.eq(account)).count(txn).await? > 0)
}

/// Whether there was any.
pub(super) async fn forget_passkeys(txn: &DatabaseTransaction, account: Uuid) -> Result<bool, Error> {
    passkey_ceremony::Entity::delete_many()
        .filter(passkey_ceremony::Column::AccountId.eq(account))
        .exec(txn)
        .await?;
    let gone =
        passkey::Entity::delete_many().filter(passkey::Column::AccountId.eq(account)).exec(txn).await?;
    Ok(gone.rows_affected > 0)
}
