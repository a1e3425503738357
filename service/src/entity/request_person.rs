//! Whom a request is about, by keyed hashes.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "request_person")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub request_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub place: i16,
    /// Of who has a NIK.
    pub nik_index: Option<Vec<u8>>,
    /// The day of birth of who joins the card.
    pub born_index: Option<Vec<u8>>,
}

impl ActiveModelBehavior for ActiveModel {}
