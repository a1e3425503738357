//! Objections of those whom somebody else's request concerns. What they say and what is answered is sealed with the
//! request's own key. `open_for` is unique: one open objection of a person about a request.
use sea_orm_migration::{
    prelude::*,
    schema::{
        big_integer, big_integer_null, binary, binary_null, pk_uuid, string, string_null, uuid, uuid_null,
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
        let mut open = string_null("open_for");
        open.unique_key();
        let table = Table::create()
            .table("objection")
            .col(pk_uuid("id"))
            .col(uuid("request_id"))
            .col(uuid("account_id"))
            .col(string("state"))
            .col(open)
            .col(binary("body"))
            .col(binary_null("answer"))
            .col(big_integer("filed_at"))
            .col(big_integer_null("settled_at"))
            .col(uuid_null("settled_by"))
            .to_owned();
        manager.create_table(table).await?;
        for (name, column) in [("objection_request", "request_id"), ("objection_account", "account_id")] {
            let index = Index::create().name(name).table("objection").col(column).to_owned();
            manager.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("objection").to_owned()).await
    }
}
