//! What an officer decided, with the reasons.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "decision")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub request_id: Uuid,
    pub command: String,
    pub version_seen: i64,
    pub decided_by: Uuid,
    pub body: Vec<u8>,
    pub decided_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
