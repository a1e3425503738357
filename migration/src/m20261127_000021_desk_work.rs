//! The officers' daily work: which points of a checklist were ticked, and files that came with messages.
use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, binary, pk_uuid, string, uuid},
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tick = Table::create()
            .table("checklist_tick")
            .col(uuid("request_id"))
            .col(string("point"))
            .col(uuid("ticked_by"))
            .col(big_integer("ticked_at"))
            .primary_key(Index::create().col("request_id").col("point"))
            .to_owned();
        manager.create_table(tick).await?;
        // `name` is sealed; the file lies in the storage, sealed with the key of its request.
        let file = Table::create()
            .table("message_file")
            .col(pk_uuid("id"))
            .col(uuid("message_id"))
            .col(uuid("request_id"))
            .col(binary("name"))
            .col(string("media_type"))
            .col(big_integer("size"))
            .col(string("sha256"))
            .col(string("storage_key"))
            .col(big_integer("created_at"))
            .to_owned();
        manager.create_table(file).await?;
        let index =
            Index::create().name("message_file_request").table("message_file").col("request_id").to_owned();
        manager.create_index(index).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["message_file", "checklist_tick"] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}
