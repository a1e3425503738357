//! Whom a request is about, by keyed hashes only: to find two requests about one person.
use sea_orm_migration::{
    prelude::*,
    schema::{binary_null, small_integer, uuid},
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table("request_person")
            .col(uuid("request_id"))
            .col(small_integer("place"))
            .col(binary_null("nik_index"))
            .col(binary_null("born_index"))
            .primary_key(Index::create().col("request_id").col("place"))
            .to_owned();
        manager.create_table(table).await?;
        for column in ["nik_index", "born_index"] {
            let index = Index::create()
                .name(format!("request_person_by_{column}"))
                .table("request_person")
                .col(column)
                .to_owned();
            manager.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("request_person").to_owned()).await
    }
}
