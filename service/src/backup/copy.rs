//! The database itself: a copy of it at one moment, and what is in a copy. The only part with SQL of its own.
use std::{collections::BTreeMap, path::Path};

use sea_orm::{
    ColumnTrait as _, ConnectOptions, ConnectionTrait as _, DatabaseConnection, DbErr, EntityTrait as _,
    FromQueryResult, QueryFilter as _, QueryOrder as _, QuerySelect as _, Statement,
};

use crate::{
    db::Db,
    entity::{document, message_file, result},
};

/// So many rows are read at once.
const PAGE: u64 = 500;

#[derive(FromQueryResult)]
struct KeyRow {
    id: uuid::Uuid,
    storage_key: String,
}

/// Writes the database as it is at this moment into a file of its own and opens that; writers go on meanwhile.
pub(super) async fn take(db: &Db, copy: &Path) -> Result<DatabaseConnection, DbErr> {
    let path = copy.display().to_string().replace('\'', "''");
    db.read().execute_unprepared(&format!("VACUUM INTO '{path}'")).await?;
    open(copy).await
}

/// Opens a copy of the database without changing a byte of it.
pub(super) async fn open(copy: &Path) -> Result<DatabaseConnection, DbErr> {
    let mut options = ConnectOptions::new(format!("sqlite://{}", copy.display()));
    options
        .max_connections(1)
        .sqlx_logging(false)
        .map_sqlx_sqlite_opts(|sqlite| sqlite.read_only(true).immutable(true));
    crate::db::connect(options).await
}

/// The keys of all files that are promised to somebody: documents of citizens, also those that a later sending took the
/// place of; files of messages; results of the office.
pub(super) async fn file_keys(db: &DatabaseConnection) -> Result<Vec<String>, DbErr> {
    let mut keys: Vec<String> = result::Entity::find()
        .select_only()
        .column(result::Column::StorageKey)
        .filter(result::Column::RemovedAt.is_null())
        .filter(result::Column::StorageKey.is_not_null())
        .into_tuple()
        .all(db)
        .await?;
    let of_messages: Vec<String> = message_file::Entity::find()
        .select_only()
        .column(message_file::Column::StorageKey)
        .filter(message_file::Column::DiscardedAt.is_null())
        .into_tuple()
        .all(db)
        .await?;
    keys.extend(of_messages);
    let mut after = uuid::Uuid::nil();
    loop {
        let rows: Vec<KeyRow> = document::Entity::find()
            .select_only()
            .columns([document::Column::Id, document::Column::StorageKey])
            .filter(document::Column::Id.gt(after))
            .filter(document::kept())
            .order_by_asc(document::Column::Id)
            .limit(PAGE)
            .into_model()
            .all(db)
            .await?;
        let Some(last) = rows.last() else { return Ok(keys) };
        after = last.id;
        keys.extend(rows.into_iter().map(|row| row.storage_key));
    }
}

/// How many rows each table has.
pub(super) async fn count_tables(db: &DatabaseConnection) -> Result<BTreeMap<String, u64>, DbErr> {
    let of = |sql: String| Statement::from_string(db.get_database_backend(), sql);
    let names = db
        .query_all_raw(of(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'".to_owned()
        ))
        .await?;
    let mut counts = BTreeMap::new();
    for row in names {
        let name: String = row.try_get_by_index(0)?;
        let quoted = name.replace('"', "\"\"");
        let Some(count) = db.query_one_raw(of(format!("SELECT COUNT(*) FROM \"{quoted}\""))).await? else {
            continue;
        };
        let count: i64 = count.try_get_by_index(0)?;
        counts.insert(name, u64::try_from(count).unwrap_or(0));
    }
    Ok(counts)
}
