//! What one officer has in hand, by who it is: counted with every look at the queue. Without statistics SQLite took any
//! index that begins with what is open, and went through all of that.
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const NAME: &str = "desk_row_in_hand";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut index = Index::create();
        index.name(NAME).table("desk_row");
        for column in ["assignee", "open", "office_id", "due_at", "request_id"] {
            index.col(column);
        }
        // Most rows are in nobody's hand, and cost it nothing.
        index.and_where(Expr::col("assignee").is_not_null());
        manager.create_index(index).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_index(Index::drop().name(NAME).table("desk_row").to_owned()).await
    }
}
