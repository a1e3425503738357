//! Somebody who has filled the registration form and not yet proven phone and e-mail.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "registration")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub body: Vec<u8>,
    pub password_hash: String,
    pub email_proven_at: Option<i64>,
    pub phone_proven_at: Option<i64>,
    pub created_at: i64,
    pub expires_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
