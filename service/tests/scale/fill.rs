//! Fills a house by copying the rows that the use cases wrote for one citizen and one request: so a copy weighs what a
//! real row weighs, and has every column that there is.
//!
//! Copies hold the sealed bytes of another row and could not be opened; nothing that is measured opens one.
#![expect(clippy::panic, reason = "a statement that fails is told whole")]
use crate::house::House;
use sea_orm::{ConnectionTrait, DatabaseConnection, Statement};
use std::collections::HashMap;

/// Requests that are open, however many have ended.
pub(crate) const OPEN: u64 = 500;
/// Words by which names are found.
const WORDS: u64 = 200_000;
/// Rows that one statement writes.
const AT_ONCE: u64 = 200_000;

/// What writes the numbers from 1 on as values of a column, for either database.
struct Dialect {
    postgres: bool,
}

impl Dialect {
    fn numbers(&self, first: u64, last: u64) -> String {
        if self.postgres {
            format!("generate_series({first}::bigint, {last}::bigint) AS n(i)")
        } else {
            format!(
                "(WITH RECURSIVE n(i) AS (SELECT {first} UNION ALL SELECT i + 1 FROM n WHERE i < {last}) SELECT i FROM n)"
            )
        }
    }

    /// An id; later ones are higher, as those of the portal are.
    fn id(&self, kind: u8, number: &str) -> String {
        if self.postgres {
            format!("('{kind:02x}' || lpad(to_hex({number}), 30, '0'))::uuid")
        } else {
            format!("unhex(printf('{kind:02x}%030x', {number}))")
        }
    }

    /// 32 bytes that stand anywhere, as those of an index do.
    fn index(&self, kind: u8, number: &str) -> String {
        let dice = Self::dice(number);
        if self.postgres {
            format!(
                "decode(lpad(to_hex({dice}), 8, '0') || '{kind:02x}' || lpad(to_hex({number}), 54, '0'), 'hex')"
            )
        } else {
            format!("unhex(printf('%08x{kind:02x}%054x', {dice}, {number}))")
        }
    }

    /// A number below four thousand million that looks like chance.
    fn dice(number: &str) -> String {
        format!("((({number}) * 2654435761) % 4294967296)")
    }
}

/// Which of the rows that are copied one is.
fn rank(table: &str, column: &str) -> String {
    format!("(SELECT count(*) FROM sample_{table} o WHERE o.{column} < s.{column})")
}

struct Filler<'a> {
    db: DatabaseConnection,
    dialect: Dialect,
    house: &'a House,
}

