//! Browsers that take notices.
use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, binary, string, uuid},
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const INDEXES: [(&str, &str, bool); 3] = [
    ("push_endpoint", "endpoint_index", true),
    ("push_account", "account_id", false),
    ("push_browser", "browser_index", false),
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table("push_subscription")
            .col(uuid("id").primary_key())
            .col(uuid("account_id"))
            .col(binary("endpoint_index"))
            .col(binary("browser_index"))
            .col(string("key_id"))
            .col(binary("body"))
            .col(big_integer("created_at"))
            .col(big_integer("used_at"))
            .to_owned();
        manager.create_table(table).await?;
        for (name, column, unique) in INDEXES {
            let mut index = Index::create();
            index.name(name).table("push_subscription").col(column);
            if unique {
                index.unique();
            }
            manager.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("push_subscription").to_owned()).await
    }
}
