//! How many open minutes the office needed for a request that it finished.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "service_pace")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub request_id: Uuid,
    pub procedure: String,
    pub minutes: i32,
    pub completed_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
