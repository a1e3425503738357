//! Others concerned: whoever is named in a request of somebody else, and has an account that an officer has linked to
//! them, is told that there is one and how to object. Never what it asks: that, and only what is about themselves, is read after
//! signing in (`objections`), and nothing opens the request to them.
use super::persons::{nik_index, persons};
use crate::{
    Error, Service,
    accounts::ACTIVE,
    clock::Millis,
    entity::{account, request},
    letter::Letter,
    requests::Body,
};
use domain::{Procedure, Words};
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter};

impl Service {
    /// Tells them, in the transaction that sends the request or opens it again.
    pub(crate) async fn tell_concerned(
        &self,
        txn: &DatabaseTransaction,
        row: &request::Model,
        (body, before): (&Body, Option<&Body>),
        procedure: &Procedure<Words>,
        at: Millis,
    ) -> Result<(), Error> {
        let named = |body: &Body| -> Vec<Vec<u8>> {
            let persons = persons(body.card.as_ref(), &body.changes);
            persons.iter().filter_map(|person| Some(nik_index(&self.keys, person.nik.as_ref()?))).collect()
        };
        // After a correction those who were not named before.
        let told = before.map(named).unwrap_or_default();
        let mut indexes = named(body);
        indexes.retain(|index| !told.contains(index));
        if indexes.is_empty() {
            return Ok(());
        }
        let others = account::Entity::find()
            .filter(account::Column::NikIndex.is_in(indexes))
            .filter(account::Column::Link.eq("linked"))
            .filter(account::Column::State.eq(ACTIVE))
            .filter(account::Column::Id.ne(row.account_id))
            .all(txn)
            .await?;
        let letter = Letter::Concerned {
            number: row.displayed_number(),
            procedure: procedure.name.clone(),
            office: self.settings.office_name.clone(),
        };
        for other in others {
            self.tell(txn, other.id, &letter, at).await?;
        }
        Ok(())
    }
}
