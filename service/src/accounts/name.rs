//! Who an account is, in one query: what it may do, its sealed name, and the key that opens it.
use crate::{
    Actor, Citizen, Error, Link, Officer, Service,
    accounts::CITIZEN,
    entity::{account, data_key},
};
use domain::{Language, Role};
use sea_orm::{ColumnTrait, EntityTrait, FromQueryResult, JoinType, QueryFilter, QuerySelect, Select};
use std::collections::HashMap;
use uuid::Uuid;

#[derive(FromQueryResult)]
struct NameRow {
    id: Uuid,
    name: Vec<u8>,
    key_id: String,
    wrapped: Vec<u8>,
}

#[derive(FromQueryResult)]
struct ActorRow {
    role: String,
    office_id: Option<Uuid>,
    link: String,
    language: String,
    suspended_at: Option<i64>,
    closed_at: Option<i64>,
    district: Option<String>,
    #[sea_orm(nested)]
    sealed: NameRow,
}

/// Accounts with their names and data keys, and no other column yet. One whose key is destroyed is not among them.
fn named() -> Select<account::Entity> {
    let key = account::Entity::belongs_to(data_key::Entity)
        .from(account::Column::Id)
        .to(data_key::Column::Subject)
        .into();
    account::Entity::find()
        .select_only()
        .columns([account::Column::Id, account::Column::Name])
        .columns([data_key::Column::KeyId, data_key::Column::Wrapped])
        .join(JoinType::InnerJoin, key)
}

impl Service {
    fn open_name(&self, row: &NameRow) -> Result<String, Error> {
        let sealer = self.keys.unwrap(row.id, &row.key_id, &row.wrapped)?;
        Ok(sealer.open_text("account.name", row.id, &row.name)?)
    }

    /// The names of these officers; one that is gone is left out.
    pub(crate) async fn officer_names(
        &self,
        accounts: impl IntoIterator<Item = Uuid>,
    ) -> Result<HashMap<Uuid, String>, Error> {
        let accounts: Vec<Uuid> = accounts.into_iter().collect();
        if accounts.is_empty() {
            return Ok(HashMap::new());
        }
        let rows = named().filter(account::Column::Id.is_in(accounts));
        let rows: Vec<NameRow> = rows.into_model().all(self.db.read()).await?;
        rows.into_iter().map(|row| Ok((row.id, self.open_name(&row)?))).collect()
    }

    /// The officer's display name.
    pub(crate) async fn officer_name(&self, account: Uuid) -> Result<String, Error> {
        self.officer_names([account]).await?.remove(&account).ok_or(Error::NotFound)
    }

    /// Who an account is now: fresh role and state.
    pub async fn actor(&self, account: Uuid) -> Result<Actor, Error> {
        let row = named()
            .columns([
                account::Column::Role,
                account::Column::OfficeId,
                account::Column::Link,
                account::Column::Language,
                account::Column::SuspendedAt,
                account::Column::ClosedAt,
                account::Column::District,
            ])
            .filter(account::Column::Id.eq(account))
            .into_model::<ActorRow>()
            .one(self.db.read())
            .await?;
        let Some(row) = row.filter(|row| row.suspended_at.is_none() && row.closed_at.is_none()) else {
            return Ok(Actor::Stranger);
        };
        let name = self.open_name(&row.sealed)?;
        let language = Language::parse(&row.language).unwrap_or_default();
        if row.role == CITIZEN {
            return Ok(Actor::Citizen(Citizen {
                account,
                name,
                language,
                link: if row.link == "linked" { Link::Linked } else { Link::Unlinked },
            }));
        }
        Ok(match (Role::parse(&row.role), row.office_id) {
            (Some(role), Some(office)) => {
                let district = row.district;
                Actor::Officer(Officer { account, name, language, role, office, district })
            }
            _ => Actor::Stranger,
        })
    }
}
