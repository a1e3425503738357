//! The beginning: the officer names a citizen, the citizen gets a code that says who asks and for what, and reads it out.
//! Nothing tells the officer whether the citizen has an account until the right code is typed.
use super::{
    EndedBy,
    end::{end_of, helped_now, hold_accounts},
    helper,
};
use crate::{
    Actor, Error, Officer, Service,
    accounts::{AccountLine, CITIZEN, CodePurpose, remember, spelt},
    channel::ChannelKind,
    clock::{Millis, millis},
    entity::{account, assistance, one_time_code},
    letter::Letter,
    limits::Rule,
    outbox::{self, Addressee},
    wishes::wished,
};
use domain::FieldError;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::Expr,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// An ask that nobody answered waits so long, in milliseconds: sending again goes on with it.
const WAITS: Millis = 60 * 60 * 1000;

/// Who was asked, as the officer's session keeps it. It says nothing of whether there is such a citizen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskedToHelp {
    id: Uuid,
    /// Tries are counted, and shown, for the name as typed, however often is asked: two names of one person look like two
    /// of nobody.
    name: Uuid,
    /// They are also counted for the person, and never shown: several names give no more tries.
    person: Uuid,
}

impl AskedToHelp {
    fn shown(self, officer: &Officer) -> String {
        format!("{}|{}|assist", self.name, officer.account)
    }

    fn hidden(self, officer: &Officer) -> String {
        format!("{}|{}|assist of", self.person, officer.account)
    }
}

const fn stored(channel: ChannelKind) -> &'static str {
    match channel {
        ChannelKind::Phone => "phone",
        ChannelKind::Email => "email",
    }
}

impl Service {
    /// How many minutes a helper has.
    pub fn assistance_minutes(&self) -> u64 {
        self.settings.assistance.as_secs() / 60
    }

    /// Asks a citizen, by NIK, e-mail or phone, for the consent to help. The same comes back for a name that nobody has.
    pub async fn ask_to_help(&self, actor: &Actor, name: &str, by_email: bool) -> Result<AskedToHelp, Error> {
        let officer = helper(actor)?;
        let name = spelt(name);
        if name.is_empty() {
            return Err(Error::field("name", FieldError::Missing));
        }
        self.limit(Rule::Assists, &officer.account.to_string()).await?;
        self.ask_named(officer, &name, by_email).await
    }

    async fn ask_named(&self, officer: &Officer, name: &str, by_email: bool) -> Result<AskedToHelp, Error> {
        let row = self.account_named(name).await?;
        let row =
            row.filter(|row| row.role == CITIZEN && row.suspended_at.is_none() && row.closed_at.is_none());
        let name = self.nobody(&format!("assist|{name}"), 0);
        let nobody = AskedToHelp { id: Uuid::now_v7(), name, person: name };
        let Some(row) = row else { return Ok(nobody) };
        let channel = if by_email { ChannelKind::Email } else { ChannelKind::Phone };
        // Without such an address nothing is sent, which looks like an unknown name.
        let Some(to) = self.address_of(&row, channel).await? else { return Ok(nobody) };
        let id = match self.send_consent(officer, &row, (channel, &to), None).await {
            Ok(id) => id,
            // Too many codes look like an unknown name; those that were sent before go on counting.
            Err(Error::TooMany { .. } | Error::NotFound) => {
                let waiting = self.waiting_ask(self.db.write(), officer, row.id, channel).await?;
                waiting.unwrap_or(nobody.id)
            }
            Err(error) => return Err(error),
        };
        Ok(AskedToHelp { id, name, person: row.id })
    }

    /// Sends a code, for this ask or for the one that waits, or for a new one.
    async fn send_consent(
        &self,
        officer: &Officer,
        row: &account::Model,
        (channel, to): (ChannelKind, &str),
        ask: Option<Uuid>,
    ) -> Result<Uuid, Error> {
        self.limit(Rule::CodeSends, &format!("{}|assist", row.id)).await?;
        self.limit(Rule::CodesTo, to).await?;
        let now = millis(self.clock.now());
        let sealer = self.sealer(row.id).await?;
        let office = self.office_name(self.db.read(), officer.office).await?;
        let minutes = self.settings.code_life.as_secs() / 60;
        let txn = self.db.begin().await?;
        // As it is now: a code never goes to an address that was given up meanwhile.
        let held = account::Entity::find_by_id(row.id).lock_exclusive().one(&txn).await?;
        let held = held.ok_or(Error::NotFound)?;
        let here = self.address_of(&held, channel).await?;
        if here.as_deref() != Some(to) {
            return Err(Error::NotFound);
        }
        let id = match ask {
            Some(id) => id,
            None => self.open_ask(&txn, officer, row.id, channel).await?,
        };
        let code = self.make_code(&txn, id, CodePurpose::Assist).await?;
        let lasts = self.assistance_minutes();
        let letter = Letter::AssistCode { officer: officer.name.clone(), office, code, minutes, lasts };
        let language = wished(&txn, row).await?.language;
        let addressee = Addressee { subject: row.id, way: channel.into(), to, language };
        outbox::post(&txn, &sealer, &addressee, &letter, now).await?;
        let line = line_of(row.id, officer, "assistance_asked", id, now);
        remember(&txn, line).await?;
        txn.commit().await?;
        self.wake();
        Ok(id)
    }

