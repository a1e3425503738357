//! Accounts that claim a NIK which another one has, accounts that the office has closed for a while, and what people
//! ask about their data by right.
use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, big_integer_null, binary, binary_null, pk_uuid, string, uuid, uuid_null},
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in [
            // Of an account whose NIK is another one's: it signs in by it all the same, and tells nobody.
            binary_null("nik_claim_index"),
            big_integer_null("suspended_at"),
            // Its owner has had it deleted: what is left is the chain of its history.
            big_integer_null("closed_at"),
        ] {
            manager.alter_table(Table::alter().table("account").add_column(column).to_owned()).await?;
        }
        manager
            .create_index(
                Index::create().name("account_nik_claim").table("account").col("nik_claim_index").to_owned(),
            )
            .await?;
        // Ended by the sweep: a browser that was not used for long is a stranger again.
        manager
            .create_index(Index::create().name("device_seen").table("device").col("seen_at").to_owned())
            .await?;
        let asked = Table::create()
            .table("data_request")
            .col(pk_uuid("id"))
            .col(uuid("account_id"))
            .col(string("kind"))
            .col(string("state"))
            .col(binary("body"))
            .col(big_integer("asked_at"))
            .col(big_integer("due_at"))
            .col(big_integer_null("answered_at"))
            .col(uuid_null("answered_by"))
            .to_owned();
        manager.create_table(asked).await?;
        for (name, columns) in
            [("data_request_account", ["account_id", "asked_at"]), ("data_request_due", ["state", "due_at"])]
        {
            let mut index = Index::create();
            index.name(name).table("data_request");
            for column in columns {
                index.col(column);
            }
            manager.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("data_request").to_owned()).await?;
        for (index, table) in [("account_nik_claim", "account"), ("device_seen", "device")] {
            manager.drop_index(Index::drop().name(index).table(table).to_owned()).await?;
        }
        for column in ["closed_at", "suspended_at", "nik_claim_index"] {
            manager.alter_table(Table::alter().table("account").drop_column(column).to_owned()).await?;
        }
        Ok(())
    }
}
