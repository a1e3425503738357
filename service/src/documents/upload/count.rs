//! Counting what was written. Parts that are ready at the same moment count in one transaction, so that files on their
//! way beside each other wait for the disk together and not one after the other; a part that is alone waits for nobody.
use super::{append::Arriving, stored};
use crate::{
    Error, Service,
    clock::{Clock, Millis, millis},
    db::Db,
    entity::{session, upload, upload_part},
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryTrait, UpdateMany,
    sea_query::{CaseStatement, CommonTableExpression, Expr, ExprTrait, Query, SelectStatement, WithClause},
};
use std::{
    collections::HashSet,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};
use tokio::sync::oneshot;
use uuid::Uuid;

/// So many files count in one transaction at most.
const AT_ONCE: usize = 32;

/// Parts of one file, in order, which count together or not at all: only where the file ended, and only while the session
/// lives by which they came.
struct Claim {
    upload: Uuid,
    account: Uuid,
    session: Option<Vec<u8>>,
    received: i64,
    parts: Vec<upload_part::Model>,
    told: oneshot::Sender<Result<Option<Millis>, Error>>,
}

impl Claim {
    fn end(&self) -> i64 {
        self.parts.last().map_or(self.received, |last| last.start + last.size)
    }
}

/// What waits to be counted in this process.
#[derive(Default)]
pub(crate) struct Counting(Mutex<Waiting>);

#[derive(Default)]
struct Waiting {
    claims: Vec<Claim>,
    /// Somebody counts, and looks again before leaving.
    is_counted: bool,
}

impl Counting {
    fn lock(&self) -> MutexGuard<'_, Waiting> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Those that count next. Of two about one file the second one waits: it has to see what the first one did.
    fn next(&self) -> Vec<Claim> {
        let mut waiting = self.lock();
        let (mut next, mut later) = (Vec::<Claim>::new(), Vec::new());
        for claim in std::mem::take(&mut waiting.claims) {
            let is_here = next.iter().any(|known| known.upload == claim.upload);
            if is_here || next.len() == AT_ONCE { later.push(claim) } else { next.push(claim) }
        }
        waiting.claims = later;
        waiting.is_counted = !next.is_empty();
        next
    }
}

/// Whoever counts; when that ends by accident, the next claim finds somebody else.
struct Turn {
    counting: Arc<Counting>,
    is_over: bool,
}

impl Drop for Turn {
    fn drop(&mut self) {
        if !self.is_over {
            let mut waiting = self.counting.lock();
            waiting.is_counted = false;
            // Whoever waits hears that it is busy, and asks how the file stands.
            waiting.claims.clear();
        }
    }
}

impl Service {
    /// When these parts, in order, began to count; nothing if the file did not end where they begin.
    pub(super) async fn count_together(
        &self,
        arriving: &Arriving,
        parts: Vec<upload_part::Model>,
    ) -> Result<Option<Millis>, Error> {
        let (told, answer) = oneshot::channel();
        let session = arriving.session().map(<[u8]>::to_vec);
        let (upload, account, received) = (arriving.id, arriving.account, stored(arriving.received()));
        let is_counted = {
            let mut waiting = self.counting.lock();
            waiting.claims.push(Claim { upload, account, session, received, parts, told });
            std::mem::replace(&mut waiting.is_counted, true)
        };
        if !is_counted {
            // Of those who wait some may go away; what was begun goes on.
            tokio::spawn(count_all(Arc::clone(&self.counting), self.db.clone(), Arc::clone(&self.clock)));
        }
        answer.await.map_err(|_| Error::Busy)?
    }
}

async fn count_all(counting: Arc<Counting>, db: Db, clock: Arc<dyn Clock>) {
    let mut turn = Turn { counting, is_over: false };
    loop {
        let claims = turn.counting.next();
        if claims.is_empty() {
            // From here on somebody else may have begun.
            turn.is_over = true;
            return;
        }
        let now = millis(clock.now());
        let counted = if db.is_sqlite() {
            in_a_transaction(&db, &claims, now).await
        } else {
            in_one_statement(&db, &claims, now).await
        };
        for claim in claims {
            let _ = claim.told.send(match &counted {
                Ok(counted) => Ok(counted.contains(&claim.upload).then_some(now)),
                // Whether it was committed is not known: nobody may delete what perhaps counts.
                Err(Error::Busy) => Err(Error::Busy),
                Err(error) => Err(Error::Internal(error.to_string())),
            });
        }
    }
}

