//! What lies in the database and in the store, as somebody sees it who carries both away.
use super::House;
use object_store::ObjectStore;

impl House {
    /// How many files lie in the store.
    pub async fn stored_files(&self) -> usize {
        use futures::TryStreamExt;
        self.store.list(None).try_collect::<Vec<_>>().await.unwrap().len()
    }

    /// Every byte of every table and of the store: what a thief would have.
    pub async fn everything_stored(&self) -> Vec<u8> {
        use futures::TryStreamExt;
        use object_store::ObjectStoreExt;
        let mut dump = Vec::new();
        if let Some(path) = self.url.strip_prefix("sqlite://") {
            for ending in ["", "-wal"] {
                dump.extend(std::fs::read(format!("{path}{ending}")).unwrap_or_default());
            }
        } else {
            dump.extend(postgres_dump(&self.url).await);
        }
        let objects: Vec<_> = self.store.list(None).try_collect().await.unwrap();
        assert!(!objects.is_empty());
        for object in objects {
            dump.extend(object.location.to_string().into_bytes());
            dump.extend(self.store.get(&object.location).await.unwrap().bytes().await.unwrap());
        }
        dump
    }
}

async fn postgres_dump(url: &str) -> Vec<u8> {
    use sea_orm::{ConnectionTrait, DbBackend, Statement};
    let db = Box::pin(sea_orm::Database::connect(url)).await.unwrap();
    let tables = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'";
    let mut dump = Vec::new();
    for row in db.query_all_raw(Statement::from_string(DbBackend::Postgres, tables)).await.unwrap() {
        let table: String = row.try_get("", "tablename").unwrap();
        // `row_to_json` prints bytea as hex: also look at the bytes behind it.
        let sql = format!("SELECT row_to_json(t)::text AS line FROM \"{table}\" t");
        for line in db.query_all_raw(Statement::from_string(DbBackend::Postgres, sql)).await.unwrap() {
            let line: String = line.try_get("", "line").unwrap();
            for hex in line.split("\\\\x").skip(1) {
                let digits: String = hex.chars().take_while(char::is_ascii_hexdigit).collect();
                dump.extend(
                    (0..digits.len() / 2)
                        .filter_map(|at| u8::from_str_radix(&digits[at * 2..at * 2 + 2], 16).ok()),
                );
            }
            dump.extend(line.into_bytes());
        }
    }
    dump
}

/// Whether `needle` is in `haystack`.
pub fn contains(haystack: &[u8], needle: &[u8]) -> bool {
    haystack.windows(needle.len()).any(|window| window == needle)
}
