//! Browsers that take notices: kept for an account and the browser it signed in on, as long as that browser wants them.
//!
//! A notice says only that there is something to read; still nobody gets those of another person. A subscription goes
//! when its owner signs out there, when somebody else signs in there, and when the push service says that it is gone.
use crate::{
    Actor, DeviceKind, Error, Service,
    accounts::{AccountLine, remember},
    channel::push::Subscription,
    clock::{Millis, millis, moment},
    entity::{notice_wish, push_subscription},
    keys::{IndexField, Keys},
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::FieldError;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait as _, QueryFilter, QueryOrder,
    QuerySelect, sea_query::Expr,
};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use time::OffsetDateTime;
use uuid::Uuid;

/// So many browsers of one account; another one takes the place of the oldest.
pub const MOST_PUSH_DEVICES: usize = 8;
/// Place in which a subscription is sealed.
const BODY: &str = "push.body";
/// One that no notice has reached for so long, nor its owner renewed, is forgotten.
const UNUSED: Millis = 400 * 24 * 60 * 60 * 1000;

#[derive(Serialize, Deserialize)]
struct Kept {
    to: Subscription,
    device: DeviceKind,
}

/// A browser that takes notices, as its owner sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PushDevice {
    /// Its id.
    pub id: Uuid,
    /// What kind of browser.
    pub device: DeviceKind,
    /// Since when.
    pub since: OffsetDateTime,
    /// The hash of its address: by this a browser recognises itself in the list.
    pub mark: String,
}

/// Ends the notices of every browser of an account but the one with this secret, in the caller's transaction.
pub(crate) async fn end_push_beside<C: ConnectionTrait>(
    txn: &C,
    keys: &Keys,
    account: Uuid,
    secret: Option<&str>,
) -> Result<(), Error> {
    let kept = secret.map(|secret| browser_index(keys, secret)).unwrap_or_default();
    push_subscription::Entity::delete_many()
        .filter(push_subscription::Column::AccountId.eq(account))
        .filter(push_subscription::Column::BrowserIndex.ne(kept))
        .exec(txn)
        .await?;
    Ok(())
}

fn browser_index(keys: &Keys, secret: &str) -> Vec<u8> {
    keys.index(IndexField::Token, format!("browser|{secret}").as_bytes())
}

/// Ends the notices of every browser of an account, in the caller's transaction.
pub(crate) async fn end_push<C: ConnectionTrait>(txn: &C, account: Uuid) -> Result<(), Error> {
    push_subscription::Entity::delete_many()
        .filter(push_subscription::Column::AccountId.eq(account))
        .exec(txn)
        .await?;
    Ok(())
}

impl Service {
    /// The public key that a browser subscribes with; nothing where no notices of browsers are offered.
    pub fn push_key(&self) -> Option<String> {
        let offered = !self.settings.push_services.is_empty();
        self.keys.push_key().filter(|_| offered).map(|key| key.public())
    }

