//! A question that a passkey, or a new one, is to answer within minutes, once.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "passkey_ceremony")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub challenge_index: Vec<u8>,
    pub account_id: Uuid,
    pub kind: String,
    pub state: Vec<u8>,
    pub question: Vec<u8>,
    pub expires_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
