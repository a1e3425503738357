//! What comes out of a request: a signed file, or where to collect something.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "result")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub request_id: Uuid,
    pub kind: String,
    /// Whose it is and where to collect it, sealed.
    pub body: Vec<u8>,
    pub size: i64,
    pub sha256: String,
    pub storage_key: Option<String>,
    pub attached_by: Uuid,
    pub attached_at: i64,
    /// Set when its owner is told of it.
    pub expires_at: Option<i64>,
    pub removed_at: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}
