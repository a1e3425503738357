//! What was sent: frozen, numbered, with a status.
use domain::ReceiptNumber;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "request")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub number: String,
    pub account_id: Uuid,
    pub office_id: Uuid,
    pub village: String,
    pub procedure: String,
    pub catalogue_hash: Vec<u8>,
    pub status: String,
    pub version: i64,
    pub assignee: Option<Uuid>,
    pub lease_until: Option<i64>,
    pub verified_by: Option<Uuid>,
    pub body: Vec<u8>,
    pub kk_index: Vec<u8>,
    pub flagged: Option<Vec<u8>>,
    pub submitted_at: i64,
    pub due_at: i64,
    pub updated_at: i64,
    pub correction_due_at: Option<i64>,
    /// When its owner was last reminded of a correction.
    pub reminded_at: Option<i64>,
    pub decided_at: Option<i64>,
    /// When the office gave its files up: their time was over.
    pub files_discarded_at: Option<i64>,
    /// When they were gone from the store.
    pub files_destroyed_at: Option<i64>,
    pub history_seq: i64,
    pub history_head: Vec<u8>,
}

impl Model {
    /// Its number as people read it.
    pub(crate) fn displayed_number(&self) -> String {
        ReceiptNumber::displayed(&self.number)
    }
}

impl ActiveModelBehavior for ActiveModel {}
