//! The small pictures of a document: whether they are still to be drawn, or how many there are.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "document_preview")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub document_id: Uuid,
    pub request_id: Uuid,
    pub state: String,
    pub pages: i32,
    pub tries: i32,
    pub due_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
