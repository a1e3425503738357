//! A file on its way into a slot of a draft.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "upload")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub request_id: Uuid,
    pub account_id: Uuid,
    /// The sender's own name for the file, and the id of the document that it becomes.
    pub document_id: Uuid,
    pub slot: String,
    pub name: Vec<u8>,
    pub length: i64,
    pub received: i64,
    /// Of the whole file, if the sender has told it.
    pub sha256: Option<String>,
    pub created_at: i64,
    pub touched_at: i64,
    /// Somebody looks at the whole file until then.
    pub working_until: Option<i64>,
    /// What became of it, as JSON.
    pub outcome: Option<String>,
    /// Where it will stand in its slot: files are done in any order, and were chosen in one.
    pub place: i16,
    /// The phone that sends it, if one does for somebody at a desk.
    pub scan_id: Option<Uuid>,
}

impl ActiveModelBehavior for ActiveModel {}
