//! A new password that the code to the mailbox has proven. Mailboxes are read by helpers too, and by thieves: it counts
//! once the phone's code has come as well, or, for whoever has another number by now, after some days in which the owner,
//! who is told at every address, may object. Whoever keeps a second factor is protected by that, and officers by theirs.
use super::{
    AccountLine, CITIZEN, CodePurpose, CodeStanding, codes::Destination, common_passwords, remember,
};
use crate::{
    Error, Service,
    assistance::end_by_owner,
    channel::ChannelKind,
    clock::{Millis, millis, moment},
    entity::{account, device, one_time_code, pending_password, session},
    keys::{IndexField, fresh_secret},
    letter::{AccountChange, Letter},
    limits::Rule,
};
use domain::{FieldError, Language, Phone};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter,
    QueryOrder, QuerySelect, sea_query::Expr,
};
use time::OffsetDateTime;
use uuid::Uuid;

const PURPOSE: CodePurpose = CodePurpose::ResetPhone;
/// So long the phone's code may be given.
const LIFE: Millis = 30 * 60 * 1000;
/// Bytes of a token: 160 bits.
const TOKEN: usize = 20;
/// Passwords that begin to count in one round.
const ROUND: u64 = 100;

/// What came of a right code to the mailbox.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reset {
    /// The new password of this account counts.
    Done(Uuid),
    /// The phone is asked too: the id of what waits for it.
    Phone(Uuid),
}

/// What waits for the phone's code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PendingPassword {
    /// The number, all but its end hidden.
    pub phone: String,
    /// How the tries stand.
    pub standing: CodeStanding,
    /// Without the phone it counts after so many hours.
    pub hours: u64,
}

/// How a new password came to count.
#[derive(Clone, Copy)]
enum By {
    /// Nobody else was to be asked.
    Mailbox,
    /// The phone's code.
    Phone,
    /// Nobody objected.
    Waiting,
}

impl By {
    fn as_str(self) -> &'static str {
        match self {
            Self::Mailbox => "email",
            Self::Phone => "email,phone",
            Self::Waiting => "email,waited",
        }
    }
}

impl Service {
    /// A password that the mailbox has proven: it counts, or waits for the phone.
    pub(super) async fn keep_password(&self, owner: &account::Model, hash: String) -> Result<Reset, Error> {
        let phone = self.address_of(owner, ChannelKind::Phone).await?;
        let phone = phone.filter(|_| owner.role == CITIZEN);
        let (Some(phone), false) = (phone, self.has_factor(owner.id).await?) else {
            let txn = self.db.begin().await?;
            self.settle_password(&txn, owner, hash, By::Mailbox).await?;
            txn.commit().await?;
            self.forgive_names(owner).await?;
            return Ok(Reset::Done(owner.id));
        };
        let id = Uuid::now_v7();
        let txn = self.db.begin().await?;
        forget_pending(&txn, owner.id).await?;
        pending_password::Entity::insert(pending_password::ActiveModel {
            id: Set(id),
            account_id: Set(owner.id),
            password_hash: Set(hash),
            token_index: Set(None),
            created_at: Set(millis(self.clock.now())),
            due_at: Set(None),
        })
        .exec_without_returning(&txn)
        .await?;
        txn.commit().await?;
        match self.send_again(&destination(owner, &phone)).await {
            // Codes of before are still good, and the page offers another one.
            Ok(()) | Err(Error::TooMany { .. }) => Ok(Reset::Phone(id)),
            Err(error) => Err(error),
        }
    }

    /// What waits for the phone, its owner and the number.
    async fn waits_for_phone(
        &self,
        id: Uuid,
    ) -> Result<(pending_password::Model, account::Model, String), Error> {
        let row = pending_password::Entity::find_by_id(id).one(self.db.write()).await?;
        let oldest = millis(self.clock.now()) - LIFE;
        let row = row.filter(|row| row.due_at.is_none() && row.created_at > oldest).ok_or(Error::NotFound)?;
        let owner = self.account_row(row.account_id).await?;
        let phone = self.address_of(&owner, ChannelKind::Phone).await?.ok_or(Error::NotFound)?;
        Ok((row, owner, phone))
    }

