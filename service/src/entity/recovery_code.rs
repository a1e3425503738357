//! A code on paper for whoever has lost the authenticator, by its keyed hash; each counts once.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "recovery_code")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub code_hash: Vec<u8>,
    pub account_id: Uuid,
    pub used_at: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}
