//! The clock of each request: since when it runs, how much working time was used before it last stood still, which
//! mark it has passed and when the next one comes. The calendar of days that are no working days. And daily figures.
use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, big_integer_null, small_integer, string, uuid},
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const COLUMNS: [&str; 5] = ["clock_from", "clock_used", "mark", "next_mark_at", "calendar"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in [
            big_integer_null("clock_from"),
            big_integer("clock_used").default(0).to_owned(),
            small_integer("mark").default(0).to_owned(),
            big_integer_null("next_mark_at"),
            // The version of the calendar that its times were reckoned with.
            big_integer("calendar").default(0).to_owned(),
        ] {
            let column = Table::alter().table("desk_row").add_column(column).to_owned();
            manager.alter_table(column).await?;
        }
        // What was promised before stays promised: only the end is a mark.
        manager
            .get_connection()
            .execute_unprepared(
                "UPDATE desk_row SET clock_from = submitted_at, next_mark_at = due_at WHERE open = 1",
            )
            .await?;
        for (name, columns) in
            [("desk_row_mark", ["open", "next_mark_at"]), ("desk_row_calendar", ["open", "calendar"])]
        {
            let mut index = Index::create();
            index.name(name).table("desk_row");
            for column in columns {
                index.col(column);
            }
            manager.create_index(index).await?;
        }
        let mut day = string("day");
        day.primary_key();
        let table = Table::create()
            .table("holiday")
            .col(day)
            .col(string("name"))
            .col(uuid("added_by"))
            .col(big_integer("added_at"))
            .to_owned();
        manager.create_table(table).await?;
        // What happened on a day, kept as numbers: for plots that never look at the requests themselves.
        let table = Table::create()
            .table("desk_day")
            .col(uuid("office_id"))
            .col(string("day"))
            .col(string("kind"))
            .col(string("item"))
            .col(small_integer("shard"))
            .col(big_integer("n"))
            .primary_key(Index::create().col("day").col("office_id").col("kind").col("item").col("shard"))
            .to_owned();
        manager.create_table(table).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("desk_day").to_owned()).await?;
        manager.drop_table(Table::drop().table("holiday").to_owned()).await?;
        for name in ["desk_row_mark", "desk_row_calendar"] {
            manager.drop_index(Index::drop().name(name).table("desk_row").to_owned()).await?;
        }
        for column in COLUMNS {
            manager.alter_table(Table::alter().table("desk_row").drop_column(column).to_owned()).await?;
        }
        Ok(())
    }
}
