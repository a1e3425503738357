//! Changing phone or e-mail: the password is asked, the new address proves itself by a code, the old one is told.
use super::{
    AccountLine, CodePurpose, CodeStanding, codes::Destination, pending_password::forget_pending, remember,
};
use crate::{
    Actor, Error, Service,
    assistance::end_by_owner,
    channel::ChannelKind,
    clock::{Millis, millis},
    entity::{account, address_change, one_time_code},
    keys::IndexField,
    letter::{AccountChange, Letter},
};
use domain::{Email, FieldError, Language, Phone};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};
use uuid::Uuid;

/// A new address waits so long for its proof.
const LIFE: Millis = 24 * 60 * 60 * 1000;
const PLACE: &str = "address_change.address";

/// A change that waits for the code.
#[derive(Clone, Debug)]
pub struct AddressChange {
    /// The new address in full: its owner must be able to see a slip in it.
    pub to: String,
    /// How the tries stand.
    pub standing: CodeStanding,
}

fn code_of(channel: ChannelKind) -> &'static str {
    match channel {
        ChannelKind::Email => "email",
        ChannelKind::Phone => "phone",
    }
}

fn purpose(channel: ChannelKind) -> CodePurpose {
    match channel {
        ChannelKind::Email => CodePurpose::ChangeEmail,
        ChannelKind::Phone => CodePurpose::ChangePhone,
    }
}

/// As stored, or what is wrong with it.
fn parse(channel: ChannelKind, typed: &str) -> Result<String, Error> {
    match channel {
        ChannelKind::Email => Email::parse(typed).map(|email| email.as_str().to_owned()),
        ChannelKind::Phone => Phone::parse(typed).map(|phone| phone.as_str().to_owned()),
    }
    .map_err(|error| Error::field("address", error))
}

/// As people write it.
fn shown(channel: ChannelKind, address: &str) -> String {
    match channel {
        ChannelKind::Email => address.to_owned(),
        ChannelKind::Phone => {
            Phone::parse(address).map_or_else(|_| address.to_owned(), |phone| phone.national())
        }
    }
}

impl Service {
    /// Takes a new phone or e-mail and sends a code there. Officers' e-mail is their office's affair.
    pub async fn begin_address_change(
        &self,
        actor: &Actor,
        channel: ChannelKind,
        typed: &str,
        password: &str,
    ) -> Result<(), Error> {
        let citizen = actor.citizen()?;
        let id = citizen.account;
        let address = parse(channel, typed)?;
        let row = self.account_row(id).await?;
        if self.address_of(&row, channel).await?.as_deref() == Some(address.as_str()) {
            return Err(Error::field("address", FieldError::SameAsBefore));
        }
        self.prove_password(&row, password).await?;
        let now = millis(self.clock.now());
        let change = Uuid::now_v7();
        let sealer = self.sealer(id).await?;
        let txn = self.db.begin().await?;
        address_change::Entity::delete_many()
            .filter(address_change::Column::AccountId.eq(id))
            .filter(address_change::Column::Channel.eq(code_of(channel)))
            .exec(&txn)
            .await?;
        // A code for an address typed before proves nothing of this one.
        one_time_code::Entity::delete_many()
            .filter(one_time_code::Column::Subject.eq(id))
            .filter(one_time_code::Column::Purpose.eq(purpose(channel).as_str()))
            .exec(&txn)
            .await?;
        address_change::Entity::insert(address_change::ActiveModel {
            id: Set(change),
            account_id: Set(id),
            channel: Set(code_of(channel).to_owned()),
            address: Set(sealer.seal(PLACE, change, &address)?),
            created_at: Set(now),
            expires_at: Set(now + LIFE),
        })
        .exec_without_returning(&txn)
        .await?;
        txn.commit().await?;
        self.send_change_code(id, channel, &address, citizen.language).await
    }

    /// Codes are counted and limited by account and channel, however often the address is typed anew.
    async fn send_change_code(
        &self,
        account: Uuid,
        channel: ChannelKind,
        to: &str,
        language: Language,
    ) -> Result<(), Error> {
        self.send_again(&Destination { subject: account, purpose: purpose(channel), channel, to, language })
            .await
    }

