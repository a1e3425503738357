//! A request that was sent, or sent again, while an officer helped.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "assisted_request")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub request_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub assistance_id: Uuid,
    /// Who helped, and therefore does not decide.
    pub officer_id: Uuid,
    pub sent_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
