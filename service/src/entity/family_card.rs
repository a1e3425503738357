//! The family card as its owner typed it, or as last known.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "family_card")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub account_id: Uuid,
    pub body: Vec<u8>,
    pub revision: i64,
    pub updated_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
