//! Messages between citizen and officers about a request, sealed; and how many of them the office has not read.
use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, big_integer_null, binary, pk_uuid, small_integer, uuid},
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table("message")
            .col(pk_uuid("id"))
            .col(uuid("request_id"))
            .col(uuid("author"))
            .col(small_integer("from_office"))
            .col(binary("body"))
            .col(big_integer("sent_at"))
            .col(big_integer_null("read_at"))
            .to_owned();
        manager.create_table(table).await?;
        let index =
            Index::create().name("message_request").table("message").col("request_id").col("id").to_owned();
        manager.create_index(index).await?;
        let unread =
            Table::alter().table("desk_row").add_column(small_integer("unread").default(0)).to_owned();
        manager.alter_table(unread).await?;
        let index = Index::create()
            .name("desk_row_unread")
            .table("desk_row")
            .col("unread")
            .col("due_at")
            .col("request_id")
            .to_owned();
        manager.create_index(index).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_index(Index::drop().name("desk_row_unread").table("desk_row").to_owned()).await?;
        manager.alter_table(Table::alter().table("desk_row").drop_column("unread").to_owned()).await?;
        manager.drop_table(Table::drop().table("message").to_owned()).await
    }
}
