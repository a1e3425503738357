//! The wrapped data key of one account, registration or request.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "data_key")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub subject: Uuid,
    pub key_id: String,
    pub wrapped: Vec<u8>,
}

impl ActiveModelBehavior for ActiveModel {}
