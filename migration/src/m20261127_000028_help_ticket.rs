//! Questions that people ask the office, with or without an account. What they say lies among the messages, sealed with
//! the ticket's own key; `body` is sealed too.
use sea_orm_migration::{
    prelude::*,
    schema::{
        big_integer, big_integer_null, binary, binary_null, pk_uuid, small_integer, string, uuid, uuid_null,
        uuid_uniq,
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
        let table = Table::create()
            .table("help_ticket")
            .col(pk_uuid("id"))
            .col(uuid_uniq("form_key"))
            .col(string("number"))
            .col(uuid_null("account_id"))
            .col(uuid("office_id"))
            .col(uuid_null("request_id"))
            .col(string("topic"))
            .col(string("language"))
            .col(string("state"))
            .col(uuid_null("assignee"))
            .col(big_integer_null("assigned_at"))
            .col(binary_null("body"))
            .col(small_integer("unread"))
            .col(big_integer("history_seq"))
            .col(binary("history_head"))
            .col(big_integer("created_at"))
            .col(big_integer("updated_at"))
            .col(big_integer_null("closed_at"))
            .to_owned();
        manager.create_table(table).await?;
        let number =
            Index::create().name("help_ticket_number").table("help_ticket").col("number").unique().to_owned();
        manager.create_index(number).await?;
        let desk = Index::create()
            .name("help_ticket_desk")
            .table("help_ticket")
            .col("state")
            .col("office_id")
            .col("updated_at")
            .to_owned();
        manager.create_index(desk).await?;
        let owner = Index::create()
            .name("help_ticket_account")
            .table("help_ticket")
            .col("account_id")
            .col("updated_at")
            .to_owned();
        manager.create_index(owner).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("help_ticket").to_owned()).await
    }
}
