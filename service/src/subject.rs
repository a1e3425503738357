//! Data keys: each account, registration and request has its own, wrapped by the master key. Rotating the
//! master key rewraps them; destroying one destroys what it sealed, in back-ups too.
use crate::{Error, Service, entity::data_key, keys::Sealer};
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait};
use uuid::Uuid;

impl Service {
    /// Makes and stores a data key for `subject`.
    pub(crate) async fn new_sealer<C: ConnectionTrait>(
        &self,
        db: &C,
        subject: Uuid,
    ) -> Result<Sealer, Error> {
        let (data_key, sealer) = Sealer::fresh();
        let wrapped = self.keys.wrap(subject, &data_key)?;
        data_key::Entity::insert(data_key::ActiveModel {
            subject: Set(subject),
            key_id: Set(self.keys.current_id().to_owned()),
            wrapped: Set(wrapped),
        })
        .exec_without_returning(db)
        .await?;
        Ok(sealer)
    }

    /// The sealer of `subject`, from any connection (inside a transaction: from that).
    pub(crate) async fn sealer_in<C: ConnectionTrait>(&self, db: &C, subject: Uuid) -> Result<Sealer, Error> {
        let row = data_key::Entity::find_by_id(subject).one(db).await?.ok_or(Error::NotFound)?;
        Ok(self.keys.unwrap(subject, &row.key_id, &row.wrapped)?)
    }

    /// The sealer of `subject`.
    pub(crate) async fn sealer(&self, subject: Uuid) -> Result<Sealer, Error> {
        self.sealer_in(self.db.read(), subject).await
    }

    /// The sealers of many subjects in one query, for lists.
    pub(crate) async fn sealers(
        &self,
        subjects: Vec<Uuid>,
    ) -> Result<std::collections::HashMap<Uuid, Sealer>, Error> {
        use sea_orm::{ColumnTrait, QueryFilter};
        let rows = data_key::Entity::find()
            .filter(data_key::Column::Subject.is_in(subjects))
            .all(self.db.read())
            .await?;
        rows.into_iter()
            .map(|row| Ok((row.subject, self.keys.unwrap(row.subject, &row.key_id, &row.wrapped)?)))
            .collect()
    }

    /// Destroys the data key of `subject`, and so everything sealed with it.
    pub(crate) async fn destroy_sealer<C: ConnectionTrait>(
        &self,
        db: &C,
        subject: Uuid,
    ) -> Result<(), Error> {
        data_key::Entity::delete_by_id(subject).exec(db).await?;
        Ok(())
    }
}
