//! Signed receipts, how long finished requests took, and which reminders were written.
use sea_orm_migration::{
    prelude::*,
    schema::{
        big_integer, big_integer_null, binary, binary_null, integer, pk_uuid, string, string_null, uuid,
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
        // One a sending. The text is sealed; who has a code finds it by the code's keyed hash.
        let receipt = Table::create()
            .table("receipt")
            .col(pk_uuid("id"))
            .col(uuid("request_id"))
            .col(integer("sending"))
            .col(binary("code_index"))
            .col(binary("body"))
            .col(string_null("key_id"))
            .col(binary_null("signature"))
            .col(big_integer("issued_at"))
            .to_owned();
        manager.create_table(receipt).await?;
        // Open minutes that the office needed, a line a finished request.
        let pace = Table::create()
            .table("service_pace")
            .col(pk_uuid("request_id"))
            .col(string("procedure"))
            .col(integer("minutes"))
            .col(big_integer("completed_at"))
            .to_owned();
        manager.create_table(pace).await?;
        let index = |name: &'static str, table: &'static str, columns: &[&'static str], unique: bool| {
            let mut index = Index::create();
            index.name(name).table(table);
            for column in columns {
                index.col(*column);
            }
            if unique {
                index.unique();
            }
            index
        };
        manager.create_index(index("receipt_code", "receipt", &["code_index"], true)).await?;
        manager.create_index(index("receipt_request", "receipt", &["request_id", "sending"], true)).await?;
        manager.create_index(index("receipt_unsigned", "receipt", &["key_id"], false)).await?;
        let lately = index("service_pace_lately", "service_pace", &["procedure", "completed_at"], false);
        manager.create_index(lately).await?;
        let draft = Table::alter().table("draft").add_column(big_integer_null("warned_at")).to_owned();
        manager.alter_table(draft).await?;
        let request = Table::alter().table("request").add_column(big_integer_null("reminded_at")).to_owned();
        manager.alter_table(request).await?;
        manager.create_index(index("draft_age", "draft", &["updated_at"], false)).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_index(Index::drop().name("draft_age").table("draft").to_owned()).await?;
        let request = Table::alter().table("request").drop_column("reminded_at").to_owned();
        manager.alter_table(request).await?;
        let draft = Table::alter().table("draft").drop_column("warned_at").to_owned();
        manager.alter_table(draft).await?;
        for table in ["service_pace", "receipt"] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}
