//! Passkeys: what proves an account beside its password, and the questions of a moment that they answer. All that
//! tells browsers or devices apart is sealed for the account; a credential and a question are found by blind indexes.
use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, big_integer_null, binary, pk_uuid, string, uuid},
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let passkey = Table::create()
            .table("passkey")
            .col(pk_uuid("id"))
            .col(uuid("account_id"))
            .col(binary("credential_index"))
            // Its id and key, which stay; and what its device counts and says of itself, which changes by use.
            .col(binary("credential"))
            .col(binary("state"))
            .col(binary("name"))
            .col(big_integer("created_at"))
            .col(big_integer_null("used_at"))
            .to_owned();
        manager.create_table(passkey).await?;
        let ceremony = Table::create()
            .table("passkey_ceremony")
            .col(binary("challenge_index"))
            .col(uuid("account_id"))
            .col(string("kind"))
            .col(binary("state"))
            // What the browser is asked, for the page that shows it once more.
            .col(binary("question"))
            .col(big_integer("expires_at"))
            .primary_key(Index::create().col("challenge_index"))
            .to_owned();
        manager.create_table(ceremony).await?;
        for (name, table, column, unique) in [
            ("passkey_account", "passkey", "account_id", false),
            ("passkey_credential", "passkey", "credential_index", true),
            ("passkey_ceremony_account", "passkey_ceremony", "account_id", false),
            ("passkey_ceremony_expires", "passkey_ceremony", "expires_at", false),
        ] {
            let mut index = Index::create();
            index.name(name).table(table).col(column);
            if unique {
                index.unique();
            }
            manager.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["passkey_ceremony", "passkey"] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}
