//! A new password that the e-mail has proven and the phone has not yet.
use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, big_integer_null, binary_null, pk_uuid, string, uuid},
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let pending = Table::create()
            .table("pending_password")
            .col(pk_uuid("id"))
            .col(uuid("account_id"))
            .col(string("password_hash"))
            // What the link carries by which the owner objects; only while it waits.
            .col(binary_null("token_index"))
            .col(big_integer("created_at"))
            // From when it counts without the phone; none while the phone's code is asked for.
            .col(big_integer_null("due_at"))
            .to_owned();
        manager.create_table(pending).await?;
        for (name, column, unique) in [
            ("pending_password_account", "account_id", true),
            ("pending_password_token", "token_index", true),
            ("pending_password_due", "due_at", false),
        ] {
            let mut index = Index::create();
            index.name(name).table("pending_password").col(column);
            if unique {
                index.unique();
            }
            manager.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("pending_password").to_owned()).await
    }
}
