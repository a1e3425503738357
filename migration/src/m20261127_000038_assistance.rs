//! Assisted service: who filled in requests for whom, by which consent, from when to when. Rows are evidence and stay.
//! A row without a beginning is a code that was sent and never typed. `assisted_request` names the drafts that
//! somebody helped with, so that whoever helped does not decide them, and when they were sent with that help.
use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, big_integer_null, pk_uuid, string, string_null, uuid},
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
            .table("assistance")
            .col(pk_uuid("id"))
            .col(uuid("officer_id"))
            .col(uuid("account_id"))
            .col(uuid("office_id"))
            .col(string("channel"))
            .col(big_integer("asked_at"))
            .col(big_integer_null("started_at"))
            .col(big_integer_null("ends_at"))
            .col(big_integer_null("card_typed_at"))
            .col(big_integer_null("ended_at"))
            .col(string_null("ended_by"))
            .to_owned();
        manager.create_table(table).await?;
        for (name, column) in [("assistance_officer", "officer_id"), ("assistance_account", "account_id")] {
            let index = Index::create().name(name).table("assistance").col(column).to_owned();
            manager.create_index(index).await?;
        }
        let sent = Table::create()
            .table("assisted_request")
            .col(uuid("request_id"))
            .col(uuid("assistance_id"))
            .col(uuid("officer_id"))
            .col(big_integer("written_at"))
            .col(big_integer_null("sent_at"))
            .primary_key(Index::create().col("request_id").col("assistance_id"))
            .to_owned();
        manager.create_table(sent).await?;
        let index = Index::create()
            .name("assisted_request_assistance")
            .table("assisted_request")
            .col("assistance_id")
            .to_owned();
        manager.create_index(index).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("assisted_request").to_owned()).await?;
        manager.drop_table(Table::drop().table("assistance").to_owned()).await
    }
}