    async fn waiting_change(
        &self,
        account: Uuid,
        channel: ChannelKind,
    ) -> Result<Option<(address_change::Model, String)>, Error> {
        let row = address_change::Entity::find()
            .filter(address_change::Column::AccountId.eq(account))
            .filter(address_change::Column::Channel.eq(code_of(channel)))
            .filter(address_change::Column::ExpiresAt.gt(millis(self.clock.now())))
            .one(self.db.write())
            .await?;
        let Some(row) = row else { return Ok(None) };
        let address = self.sealer(account).await?.open_text(PLACE, row.id, &row.address)?;
        Ok(Some((row, address)))
    }

    /// The change that waits for its code, if there is one.
    pub async fn address_change(
        &self,
        actor: &Actor,
        channel: ChannelKind,
    ) -> Result<Option<AddressChange>, Error> {
        let account = actor.citizen()?.account;
        let Some((_, address)) = self.waiting_change(account, channel).await? else { return Ok(None) };
        let standing = self.code_standing(account, purpose(channel)).await?;
        Ok(Some(AddressChange { to: shown(channel, &address), standing }))
    }

    /// Sends another code to the new address.
    pub async fn resend_address_code(&self, actor: &Actor, channel: ChannelKind) -> Result<(), Error> {
        let citizen = actor.citizen()?;
        let (_, address) = self.waiting_change(citizen.account, channel).await?.ok_or(Error::NotFound)?;
        self.send_change_code(citizen.account, channel, &address, citizen.language).await
    }

    /// Forgets a change that waits for its code.
    pub async fn drop_address_change(&self, actor: &Actor, channel: ChannelKind) -> Result<(), Error> {
        address_change::Entity::delete_many()
            .filter(address_change::Column::AccountId.eq(actor.citizen()?.account))
            .filter(address_change::Column::Channel.eq(code_of(channel)))
            .exec(self.db.write())
            .await?;
        Ok(())
    }

    /// Proves the new address by its code: from now on it counts, and the old one is told.
    pub async fn finish_address_change(
        &self,
        actor: &Actor,
        channel: ChannelKind,
        code: &str,
    ) -> Result<(), Error> {
        let citizen = actor.citizen()?;
        let id = citizen.account;
        let (change, address) = self.waiting_change(id, channel).await?.ok_or(Error::NotFound)?;
        let language = citizen.language;
        let destination =
            Destination { subject: id, purpose: purpose(channel), channel, to: &address, language };
        self.use_code(&destination, code, "code").await?;
        let now = millis(self.clock.now());
        let sealer = self.sealer(id).await?;
        let txn = self.db.begin().await?;
        // Typed anew meanwhile: the code was for another address.
        let taken = address_change::Entity::delete_by_id(change.id).exec(&txn).await?;
        if taken.rows_affected != 1 {
            return Err(Error::Conflict { by: None });
        }
        let before = account::Entity::find_by_id(id).one(&txn).await?.ok_or(Error::NotFound)?;
        let (place, column, index_column, field, kind, what) = match channel {
            ChannelKind::Email => (
                "account.email",
                account::Column::Email,
                account::Column::EmailIndex,
                IndexField::Email,
                "email_changed",
                AccountChange::Email,
            ),
            ChannelKind::Phone => (
                "account.phone",
                account::Column::Phone,
                account::Column::PhoneIndex,
                IndexField::Phone,
                "phone_changed",
                AccountChange::Phone,
            ),
        };
        account::Entity::update_many()
            .col_expr(column, Expr::value(Some(sealer.seal(place, id, &address)?)))
            .col_expr(index_column, Expr::value(Some(self.keys.index(field, address.as_bytes()))))
            .filter(account::Column::Id.eq(id))
            .exec(&txn)
            .await?;
        // Codes on their way to the old address must open nothing.
        one_time_code::Entity::delete_many().filter(one_time_code::Column::Subject.eq(id)).exec(&txn).await?;
        forget_pending(&txn, id).await?;
        end_by_owner(&txn, &before, now).await?;
        let line = AccountLine {
            account: id,
            kind,
            actor: Some(id),
            actor_role: "owner",
            detail: String::new(),
            at: now,
        };
        remember(&txn, line).await?;
        self.redirect(&txn, &sealer, (id, channel.into(), &address), now).await?;
        let letter = Letter::AccountChanged { what };
        // `before` has the old addresses: whoever lost the account hears of it there.
        self.tell_owner(&txn, &sealer, &before, &letter, now).await?;
        if channel == ChannelKind::Phone {
            self.tell_address(&txn, &sealer, &before, channel, &letter, now).await?;
        }
        txn.commit().await?;
        self.wake();
        Ok(())
    }
}
