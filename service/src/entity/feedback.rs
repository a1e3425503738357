//! What a citizen thinks of a request that has ended.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "feedback")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub request_id: Uuid,
    pub procedure: String,
    /// 1 to 5.
    pub score: i16,
    /// Sealed.
    pub words: Option<Vec<u8>>,
    pub given_at: i64,
    /// 1 when the daily figures have it.
    pub counted: i16,
}

impl ActiveModelBehavior for ActiveModel {}
