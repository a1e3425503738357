//! What the desk keeps beside each request, written in the transaction that changes it: its narrow row and the counts
//! per office and status. Nothing is counted when somebody looks.
use crate::{
    Error, Service,
    entity::{desk_count, desk_row, district_count},
};
use domain::Status;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, DbBackend, EntityTrait, QueryFilter, QuerySelect,
    Statement, Value, sea_query::Expr,
};
use std::fmt::Write as _;
use uuid::Uuid;

/// `desk_row.open`: has ended.
pub(crate) const ENDED: i16 = 0;
/// `desk_row.open`: waits for the office.
pub(crate) const WITH_OFFICE: i16 = 1;
/// `desk_row.open`: waits for the citizen.
pub(crate) const WITH_CITIZEN: i16 = 2;

/// Shards of a count on a database where several transactions write at once.
const SHARDS: u128 = 16;

/// Whom a request of this status waits for.
pub(crate) const fn openness(status: Status) -> i16 {
    match status {
        Status::NeedsCorrection => WITH_CITIZEN,
        status if status.is_end() => ENDED,
        _ => WITH_OFFICE,
    }
}

pub(super) fn placeholder(backend: DbBackend, n: usize) -> String {
    if backend == DbBackend::Postgres { format!("${n}") } else { "?".to_owned() }
}

/// The columns that are copied from the request, as SQL.
fn copied() -> String {
    let mut open = String::from("CASE status");
    for status in Status::all() {
        // Writing into a string cannot fail.
        let _ = write!(open, " WHEN '{}' THEN {}", status.as_str(), openness(status));
    }
    open.push_str(" ELSE 0 END");
    format!(
        "id, number, office_id, procedure, catalogue_hash, village, '', status, {open}, version, submitted_at, \
         due_at, CASE WHEN {open} = 0 THEN updated_at END, assignee, lease_until, verified_by"
    )
}

const COLUMNS: &str = "request_id, number, office_id, procedure, catalogue_hash, village, district, status, open, \
                       version, submitted_at, due_at, closed_at, assignee, lease_until, verified_by";
/// What a later change of the request changes in its row. The district is no column of the request.
const FOLLOWING: [&str; 10] = [
    "office_id",
    "village",
    "status",
    "open",
    "version",
    "due_at",
    "closed_at",
    "assignee",
    "lease_until",
    "verified_by",
];

/// One count that a request enters (1) or leaves (-1); without a district that of the whole office.
type Move = (Uuid, Option<String>, String, i64);

fn moves_of(row: &desk_row::Model, by: i64) -> Vec<Move> {
    let mut moves = vec![(row.office_id, None, row.status.clone(), by)];
    moves.extend(in_district(row, &row.district, by));
    moves
}

fn in_district(row: &desk_row::Model, district: &str, by: i64) -> Option<Move> {
    (!district.is_empty()).then(|| (row.office_id, Some(district.to_owned()), row.status.clone(), by))
}

/// Writes the row of `request` as the request stands in this transaction, and moves the counts with it. Call it after
/// the request was written: on `PostgreSQL` that write holds off whoever changes the same request.
pub(crate) async fn keep(txn: &DatabaseTransaction, request: Uuid) -> Result<(), Error> {
    // Locked, because the district is also written by a job that does not touch the request.
    let before = desk_row::Entity::find_by_id(request).lock_exclusive().one(txn).await?;
    let backend = txn.get_database_backend();
    let following: Vec<String> =
        FOLLOWING.iter().map(|column| format!("{column} = excluded.{column}")).collect();
    let sql = format!(
        "INSERT INTO desk_row ({COLUMNS}) SELECT {} FROM request WHERE id = {} \
         ON CONFLICT (request_id) DO UPDATE SET {}",
        copied(),
        placeholder(backend, 1),
        following.join(", ")
    );
    txn.execute_raw(Statement::from_sql_and_values(backend, sql, [Value::from(request)])).await?;
    let after = desk_row::Entity::find_by_id(request).one(txn).await?;
    let mut moves: Vec<Move> = before.iter().flat_map(|row| moves_of(row, -1)).collect();
    moves.extend(after.iter().flat_map(|row| moves_of(row, 1)));
    move_counts(txn, request, moves).await
}

