//! The second factor: an authenticator's codes, passkeys (`passkey`), and codes on paper (`recovery`) for whoever loses them. A code
//! counts once, also when it is sent twice at the same moment. Officers may be required to have one.
use super::{
    AccountLine, Arrival, CITIZEN, OfficerReason, PasskeyView,
    codes::wrong_code,
    passkey::{self, forget_passkeys},
    recovery::{self, forget_recovery_codes},
    remember, totp,
};
use crate::{
    Actor, Error, Service,
    clock::{millis, moment},
    entity::{account, device, second_factor, session},
    keys::fresh_secret,
    letter::{AccountChange, Letter},
    limits::Rule,
};
use domain::{FieldError, Role};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter,
    sea_query::{Expr, OnConflict},
};
use time::OffsetDateTime;
use uuid::Uuid;

const PLACE: &str = "second_factor.secret";
/// 160 bits, as RFC 4226 advises; four groups of base 32.
const SECRET_BYTES: usize = 20;
/// What an authenticator is given.
#[derive(Clone, PartialEq, Eq)]
pub struct Enrolment {
    /// The secret in groups of four, to be typed.
    pub secret: String,
    /// The same as a link that a phone's authenticator opens.
    pub link: String,
}

impl std::fmt::Debug for Enrolment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Enrolment { .. }")
    }
}

/// How the second factor of an account stands.
#[derive(Clone, Debug)]
pub struct SecondFactorView {
    /// Since when codes of an authenticator count.
    pub since: Option<OffsetDateTime>,
    /// The passkeys that count.
    pub passkeys: Vec<PasskeyView>,
    /// More of them can be made here.
    pub offers_passkeys: bool,
    /// Codes on paper that are left.
    pub recovery_left: u64,
    /// It may not be taken away.
    pub required: bool,
    /// What the authenticator is to be given, while it has not proven itself.
    pub enrolment: Option<Enrolment>,
}

impl SecondFactorView {
    /// Whether anything is asked beside the password.
    pub fn stands(&self) -> bool {
        self.since.is_some() || !self.passkeys.is_empty()
    }
}

/// Somebody proved the second factor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proven {
    /// The secret by which the browser is known next time.
    pub browser: String,
    /// How, for [`Service::signed_in`].
    pub arrival: Arrival,
}

fn enrolment(name: &str, office: &str, secret: &[u8]) -> Enrolment {
    let text = totp::base32(secret);
    let groups: Vec<&str> =
        text.as_bytes().chunks(4).filter_map(|group| std::str::from_utf8(group).ok()).collect();
    let escaped = |text: &str| {
        percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string()
    };
    let (issuer, name) = (escaped(&format!("KK Daring {office}")), escaped(name));
    Enrolment {
        link: format!("otpauth://totp/{issuer}:{name}?secret={text}&issuer={issuer}"),
        secret: groups.join(" "),
    }
}

impl Service {
    async fn factor(&self, account: Uuid) -> Result<Option<second_factor::Model>, Error> {
        Ok(second_factor::Entity::find_by_id(account).one(self.db.write()).await?)
    }

    /// Whether an authenticator has proven itself.
    pub(super) async fn has_authenticator(&self, account: Uuid) -> Result<bool, Error> {
        Ok(self.factor(account).await?.is_some_and(|factor| factor.confirmed_at.is_some()))
    }

    /// Whether signing in takes more than the password.
    pub(super) async fn has_factor(&self, account: Uuid) -> Result<bool, Error> {
        Ok(self.has_authenticator(account).await? || self.has_passkey(account).await?)
    }

    /// Whether an account of this role must have a second factor.
    pub(super) fn requires_factor(&self, row: &account::Model) -> bool {
        self.settings.officer_second_factor && row.role != CITIZEN
    }

    /// Whether this account must set up its second factor before it may go on.
    pub async fn must_enrol(&self, account: Uuid) -> Result<bool, Error> {
        let row = self.account_row(account).await?;
        Ok(self.requires_factor(&row) && !self.has_factor(account).await?)
    }

