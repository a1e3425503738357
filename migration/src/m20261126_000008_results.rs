//! What comes out of a request: signed files, where to collect what is on paper, and what the citizen thinks of it.
use sea_orm_migration::{
    prelude::*,
    schema::{
        big_integer, big_integer_null, binary, binary_null, pk_uuid, small_integer, string, string_null, uuid,
    },
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // `body` is sealed: whose it is, where to collect it. Without a file there is no storage key.
        let result = Table::create()
            .table("result")
            .col(pk_uuid("id"))
            .col(uuid("request_id"))
            .col(string("kind"))
            .col(binary("body"))
            .col(big_integer("size"))
            .col(string("sha256"))
            .col(string_null("storage_key"))
            .col(uuid("attached_by"))
            .col(big_integer("attached_at"))
            .col(big_integer_null("expires_at"))
            .col(big_integer_null("removed_at"))
            .to_owned();
        manager.create_table(result).await?;
        for (name, column) in [("result_request", "request_id"), ("result_expiry", "expires_at")] {
            let index = Index::create().name(name).table("result").col(column).to_owned();
            manager.create_index(index).await?;
        }
        let feedback = Table::create()
            .table("feedback")
            .col(pk_uuid("request_id"))
            .col(string("procedure"))
            .col(small_integer("score"))
            .col(binary_null("words"))
            .col(big_integer("given_at"))
            .to_owned();
        manager.create_table(feedback).await?;
        let latest = Index::create().name("feedback_latest").table("feedback").col("given_at").to_owned();
        manager.create_index(latest).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["feedback", "result"] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}
