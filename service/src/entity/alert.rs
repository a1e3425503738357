//! What is not well with the machine, and when administrators were told of it.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "alert")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub subject: String,
    /// As it was told last, or else as it was seen first.
    pub grade: String,
    pub since: i64,
    pub told_at: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}
