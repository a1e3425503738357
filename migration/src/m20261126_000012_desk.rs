//! The desk's own narrow rows: what queues sort and filter by, kept beside each request and without its sealed
//! content, so that a page of the queue reads little however many requests have ended. With them: counts per office
//! and status, words of names as keyed hashes, places that requests came from, saved views, and who looks at what.
use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, big_integer_null, binary, pk_uuid, small_integer, string, text, uuid, uuid_null},
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

fn rows() -> TableCreateStatement {
    Table::create()
        .table("desk_row")
        .col(pk_uuid("request_id"))
        .col(string("number"))
        .col(uuid("office_id"))
        .col(string("procedure"))
        .col(binary("catalogue_hash"))
        .col(string("village"))
        .col(string("district"))
        .col(string("status"))
        // 1 waits for the office, 2 for the citizen, 0 has ended.
        .col(small_integer("open"))
        .col(big_integer("version"))
        .col(big_integer("submitted_at"))
        .col(big_integer("due_at"))
        .col(big_integer_null("closed_at"))
        .col(uuid_null("assignee"))
        .col(big_integer_null("lease_until"))
        .col(uuid_null("verified_by"))
        .col(small_integer("flagged").default(0))
        .col(small_integer("twin").default(0))
        // 0 until words of names and the district were drawn from the sealed content.
        .col(small_integer("indexed").default(0))
        .to_owned()
}

fn others() -> Vec<TableCreateStatement> {
    vec![
        // One line a shard, so that two servers that write at once rarely wait for each other.
        Table::create()
            .table("desk_count")
            .col(uuid("office_id"))
            .col(string("status"))
            .col(small_integer("shard"))
            .col(big_integer("n"))
            .primary_key(Index::create().col("office_id").col("status").col("shard"))
            .to_owned(),
        // Ids are made in the order of time, so the key also says which is newer.
        Table::create()
            .table("desk_word")
            .col(binary("word_index"))
            .col(uuid("request_id"))
            .primary_key(Index::create().col("word_index").col("request_id"))
            .to_owned(),
        Table::create()
            .table("desk_place")
            .col(string("district"))
            .col(string("village"))
            .primary_key(Index::create().col("district").col("village"))
            .to_owned(),
        Table::create()
            .table("desk_view")
            .col(pk_uuid("id"))
            .col(uuid("account_id"))
            .col(binary("name"))
            .col(text("filter"))
            .col(big_integer("created_at"))
            .to_owned(),
        Table::create()
            .table("desk_presence")
            .col(pk_uuid("account_id"))
            .col(uuid("request_id"))
            .col(big_integer("seen_at"))
            .to_owned(),
    ]
}

fn key(name: &'static str, table: &'static str, columns: &[&'static str]) -> IndexCreateStatement {
    let mut statement = Index::create();
    statement.name(name).table(table);
    for column in columns {
        statement.col(*column);
    }
    statement
}

fn indexes() -> Vec<IndexCreateStatement> {
    vec![
        key("desk_row_queue", "desk_row", &["open", "office_id", "due_at", "request_id"]),
        key("desk_row_all", "desk_row", &["open", "due_at", "request_id"]),
        key("desk_row_newest", "desk_row", &["open", "submitted_at", "request_id"]),
        key("desk_row_office_newest", "desk_row", &["open", "office_id", "submitted_at", "request_id"]),
        key("desk_row_office_closed", "desk_row", &["open", "office_id", "closed_at", "request_id"]),
        key("desk_row_status", "desk_row", &["open", "status", "due_at", "request_id"]),
        key("desk_row_procedure", "desk_row", &["open", "procedure", "due_at", "request_id"]),
        key("desk_row_place", "desk_row", &["open", "district", "village", "due_at", "request_id"]),
        key("desk_row_holder", "desk_row", &["assignee", "open", "due_at", "request_id"]),
        key("desk_row_closed", "desk_row", &["open", "closed_at", "request_id"]),
        key("desk_row_indexed", "desk_row", &["indexed", "request_id"]),
        key("desk_view_account", "desk_view", &["account_id", "created_at"]),
        key("desk_presence_request", "desk_presence", &["request_id", "seen_at"]),
    ]
}

const FILL: [&str; 2] = [
    "INSERT INTO desk_row (request_id, number, office_id, procedure, catalogue_hash, village, district, status, \
     open, version, submitted_at, due_at, closed_at, assignee, lease_until, verified_by) \
     SELECT id, number, office_id, procedure, catalogue_hash, village, '', status, \
     CASE WHEN status = 'needs_correction' THEN 2 \
     WHEN status IN ('done', 'rejected', 'withdrawn', 'expired') THEN 0 ELSE 1 END, \
     version, submitted_at, due_at, \
     CASE WHEN status IN ('done', 'rejected', 'withdrawn', 'expired') THEN updated_at END, \
     assignee, lease_until, verified_by FROM request",
    "INSERT INTO desk_count (office_id, status, shard, n) \
     SELECT office_id, status, 0, COUNT(*) FROM request GROUP BY office_id, status",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(rows()).await?;
        for statement in others() {
            manager.create_table(statement).await?;
        }
        for statement in FILL {
            manager.get_connection().execute_unprepared(statement).await?;
        }
        for statement in indexes() {
            manager.create_index(statement).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for name in ["desk_presence", "desk_view", "desk_place", "desk_word", "desk_count", "desk_row"] {
            manager.drop_table(Table::drop().table(name).to_owned()).await?;
        }
        Ok(())
    }
}
