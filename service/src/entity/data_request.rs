//! What somebody asks about their own data by right.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "data_request")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub account_id: Uuid,
    pub kind: String,
    pub state: String,
    pub body: Vec<u8>,
    pub asked_at: i64,
    pub due_at: i64,
    pub answered_at: Option<i64>,
    pub answered_by: Option<Uuid>,
}

impl ActiveModelBehavior for ActiveModel {}