/// The district of a request, which only its sealed content tells, and that its names can be found now.
pub(super) async fn keep_district(
    txn: &DatabaseTransaction,
    request: Uuid,
    district: String,
) -> Result<(), Error> {
    let Some(row) = desk_row::Entity::find_by_id(request).lock_exclusive().one(txn).await? else {
        return Ok(());
    };
    let left = in_district(&row, &row.district, -1);
    let entered = in_district(&row, &district, 1);
    desk_row::Entity::update_many()
        .col_expr(desk_row::Column::District, Expr::value(district))
        .col_expr(desk_row::Column::Indexed, Expr::value(1_i16))
        .filter(desk_row::Column::RequestId.eq(request))
        .exec(txn)
        .await?;
    move_counts(txn, request, left.into_iter().chain(entered).collect()).await
}

pub(super) fn shard(backend: DbBackend, request: Uuid) -> i16 {
    if backend == DbBackend::Postgres { i16::try_from(request.as_u128() % SHARDS).unwrap_or(0) } else { 0 }
}

async fn move_counts(txn: &DatabaseTransaction, request: Uuid, mut moves: Vec<Move>) -> Result<(), Error> {
    // Always in one order, so that two transactions never wait for each other.
    moves.sort();
    // Who leaves a count and enters it again moves nothing.
    let staying: Vec<Move> = moves
        .iter()
        .filter(|(office, district, status, by)| {
            moves.contains(&(*office, district.clone(), status.clone(), -by))
        })
        .cloned()
        .collect();
    for one in moves.into_iter().filter(|one| !staying.contains(one)) {
        count(txn, one, shard(txn.get_database_backend(), request)).await?;
    }
    Ok(())
}

async fn count(txn: &DatabaseTransaction, one: Move, shard: i16) -> Result<(), Error> {
    let backend = txn.get_database_backend();
    let (office, district, status, by) = one;
    let (table, mut key) = match &district {
        None => ("desk_count", vec!["office_id"]),
        Some(_) => ("district_count", vec!["office_id", "district"]),
    };
    key.extend(["status", "shard"]);
    let key = key.join(", ");
    let mut values = vec![Value::from(office)];
    values.extend(district.map(Value::from));
    values.extend([Value::from(status), shard.into(), by.into()]);
    let marks: Vec<String> = (1..=values.len()).map(|n| placeholder(backend, n)).collect();
    let sql = format!(
        "INSERT INTO {table} ({key}, n) VALUES ({}) ON CONFLICT ({key}) DO UPDATE SET n = {table}.n + excluded.n",
        marks.join(", ")
    );
    txn.execute_raw(Statement::from_sql_and_values(backend, sql, values)).await?;
    Ok(())
}

/// Who holds a request, in its row.
pub(crate) async fn keep_holder(
    txn: &DatabaseTransaction,
    request: Uuid,
    holder: Option<Uuid>,
    until: Option<i64>,
) -> Result<(), Error> {
    desk_row::Entity::update_many()
        .col_expr(desk_row::Column::Assignee, Expr::value(holder))
        .col_expr(desk_row::Column::LeaseUntil, Expr::value(until))
        .filter(desk_row::Column::RequestId.eq(request))
        .exec(txn)
        .await?;
    Ok(())
}

/// How far what is kept differs from the requests themselves.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeskCheck {
    /// Requests whose row is missing or tells something else.
    pub rows: u64,
    /// Counts that are wrong, as `office status: kept, true`.
    pub counts: Vec<String>,
}

impl DeskCheck {
    /// Whether all agrees.
    pub fn is_whole(&self) -> bool {
        self.rows == 0 && self.counts.is_empty()
    }
}