    /// Keeps what this browser gave. `secret` is that of the browser, `device` its kind.
    pub async fn save_push(
        &self,
        actor: &Actor,
        to: &Subscription,
        secret: &str,
        device: &DeviceKind,
    ) -> Result<(), Error> {
        let account = actor.citizen()?.account;
        let key = self.keys.push_key().filter(|_| self.push_key().is_some()).ok_or(Error::NotFound)?;
        if !to.is_usable(&self.settings.push_services) {
            return Err(Error::field("endpoint", FieldError::NotInList));
        }
        let endpoint = self.keys.index(IndexField::Token, format!("push|{}", to.endpoint).as_bytes());
        let browser = browser_index(&self.keys, secret);
        let (id, at) = (Uuid::now_v7(), millis(self.clock.now()));
        let sealer = self.sealer(account).await?;
        let body = sealer.seal_json(BODY, id, &Kept { to: to.clone(), device: device.clone() })?;
        let txn = self.db.begin().await?;
        // Whoever had this address before, on this browser or by a copy of it, has it no longer.
        push_subscription::Entity::delete_many()
            .filter(
                push_subscription::Column::EndpointIndex
                    .eq(endpoint.clone())
                    .or(push_subscription::Column::BrowserIndex.eq(browser.clone())),
            )
            .exec(&txn)
            .await?;
        push_subscription::Entity::insert(push_subscription::ActiveModel {
            id: Set(id),
            account_id: Set(account),
            endpoint_index: Set(endpoint),
            browser_index: Set(browser),
            key_id: Set(key.id()),
            body: Set(body),
            created_at: Set(at),
            used_at: Set(at),
        })
        .exec_without_returning(&txn)
        .await?;
        let own = push_subscription::Entity::find()
            .filter(push_subscription::Column::AccountId.eq(account))
            .order_by_desc(push_subscription::Column::CreatedAt)
            .order_by_desc(push_subscription::Column::Id)
            .all(&txn)
            .await?;
        for oldest in own.iter().skip(MOST_PUSH_DEVICES) {
            push_subscription::Entity::delete_by_id(oldest.id).exec(&txn).await?;
        }
        // Who asks for notices here wishes for them.
        notice_wish::Entity::update_many()
            .col_expr(notice_wish::Column::Push, Expr::value(1_i16))
            .filter(notice_wish::Column::AccountId.eq(account))
            .exec(&txn)
            .await?;
        self.push_changed(&txn, account, "push_on", device, at).await?;
        txn.commit().await?;
        Ok(())
    }

    async fn push_changed<C: ConnectionTrait>(
        &self,
        txn: &C,
        account: Uuid,
        kind: &'static str,
        device: &DeviceKind,
        at: Millis,
    ) -> Result<(), Error> {
        let detail = format!("browser={}", device.code());
        let line = AccountLine { account, kind, actor: Some(account), actor_role: "owner", detail, at };
        remember(txn, line).await
    }

    /// The browsers of the one who asks that take notices, the youngest first.
    pub async fn push_devices(&self, actor: &Actor) -> Result<Vec<PushDevice>, Error> {
        let account = actor.citizen()?.account;
        let Some(key) = self.keys.push_key().filter(|_| self.push_key().is_some()) else {
            return Ok(Vec::new());
        };
        let rows = push_subscription::Entity::find()
            .filter(push_subscription::Column::AccountId.eq(account))
            .filter(push_subscription::Column::KeyId.eq(key.id()))
            .order_by_desc(push_subscription::Column::CreatedAt)
            .order_by_desc(push_subscription::Column::Id)
            .all(self.db.read())
            .await?;
        let sealer = self.sealer(account).await?;
        rows.into_iter()
            .map(|row| {
                let kept: Kept = sealer.open_json(BODY, row.id, &row.body)?;
                Ok(PushDevice {
                    id: row.id,
                    device: kept.device,
                    since: moment(row.created_at),
                    mark: URL_SAFE_NO_PAD.encode(Sha256::digest(kept.to.endpoint)),
                })
            })
            .collect()
    }

    /// Ends the notices of one browser of the one who asks.
    pub async fn remove_push(&self, actor: &Actor, id: Uuid) -> Result<(), Error> {
        let account = actor.citizen()?.account;
        let txn = self.db.begin().await?;
        let row = push_subscription::Entity::find_by_id(id)
            .filter(push_subscription::Column::AccountId.eq(account))
            .one(&txn)
            .await?
            .ok_or(Error::NotFound)?;
        let kept: Kept = self.sealer_in(&txn, account).await?.open_json(BODY, id, &row.body)?;
        push_subscription::Entity::delete_by_id(id).exec(&txn).await?;
        self.push_changed(&txn, account, "push_off", &kept.device, millis(self.clock.now())).await?;
        txn.commit().await?;
        Ok(())
    }

