//! A browser that takes notices.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "push_subscription")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub account_id: Uuid,
    /// An address belongs to one account.
    #[sea_orm(unique)]
    pub endpoint_index: Vec<u8>,
    /// The browser that it was asked for on, whoever signs in there.
    pub browser_index: Vec<u8>,
    /// The key of ours that it is tied to.
    pub key_id: String,
    pub body: Vec<u8>,
    pub created_at: i64,
    /// When a notice was last taken.
    pub used_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
