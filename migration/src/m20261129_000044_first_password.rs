//! Until when a password counts that the office made up for an officer.
use sea_orm_migration::{prelude::*, schema::big_integer_null};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const UNTIL: &str = "first_password_until";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let until = Table::alter().table("account").add_column(big_integer_null(UNTIL)).to_owned();
        manager.alter_table(until).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.alter_table(Table::alter().table("account").drop_column(UNTIL).to_owned()).await
    }
}
