//! Appointments for collecting a result: what each office offers, the one appointment of a request, and the place it
//! takes. The key of `appointment_seat` is what makes it impossible to give one place twice.
use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, big_integer_null, integer, small_integer, string, text, uuid},
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut office = uuid("office_id");
        office.primary_key();
        let table = Table::create()
            .table("appointment_rules")
            .col(office)
            // Counters, opening hours, lengths: as JSON, nobody's data.
            .col(text("rules"))
            .col(small_integer("offered"))
            .col(big_integer("version"))
            .col(uuid("changed_by"))
            .col(big_integer("changed_at"))
            .to_owned();
        manager.create_table(table).await?;
        let mut request = uuid("request_id");
        request.primary_key();
        let table = Table::create()
            .table("appointment")
            .col(request)
            // The name under which calendars know it.
            .col(uuid("id"))
            .col(uuid("office_id"))
            .col(big_integer("starts_at"))
            .col(integer("minutes"))
            .col(string("counter"))
            .col(string("state"))
            .col(integer("sequence"))
            // The versions of rules and calendar under which it was last found to stand.
            .col(big_integer("rules"))
            .col(big_integer("calendar"))
            .col(big_integer_null("remind_at"))
            .col(big_integer("changed_at"))
            .to_owned();
        manager.create_table(table).await?;
        for (name, columns) in
            [("appointment_day", ["office_id", "starts_at"]), ("appointment_remind", ["state", "remind_at"])]
        {
            let mut index = Index::create();
            index.name(name).table("appointment");
            for column in columns {
                index.col(column);
            }
            manager.create_index(index).await?;
        }
        let mut taker = uuid("request_id");
        taker.unique_key();
        let table = Table::create()
            .table("appointment_seat")
            .col(uuid("office_id"))
            .col(big_integer("starts_at"))
            .col(string("counter"))
            .col(small_integer("place"))
            .col(taker)
            .primary_key(Index::create().col("office_id").col("starts_at").col("counter").col("place"))
            .to_owned();
        manager.create_table(table).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["appointment_seat", "appointment", "appointment_rules"] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}
