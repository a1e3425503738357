//! A message about a request, between its citizen and the officers.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "message")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub request_id: Uuid,
    pub author: Uuid,
    /// 1 from an officer, 0 from the citizen.
    pub from_office: i16,
    pub body: Vec<u8>,
    pub sent_at: i64,
    /// When the other side read it.
    pub read_at: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}
