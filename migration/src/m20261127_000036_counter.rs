//! What was handed over without an appointment is an appointment that was never made (`walk_in`); and a question to the
//! office knows the district of the request or the family it is about, where there is one.
use sea_orm_migration::{
    prelude::*,
    schema::{small_integer, string_null},
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let walk_in =
            Table::alter().table("appointment").add_column(small_integer("walk_in").default(0)).to_owned();
        manager.alter_table(walk_in).await?;
        let district = Table::alter().table("help_ticket").add_column(string_null("district")).to_owned();
        manager.alter_table(district).await?;
        // Of those that are about a request the desk knows it.
        manager
            .get_connection()
            .execute_unprepared(
                "UPDATE help_ticket SET district = (SELECT NULLIF(district, '') FROM desk_row \
                 WHERE desk_row.request_id = help_ticket.request_id) WHERE request_id IS NOT NULL",
            )
            .await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.alter_table(Table::alter().table("help_ticket").drop_column("district").to_owned()).await?;
        manager.alter_table(Table::alter().table("appointment").drop_column("walk_in").to_owned()).await
    }
}
