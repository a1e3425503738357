//! A point of a checklist that an officer has ticked.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "checklist_tick")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub request_id: Uuid,
    /// `KK-04:mother_nik`.
    #[sea_orm(primary_key, auto_increment = false)]
    pub point: String,
    pub ticked_by: Uuid,
    pub ticked_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
