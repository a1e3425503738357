//! One load of the office's register.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "register_generation")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i64,
    /// The subject of its data key.
    pub key: Uuid,
    /// `loading`, `current` or `old`.
    pub state: String,
    /// 1 while it is being loaded.
    #[sea_orm(unique)]
    pub turn: Option<i16>,
    /// When whoever loads it wrote last.
    pub beat: i64,
    /// The day the office's data are of.
    pub as_of: i64,
    pub cards: i64,
    pub members: i64,
}

impl ActiveModelBehavior for ActiveModel {}
