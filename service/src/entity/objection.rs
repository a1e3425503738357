//! What somebody says against a request of somebody else that concerns them, and what the office answered.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "objection")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub request_id: Uuid,
    /// Who objects.
    pub account_id: Uuid,
    pub state: String,
    /// While it is open: request and account, so that there is one.
    #[sea_orm(unique)]
    pub open_for: Option<String>,
    pub body: Vec<u8>,
    pub answer: Option<Vec<u8>>,
    pub filed_at: i64,
    pub settled_at: Option<i64>,
    pub settled_by: Option<Uuid>,
}

impl ActiveModelBehavior for ActiveModel {}
