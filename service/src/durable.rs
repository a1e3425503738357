//! Whether PostgreSQL keeps what it has acknowledged when the power goes. SQLite is told so by us, connection by connection
//! (`db.rs`); a server of PostgreSQL has settings of its own, and three of them give receipts away for what may be lost.
use crate::{Service, db::Db, opening::OpenError};
use sea_orm::{
    ConnectionTrait as _, DbErr, ExprTrait as _,
    sea_query::{Alias, Expr, Query},
};

/// Settings that must be on. The last one is turned on by us (`db.rs`): if it is off all the same, somebody stands between us
/// and the server.
const MUST_BE_ON: [&str; 3] = ["fsync", "full_page_writes", "synchronous_commit"];

impl Db {
    /// The settings by which the server may lose what it has acknowledged; none on `SQLite`.
    pub(crate) async fn forgetful(&self) -> Result<Vec<String>, DbErr> {
        if self.is_sqlite() {
            return Ok(Vec::new());
        }
        let off = Query::select()
            .column(Alias::new("name"))
            .from((Alias::new("pg_catalog"), Alias::new("pg_settings")))
            .and_where(Expr::col(Alias::new("setting")).eq("off"))
            .and_where(Expr::col(Alias::new("name")).is_in(MUST_BE_ON))
            .order_by(Alias::new("name"), sea_orm::Order::Asc)
            .to_owned();
        let rows = self.write().query_all(&off).await?;
        rows.iter().map(|row| row.try_get_by_index(0)).collect()
    }
}

impl Service {
    /// Refuses a database that may lose what it has acknowledged: no receipt may be given by it. A demonstration may.
    ///
    /// # Errors
    /// [`OpenError::Forgetful`] with the settings that are off.
    pub async fn check_durable(&self) -> Result<(), OpenError> {
        let off = self.db.forgetful().await?;
        if off.is_empty() || self.settings.demonstration {
            return Ok(());
        }
        Err(OpenError::Forgetful(off.join(", ")))
    }
}
