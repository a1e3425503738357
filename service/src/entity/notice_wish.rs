//! What somebody wishes about letters. Who has no row has the usual wishes.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "notice_wish")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub account_id: Uuid,
    pub email: i16,
    /// Either of the two; what a program reads that does not know them apart.
    pub phone: i16,
    pub push: i16,
    pub first_way: String,
    pub language: Option<String>,
    pub digest: i16,
    pub digest_day: Option<String>,
    pub updated_at: i64,
    /// Nothing: as `phone` says.
    pub whatsapp: Option<i16>,
    pub sms: Option<i16>,
}

impl ActiveModelBehavior for ActiveModel {}
