//! Somebody who is invited to be an officer and has not come yet.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "officer_invitation")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub token_index: Vec<u8>,
    pub email_index: Vec<u8>,
    pub name: Vec<u8>,
    pub email: Vec<u8>,
    pub role: String,
    pub office_id: Uuid,
    pub district: Option<String>,
    pub invited_by: Uuid,
    pub created_at: i64,
    pub expires_at: i64,
    pub used_at: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}
