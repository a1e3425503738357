//! What an account needs to stay its owner's: an address that waits for its proof, a second factor, recovery codes.
use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, big_integer_null, binary, pk_uuid, string, uuid},
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let change = Table::create()
            .table("address_change")
            .col(pk_uuid("id"))
            .col(uuid("account_id"))
            .col(string("channel"))
            .col(binary("address"))
            .col(big_integer("created_at"))
            .col(big_integer("expires_at"))
            .to_owned();
        manager.create_table(change).await?;
        let factor = Table::create()
            .table("second_factor")
            .col(pk_uuid("account_id"))
            .col(binary("secret"))
            .col(big_integer("created_at"))
            .col(big_integer_null("confirmed_at"))
            // The last code that counted: none before it and not it again.
            .col(big_integer("last_step"))
            .to_owned();
        manager.create_table(factor).await?;
        let recovery = Table::create()
            .table("recovery_code")
            .col(binary("code_hash"))
            .col(uuid("account_id"))
            .col(big_integer_null("used_at"))
            .primary_key(Index::create().col("code_hash"))
            .to_owned();
        manager.create_table(recovery).await?;
        for (name, table, columns, unique) in [
            ("address_change_account", "address_change", vec!["account_id", "channel"], true),
            ("recovery_code_account", "recovery_code", vec!["account_id"], false),
        ] {
            let mut index = Index::create();
            index.name(name).table(table);
            for column in columns {
                index.col(column);
            }
            if unique {
                index.unique();
            }
            manager.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["recovery_code", "second_factor", "address_change"] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}
