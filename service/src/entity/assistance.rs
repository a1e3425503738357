//! An officer helps a citizen, with the citizen's consent. Kept as evidence.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "assistance")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Who helps.
    pub officer_id: Uuid,
    /// Who is helped.
    pub account_id: Uuid,
    /// Where the officer worked then.
    pub office_id: Uuid,
    /// By which of the citizen's own addresses the code went: `phone` or `email`.
    pub channel: String,
    /// When the code was asked for.
    pub asked_at: i64,
    /// When it was typed: the consent.
    pub started_at: Option<i64>,
    /// When it ends by itself.
    pub ends_at: Option<i64>,
    /// When the helper typed the card of a citizen who had none: then it may be seen and changed while the help lasts.
    pub card_typed_at: Option<i64>,
    /// When somebody ended it before.
    pub ended_at: Option<i64>,
    /// Who: a code of [`crate::assistance::EndedBy`].
    pub ended_by: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
