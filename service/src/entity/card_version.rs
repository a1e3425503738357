//! A family card as it was until a request changed it.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "card_version")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub account_id: Uuid,
    pub body: Vec<u8>,
    pub until: i64,
    #[sea_orm(unique)]
    pub request_id: Uuid,
}

impl ActiveModelBehavior for ActiveModel {}
