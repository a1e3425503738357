//! The foundation: offices, accounts, sessions, drafts, documents, requests, history, feed and outbox.
use sea_orm_migration::{
    prelude::*,
    schema::{
        big_integer, big_integer_null, binary, binary_null, integer, pk_uuid, small_integer, string,
        string_null, text, uuid, uuid_null,
    },
    sea_orm::DbBackend,
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

/// A table of the foundation with its columns; indexes follow separately.
fn table(name: &'static str, columns: Vec<ColumnDef>) -> TableCreateStatement {
    let mut statement = Table::create();
    statement.table(name);
    for mut column in columns {
        statement.col(&mut column);
    }
    statement
}

fn key(
    name: &'static str,
    table: &'static str,
    columns: &[&'static str],
    unique: bool,
) -> IndexCreateStatement {
    let mut statement = Index::create();
    statement.name(name).table(table);
    for column in columns {
        statement.col(*column);
    }
    if unique {
        statement.unique();
    }
    statement
}

fn pk_bytes(name: &'static str) -> ColumnDef {
    let mut column = binary(name);
    column.primary_key();
    column
}

fn people() -> Vec<TableCreateStatement> {
    vec![
        table("setting", vec![pk_string("name"), binary("value")]),
        table("office", vec![pk_uuid("id"), string("code"), string("name"), string("kind")]),
        // One wrapped data key per account, registration and request; destroying the row destroys the data.
        table("data_key", vec![pk_uuid("subject"), string("key_id"), binary("wrapped")]),
        table(
            "account",
            vec![
                pk_uuid("id"),
                string("role"),
                uuid_null("office_id"),
                string("state"),
                string("link"),
                string("language"),
                binary_null("nik"),
                binary_null("nik_index"),
                binary_null("kk_number"),
                binary("name"),
                binary_null("phone"),
                binary_null("phone_index"),
                binary_null("email"),
                binary_null("email_index"),
                string("password_hash"),
                big_integer("created_at"),
                big_integer("history_seq"),
                binary("history_head"),
            ],
        ),
        table(
            "registration",
            vec![
                pk_uuid("id"),
                binary("body"),
                string("password_hash"),
                big_integer_null("email_proven_at"),
                big_integer_null("phone_proven_at"),
                big_integer("created_at"),
                big_integer("expires_at"),
            ],
        ),
        table(
            "one_time_code",
            vec![
                pk_uuid("id"),
                uuid("subject"),
                string("purpose"),
                binary("code_hash"),
                big_integer("created_at"),
                big_integer("expires_at"),
                big_integer_null("used_at"),
            ],
        ),
        table(
            "session",
            vec![
                pk_bytes("id_hash"),
                uuid_null("account_id"),
                binary("data"),
                big_integer("created_at"),
                big_integer("expires_at"),
            ],
        ),
        table(
            "device",
            vec![pk_bytes("id_hash"), uuid("account_id"), big_integer("created_at"), big_integer("seen_at")],
        ),
        table("rate", vec![pk_bytes("key_hash"), big_integer("window_start"), integer("hits")]),
        table(
            "family_card",
            vec![pk_uuid("account_id"), binary("body"), big_integer("revision"), big_integer("updated_at")],
        ),
    ]
}

fn requests() -> Vec<TableCreateStatement> {
    vec![
        table(
            "catalogue_version",
            vec![
                pk_bytes("hash"),
                string("procedure"),
                integer("version"),
                text("body"),
                big_integer("first_seen_at"),
            ],
        ),
        table(
            "draft",
            vec![
                pk_uuid("id"),
                uuid("account_id"),
                string("procedure"),
                binary("catalogue_hash"),
                binary("body"),
                big_integer("revision"),
                big_integer("created_at"),
                big_integer("updated_at"),
            ],
        ),
        table(
            "document",
            vec![
                pk_uuid("id"),
                uuid("request_id"),
                uuid("account_id"),
                string("slot"),
                small_integer("position"),
                binary("name"),
                string("media_type"),
                big_integer("size"),
                integer("width"),
                integer("height"),
                integer("pages"),
                string("sha256"),
                string("storage_key"),
                big_integer("created_at"),
                big_integer_null("removed_at"),
            ],
        ),
        table(
            "request",
            vec![
                pk_uuid("id"),
                string("number"),
                uuid("account_id"),
                uuid("office_id"),
                string("village"),
                string("procedure"),
                binary("catalogue_hash"),
                string("status"),
                big_integer("version"),
                uuid_null("assignee"),
                big_integer_null("lease_until"),
                uuid_null("verified_by"),
                binary("body"),
                binary("kk_index"),
                binary_null("flagged"),
                big_integer("submitted_at"),
                big_integer("due_at"),
                big_integer("updated_at"),
                big_integer_null("correction_due_at"),
                big_integer_null("decided_at"),
                big_integer("history_seq"),
                binary("history_head"),
            ],
        ),
    ]
}

fn answers_to_them() -> Vec<TableCreateStatement> {
    vec![
        table(
            "decision",
            vec![
                pk_uuid("id"),
                uuid("request_id"),
                string("command"),
                big_integer("version_seen"),
                uuid("decided_by"),
                binary("body"),
                big_integer("decided_at"),
            ],
        ),
        table(
            "event",
            vec![
                pk_uuid("id"),
                uuid("subject"),
                big_integer("seq"),
                string("kind"),
                uuid_null("actor"),
                string("actor_role"),
                text("detail"),
                big_integer("happened_at"),
                binary("previous_hash"),
                binary("hash"),
            ],
        ),
        table(
            "notice",
            vec![
                pk_uuid("id"),
                uuid("account_id"),
                uuid_null("request_id"),
                string("kind"),
                binary("body"),
                big_integer("created_at"),
                big_integer_null("read_at"),
            ],
        ),
        table(
            "outbox",
            vec![
                pk_uuid("id"),
                uuid("account_id"),
                uuid_null("request_id"),
                string("channel"),
                string("kind"),
                binary("body"),
                string("state"),
                integer("attempts"),
                big_integer("created_at"),
                big_integer("next_at"),
                big_integer_null("sent_at"),
                string_null("failure"),
                string_null("reference"),
            ],
        ),
    ]
}

fn pk_string(name: &'static str) -> ColumnDef {
    let mut column = string(name);
    column.primary_key();
    column
}

fn indexes() -> Vec<IndexCreateStatement> {
    vec![
        key("office_code", "office", &["code"], true),
        key("account_nik", "account", &["nik_index"], true),
        key("account_phone", "account", &["phone_index"], false),
        key("account_email", "account", &["email_index"], false),
        key("code_subject", "one_time_code", &["subject", "purpose"], false),
        key("session_account", "session", &["account_id"], false),
        key("session_expiry", "session", &["expires_at"], false),
        key("registration_expiry", "registration", &["expires_at"], false),
        key("draft_account", "draft", &["account_id", "updated_at"], false),
        key("document_request", "document", &["request_id", "slot", "position"], false),
        key("request_number", "request", &["number"], true),
        key("request_account", "request", &["account_id", "submitted_at"], false),
        key("request_queue", "request", &["office_id", "status", "due_at", "id"], false),
        key("request_status", "request", &["status", "due_at", "id"], false),
        key("request_kk", "request", &["kk_index", "status"], false),
        key("decision_request", "decision", &["request_id", "decided_at"], false),
        key("event_line", "event", &["subject", "seq"], true),
        key("notice_account", "notice", &["account_id", "created_at"], false),
        key("outbox_due", "outbox", &["state", "next_at"], false),
        key("outbox_account", "outbox", &["account_id", "created_at"], false),
    ]
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for statement in people().into_iter().chain(requests()).chain(answers_to_them()) {
            manager.create_table(statement).await?;
        }
        // Ids commit out of order on PostgreSQL: a row also carries its transaction, and readers stop
        // below the oldest transaction still open.
        let feed = match manager.get_database_backend() {
            DbBackend::Postgres => {
                "CREATE TABLE change_feed (id bigserial PRIMARY KEY, kind varchar NOT NULL, request_id uuid, \
                 account_id uuid, office_id uuid, happened_at bigint NOT NULL, \
                 xid xid8 NOT NULL DEFAULT pg_current_xact_id())"
            }
            _ => {
                "CREATE TABLE change_feed (id integer PRIMARY KEY AUTOINCREMENT, kind varchar NOT NULL, \
                 request_id blob, account_id blob, office_id blob, happened_at bigint NOT NULL)"
            }
        };
        manager.get_connection().execute_unprepared(feed).await?;
        if manager.get_database_backend() == DbBackend::Postgres {
            manager
                .get_connection()
                .execute_unprepared("CREATE INDEX change_feed_xid ON change_feed (xid, id)")
                .await?;
        }
        for statement in indexes() {
            manager.create_index(statement).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for name in [
            "change_feed",
            "outbox",
            "notice",
            "event",
            "decision",
            "request",
            "document",
            "draft",
            "catalogue_version",
            "family_card",
            "rate",
            "device",
            "session",
            "one_time_code",
            "registration",
            "account",
            "data_key",
            "office",
            "setting",
        ] {
            manager.drop_table(Table::drop().table(name).if_exists().to_owned()).await?;
        }
        Ok(())
    }
}
