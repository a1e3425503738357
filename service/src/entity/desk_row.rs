//! What queues sort and filter by, one narrow row a request.
use domain::ReceiptNumber;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "desk_row")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub request_id: Uuid,
    pub number: String,
    pub office_id: Uuid,
    pub procedure: String,
    pub catalogue_hash: Vec<u8>,
    pub village: String,
    pub district: String,
    pub status: String,
    pub open: i16,
    pub version: i64,
    pub submitted_at: i64,
    pub due_at: i64,
    pub closed_at: Option<i64>,
    pub assignee: Option<Uuid>,
    pub lease_until: Option<i64>,
    pub verified_by: Option<Uuid>,
    pub flagged: i16,
    pub twin: i16,
    pub indexed: i16,
    pub unread: i16,
    /// Since when the clock runs; `None` while it stands still.
    pub clock_from: Option<i64>,
    /// Working time used before, in milliseconds.
    pub clock_used: i64,
    /// The mark passed last.
    pub mark: i16,
    pub next_mark_at: Option<i64>,
    /// The version of the calendar that the times were reckoned with.
    pub calendar: i64,
}

impl Model {
    /// Its number as people read it.
    pub(crate) fn displayed_number(&self) -> String {
        ReceiptNumber::displayed(&self.number)
    }
}

impl ActiveModelBehavior for ActiveModel {}
