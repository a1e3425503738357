//! `WhatsApp` and SMS wished apart.
use sea_orm_migration::{prelude::*, schema::small_integer_null};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

/// Nothing: as the column `phone` says.
const COLUMNS: [&str; 2] = ["whatsapp", "sms"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in COLUMNS {
            let add = Table::alter().table("notice_wish").add_column(small_integer_null(column)).to_owned();
            manager.alter_table(add).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in COLUMNS {
            manager.alter_table(Table::alter().table("notice_wish").drop_column(column).to_owned()).await?;
        }
        Ok(())
    }
}