    /// Ends the notices of a browser, but those of `except`: somebody signs out there, or signs in.
    pub async fn end_push_on(&self, secret: Option<&str>, except: Option<Uuid>) -> Result<(), Error> {
        let Some(secret) = secret else { return Ok(()) };
        let mut here = push_subscription::Entity::delete_many()
            .filter(push_subscription::Column::BrowserIndex.eq(browser_index(&self.keys, secret)));
        if let Some(account) = except {
            here = here.filter(push_subscription::Column::AccountId.ne(account));
        }
        here.exec(self.db.write()).await?;
        Ok(())
    }

    /// Ends the notices of every other browser of the one who asks.
    pub async fn end_push_elsewhere(&self, actor: &Actor, secret: Option<&str>) -> Result<(), Error> {
        let account = actor.account().ok_or(Error::SignInFirst)?;
        end_push_beside(self.db.write(), &self.keys, account, secret).await
    }

    /// The ids of the browsers of an account that a notice goes to.
    pub(crate) async fn push_places<C: ConnectionTrait>(
        &self,
        txn: &C,
        account: Uuid,
    ) -> Result<Vec<Uuid>, Error> {
        let Some(key) = self.keys.push_key().filter(|_| self.push_key().is_some()) else {
            return Ok(Vec::new());
        };
        Ok(push_subscription::Entity::find()
            .select_only()
            .column(push_subscription::Column::Id)
            .filter(push_subscription::Column::AccountId.eq(account))
            .filter(push_subscription::Column::KeyId.eq(key.id()))
            .order_by_asc(push_subscription::Column::Id)
            .into_tuple()
            .all(txn)
            .await?)
    }

    /// Where a notice goes, as JSON for the channel; nothing when that browser takes none any more.
    pub(crate) async fn push_address(&self, account: Uuid, id: &str) -> Result<Option<String>, Error> {
        let Ok(id) = id.parse::<Uuid>() else { return Ok(None) };
        let row = push_subscription::Entity::find_by_id(id)
            .filter(push_subscription::Column::AccountId.eq(account))
            .one(self.db.write())
            .await?;
        let Some(row) = row else { return Ok(None) };
        let kept: Kept = self.sealer(account).await?.open_json(BODY, id, &row.body)?;
        Ok(serde_json::to_string(&kept.to).ok())
    }

    /// What a notice came to: the browser is used, or gone.
    pub(crate) async fn push_ended(&self, id: &str, gone: bool) -> Result<(), Error> {
        let Ok(id) = id.parse::<Uuid>() else { return Ok(()) };
        if gone {
            push_subscription::Entity::delete_by_id(id).exec(self.db.write()).await?;
            return Ok(());
        }
        push_subscription::Entity::update_many()
            .col_expr(push_subscription::Column::UsedAt, Expr::value(millis(self.clock.now())))
            .filter(push_subscription::Column::Id.eq(id))
            .exec(self.db.write())
            .await?;
        Ok(())
    }

    /// By what a push service replaces news of one matter that it still keeps, and a browser what it still shows.
    /// Tells neither of them which.
    pub(crate) fn push_topic(&self, account: Uuid, matter: Option<Uuid>) -> String {
        let about = matter.map_or_else(|| "none".to_owned(), |id| id.to_string());
        let hash = self.keys.index(IndexField::Token, format!("topic|{account}|{about}").as_bytes());
        URL_SAFE_NO_PAD.encode(&hash[..24])
    }

    /// Forgets browsers that were tied to a former key, or have long been silent.
    pub(crate) async fn sweep_push(&self, now: Millis) -> Result<(), Error> {
        let mut stale = push_subscription::Column::UsedAt.lt(now - UNUSED);
        if let Some(key) = self.keys.push_key() {
            stale = stale.or(push_subscription::Column::KeyId.ne(key.id()));
        }
        push_subscription::Entity::delete_many().filter(stale).exec(self.db.write()).await?;
        Ok(())
    }
}
