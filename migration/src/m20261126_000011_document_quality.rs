//! Keeps what the judge of photos makes of a document beside it: how likely numbers cannot be read, and why, as
//! codes. Documents from before, and PDFs, have none.
use sea_orm_migration::{prelude::*, schema::string_null};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let column = Table::alter().table("document").add_column(string_null("quality")).to_owned();
        manager.alter_table(column).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let column = Table::alter().table("document").drop_column("quality").to_owned();
        manager.alter_table(column).await
    }
}
