//! Which request an officer has on screen.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "desk_presence")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub account_id: Uuid,
    pub request_id: Uuid,
    pub seen_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