/// The session with this key, if it has not ended: however it ends, its row is deleted or runs out.
fn living(key: &[u8], account: Uuid, now: Millis) -> SelectStatement {
    Query::select()
        .column(session::Column::IdHash)
        .from(session::Entity)
        .and_where(session::Column::IdHash.eq(key))
        .and_where(session::Column::AccountId.eq(account))
        .and_where(session::Column::ExpiresAt.gt(now))
        .take()
}

/// Moves the end of each file whose claim fits.
fn moving(claims: &[Claim], now: Millis) -> UpdateMany<upload::Entity> {
    let mut fits = Condition::any();
    let mut ends = CaseStatement::new();
    for claim in claims {
        let of_this = || upload::Column::Id.eq(claim.upload);
        let session = claim.session.as_ref().map(|key| Expr::exists(living(key, claim.account, now)));
        fits = fits.add(
            Condition::all()
                .add(of_this())
                .add(upload::Column::Received.eq(claim.received))
                .add(upload::Column::Length.gte(claim.end()))
                .add_option(session),
        );
        ends = ends.case(of_this(), claim.end());
    }
    upload::Entity::update_many()
        .col_expr(upload::Column::Received, ends.finally(Expr::col(upload::Column::Received)).into())
        .col_expr(upload::Column::TouchedAt, Expr::value(now))
        .filter(fits)
        .filter(upload::Column::Outcome.is_null())
}

/// The files that now count, as SQLite does it: a change cannot be part of a larger statement there. If one of them does
/// not fit, each is tried alone.
async fn in_a_transaction(db: &Db, claims: &[Claim], now: Millis) -> Result<HashSet<Uuid>, Error> {
    if together(db, claims, now).await? {
        return Ok(claims.iter().map(|claim| claim.upload).collect());
    }
    let mut counted = HashSet::new();
    if let [_] = claims {
        return Ok(counted);
    }
    for claim in claims {
        if together(db, std::slice::from_ref(claim), now).await? {
            counted.insert(claim.upload);
        }
    }
    Ok(counted)
}

/// Whether all of them now count; if one does not, none does.
async fn together(db: &Db, claims: &[Claim], now: Millis) -> Result<bool, Error> {
    let txn = db.begin().await?;
    let moved = moving(claims, now).exec(&txn).await?;
    if usize::try_from(moved.rows_affected) != Ok(claims.len()) {
        txn.rollback().await?;
        return Ok(false);
    }
    let rows = claims.iter().flat_map(|claim| &claim.parts).cloned().map(upload_part::ActiveModel::from);
    upload_part::Entity::insert_many(rows).exec_without_returning(&txn).await?;
    txn.commit().await?;
    Ok(true)
}

/// The files that now count, as PostgreSQL does it: one statement, which goes there and back once and is a transaction of
/// its own. The parts of those that were moved, and of no other, are put in.
async fn in_one_statement(db: &Db, claims: &[Claim], now: Millis) -> Result<HashSet<Uuid>, Error> {
    let mut moves = moving(claims, now).into_query();
    moves.returning(Query::returning().column(upload::Column::Id));
    let moved = CommonTableExpression::new().table_name("moved").query(moves).to_owned();
    let parts = claims.iter().flat_map(|claim| &claim.parts);
    let parts = parts.map(|part| (part.id, part.upload_id, part.start, part.size));
    let of_moved = Query::select()
        .columns(["column1", "column2", "column3", "column4"].map(|column| ("parts", column)))
        .from_values(parts, "parts")
        .inner_join("moved", Expr::col(("moved", upload::Column::Id)).equals(("parts", "column2")))
        .take();
    let columns = [
        upload_part::Column::Id,
        upload_part::Column::UploadId,
        upload_part::Column::Start,
        upload_part::Column::Size,
    ];
    let mut counts = Query::insert().into_table(upload_part::Entity).columns(columns).take();
    counts.select_from(of_moved).map_err(|error| Error::Internal(error.to_string()))?;
    counts.returning(Query::returning().column(upload_part::Column::UploadId));
    let counts = counts.with(WithClause::new().cte(moved).to_owned());
    let rows = db.write().query_all(&counts).await?;
    rows.iter().map(|row| Ok(row.try_get_by_index(0)?)).collect()
}
