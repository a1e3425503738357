//! The secret by which a browser is known once somebody has proven themselves in it.
//!
//! It proves by itself that this installation gave it out, so that made-up ones cost nothing but a look: no row is read
//! for them, however many come. Whose browser it is says the database alone.
use crate::{
    Error, Service,
    clock::{Millis, millis},
    entity::device,
    keys::{IndexField, fresh_secret},
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, EntityTrait, QueryFilter,
    sea_query::{Expr, OnConflict},
};
use uuid::Uuid;

const HOUR: Millis = 60 * 60 * 1000;
/// A browser that was not used for so long is a stranger again, whatever its cookie says.
pub(crate) const UNUSED: Millis = 180 * 24 * HOUR;

/// Random bytes of a secret: 128 bits. Its proof follows them.
const RANDOM: usize = 16;
const PURPOSE: &str = "peramban";

impl Service {
    /// Whether this is a browser's secret that was given out here.
    pub fn is_browser(&self, secret: &str) -> bool {
        secret
            .split_at_checked(2 * RANDOM)
            .is_some_and(|(text, proof)| self.is_proof_of(PURPOSE, text, proof))
    }

    fn fresh_browser(&self) -> String {
        let text = hex::encode(&fresh_secret()[..RANDOM]);
        let proof = self.proof_of(PURPOSE, &text);
        text + &proof
    }

    pub(super) async fn knows_device(&self, account: Uuid, device: Option<&str>) -> Result<bool, Error> {
        let Some(secret) = device else { return Ok(false) };
        let hash = self.device_hash(account, secret);
        let now = millis(self.clock.now());
        let row = device::Entity::find_by_id(hash.clone())
            .filter(device::Column::AccountId.eq(account))
            .filter(device::Column::SeenAt.gt(now - UNUSED))
            .one(self.db.read())
            .await?;
        let Some(row) = row else { return Ok(false) };
        if now - row.seen_at > HOUR {
            device::Entity::update_many()
                .col_expr(device::Column::SeenAt, Expr::value(now))
                .filter(device::Column::IdHash.eq(hash))
                .exec(self.db.write())
                .await?;
        }
        Ok(true)
    }

    pub(super) fn device_hash(&self, account: Uuid, secret: &str) -> Vec<u8> {
        self.keys.index(IndexField::Token, format!("{account}|{secret}").as_bytes())
    }

    /// Trusts this browser for an account that has just proven itself. A browser has one secret, whoever
    /// signs in on it: families share phones.
    pub async fn trust_device(&self, account: Uuid, device: Option<&str>) -> Result<String, Error> {
        let known = device.filter(|secret| self.is_browser(secret));
        let secret = known.map_or_else(|| self.fresh_browser(), str::to_owned);
        let now = millis(self.clock.now());
        device::Entity::insert(device::ActiveModel {
            id_hash: Set(self.device_hash(account, &secret)),
            account_id: Set(account),
            created_at: Set(now),
            seen_at: Set(now),
        })
        .on_conflict(
            OnConflict::column(device::Column::IdHash).update_column(device::Column::SeenAt).to_owned(),
        )
        .exec_without_returning(self.db.write())
        .await?;
        Ok(secret)
    }
}
