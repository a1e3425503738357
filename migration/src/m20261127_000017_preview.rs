//! Small pictures of documents for officers: what is still to be drawn, and what was.
use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, integer, pk_uuid, string, uuid},
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table("document_preview")
            .col(pk_uuid("document_id"))
            .col(uuid("request_id"))
            // waiting, ready, none.
            .col(string("state"))
            // Pages that were drawn; of a picture none, it is its own page.
            .col(integer("pages"))
            // Counted before drawing begins, so that a file that ends the process is not drawn for ever.
            .col(integer("tries"))
            .col(big_integer("due_at"))
            .to_owned();
        manager.create_table(table).await?;
        let due = Index::create()
            .name("document_preview_due")
            .table("document_preview")
            .col("state")
            .col("due_at")
            .to_owned();
        manager.create_index(due).await?;
        let of_request = Index::create()
            .name("document_preview_request")
            .table("document_preview")
            .col("request_id")
            .to_owned();
        manager.create_index(of_request).await?;
        // What is there already gets its pictures too.
        manager
            .get_connection()
            .execute_unprepared(
                "INSERT INTO document_preview (document_id, request_id, state, pages, tries, due_at) \
                 SELECT id, request_id, 'waiting', 0, 0, created_at FROM document",
            )
            .await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("document_preview").to_owned()).await
    }
}