impl Filler<'_> {
    async fn columns(&self, table: &str) -> Vec<String> {
        let sql = if self.dialect.postgres {
            format!(
                "SELECT column_name::text AS name FROM information_schema.columns \
                 WHERE table_schema = 'public' AND table_name = '{table}' ORDER BY ordinal_position"
            )
        } else {
            format!("SELECT name FROM pragma_table_info('{table}')")
        };
        let rows = Statement::from_string(self.db.get_database_backend(), sql);
        let rows = self.db.query_all_raw(rows).await.unwrap();
        rows.iter().map(|row| row.try_get("", "name").unwrap()).collect()
    }

    /// Copies the rows of `sample` once for each number to `last`, with other values in the columns of `changes`.
    async fn copy(&self, table: &str, sample: &str, last: u64, changes: &[(&str, String)]) {
        let changes: HashMap<&str, &str> =
            changes.iter().map(|(column, value)| (*column, value.as_str())).collect();
        let columns = self.columns(table).await;
        assert!(!columns.is_empty(), "there is no table {table}");
        for changed in changes.keys() {
            assert!(columns.iter().any(|column| column == changed), "{table} has no {changed}");
        }
        let values: Vec<String> = columns
            .iter()
            .map(|column| changes.get(column.as_str()).map_or(format!("s.\"{column}\""), ToString::to_string))
            .collect();
        let names: Vec<String> = columns.iter().map(|column| format!("\"{column}\"")).collect();
        // The rows to copy are taken aside: what is written must not be copied again.
        let aside = format!("sample_{table}");
        self.run(&format!("CREATE TABLE {aside} AS SELECT * FROM \"{table}\" WHERE {sample}")).await;
        assert!(self.house.count(&aside).await > 0, "there is no row of {table} to copy");
        for first in (1..=last).step_by(usize::try_from(AT_ONCE).unwrap()) {
            let numbers = self.dialect.numbers(first, last.min(first + AT_ONCE - 1));
            self.run(&format!(
                "INSERT INTO \"{table}\" ({}) SELECT {} FROM {numbers}, {aside} s",
                names.join(", "),
                values.join(", ")
            ))
            .await;
        }
        self.run(&format!("DROP TABLE {aside}")).await;
    }

    async fn run(&self, sql: &str) {
        if let Err(error) = self.db.execute_unprepared(sql).await {
            panic!("{error}: {sql}");
        }
    }

    #[expect(clippy::too_many_lines, reason = "one table after the other")]
    async fn requests(&self, requests: u64) {
        let d = &self.dialect;
        let of = |kind| d.id(kind, "i");
        let (account, request) = (of(1), of(2));
        let dice = Dialect::dice("i");
        let text = |expression: &str| format!("CAST({expression} AS text)");
        // Spread over some years; ended before, unless still open.
        let ago = format!("({dice} % 100000) * 1000000");
        let before = |column: &str| format!("s.\"{column}\" - {ago}");
        let status = format!("CASE WHEN i <= {OPEN} THEN s.status ELSE 'done' END");
        let ended = format!("CASE WHEN i <= {OPEN} THEN NULL ELSE s.due_at - {ago} END");
        let number = text("'B' || i");
        let own = |kind: u8, seq: &str| d.id(kind, &format!("i * 64 + {seq}"));
        let first_request = "id = (SELECT id FROM request ORDER BY submitted_at, id LIMIT 1)";
        let its = "request_id = (SELECT id FROM request ORDER BY submitted_at, id LIMIT 1)";
        let its_owner = "(SELECT account_id FROM request ORDER BY submitted_at, id LIMIT 1)";
        self.copy(
            "account",
            &format!("id = {its_owner}"),
            requests,
            &[
                ("id", account.clone()),
                ("nik_index", d.index(1, "i")),
                ("phone_index", d.index(2, "i")),
                ("email_index", d.index(3, "i")),
            ],
        )
        .await;
        let whose_key = format!("subject = {its_owner}");
        self.copy("data_key", &whose_key, requests, &[("subject", account.clone())]).await;
        self.copy(
            "event",
            &format!("subject = (SELECT id FROM request WHERE {first_request})"),
            requests,
            &[("id", own(3, "s.seq")), ("subject", request.clone()), ("happened_at", before("happened_at"))],
        )
        .await;
        self.copy(
            "document",
            its,
            requests,
            &[
                ("id", own(4, &rank("document", "id"))),
                ("request_id", request.clone()),
                ("account_id", account.clone()),
                ("storage_key", text("s.storage_key || i")),
                ("created_at", before("created_at")),
            ],
        )
        .await;
        self.copy(
            "receipt",
            its,
            requests,
            &[("id", of(5)), ("request_id", request.clone()), ("code_index", d.index(5, "i"))],
        )
        .await;
        self.copy(
            "notice",
            its,
            requests,
            &[
                ("id", own(6, &rank("notice", "id"))),
                ("account_id", account.clone()),
                ("request_id", request.clone()),
            ],
        )
        .await;
        self.copy(
            "outbox",
            its,
            requests,
            &[
                ("id", own(7, &rank("outbox", "id"))),
                ("account_id", account.clone()),
                ("request_id", request.clone()),
                ("state", "'sent'".into()),
                ("created_at", before("created_at")),
            ],
        )
        .await;
        self.copy(
            "request_person",
            its,
            requests,
            &[("request_id", request.clone()), ("nik_index", d.index(6, "i * 16 + s.place"))],
        )
        .await;
        self.copy(
            "desk_row",
            its,
            requests,
            &[
                ("request_id", request.clone()),
                ("number", number.clone()),
                ("status", status.clone()),
                ("open", format!("CASE WHEN i <= {OPEN} THEN s.open ELSE 0 END")),
                ("submitted_at", before("submitted_at")),
                ("due_at", before("due_at")),
                ("closed_at", ended.clone()),
                ("procedure", text(&format!("'KK-' || ({dice} % 20)"))),
                ("district", text(&format!("'Kecamatan ' || ({dice} % 12)"))),
                ("village", text(&format!("'Desa ' || ({dice} % 88)"))),
            ],
        )
        .await;
        self.copy(
            "desk_word",
            its,
            requests,
            &[
                ("request_id", request.clone()),
                // Four in a hundred thousand people have the same names.
                (
                    "word_index",
                    d.index(7, &format!("(i * 7 + {}) % {WORDS}", rank("desk_word", "word_index"))),
                ),
            ],
        )
        .await;
        self.copy(
            "request",
            first_request,
            requests,
            &[
                ("id", request),
                ("account_id", account),
                ("number", number),
                ("status", status),
                ("submitted_at", before("submitted_at")),
                ("due_at", before("due_at")),
                ("decided_at", ended),
                ("kk_index", d.index(8, "i")),
            ],
        )
        .await;
    }

    async fn families(&self, families: u64) {
        let d = &self.dialect;
        let one = "kk_index = (SELECT kk_index FROM register_card ORDER BY kk_index LIMIT 1)";
        self.copy(
            "register_person",
            one,
            families,
            &[
                ("kk_index", d.index(9, "i")),
                // Three of a family have an index each.
                ("nik_index", d.index(10, &format!("i * 4 + {}", rank("register_person", "nik_index")))),
            ],
        )
        .await;
        self.copy("register_card", one, families, &[("kk_index", d.index(9, "i"))]).await;
    }
}

/// Fills the house with so many requests of as many people, and so many families of the register.
pub(crate) async fn fill(house: &House, requests: u64, families: u64) {
    let db = house.connection().await;
    let filler = Filler { db, dialect: Dialect { postgres: house.is_postgres() }, house };
    filler.requests(requests).await;
    filler.families(families).await;
    filler
        .run(if filler.dialect.postgres { "VACUUM ANALYZE" } else { "PRAGMA wal_checkpoint(TRUNCATE)" })
        .await;
}