    /// How the second factor of the one who asks stands.
    pub async fn second_factor(&self, actor: &Actor) -> Result<SecondFactorView, Error> {
        let id = actor.account().ok_or(Error::SignInFirst)?;
        let row = self.account_row(id).await?;
        let factor = self.factor(id).await?;
        let recovery_left = self.recovery_left(id).await?;
        let since = factor.as_ref().and_then(|factor| factor.confirmed_at).map(moment);
        let enrolment = match factor.filter(|factor| factor.confirmed_at.is_none()) {
            Some(factor) => Some(self.shown(&row, &factor).await?),
            None => None,
        };
        let passkeys = self.passkey_views(id).await?;
        Ok(SecondFactorView {
            since,
            offers_passkeys: self.offers_passkeys() && passkeys.len() < passkey::MOST,
            passkeys,
            recovery_left,
            required: self.requires_factor(&row),
            enrolment,
        })
    }

    async fn shown(&self, row: &account::Model, factor: &second_factor::Model) -> Result<Enrolment, Error> {
        let sealer = self.sealer(row.id).await?;
        let secret = sealer.open(PLACE, row.id, &factor.secret)?;
        let (place, name) = match &row.email {
            Some(email) => ("account.email", email),
            None => ("account.name", &row.name),
        };
        Ok(enrolment(&sealer.open_text(place, row.id, name)?, &self.settings.office_name, &secret))
    }

    /// Begins to set up an authenticator. The password is asked, and a passkey or a code from paper (`code`) where there are
    /// passkeys: a found phone must not lock its owner out.
    pub async fn begin_second_factor(&self, actor: &Actor, password: &str, code: &str) -> Result<(), Error> {
        let id = actor.account().ok_or(Error::SignInFirst)?;
        let row = self.account_row(id).await?;
        if self.has_authenticator(id).await? {
            return Err(Error::Conflict { by: None });
        }
        self.prove_again(&row, password, code).await?;
        self.enrol(id).await.map(|_| ())
    }

    /// What the authenticator of `account` is to be given; made when there is nothing yet, and the same until it has
    /// proven itself. Only for whoever has just proven to own the account.
    pub async fn enrol(&self, account: Uuid) -> Result<Enrolment, Error> {
        let row = self.account_row(account).await?;
        let secret = fresh_secret();
        let sealed = self.sealer(account).await?.seal(PLACE, account, &secret[..SECRET_BYTES])?;
        second_factor::Entity::insert(second_factor::ActiveModel {
            account_id: Set(account),
            secret: Set(sealed),
            created_at: Set(millis(self.clock.now())),
            confirmed_at: Set(None),
            last_step: Set(0),
        })
        .on_conflict(OnConflict::column(second_factor::Column::AccountId).do_nothing().to_owned())
        .try_insert()
        .exec_without_returning(self.db.write())
        .await?;
        let factor = self.factor(account).await?.ok_or(Error::NotFound)?;
        // One that counts is never shown again.
        if factor.confirmed_at.is_some() {
            return Err(Error::Conflict { by: None });
        }
        self.shown(&row, &factor).await
    }

    /// The authenticator proves itself by a code: from now on it is asked. Answers the codes for paper, once; none when it has
    /// some since it has passkeys.
    pub async fn confirm_second_factor(&self, account: Uuid, typed: &str) -> Result<Vec<String>, Error> {
        let factor = self.factor(account).await?.ok_or(Error::NotFound)?;
        if factor.confirmed_at.is_some() {
            return Err(Error::Conflict { by: None });
        }
        let step = self.step(&factor, typed).await?;
        let now = millis(self.clock.now());
        let row = self.account_row(account).await?;
        let txn = self.db.begin().await?;
        let confirmed = second_factor::Entity::update_many()
            .col_expr(second_factor::Column::ConfirmedAt, Expr::value(Some(now)))
            .col_expr(second_factor::Column::LastStep, Expr::value(step))
            .filter(second_factor::Column::AccountId.eq(account))
            .filter(second_factor::Column::ConfirmedAt.is_null())
            .exec(&txn)
            .await?;
        if confirmed.rows_affected != 1 {
            return Err(Error::Conflict { by: None });
        }
        self.note_factor(&txn, &row, "second_factor_on", AccountChange::SecondFactorOn).await?;
        // Whoever has passkeys has codes on paper, which stay.
        let has_paper = passkey::any(&txn, account).await?;
        let codes = if has_paper { Vec::new() } else { self.write_recovery_codes(&txn, account).await? };
        txn.commit().await?;
        self.forgive(Rule::CodeTries, &tries(account)).await?;
        Ok(codes)
    }

