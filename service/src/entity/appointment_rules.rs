//! What an office offers as appointments.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "appointment_rules")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub office_id: Uuid,
    /// JSON of `domain::AppointmentRules`.
    #[sea_orm(column_type = "Text")]
    pub rules: String,
    /// 1 while citizens may choose.
    pub offered: i16,
    pub version: i64,
    pub changed_by: Uuid,
    pub changed_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
