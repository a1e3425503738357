//! Codes on paper: they stand in for an authenticator or a passkey that was lost, each once. Stored by their keyed hash.
use super::{codes::wrong_code, second_factor::tries};
use crate::{
    Actor, Error, Service, clock::millis, entity::recovery_code, keys::IndexField, letter::AccountChange,
    limits::Rule,
};
use rand::RngExt;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, DatabaseTransaction, EntityTrait, PaginatorTrait, QueryFilter,
    sea_query::Expr,
};
use uuid::Uuid;

/// Codes of one account.
const CODES: usize = 10;
/// Letters and digits that are not mistaken for each other on paper; ten of them are 49 bits.
const SIGNS: &[u8; 31] = b"abcdefghjkmnpqrstuvwxyz23456789";
const LENGTH: usize = 10;

fn fresh_code() -> String {
    let mut rng = rand::rng();
    let mut code: String = (0..LENGTH).map(|_| char::from(SIGNS[rng.random_range(0..SIGNS.len())])).collect();
    code.insert(LENGTH / 2, '-');
    code
}

/// The code as it is stored, when what was typed is as long as one.
pub(super) fn typed(text: &str) -> Option<String> {
    let plain: String = text.chars().filter(|sign| !sign.is_whitespace() && *sign != '-').collect();
    (plain.len() == LENGTH).then(|| plain.to_ascii_lowercase())
}

impl Service {
    fn recovery_hash(&self, account: Uuid, code: &str) -> Vec<u8> {
        self.keys.index(IndexField::Code, format!("recovery|{account}|{code}").as_bytes())
    }

    /// How many are left.
    pub(super) async fn recovery_left(&self, account: Uuid) -> Result<u64, Error> {
        Ok(recovery_code::Entity::find()
            .filter(recovery_code::Column::AccountId.eq(account))
            .filter(recovery_code::Column::UsedAt.is_null())
            .count(self.db.write())
            .await?)
    }

    /// Uses one, once.
    pub(super) async fn use_recovery_code(&self, account: Uuid, code: &str) -> Result<(), Error> {
        let standing = self.reserve(Rule::CodeTries, &tries(account)).await?;
        let row = self.account_row(account).await?;
        let txn = self.db.begin().await?;
        let used = recovery_code::Entity::update_many()
            .col_expr(recovery_code::Column::UsedAt, Expr::value(Some(millis(self.clock.now()))))
            .filter(recovery_code::Column::CodeHash.eq(self.recovery_hash(account, code)))
            .filter(recovery_code::Column::AccountId.eq(account))
            .filter(recovery_code::Column::UsedAt.is_null())
            .exec(&txn)
            .await?;
        if used.rows_affected != 1 {
            return Err(wrong_code(standing, "code"));
        }
        self.note_factor(&txn, &row, "recovery_code_used", AccountChange::RecoveryUsed).await?;
        txn.commit().await?;
        Ok(())
    }

    /// Writes new ones in place of those of before; they are seen this once.
    pub(super) async fn write_recovery_codes(
        &self,
        txn: &DatabaseTransaction,
        account: Uuid,
    ) -> Result<Vec<String>, Error> {
        forget_recovery_codes(txn, account).await?;
        let codes: Vec<String> = (0..CODES).map(|_| fresh_code()).collect();
        let rows = codes.iter().map(|code| recovery_code::ActiveModel {
            code_hash: Set(self.recovery_hash(account, &code.replace('-', ""))),
            account_id: Set(account),
            used_at: Set(None),
        });
        recovery_code::Entity::insert_many(rows).exec_without_returning(txn).await?;
        Ok(codes)
    }

    /// New codes for paper; those of before are worth nothing.
    pub async fn renew_recovery_codes(
        &self,
        actor: &Actor,
        password: &str,
        code: &str,
    ) -> Result<Vec<String>, Error> {
        let id = actor.account().ok_or(Error::SignInFirst)?;
        let row = self.account_row(id).await?;
        if !self.has_factor(id).await? {
            return Err(Error::NotFound);
        }
        self.prove_again(&row, password, code).await?;
        let txn = self.db.begin().await?;
        let codes = self.write_recovery_codes(&txn, id).await?;
        self.note_factor(&txn, &row, "recovery_codes_renewed", AccountChange::RecoveryCodes).await?;
        txn.commit().await?;
        Ok(codes)
    }
}

pub(super) async fn forget_recovery_codes(txn: &DatabaseTransaction, account: Uuid) -> Result<(), Error> {
    recovery_code::Entity::delete_many()
        .filter(recovery_code::Column::AccountId.eq(account))
        .exec(txn)
        .await?;
    Ok(())
}