    /// For the page that asks for the phone's code.
    pub async fn pending_password(&self, id: Uuid) -> Result<PendingPassword, Error> {
        let (row, _, phone) = self.waits_for_phone(id).await?;
        Ok(PendingPassword {
            phone: Phone::parse(&phone).map(|phone| phone.masked()).unwrap_or_default(),
            standing: self.code_standing(row.account_id, PURPOSE).await?,
            hours: self.settings.reset_wait.as_secs() / 3_600,
        })
    }

    /// Sends the phone another code.
    pub async fn resend_reset_code(&self, id: Uuid) -> Result<(), Error> {
        let (_, owner, phone) = self.waits_for_phone(id).await?;
        self.send_again(&destination(&owner, &phone)).await
    }

    /// The phone's code: the new password counts from now on. Answers whose it is.
    pub async fn finish_reset_by_phone(&self, id: Uuid, code: &str) -> Result<Uuid, Error> {
        let (row, owner, phone) = self.waits_for_phone(id).await?;
        self.use_code(&destination(&owner, &phone), code, "code").await?;
        let txn = self.db.begin().await?;
        take(&txn, id).await?;
        self.settle_password(&txn, &owner, row.password_hash, By::Phone).await?;
        txn.commit().await?;
        self.forgive_names(&owner).await?;
        Ok(owner.id)
    }

    /// The number is no longer theirs: the new password waits, and the owner hears of it everywhere. Answers from when it
    /// counts.
    pub async fn wait_for_reset(&self, id: Uuid) -> Result<OffsetDateTime, Error> {
        let (row, owner, _) = self.waits_for_phone(id).await?;
        let now = millis(self.clock.now());
        let due = now + i64::try_from(self.settings.reset_wait.as_millis()).unwrap_or(i64::MAX / 2);
        let token = hex::encode(&fresh_secret()[..TOKEN]);
        let txn = self.db.begin().await?;
        let waits = pending_password::Entity::update_many()
            .col_expr(pending_password::Column::DueAt, Expr::value(Some(due)))
            .col_expr(pending_password::Column::TokenIndex, Expr::value(Some(self.objection_index(&token))))
            .filter(pending_password::Column::Id.eq(row.id))
            .filter(pending_password::Column::DueAt.is_null())
            .exec(&txn)
            .await?;
        if waits.rows_affected != 1 {
            return Err(Error::NotFound);
        }
        self.note_reset(&txn, owner.id, "password_waits", String::new()).await?;
        let letter = Letter::PasswordWaits { token, from: self.local_date(due) };
        let sealer = self.sealer_in(&txn, owner.id).await?;
        self.tell_owner(&txn, &sealer, &owner, &letter, now).await?;
        self.tell_address(&txn, &sealer, &owner, ChannelKind::Phone, &letter, now).await?;
        txn.commit().await?;
        self.wake();
        Ok(moment(due))
    }

    fn objection_index(&self, token: &str) -> Vec<u8> {
        self.keys.index(IndexField::Token, format!("sandi-batal|{token}").as_bytes())
    }

    async fn objected(&self, token: &str, address: &str) -> Result<pending_password::Model, Error> {
        self.limit(Rule::Lookups, address).await?;
        if token.len() != TOKEN * 2 {
            return Err(Error::NotFound);
        }
        let row = pending_password::Entity::find()
            .filter(pending_password::Column::TokenIndex.eq(self.objection_index(token)))
            .one(self.db.write())
            .await?;
        row.ok_or(Error::NotFound)
    }

    /// Until when the owner may object, for whoever has followed the link. Changes nothing: mail programs follow links too.
    pub async fn reset_to_object_to(&self, token: &str, address: &str) -> Result<OffsetDateTime, Error> {
        Ok(moment(self.objected(token, address).await?.due_at.unwrap_or_default()))
    }

    /// The owner objects: the new password will never count.
    pub async fn object_to_reset(&self, token: &str, address: &str) -> Result<(), Error> {
        let row = self.objected(token, address).await?;
        let txn = self.db.begin().await?;
        take(&txn, row.id).await?;
        self.note_reset(&txn, row.account_id, "password_objected", String::new()).await?;
        txn.commit().await?;
        Ok(())
    }

