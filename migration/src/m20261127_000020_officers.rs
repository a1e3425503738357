//! Officers as the administrator keeps them: the district that one works for, invitations, and the history searched by
//! day and by who acted.
use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, big_integer_null, binary, pk_uuid, string, string_null, uuid},
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const INDEXES: [(&str, &str, &[&str]); 4] = [
    // Officers are few among many citizens.
    ("account_role", "account", &["role"]),
    ("invitation_open", "officer_invitation", &["used_at", "expires_at"]),
    ("event_day", "event", &["happened_at", "id"]),
    ("event_actor_day", "event", &["actor", "happened_at", "id"]),
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Of an officer who sees requests of one district only.
        manager
            .alter_table(Table::alter().table("account").add_column(string_null("district")).to_owned())
            .await?;
        let invitation = Table::create()
            .table("officer_invitation")
            .col(pk_uuid("id"))
            .col(binary("token_index").unique_key())
            .col(binary("email_index"))
            .col(binary("name"))
            .col(binary("email"))
            .col(string("role"))
            .col(uuid("office_id"))
            .col(string_null("district"))
            .col(uuid("invited_by"))
            .col(big_integer("created_at"))
            .col(big_integer("expires_at"))
            .col(big_integer_null("used_at"))
            .to_owned();
        manager.create_table(invitation).await?;
        for (name, table, columns) in INDEXES {
            let mut index = Index::create();
            index.name(name).table(table);
            for column in columns {
                index.col(*column);
            }
            manager.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (name, table, _) in INDEXES {
            manager.drop_index(Index::drop().name(name).table(table).to_owned()).await?;
        }
        manager.drop_table(Table::drop().table("officer_invitation").to_owned()).await?;
        manager.alter_table(Table::alter().table("account").drop_column("district").to_owned()).await
    }
}
