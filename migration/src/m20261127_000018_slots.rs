//! Several photos make one document: how each is turned, where a file on its way will stand, from which earlier
//! request a document was taken again. And a phone that lends its camera to a draft for a quarter of an hour.
use sea_orm_migration::{
    prelude::*,
    schema::{
        big_integer, big_integer_null, binary, integer, pk_uuid, small_integer, string, uuid, uuid_null,
    },
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in [small_integer("turns").default(0).to_owned(), uuid_null("copied_from")] {
            manager.alter_table(Table::alter().table("document").add_column(column).to_owned()).await?;
        }
        for column in [small_integer("place").default(0).to_owned(), uuid_null("scan_id")] {
            manager.alter_table(Table::alter().table("upload").add_column(column).to_owned()).await?;
        }
        let table = Table::create()
            .table("scan")
            .col(pk_uuid("id"))
            .col(uuid("request_id"))
            .col(uuid("account_id"))
            .col(string("slot"))
            .col(binary("token_index"))
            .col(big_integer("created_at"))
            .col(big_integer("expires_at"))
            .col(big_integer_null("bound_at"))
            .col(big_integer_null("ended_at"))
            .col(integer("files").default(0))
            .to_owned();
        manager.create_table(table).await?;
        for (name, column) in [("scan_token", "token_index"), ("scan_request", "request_id")] {
            let mut index = Index::create().name(name).table("scan").col(column).to_owned();
            if column == "token_index" {
                index.unique();
            }
            manager.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("scan").to_owned()).await?;
        for (table, column) in
            [("upload", "scan_id"), ("upload", "place"), ("document", "copied_from"), ("document", "turns")]
        {
            manager.alter_table(Table::alter().table(table).drop_column(column).to_owned()).await?;
        }
        Ok(())
    }
}
