//! A version of a procedure that something was written under.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "catalogue_version")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub hash: Vec<u8>,
    pub procedure: String,
    pub version: i32,
    pub body: String,
    pub first_seen_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
