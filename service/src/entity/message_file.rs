//! A file that came with a message.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "message_file")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub message_id: Uuid,
    pub request_id: Uuid,
    pub name: Vec<u8>,
    pub media_type: String,
    pub size: i64,
    pub sha256: String,
    pub storage_key: String,
    pub created_at: i64,
    /// When the office gave it up: its time was over. Nobody reads it from then on, and soon it is no more.
    pub discarded_at: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}
