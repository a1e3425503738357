//! A phone that lends its camera to one slot of a draft.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "scan")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub request_id: Uuid,
    pub account_id: Uuid,
    pub slot: String,
    /// Keyed hash of the token that the code on the screen carries.
    pub token_index: Vec<u8>,
    pub created_at: i64,
    pub expires_at: i64,
    /// When a phone took it; no other one can since.
    pub bound_at: Option<i64>,
    pub ended_at: Option<i64>,
    /// How many files came.
    pub files: i32,
}

impl ActiveModelBehavior for ActiveModel {}
