//! Whether an answer to the one question afterwards is among the daily figures. Those from before are counted later.
use sea_orm_migration::{prelude::*, schema::small_integer};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let counted =
            Table::alter().table("feedback").add_column(small_integer("counted").default(0)).to_owned();
        manager.alter_table(counted).await?;
        let index = Index::create()
            .name("feedback_counted")
            .table("feedback")
            .col("counted")
            .col("given_at")
            .to_owned();
        manager.create_index(index).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_index(Index::drop().name("feedback_counted").table("feedback").to_owned()).await?;
        manager.alter_table(Table::alter().table("feedback").drop_column("counted").to_owned()).await
    }
}
