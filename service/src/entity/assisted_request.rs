//! A draft in which an officer wrote, and the request that it became: they have the same id. Kept as evidence, also when the
//! draft was thrown away.
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
    /// When something was last written in it with this help.
    pub written_at: i64,
    /// When it was last sent with this help; nothing when the citizen sent it, or nobody did.
    pub sent_at: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}
