//! Documents that an office keeps no longer: given up, then destroyed. Two moments, since what is destroyed may be said
//! to be so only when it is; a program that stops in between goes on with the second.
use sea_orm_migration::{prelude::*, schema::big_integer_null};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const COLUMNS: [(&str, &str); 5] = [
    ("request", "files_discarded_at"),
    ("request", "files_destroyed_at"),
    ("document", "discarded_at"),
    ("document", "destroyed_at"),
    ("message_file", "discarded_at"),
];
/// What has ended and still has its files, by how and when.
const DUE: &str = "request_files_due";
/// What is given up and not yet destroyed: few.
const LEFT: &str = "request_files_left";
/// What was destroyed, by when.
const GONE: &str = "request_files_gone";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (table, column) in COLUMNS {
            let add = Table::alter().table(table).add_column(big_integer_null(column)).to_owned();
            manager.alter_table(add).await?;
        }
        let mut due = Index::create();
        due.name(DUE).table("request").col("status").col("decided_at");
        due.and_where(Expr::col("decided_at").is_not_null())
            .and_where(Expr::col("files_discarded_at").is_null());
        manager.create_index(due).await?;
        let mut left = Index::create();
        left.name(LEFT).table("request").col("files_discarded_at");
        left.and_where(Expr::col("files_discarded_at").is_not_null())
            .and_where(Expr::col("files_destroyed_at").is_null());
        manager.create_index(left).await?;
        let mut gone = Index::create();
        gone.name(GONE).table("request").col("files_destroyed_at").col("id");
        gone.and_where(Expr::col("files_destroyed_at").is_not_null());
        manager.create_index(gone).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for name in [DUE, LEFT, GONE] {
            manager.drop_index(Index::drop().name(name).table("request").to_owned()).await?;
        }
        for (table, column) in COLUMNS {
            manager.alter_table(Table::alter().table(table).drop_column(column).to_owned()).await?;
        }
        Ok(())
    }
}
