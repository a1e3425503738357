//! A request being written: raw answers.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "draft")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub account_id: Uuid,
    pub procedure: String,
    pub catalogue_hash: Vec<u8>,
    pub body: Vec<u8>,
    pub revision: i64,
    pub created_at: i64,
    pub updated_at: i64,
    /// When its owner was told that it will be deleted.
    pub warned_at: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}
