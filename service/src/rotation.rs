//! Wraps everything anew with the master key in use, a few hundred rows at a time, while people work. Broken off at
//! any moment it goes on where it was: a row says which key it needs.
use crate::{
    Error, Service,
    entity::{data_key, session, setting},
};
use sea_orm::{
    ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr,
};

const BATCH: u64 = 300;

impl Service {
    /// Wraps what another master key still wraps. Answers how many rows were changed.
    pub async fn rewrap(&self) -> Result<u64, Error> {
        let mut changed = 0;
        let current = self.keys.current_id();
        loop {
            let rows = data_key::Entity::find()
                .filter(data_key::Column::KeyId.ne(current))
                .limit(BATCH)
                .all(self.db.write())
                .await?;
            if rows.is_empty() {
                break;
            }
            let txn = self.db.begin().await?;
            for row in rows {
                let wrapped = self.keys.rewrap(row.subject, &row.key_id, &row.wrapped)?;
                let done = data_key::Entity::update_many()
                    .col_expr(data_key::Column::KeyId, Expr::value(current))
                    .col_expr(data_key::Column::Wrapped, Expr::value(wrapped))
                    .filter(data_key::Column::Subject.eq(row.subject))
                    // Destroyed or wrapped by somebody else meanwhile: nothing to do.
                    .filter(data_key::Column::Wrapped.eq(row.wrapped))
                    .exec(&txn)
                    .await?;
                changed += done.rows_affected;
            }
            txn.commit().await?;
        }
        Ok(changed + self.reseal_settings().await? + self.reseal_sessions().await?)
    }

    async fn reseal_settings(&self) -> Result<u64, Error> {
        let mut changed = 0;
        for row in setting::Entity::find().all(self.db.write()).await? {
            let place = format!("setting.{}", row.name);
            // Not every setting is sealed.
            let Ok(Some(value)) = self.keys.reseal_own(&place, &row.value) else { continue };
            let done = setting::Entity::update_many()
                .col_expr(setting::Column::Value, Expr::value(value))
                .filter(setting::Column::Name.eq(row.name))
                .filter(setting::Column::Value.eq(row.value))
                .exec(self.db.write())
                .await?;
            changed += done.rows_affected;
        }
        Ok(changed)
    }

    async fn reseal_sessions(&self) -> Result<u64, Error> {
        let (mut changed, mut after) = (0, Vec::new());
        loop {
            let rows = session::Entity::find()
                .filter(session::Column::IdHash.gt(after.clone()))
                .order_by_asc(session::Column::IdHash)
                .limit(BATCH)
                .all(self.db.write())
                .await?;
            let Some(last) = rows.last() else { return Ok(changed) };
            after.clone_from(&last.id_hash);
            for row in rows {
                let Some(data) = self.keys.reseal_own("session.data", &row.data)? else { continue };
                let done = session::Entity::update_many()
                    .col_expr(session::Column::Data, Expr::value(data))
                    .filter(session::Column::IdHash.eq(row.id_hash))
                    // Written meanwhile: then it is somebody's newer one, found by the next run.
                    .filter(session::Column::Data.eq(row.data))
                    .exec(self.db.write())
                    .await?;
                changed += done.rows_affected;
            }
        }
    }

    /// How many rows need another master key than the one in use.
    pub async fn needs_old_keys(&self) -> Result<u64, Error> {
        let mut needing = data_key::Entity::find()
            .filter(data_key::Column::KeyId.ne(self.keys.current_id()))
            .count(self.db.write())
            .await?;
        for row in session::Entity::find().all(self.db.write()).await? {
            needing += u64::from(self.keys.reseal_own("session.data", &row.data)?.is_some());
        }
        for row in setting::Entity::find().all(self.db.write()).await? {
            let place = format!("setting.{}", row.name);
            needing += u64::from(matches!(self.keys.reseal_own(&place, &row.value), Ok(Some(_))));
        }
        Ok(needing)
    }
}
