//! A database and programs of different versions.
#![expect(clippy::unwrap_used, reason = "tests")]
use crate::house::{House, both_databases};
use migration::{FLOOR, Migrator, MigratorTrait};
use sea_orm::{ConnectionTrait, Database, DatabaseConnection, DbBackend, Statement};
use std::collections::BTreeMap;

async fn does(db: &DatabaseConnection, sql: &str) {
    db.execute_unprepared(sql).await.unwrap();
}

/// What a program of next year leaves behind.
async fn migrated_by_a_newer_program(house: &House, floor: &str) {
    let db = Box::pin(Database::connect(house.url())).await.unwrap();
    does(&db, "ALTER TABLE request ADD COLUMN next_year bigint NOT NULL DEFAULT 0").await;
    does(&db, "CREATE TABLE next_year (id bigint PRIMARY KEY)").await;
    does(&db, "INSERT INTO seaql_migrations (version, applied_at) VALUES ('m20271231_999999_next_year', 0)")
        .await;
    let blob = match db.get_database_backend() {
        DbBackend::Sqlite => format!("X'{}'", hex::encode(floor)),
        _ => format!("'\\x{}'", hex::encode(floor)),
    };
    does(&db, &format!("UPDATE setting SET value = {blob} WHERE name = 'schema_floor'")).await;
}

both_databases!(a_program_serves_beside_and_after_a_newer_one_that_only_added, house => {
    let citizen = house.citizen("9901020101900005", "made@contoh.test", "081290000002").await;
    migrated_by_a_newer_program(&house, FLOOR).await;

    // The one that runs goes on, and one that is started anew serves.
    let draft = house.written_request(&citizen).await;
    let anew = house.reopened(|_| {}).await;
    anew.check().await.unwrap();
    anew.send(&citizen, draft, true).await.unwrap();
    anew.sweep().await.unwrap();
    let looked = house.service.reconcile().await.unwrap();
    assert!(looked.requests == 1 && looked.broken_requests.is_empty(), "{looked:?}");
    // Its `migrate` does no harm.
    house.service.migrate().await.unwrap();
    house.service.check().await.unwrap();
});

both_databases!(a_program_that_is_too_old_says_so_and_touches_nothing, house => {
    migrated_by_a_newer_program(&house, "m20271231_999999_next_year").await;
    for refused in [house.service.check().await, house.service.migrate().await] {
        let sentence = refused.unwrap_err().to_string();
        assert!(sentence.contains("newer program") && sentence.contains("next_year"), "{sentence}");
    }
});

/// The flags lie in `.cargo/config.toml`, which a build from elsewhere would not read.
#[tokio::test]
async fn sqlite_keeps_the_plan_of_a_statement_whatever_is_bound_and_takes_no_common_lock_for_pages() {
    let db = Box::pin(Database::connect("sqlite::memory:")).await.unwrap();
    let asked = Statement::from_string(DbBackend::Sqlite, "PRAGMA compile_options");
    let rows = db.query_all_raw(asked).await.unwrap();
    let options: Vec<String> = rows.iter().map(|row| row.try_get_by_index(0).unwrap()).collect();
    assert!(options.iter().any(|option| option == "ENABLE_QPSG"), "{options:?}");
    assert!(options.iter().any(|option| option == "DEFAULT_MEMSTATUS=0"), "{options:?}");
    assert!(!options.iter().any(|option| option == "ENABLE_MEMORY_MANAGEMENT"), "{options:?}");
}

/// Tables, their columns with what each must be, and what must be unique.
async fn shape(db: &DatabaseConnection) -> BTreeMap<String, String> {
    let rows =
        async |sql: &str| db.query_all_raw(Statement::from_string(DbBackend::Sqlite, sql)).await.unwrap();
    let mut shape = BTreeMap::new();
    for row in rows(
        "SELECT m.name AS t, c.name AS c, c.type AS y, c.\"notnull\" AS n, c.dflt_value AS d, c.pk AS k \
         FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table'",
    )
    .await
    {
        let text = |name: &str| row.try_get::<Option<String>>("", name).unwrap().unwrap_or_default();
        let number = |name: &str| row.try_get::<i32>("", name).unwrap();
        let must = if number("n") == 1 && text("d").is_empty() { "must be given" } else { "may be left out" };
        shape.insert(format!("{}.{}", text("t"), text("c")), format!("{} {must} {}", text("y"), number("k")));
    }
    for row in rows(
        "SELECT m.name AS t, group_concat(c.name) AS c FROM sqlite_master m JOIN pragma_index_list(m.name) i \
         JOIN pragma_index_info(i.name) c WHERE m.type = 'table' AND i.\"unique\" = 1 GROUP BY m.name, i.name",
    )
    .await
    {
        let text = |name: &str| row.try_get::<String>("", name).unwrap();
        shape.insert(format!("unique {}: {}", text("t"), text("c")), String::new());
    }
    shape
}

/// What of the newer shape would disturb a program that knows the older one.
fn disturbs(older: &BTreeMap<String, String>, newer: &BTreeMap<String, String>) -> Vec<String> {
    let tables: Vec<&str> =
        older.keys().filter_map(|key| key.split_once('.')).map(|(table, _)| table).collect();
    let mut found = Vec::new();
    for (what, how) in older {
        match newer.get(what) {
            None if what.starts_with("unique ") => {}
            None => found.push(format!("{what} is gone")),
            Some(now) if now != how => found.push(format!("{what} was {how}, is {now}")),
            Some(_) => {}
        }
    }
    for (what, how) in newer.iter().filter(|(what, _)| !older.contains_key(*what)) {
        let table =
            what.strip_prefix("unique ").and_then(|rest| rest.split_once(':')).or(what.split_once('.'));
        let old_table = table.is_some_and(|(table, _)| tables.contains(&table));
        if old_table && (what.starts_with("unique ") || how.contains("must be given")) {
            found.push(format!("{what} is new and wants something that the older program does not know"));
        }
    }
    found
}

#[tokio::test]
async fn what_comes_after_the_floor_only_adds() {
    let names: Vec<String> = Migrator::migrations().iter().map(|each| each.name().to_owned()).collect();
    let until = names.iter().position(|name| name == FLOOR).unwrap() + 1;
    let db = Box::pin(Database::connect("sqlite::memory:")).await.unwrap();
    Migrator::up(&db, Some(u32::try_from(until).unwrap())).await.unwrap();
    let older = shape(&db).await;
    assert!(older.len() > 200 && older.keys().any(|key| key.starts_with("unique ")), "{}", older.len());
    Migrator::up(&db, None).await.unwrap();
    assert_eq!(disturbs(&older, &shape(&db).await), Vec::<String>::new());

    // The check finds what it is there for.
    does(&db, "ALTER TABLE office ADD COLUMN kind_of_roof text NOT NULL DEFAULT 'tin'").await;
    assert_eq!(disturbs(&older, &shape(&db).await), Vec::<String>::new(), "a column with a default");
    for (change, finds) in [
        ("CREATE UNIQUE INDEX roofs ON office (kind_of_roof)", "unique office: kind_of_roof is new"),
        ("DROP TABLE holiday", "holiday.day is gone"),
        ("ALTER TABLE request RENAME COLUMN version TO edition", "request.version is gone"),
    ] {
        does(&db, change).await;
        let found = disturbs(&older, &shape(&db).await).join("; ");
        assert!(found.contains(finds), "{change}: {found}");
    }
}
