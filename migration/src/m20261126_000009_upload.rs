//! Files on their way: what has arrived of each, so that it goes on from there after any interruption.
use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, big_integer_null, binary, pk_uuid, string, string_null, uuid},
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let upload = Table::create()
            .table("upload")
            .col(pk_uuid("id"))
            .col(uuid("request_id"))
            .col(uuid("account_id"))
            .col(uuid("document_id"))
            .col(string("slot"))
            .col(binary("name"))
            .col(big_integer("length"))
            .col(big_integer("received"))
            .col(string_null("sha256"))
            .col(big_integer("created_at"))
            .col(big_integer("touched_at"))
            .col(big_integer_null("working_until"))
            .col(string_null("outcome"))
            .to_owned();
        manager.create_table(upload).await?;
        // The sender's own name for the file: creating again finds what is there.
        let by_key = Index::create()
            .name("upload_by_document")
            .table("upload")
            .col("account_id")
            .col("document_id")
            .unique()
            .to_owned();
        manager.create_index(by_key).await?;
        let by_time = Index::create().name("upload_by_touch").table("upload").col("touched_at").to_owned();
        manager.create_index(by_time).await?;
        let part = Table::create()
            .table("upload_part")
            .col(pk_uuid("id"))
            .col(uuid("upload_id"))
            .col(big_integer("start"))
            .col(big_integer("size"))
            .to_owned();
        manager.create_table(part).await?;
        let in_order = Index::create()
            .name("upload_part_in_order")
            .table("upload_part")
            .col("upload_id")
            .col("start")
            .unique()
            .to_owned();
        manager.create_index(in_order).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("upload_part").to_owned()).await?;
        manager.drop_table(Table::drop().table("upload").to_owned()).await
    }
}
