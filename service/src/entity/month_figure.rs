//! What was counted in a closed month, as JSON: numbers by service and reason.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "month_figure")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub month: String,
    #[sea_orm(column_type = "Text")]
    pub counts: String,
    pub closed_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
