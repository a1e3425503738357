//! What an officer for one district needs: the counts of each district, kept like those of the offices, and the district
//! beside each line of the live feed.
use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, small_integer, string, string_null, uuid},
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const FILL: &str = "INSERT INTO district_count (office_id, district, status, shard, n) \
     SELECT office_id, district, status, 0, COUNT(*) FROM desk_row WHERE district <> '' \
     GROUP BY office_id, district, status";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let counts = Table::create()
            .table("district_count")
            .col(uuid("office_id"))
            .col(string("district"))
            .col(string("status"))
            .col(small_integer("shard"))
            .col(big_integer("n"))
            .primary_key(Index::create().col("office_id").col("district").col("status").col("shard"))
            .to_owned();
        manager.create_table(counts).await?;
        manager.get_connection().execute_unprepared(FILL).await?;
        let district = Table::alter().table("change_feed").add_column(string_null("district")).to_owned();
        manager.alter_table(district).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.alter_table(Table::alter().table("change_feed").drop_column("district").to_owned()).await?;
        manager.drop_table(Table::drop().table("district_count").to_owned()).await
    }
}