    /// The row of an ask: the one that waits, so that each code of it goes on counting until its own end, or a new one.
    async fn open_ask<C: ConnectionTrait>(
        &self,
        db: &C,
        officer: &Officer,
        account: Uuid,
        channel: ChannelKind,
    ) -> Result<Uuid, Error> {
        let now = millis(self.clock.now());
        if let Some(waiting) = self.waiting_ask(db, officer, account, channel).await? {
            return Ok(waiting);
        }
        let id = Uuid::now_v7();
        assistance::Entity::insert(assistance::ActiveModel {
            id: Set(id),
            officer_id: Set(officer.account),
            account_id: Set(account),
            office_id: Set(officer.office),
            channel: Set(stored(channel).to_owned()),
            asked_at: Set(now),
            started_at: Set(None),
            ends_at: Set(None),
            card_typed_at: Set(None),
            ended_at: Set(None),
            ended_by: Set(None),
        })
        .exec_without_returning(db)
        .await?;
        Ok(id)
    }

    /// The ask of this officer and citizen that waits for a code sent this way.
    async fn waiting_ask<C: ConnectionTrait>(
        &self,
        db: &C,
        officer: &Officer,
        account: Uuid,
        channel: ChannelKind,
    ) -> Result<Option<Uuid>, Error> {
        let waiting = assistance::Entity::find()
            .filter(assistance::Column::OfficerId.eq(officer.account))
            .filter(assistance::Column::AccountId.eq(account))
            .filter(assistance::Column::Channel.eq(stored(channel)))
            .filter(assistance::Column::StartedAt.is_null())
            .filter(assistance::Column::AskedAt.gt(millis(self.clock.now()) - WAITS))
            .order_by_desc(assistance::Column::AskedAt)
            .one(db)
            .await?;
        Ok(waiting.map(|row| row.id))
    }

    /// Begins to help with the code that the citizen read out. What the officer helped with before ends.
    pub async fn begin_to_help(&self, actor: &Actor, asked: AskedToHelp, code: &str) -> Result<Uuid, Error> {
        let officer = helper(actor)?;
        let (shown, hidden) = (asked.shown(officer), asked.hidden(officer));
        let whose = (asked.id, CodePurpose::Assist);
        let typed = self.typed_by_name(whose, (&shown, &hidden), code, "code").await?;
        let now = millis(self.clock.now());
        let row = assistance::Entity::find_by_id(asked.id)
            .filter(assistance::Column::OfficerId.eq(officer.account))
            .one(self.db.write())
            .await?
            .ok_or(Error::NotFound)?;
        let Actor::Citizen(citizen) = self.actor(row.account_id).await? else { return Err(Error::NotFound) };
        let account = self.account_row(citizen.account).await?;
        if typed.expires_at <= now {
            let by_email = row.channel == stored(ChannelKind::Email);
            let channel = if by_email { ChannelKind::Email } else { ChannelKind::Phone };
            let to = self.address_of(&account, channel).await?.ok_or(Error::NotFound)?;
            // Under the same ask, however old: the session knows no other.
            self.send_consent(officer, &account, (channel, &to), Some(row.id)).await?;
            return Err(Error::field("code", FieldError::CodeExpired));
        }
        let sealer = self.sealer(citizen.account).await?;
        let office = self.office_name(self.db.read(), officer.office).await?;
        let lasts = self.assistance_minutes();
        let ends = now + i64::try_from(self.settings.assistance.as_millis()).unwrap_or(0);
        let txn = self.db.begin().await?;
        // Of two beginnings of one officer the second ends the first.
        hold_accounts(&txn, [officer.account]).await?;
        let helped = helped_now(&txn, officer.account).await?;
        hold_accounts(&txn, helped.into_iter().chain([citizen.account])).await?;
        end_of(&txn, officer, EndedBy::Next, now).await?;
        // Of two who send the same code at once one begins.
        let used = one_time_code::Entity::update_many()
            .col_expr(one_time_code::Column::UsedAt, Expr::value(Some(now)))
            .filter(one_time_code::Column::Id.eq(typed.id))
            .filter(one_time_code::Column::UsedAt.is_null())
            .exec(&txn)
            .await?;
        let begun = assistance::Entity::update_many()
            .col_expr(assistance::Column::StartedAt, Expr::value(Some(now)))
            .col_expr(assistance::Column::EndsAt, Expr::value(Some(ends)))
            .filter(assistance::Column::Id.eq(row.id))
            .filter(assistance::Column::StartedAt.is_null())
            .exec(&txn)
            .await?;
        if used.rows_affected != 1 || begun.rows_affected != 1 {
            return Err(Error::field("code", FieldError::CodeExpired));
        }
        let line = line_of(citizen.account, officer, "assistance_began", row.id, now);
        remember(&txn, line).await?;
        let letter = Letter::AssistBegan { officer: officer.name.clone(), office, lasts };
        self.tell_owner(&txn, &sealer, &account, &letter, now).await?;
        txn.commit().await?;
        self.forgive(Rule::CodeTries, &shown).await?;
        self.forgive(Rule::CodeTries, &hidden).await?;
        self.wake();
        Ok(row.id)
    }
}

/// A line of the citizen's account about an officer's help.
fn line_of<'a>(account: Uuid, officer: &Officer, kind: &'a str, id: Uuid, at: i64) -> AccountLine<'a> {
    AccountLine {
        account,
        kind,
        actor: Some(officer.account),
        actor_role: officer.role.as_str(),
        detail: format!("assistance={id} office={}", officer.office),
        at,
    }
}
