//! Somebody who signs in.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "account")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub role: String,
    pub office_id: Option<Uuid>,
    pub state: String,
    pub link: String,
    pub language: String,
    pub nik: Option<Vec<u8>>,
    pub nik_index: Option<Vec<u8>>,
    pub kk_number: Option<Vec<u8>>,
    pub name: Vec<u8>,
    pub phone: Option<Vec<u8>>,
    pub phone_index: Option<Vec<u8>>,
    pub email: Option<Vec<u8>>,
    pub email_index: Option<Vec<u8>>,
    pub password_hash: String,
    pub created_at: i64,
    pub history_seq: i64,
    pub history_head: Vec<u8>,
    /// Of an account whose NIK another one has.
    pub nik_claim_index: Option<Vec<u8>>,
    /// Closed by the office for a while.
    pub suspended_at: Option<i64>,
    /// Deleted at its owner's wish.
    pub closed_at: Option<i64>,
    /// Of an officer who sees the requests of one district only.
    pub district: Option<String>,
    /// Of an officer who has not yet replaced the password that was made up for them.
    pub first_password_until: Option<i64>,
}

/// `state` of one whose data are destroyed.
pub(crate) const ERASED: &str = "erased";

impl Model {
    /// Its data are destroyed: what is left is the chain of its history.
    pub(crate) fn is_erased(&self) -> bool {
        self.state == ERASED
    }
}

impl ActiveModelBehavior for ActiveModel {}
