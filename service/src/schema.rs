//! Whether this program and the shape of the database fit, also while a new version comes or an old one returns.
//!
//! Migrations only add, until nobody runs a program any more that knows the old shape. The database says which
//! migration a program must know at least ([`migration::FLOOR`] of whoever migrated last): one that knows it serves
//! beside newer ones, and after them.
use crate::{Service, entity::setting, opening::OpenError};
use migration::{FLOOR, Migrator, MigratorTrait};
use sea_orm::{ActiveValue::Set, EntityTrait, sea_query::OnConflict};
use std::collections::BTreeSet;

/// The row that says which migration a program must know.
const ROW: &str = "schema_floor";

/// How this program stands to the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fit {
    /// The database is at this version.
    Same,
    /// The database lacks something; `migrate` brings it.
    Behind,
    /// The database has more than this program knows, and nothing that disturbs it.
    Ahead,
}

impl Service {
    /// How this program stands to the database.
    ///
    /// # Errors
    /// When the database needs a newer program.
    pub(crate) async fn fit(&self) -> Result<Fit, OpenError> {
        let applied: BTreeSet<String> = Migrator::get_migration_models(self.db.write())
            .await?
            .into_iter()
            .map(|migration| migration.version)
            .collect();
        let known: BTreeSet<String> =
            Migrator::migrations().iter().map(|migration| migration.name().to_owned()).collect();
        if applied.is_subset(&known) {
            return Ok(if applied.len() == known.len() { Fit::Same } else { Fit::Behind });
        }
        match self.floor().await? {
            Some(floor) if known.contains(&floor) && known.is_subset(&applied) => Ok(Fit::Ahead),
            floor => Err(OpenError::TooNew(floor.unwrap_or_else(|| "its migrations".to_owned()))),
        }
    }

    async fn floor(&self) -> Result<Option<String>, OpenError> {
        let row = setting::Entity::find_by_id(ROW).one(self.db.read()).await?;
        Ok(row.and_then(|row| String::from_utf8(row.value).ok()))
    }

    /// Brings the database to this version; leaves one that is ahead as it is.
    pub(crate) async fn bring_up(&self) -> Result<(), OpenError> {
        // Makes the table that the question looks into.
        Migrator::install(self.db.write()).await?;
        if self.fit().await? == Fit::Ahead {
            return Ok(());
        }
        Migrator::up(self.db.write(), None).await?;
        setting::Entity::insert(setting::ActiveModel {
            name: Set(ROW.to_owned()),
            value: Set(FLOOR.as_bytes().to_vec()),
        })
        .on_conflict(
            OnConflict::column(setting::Column::Name).update_column(setting::Column::Value).to_owned(),
        )
        .exec_without_returning(self.db.write())
        .await?;
        Ok(())
    }
}