    /// The step that was typed, or how many tries are left.
    async fn step(&self, factor: &second_factor::Model, typed: &str) -> Result<i64, Error> {
        let code: String = typed.chars().filter(|sign| !sign.is_whitespace() && *sign != '-').collect();
        if code.is_empty() {
            return Err(Error::field("code", FieldError::Missing));
        }
        let standing = self.reserve(Rule::CodeTries, &tries(factor.account_id)).await?;
        let sealer = self.sealer(factor.account_id).await?;
        let secret = sealer.open(PLACE, factor.account_id, &factor.secret)?;
        let step = totp::step_of(&secret, &code, self.clock.now().unix_timestamp());
        match step {
            Some(step) if step > factor.last_step => Ok(step),
            Some(_) => Err(Error::field("code", FieldError::CodeUsed)),
            None => Err(wrong_code(standing, "code")),
        }
    }

    /// Proves the second factor at sign-in, by a code of the authenticator, one from paper, or what a passkey answered. `account` has just proven
    /// its password in this browser.
    pub async fn prove_second_factor(
        &self,
        account: Uuid,
        typed: &str,
        browser: Option<&str>,
    ) -> Result<Proven, Error> {
        let by_passkey = is_answer(typed);
        let on_paper = self.use_factor(account, typed).await?;
        let is_new = !self.knows_device(account, browser).await?;
        let browser = self.trust_device(account, browser).await?;
        let arrival = match (on_paper, by_passkey) {
            (true, _) => Arrival::Recovery { is_new },
            (false, true) => Arrival::Passkey { is_new },
            (false, false) => Arrival::Factor { is_new },
        };
        Ok(Proven { browser, arrival })
    }

    /// Uses a code of the authenticator or one from paper, once, or a passkey's answer, which is JSON; whether it was on
    /// paper.
    pub(super) async fn use_factor(&self, account: Uuid, typed: &str) -> Result<bool, Error> {
        if is_answer(typed) {
            return self.use_passkey(account, typed).await.map(|()| false);
        }
        if !self.has_factor(account).await? {
            return Err(Error::NotFound);
        }
        if typed.trim().is_empty() {
            return Err(Error::field("code", FieldError::Missing));
        }
        let paper = recovery::typed(typed);
        let on_paper = paper.is_some();
        if let Some(code) = paper {
            self.use_recovery_code(account, &code).await?;
        } else {
            let factor = self.factor(account).await?.filter(|factor| factor.confirmed_at.is_some());
            let Some(factor) = factor else {
                // Nothing that it could be: a passkey gives no code to type.
                let standing = self.reserve(Rule::CodeTries, &tries(account)).await?;
                return Err(wrong_code(standing, "code"));
            };
            let step = self.step(&factor, typed).await?;
            let taken = second_factor::Entity::update_many()
                .col_expr(second_factor::Column::LastStep, Expr::value(step))
                .filter(second_factor::Column::AccountId.eq(account))
                // Of two that send it at the same moment one wins.
                .filter(second_factor::Column::LastStep.lt(step))
                .exec(self.db.write())
                .await?;
            if taken.rows_affected != 1 {
                return Err(Error::field("code", FieldError::CodeUsed));
            }
        }
        self.forgive(Rule::CodeTries, &tries(account)).await?;
        Ok(on_paper)
    }

    /// Asks for all that signing in asks for: whoever knows the password alone makes no new way in.
    pub(super) async fn prove_again(
        &self,
        row: &account::Model,
        password: &str,
        code: &str,
    ) -> Result<(), Error> {
        self.prove_password(row, password).await?;
        if self.has_factor(row.id).await? {
            self.use_factor(row.id, code).await?;
        }
        Ok(())
    }

