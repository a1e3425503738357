//! A filter of the queue that an officer has named.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "desk_view")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub account_id: Uuid,
    pub name: Vec<u8>,
    pub filter: String,
    pub created_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
