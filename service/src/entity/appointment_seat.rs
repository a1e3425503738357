//! A place at a counter at a time, and whose it is.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "appointment_seat")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub office_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub starts_at: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub counter: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub place: i16,
    pub request_id: Uuid,
}

impl ActiveModelBehavior for ActiveModel {}
