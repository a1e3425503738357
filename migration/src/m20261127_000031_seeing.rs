//! What another process can see of a running one: when each job last did its round, and what administrators were told.
use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, big_integer_null, string, uuid_null},
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

/// The newest message that a way has sent, and those of a day, without looking at all that were ever sent.
const SENT: &str = "outbox_sent";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let rounds = Table::create()
            .table("job_round")
            .col(string("job").primary_key())
            // When it last did its work without a failure.
            .col(big_integer("at"))
            // The server whose word counts, where only one may speak.
            .col(uuid_null("holder"))
            .to_owned();
        manager.create_table(rounds).await?;
        let alerts = Table::create()
            .table("alert")
            .col(string("subject").primary_key())
            // late or broken, as it was told last.
            .col(string("grade"))
            .col(big_integer("since"))
            .col(big_integer_null("told_at"))
            .to_owned();
        manager.create_table(alerts).await?;
        let index =
            Index::create().name(SENT).table("outbox").col("channel").col("state").col("ended_at").to_owned();
        manager.create_index(index).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_index(Index::drop().name(SENT).table("outbox").to_owned()).await?;
        manager.drop_table(Table::drop().table("alert").to_owned()).await?;
        manager.drop_table(Table::drop().table("job_round").to_owned()).await
    }
}
