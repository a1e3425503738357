//! A new password that the e-mail has proven and the phone has not yet.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "pending_password")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub account_id: Uuid,
    pub password_hash: String,
    pub token_index: Option<Vec<u8>>,
    pub created_at: i64,
    pub due_at: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}
