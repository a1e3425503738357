//! What people wish about letters, and letters that stand in for one another, wait for the morning and are sent again.
use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, big_integer_null, small_integer, string, string_null, uuid, uuid_null},
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const INDEXES: [(&str, &[&str]); 3] = [
    ("outbox_letter", &["letter_id"]),
    ("outbox_request", &["request_id", "created_at"]),
    ("outbox_ended", &["account_id", "channel", "ended_at"]),
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let wish = Table::create()
            .table("notice_wish")
            .col(uuid("account_id").primary_key())
            .col(small_integer("email"))
            .col(small_integer("phone"))
            .col(small_integer("push"))
            .col(string("first_way"))
            // Nothing: the language of the pages.
            .col(string_null("language"))
            .col(small_integer("digest"))
            // The last day whose digest was written.
            .col(string_null("digest_day"))
            .col(big_integer("updated_at"))
            .to_owned();
        manager.create_table(wish).await?;
        for column in [
            // Rows of one letter by several ways, of which the later ones stand in for the earlier ones.
            uuid_null("letter_id"),
            small_integer("place").default(0).to_owned(),
            // Waits for the end of the quiet hours.
            small_integer("calm").default(0).to_owned(),
            big_integer_null("ended_at"),
        ] {
            let add = Table::alter().table("outbox").add_column(column).to_owned();
            manager.alter_table(add).await?;
        }
        for (name, columns) in INDEXES {
            let mut index = Index::create();
            index.name(name).table("outbox");
            for column in columns {
                index.col(*column);
            }
            manager.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (name, _) in INDEXES {
            manager.drop_index(Index::drop().name(name).table("outbox").to_owned()).await?;
        }
        for column in ["letter_id", "place", "calm", "ended_at"] {
            manager.alter_table(Table::alter().table("outbox").drop_column(column).to_owned()).await?;
        }
        manager.drop_table(Table::drop().table("notice_wish").to_owned()).await
    }
}
