//! A day that is no working day.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "holiday")]
pub(crate) struct Model {
    /// `2026-12-25`.
    #[sea_orm(primary_key, auto_increment = false)]
    pub day: String,
    pub name: String,
    pub added_by: Uuid,
    pub added_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
