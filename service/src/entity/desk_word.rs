//! Words of names by keyed hashes, to find requests by.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "desk_word")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub word_index: Vec<u8>,
    #[sea_orm(primary_key, auto_increment = false)]
    pub request_id: Uuid,
}

impl ActiveModelBehavior for ActiveModel {}
