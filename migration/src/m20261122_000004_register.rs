//! The office's register: families as the office has them, loaded generation by generation.
use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, binary, small_integer_null, string, uuid},
    sea_orm::DbBackend,
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut id = big_integer("id");
        id.primary_key();
        // `turn` is 1 for the generation that is being loaded and empty for all others: unique, so that there is one.
        let generations = Table::create()
            .table("register_generation")
            .col(id)
            .col(uuid("key"))
            .col(string("state"))
            .col(small_integer_null("turn").unique_key())
            .col(big_integer("beat"))
            .col(big_integer("as_of"))
            .col(big_integer("cards"))
            .col(big_integer("members"))
            .to_owned();
        manager.create_table(generations).await?;
        let cards = Table::create()
            .table("register_card")
            .col(big_integer("generation"))
            .col(binary("kk_index"))
            .col(binary("body"))
            .primary_key(Index::create().col("generation").col("kk_index"))
            .to_owned();
        manager.create_table(cards).await?;
        // A million small rows that are only ever found by their key: on SQLite the key is the table.
        let people = match manager.get_database_backend() {
            DbBackend::Postgres => {
                "CREATE TABLE register_person (generation bigint NOT NULL, nik_index bytea NOT NULL, \
                 kk_index bytea NOT NULL, PRIMARY KEY (generation, nik_index))"
            }
            _ => {
                "CREATE TABLE register_person (generation integer NOT NULL, nik_index blob NOT NULL, \
                 kk_index blob NOT NULL, PRIMARY KEY (generation, nik_index)) WITHOUT ROWID"
            }
        };
        manager.get_connection().execute_unprepared(people).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for name in ["register_person", "register_card", "register_generation"] {
            manager.drop_table(Table::drop().table(name).to_owned()).await?;
        }
        Ok(())
    }
}
