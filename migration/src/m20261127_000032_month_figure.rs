//! What was counted in each closed month, kept as it was when the month was closed: what is published of it never
//! changes. Numbers by service and reason, no person.
use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, string, text},
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut month = string("month");
        month.primary_key();
        let table = Table::create()
            .table("month_figure")
            .col(month)
            .col(text("counts"))
            .col(big_integer("closed_at"))
            .to_owned();
        manager.create_table(table).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("month_figure").to_owned()).await
    }
}
