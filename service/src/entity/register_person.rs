//! On which card of the office's register a person is.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "register_person")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub generation: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub nik_index: Vec<u8>,
    pub kk_index: Vec<u8>,
}

impl ActiveModelBehavior for ActiveModel {}