    /// Passwords that nobody objected to count from now on; what the phone was never asked for any more goes.
    pub(crate) async fn sweep_pending_passwords(&self, now: Millis) -> Result<(), Error> {
        pending_password::Entity::delete_many()
            .filter(pending_password::Column::DueAt.is_null())
            .filter(pending_password::Column::CreatedAt.lt(now - LIFE))
            .exec(self.db.write())
            .await?;
        let due = pending_password::Entity::find()
            .filter(pending_password::Column::DueAt.lte(now))
            .order_by_asc(pending_password::Column::DueAt)
            .limit(ROUND)
            .all(self.db.write())
            .await?;
        for row in due {
            let Some(owner) = account::Entity::find_by_id(row.account_id).one(self.db.write()).await? else {
                continue;
            };
            let txn = self.db.begin().await?;
            match take(&txn, row.id).await {
                Ok(()) => {}
                // Another process was quicker, or the owner objected.
                Err(Error::NotFound) => continue,
                Err(error) => return Err(error),
            }
            self.settle_password(&txn, &owner, row.password_hash, By::Waiting).await?;
            txn.commit().await?;
            self.forgive_names(&owner).await?;
        }
        Ok(())
    }

    /// Writes the new password, ends every session and trusted device, and tells the owner.
    async fn settle_password(
        &self,
        txn: &DatabaseTransaction,
        owner: &account::Model,
        hash: String,
        by: By,
    ) -> Result<(), Error> {
        let now = millis(self.clock.now());
        account::Entity::update_many()
            .col_expr(account::Column::PasswordHash, Expr::value(hash))
            .col_expr(account::Column::FirstPasswordUntil, Expr::value(None::<i64>))
            .filter(account::Column::Id.eq(owner.id))
            .exec(txn)
            .await?;
        forget_pending(txn, owner.id).await?;
        session::Entity::delete_many().filter(session::Column::AccountId.eq(owner.id)).exec(txn).await?;
        device::Entity::delete_many().filter(device::Column::AccountId.eq(owner.id)).exec(txn).await?;
        crate::push::end_push(txn, owner.id).await?;
        end_by_owner(txn, owner, now).await?;
        self.note_reset(txn, owner.id, "password_reset", format!("by={}", by.as_str())).await?;
        let sealer = self.sealer_in(txn, owner.id).await?;
        let letter = Letter::AccountChanged { what: AccountChange::Password };
        self.tell_owner(txn, &sealer, owner, &letter, now).await?;
        self.tell_address(txn, &sealer, owner, ChannelKind::Phone, &letter, now).await
    }

    async fn note_reset<C: ConnectionTrait>(
        &self,
        db: &C,
        account: Uuid,
        kind: &str,
        detail: String,
    ) -> Result<(), Error> {
        let at = millis(self.clock.now());
        let line = AccountLine { account, kind, actor: Some(account), actor_role: "owner", detail, at };
        remember(db, line).await
    }
}

/// A new password of nobody that is known yet: nothing personal is looked for.
pub(super) fn parse_new(password: &str, again: &str) -> Result<(), Error> {
    common_passwords::parse(password, &[]).map_err(|error| Error::field("password", error))?;
    if password != again {
        return Err(Error::field("password_again", FieldError::PasswordsDiffer));
    }
    Ok(())
}

fn destination<'a>(owner: &account::Model, phone: &'a str) -> Destination<'a> {
    Destination {
        subject: owner.id,
        purpose: PURPOSE,
        channel: ChannelKind::Phone,
        to: phone,
        language: Language::parse(&owner.language).unwrap_or_default(),
    }
}

/// Of two who take it at once one gets it.
async fn take(txn: &DatabaseTransaction, id: Uuid) -> Result<(), Error> {
    let taken = pending_password::Entity::delete_by_id(id).exec(txn).await?;
    if taken.rows_affected == 1 { Ok(()) } else { Err(Error::NotFound) }
}

/// The owner has proven the account by other means: no other password waits any more, and no code to a phone opens one.
pub(super) async fn forget_pending(txn: &DatabaseTransaction, account: Uuid) -> Result<(), Error> {
    pending_password::Entity::delete_many()
        .filter(pending_password::Column::AccountId.eq(account))
        .exec(txn)
        .await?;
    one_time_code::Entity::delete_many()
        .filter(one_time_code::Column::Subject.eq(account))
        .filter(one_time_code::Column::Purpose.eq(PURPOSE.as_str()))
        .exec(txn)
        .await?;
    Ok(())
}
