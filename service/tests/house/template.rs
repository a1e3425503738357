//! Databases that are at this version already: the migrations run once a program, and every test gets a copy.
use migration::{Migrator, MigratorTrait as _};
use sea_orm::{ConnectionTrait as _, Database, DatabaseConnection};
use std::{fs, path::Path};
use tokio::sync::OnceCell;
use uuid::Uuid;

async fn execute(server: &DatabaseConnection, sql: &str) {
    server.execute_unprepared(sql).await.unwrap();
}

async fn migrate(url: &str) {
    let database = Box::pin(Database::connect(url)).await.unwrap();
    Migrator::up(&database, None).await.unwrap();
    database.close().await.unwrap();
}

/// Makes the SQLite file `file`.
pub async fn sqlite(file: &Path) {
    static WHOLE: OnceCell<Vec<u8>> = OnceCell::const_new();
    let whole = WHOLE.get_or_init(async || {
        let folder = tempfile::tempdir().unwrap();
        let first = folder.path().join("first.db");
        migrate(&format!("sqlite://{}?mode=rwc", first.display())).await;
        fs::read(first).unwrap()
    });
    fs::write(file, whole.await).unwrap();
}

/// Makes the database `name` on the server of `base`, the address of another database there.
pub async fn postgres(base: &str, name: &str) {
    static FIRST: OnceCell<String> = OnceCell::const_new();
    let server = Box::pin(Database::connect(base)).await.unwrap();
    let first = FIRST.get_or_init(async || {
        let first = format!("first_{}", Uuid::new_v4().simple());
        execute(&server, &format!("CREATE DATABASE {first}")).await;
        migrate(&format!("{}/{first}", base.rsplit_once('/').unwrap().0)).await;
        first
    });
    let first = first.await;
    execute(&server, &format!("CREATE DATABASE {name} TEMPLATE {first}")).await;
    server.close().await.unwrap();
}
