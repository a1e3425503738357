//! What was acknowledged: one signed text a sending.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "receipt")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub request_id: Uuid,
    /// 1 for the request as first sent.
    pub sending: i32,
    /// Keyed hash of the code by which everybody may check it.
    pub code_index: Vec<u8>,
    /// The text, sealed.
    pub body: Vec<u8>,
    /// Of the key that signed it; none while there was no key.
    pub key_id: Option<String>,
    pub signature: Option<Vec<u8>>,
    pub issued_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