    /// Takes the second factor away again, or breaks its setting up off.
    pub async fn remove_second_factor(&self, actor: &Actor, password: &str) -> Result<(), Error> {
        let id = actor.account().ok_or(Error::SignInFirst)?;
        let row = self.account_row(id).await?;
        // An authenticator that has not proven itself is broken off, whatever else there is.
        let broken_off = second_factor::Entity::delete_many()
            .filter(second_factor::Column::AccountId.eq(id))
            .filter(second_factor::Column::ConfirmedAt.is_null())
            .exec(self.db.write())
            .await?;
        if broken_off.rows_affected == 1 || !self.has_factor(id).await? {
            return Ok(());
        }
        if self.requires_factor(&row) {
            return Err(Error::Forbidden);
        }
        self.prove_password(&row, password).await?;
        let txn = self.db.begin().await?;
        forget_factor(&txn, id).await?;
        self.note_factor(&txn, &row, "second_factor_off", AccountChange::SecondFactorOff).await?;
        txn.commit().await?;
        Ok(())
    }

    /// Takes the second factor of somebody away who has lost authenticator and paper. By an administrator, for
    /// officers; with `None` by whoever has the machine. All sessions and trusted browsers of the account end.
    pub async fn reset_second_factor(&self, by: Option<&Actor>, account: Uuid) -> Result<(), Error> {
        self.reset_factor(by, account, None).await
    }

    pub(super) async fn reset_factor(
        &self,
        by: Option<&Actor>,
        account: Uuid,
        reason: Option<OfficerReason>,
    ) -> Result<(), Error> {
        let row = self.account_row(account).await?;
        let (actor, role) = match by {
            None => (None, "system"),
            Some(actor) => {
                let officer = actor.officer()?;
                // Citizens prove themselves at the counter, to whoever has the machine.
                if officer.role != Role::Administrator || row.role == CITIZEN || officer.account == account {
                    return Err(Error::Forbidden);
                }
                (Some(officer.account), officer.role.as_str())
            }
        };
        let now = millis(self.clock.now());
        let txn = self.db.begin().await?;
        if !forget_factor(&txn, account).await? {
            return Err(Error::NotFound);
        }
        session::Entity::delete_many().filter(session::Column::AccountId.eq(account)).exec(&txn).await?;
        device::Entity::delete_many().filter(device::Column::AccountId.eq(account)).exec(&txn).await?;
        crate::push::end_push(&txn, account).await?;
        let line = AccountLine {
            account,
            kind: "second_factor_reset",
            actor,
            actor_role: role,
            detail: reason.map_or_else(String::new, |reason| format!("reason={}", reason.as_str())),
            at: now,
        };
        remember(&txn, line).await?;
        let letter = Letter::AccountChanged { what: AccountChange::SecondFactorReset };
        self.tell_owner(&txn, &self.sealer_in(&txn, account).await?, &row, &letter, now).await?;
        txn.commit().await?;
        Ok(())
    }

    /// The account of an officer or citizen by e-mail, for the command line.
    pub async fn account_by_email(&self, email: &str) -> Result<Uuid, Error> {
        let email = domain::Email::parse(email).map_err(|error| Error::field("email", error))?;
        let row = self.account_named(email.as_str()).await?;
        row.map(|row| row.id).ok_or(Error::NotFound)
    }

    pub(super) async fn note_factor(
        &self,
        txn: &DatabaseTransaction,
        row: &account::Model,
        kind: &str,
        what: AccountChange,
    ) -> Result<(), Error> {
        let now = millis(self.clock.now());
        let line = AccountLine {
            account: row.id,
            kind,
            actor: Some(row.id),
            actor_role: "owner",
            detail: String::new(),
            at: now,
        };
        remember(txn, line).await?;
        let sealer = self.sealer_in(txn, row.id).await?;
        self.tell_owner(txn, &sealer, row, &Letter::AccountChanged { what }, now).await
    }
}

/// What a passkey answers is JSON; no code looks like it.
fn is_answer(typed: &str) -> bool {
    typed.trim_start().starts_with('{')
}

pub(super) fn tries(account: Uuid) -> String {
    format!("{account}|second_factor")
}

/// Whether there was one.
async fn forget_factor(txn: &DatabaseTransaction, account: Uuid) -> Result<bool, Error> {
    forget_recovery_codes(txn, account).await?;
    let passkeys = forget_passkeys(txn, account).await?;
    Ok(second_factor::Entity::delete_by_id(account).exec(txn).await?.rows_affected == 1 || passkeys)
}
