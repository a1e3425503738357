//! A message in the portal's own inbox.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "notice")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub account_id: Uuid,
    pub request_id: Option<Uuid>,
    pub kind: String,
    pub body: Vec<u8>,
    pub created_at: i64,
    pub read_at: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}
