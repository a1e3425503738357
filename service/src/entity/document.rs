//! An uploaded file in a slot of a draft or request.
use sea_orm::{Condition, entity::prelude::*};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "document")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub request_id: Uuid,
    pub account_id: Uuid,
    pub slot: String,
    pub position: i16,
    pub name: Vec<u8>,
    pub media_type: String,
    pub size: i64,
    pub width: i32,
    pub height: i32,
    pub pages: i32,
    pub sha256: String,
    pub storage_key: String,
    pub created_at: i64,
    pub removed_at: Option<i64>,
    /// With which sending it first reached the office.
    pub sent_at: Option<i64>,
    /// What the judge of photos wrote; none for other files.
    pub quality: Option<String>,
    /// Quarter turns to the right in which it is shown.
    pub turns: i16,
    /// The earlier request that it was taken from again.
    pub copied_from: Option<Uuid>,
    /// When the office gave it up: its time was over. Nobody reads it from then on.
    pub discarded_at: Option<i64>,
    /// When the file was gone from the store.
    pub destroyed_at: Option<i64>,
}

/// What is promised to somebody: what stands in a draft or a request, and what a later sending took the place of; not
/// what was removed before it was ever sent, nor what the office has given up.
pub(crate) fn kept() -> Condition {
    let promised = Condition::any().add(Column::RemovedAt.is_null()).add(Column::SentAt.is_not_null());
    Condition::all().add(promised).add(Column::DiscardedAt.is_null())
}

impl ActiveModelBehavior for ActiveModel {}
