//! Views: filters of the queue that an officer has named, to come back to with one press.
use super::query::QueueQuery;
use crate::{Actor, Error, Service, clock::millis, entity::desk_view};
use domain::FieldError;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

/// Views an officer may keep: as many as fit under the box.
pub const MOST_VIEWS: u64 = 12;
const LONGEST_NAME: u16 = 40;

/// A filter with a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedView {
    /// Its id.
    pub id: Uuid,
    /// As the officer called it.
    pub name: String,
    /// What it shows.
    pub query: QueueQuery,
}

impl Service {
    /// The views of the officer who asks, oldest first.
    pub async fn saved_views(&self, actor: &Actor) -> Result<Vec<SavedView>, Error> {
        let officer = actor.officer()?;
        let rows = desk_view::Entity::find()
            .filter(desk_view::Column::AccountId.eq(officer.account))
            .order_by_asc(desk_view::Column::CreatedAt)
            .order_by_asc(desk_view::Column::Id)
            .all(self.db.read())
            .await?;
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        let sealer = self.sealer(officer.account).await?;
        let mut views = Vec::with_capacity(rows.len());
        for row in rows {
            // A filter of an older program that is no longer read is left out.
            if let Ok(query) = serde_json::from_str(&row.filter) {
                let name = sealer.open_text("desk_view.name", row.id, &row.name)?;
                views.push(SavedView { id: row.id, name, query });
            }
        }
        Ok(views)
    }

    /// Keeps a filter under a name.
    pub async fn save_view(&self, actor: &Actor, name: &str, query: &QueueQuery) -> Result<Uuid, Error> {
        let officer = actor.officer()?;
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        if name.is_empty() {
            return Err(Error::field("name", FieldError::Missing));
        }
        if name.chars().count() > usize::from(LONGEST_NAME) {
            return Err(Error::field("name", FieldError::TooLong { max: LONGEST_NAME }));
        }
        let kept = desk_view::Entity::find()
            .filter(desk_view::Column::AccountId.eq(officer.account))
            .count(self.db.read())
            .await?;
        if kept >= MOST_VIEWS {
            // The page offers no form then.
            return Err(Error::Conflict { by: None });
        }
        let id = Uuid::now_v7();
        let filter = serde_json::to_string(query).map_err(|_| Error::Internal("view".into()))?;
        desk_view::Entity::insert(desk_view::ActiveModel {
            id: Set(id),
            account_id: Set(officer.account),
            name: Set(self.sealer(officer.account).await?.seal("desk_view.name", id, &name)?),
            filter: Set(filter),
            created_at: Set(millis(self.clock.now())),
        })
        .exec_without_returning(self.db.write())
        .await?;
        Ok(id)
    }

    /// Forgets a view of the officer who asks.
    pub async fn forget_view(&self, actor: &Actor, id: Uuid) -> Result<(), Error> {
        let officer = actor.officer()?;
        let gone = desk_view::Entity::delete_many()
            .filter(desk_view::Column::Id.eq(id))
            .filter(desk_view::Column::AccountId.eq(officer.account))
            .exec(self.db.write())
            .await?;
        if gone.rows_affected == 1 { Ok(()) } else { Err(Error::NotFound) }
    }
}
