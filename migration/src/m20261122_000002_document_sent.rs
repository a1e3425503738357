//! Marks what was sent, so that only what never was is deleted after its removal. Of requests that are there
//! already nobody knows any more which were removed before: all their documents count as sent.
use sea_orm_migration::{prelude::*, schema::big_integer_null};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let column = Table::alter().table("document").add_column(big_integer_null("sent_at")).to_owned();
        manager.alter_table(column).await?;
        let sent = "UPDATE document SET sent_at = \
                    (SELECT submitted_at FROM request WHERE request.id = document.request_id)";
        manager.get_connection().execute_unprepared(sent).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let column = Table::alter().table("document").drop_column("sent_at").to_owned();
        manager.alter_table(column).await
    }
}
