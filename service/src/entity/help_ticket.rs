//! A question that somebody asks the office.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "help_ticket")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The form's own id: sending it twice asks once.
    #[sea_orm(unique)]
    pub form_key: Uuid,
    pub number: String,
    pub account_id: Option<Uuid>,
    pub office_id: Uuid,
    /// The request it is about, if the asker's own.
    pub request_id: Option<Uuid>,
    /// The code of the question that did not help, or nothing.
    pub topic: String,
    pub language: String,
    pub state: String,
    pub assignee: Option<Uuid>,
    pub assigned_at: Option<i64>,
    /// Sealed; nothing once it was forgotten.
    pub body: Option<Vec<u8>>,
    /// How many messages the office has not read.
    pub unread: i16,
    pub history_seq: i64,
    pub history_head: Vec<u8>,
    pub created_at: i64,
    pub updated_at: i64,
    pub closed_at: Option<i64>,
    /// Of the request or the family of whoever asks, where one is known.
    pub district: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
