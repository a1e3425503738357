//! A message on its way out of the house.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "outbox")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub account_id: Uuid,
    pub request_id: Option<Uuid>,
    pub channel: String,
    pub kind: String,
    pub body: Vec<u8>,
    pub state: String,
    pub attempts: i32,
    pub created_at: i64,
    pub next_at: i64,
    pub sent_at: Option<i64>,
    pub failure: Option<String>,
    pub reference: Option<String>,
    /// Rows of one letter that stand in for one another.
    pub letter_id: Option<Uuid>,
    pub place: i16,
    /// Waits for the end of the quiet hours.
    pub calm: i16,
    /// When it was sent or given up.
    pub ended_at: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}