const DIFFERING: &str = "FROM request r LEFT JOIN desk_row d ON d.request_id = r.id \
     WHERE d.request_id IS NULL OR d.status <> r.status OR d.office_id <> r.office_id OR d.version <> r.version \
     OR d.due_at <> r.due_at OR (d.assignee IS NULL) <> (r.assignee IS NULL) OR d.assignee <> r.assignee \
     OR (d.open = 0) <> (d.closed_at IS NOT NULL)";

/// Counts of offices (without a district) and of districts that are not those of the requests.
const WRONG_COUNTS: &str = "SELECT t.office_id, t.district, t.status, CAST(SUM(t.kept) AS bigint) AS kept, \
     CAST(SUM(t.truth) AS bigint) AS truth FROM \
     (SELECT office_id, '' AS district, status, n AS kept, 0 AS truth FROM desk_count UNION ALL \
      SELECT office_id, '', status, 0, 1 FROM request UNION ALL \
      SELECT office_id, district, status, n, 0 FROM district_count UNION ALL \
      SELECT r.office_id, d.district, r.status, 0, 1 FROM request r \
      JOIN desk_row d ON d.request_id = r.id WHERE d.district <> '') t \
     GROUP BY t.office_id, t.district, t.status HAVING SUM(t.kept) <> SUM(t.truth) \
     ORDER BY t.office_id, t.district, t.status";

impl Service {
    /// Compares what is kept with the requests, by reading all of them: for a command, never for a page.
    pub async fn check_desk(&self) -> Result<DeskCheck, Error> {
        let backend = self.db.read().get_database_backend();
        let one = |sql: String| Statement::from_string(backend, sql);
        let rows: i64 =
            match self.db.read().query_one_raw(one(format!("SELECT COUNT(*) AS n {DIFFERING}"))).await? {
                Some(row) => row.try_get("", "n")?,
                None => 0,
            };
        let mut counts = Vec::new();
        for row in self.db.read().query_all_raw(one(WRONG_COUNTS.to_owned())).await? {
            let (office, district): (Uuid, String) =
                (row.try_get("", "office_id")?, row.try_get("", "district")?);
            let status: String = row.try_get("", "status")?;
            let (kept, truth): (i64, i64) = (row.try_get("", "kept")?, row.try_get("", "truth")?);
            let place = if district.is_empty() { office.to_string() } else { format!("{office} {district}") };
            counts.push(format!("{place} {status}: {kept}, {truth}"));
        }
        Ok(DeskCheck { rows: u64::try_from(rows).unwrap_or(0), counts })
    }

    /// Writes what differs anew, a few requests at a time, then the counts. Answers what was wrong.
    pub async fn repair_desk(&self) -> Result<DeskCheck, Error> {
        let found = self.check_desk().await?;
        let backend = self.db.write().get_database_backend();
        loop {
            let sql = format!("SELECT r.id AS id {DIFFERING} LIMIT 500");
            let rows = self.db.write().query_all_raw(Statement::from_string(backend, sql)).await?;
            if rows.is_empty() {
                break;
            }
            let txn = self.db.begin().await?;
            for row in rows {
                keep(&txn, row.try_get("", "id")?).await?;
            }
            txn.commit().await?;
        }
        if !self.check_desk().await?.counts.is_empty() {
            let txn = self.db.begin().await?;
            if backend == DbBackend::Postgres {
                txn.execute_unprepared("LOCK TABLE desk_count, district_count IN EXCLUSIVE MODE").await?;
            }
            desk_count::Entity::delete_many().exec(&txn).await?;
            district_count::Entity::delete_many().exec(&txn).await?;
            txn.execute_unprepared(
                "INSERT INTO desk_count (office_id, status, shard, n) \
                 SELECT office_id, status, 0, COUNT(*) FROM desk_row GROUP BY office_id, status",
            )
            .await?;
            txn.execute_unprepared(
                "INSERT INTO district_count (office_id, district, status, shard, n) \
                 SELECT office_id, district, status, 0, COUNT(*) FROM desk_row WHERE district <> '' \
                 GROUP BY office_id, district, status",
            )
            .await?;
            txn.commit().await?;
        }
        Ok(found)
    }
}
