//! When a job last did its round, for other processes to see.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "job_round")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub job: String,
    pub at: i64,
    /// The server whose word counts, where only one may speak.
    pub holder: Option<Uuid>,
}

impl ActiveModelBehavior for ActiveModel {}
