//! The appointment of a request: one, however often it is changed.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "appointment")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub request_id: Uuid,
    /// The name under which calendars know it.
    pub id: Uuid,
    pub office_id: Uuid,
    pub starts_at: i64,
    pub minutes: i32,
    pub counter: String,
    pub state: String,
    pub sequence: i32,
    /// The version of the office's rules under which it was last found to stand.
    pub rules: i64,
    /// The same of the calendar.
    pub calendar: i64,
    /// When to remind of it; none once that was done.
    pub remind_at: Option<i64>,
    pub changed_at: i64,
    /// 1 when nobody had made it: whoever came was served all the same.
    pub walk_in: i16,
}

impl ActiveModelBehavior for ActiveModel {}
