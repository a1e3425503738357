//! Several photos of one document: which comes first, and which way up each is.
use super::hold;
use crate::{Actor, Error, Service, assistance::note_help, clock::millis, entity::document};
use domain::{DocumentView, MediaType};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, sea_query::Expr};
use uuid::Uuid;

/// What is done with one photo.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrange {
    /// One place forward.
    Up,
    /// One place back.
    Down,
    /// A quarter turn to the right.
    Turn,
}

impl Arrange {
    /// As forms write it.
    pub fn parse(raw: &str) -> Option<Self> {
        match raw {
            "up" => Some(Self::Up),
            "down" => Some(Self::Down),
            "turn" => Some(Self::Turn),
            _ => None,
        }
    }
}

impl Service {
    /// Moves or turns a photo of one's own draft; all documents of the draft as they are then. A photo that is at the
    /// end of its document stays there.
    pub async fn arrange_document(
        &self,
        actor: &Actor,
        draft: Uuid,
        id: Uuid,
        how: Arrange,
    ) -> Result<Vec<DocumentView>, Error> {
        let (row, _) = self.own_open_document(actor, draft, id).await?;
        if row.removed_at.is_some() {
            return Err(Error::NotFound);
        }
        let txn = self.db.begin().await?;
        self.hold_assistance(&txn, actor).await?;
        hold(&txn, draft).await?;
        note_help(&txn, actor, draft, millis(self.clock.now())).await?;
        // Those that were removed keep their place among the others: whoever takes one back finds it there.
        let rows = document::Entity::find()
            .filter(document::Column::RequestId.eq(draft))
            .filter(document::Column::Slot.eq(row.slot.clone()))
            .order_by_asc(document::Column::Position)
            .order_by_asc(document::Column::Id)
            .all(&txn)
            .await?;
        let write = |id: Uuid, column: document::Column, value: i16| {
            document::Entity::update_many()
                .col_expr(column, Expr::value(value))
                .filter(document::Column::Id.eq(id))
                .exec(&txn)
        };
        match how {
            Arrange::Turn => {
                let now = rows.iter().find(|known| known.id == id).ok_or(Error::NotFound)?;
                // A PDF has its pages turned in itself.
                if now.media_type == MediaType::Jpeg.as_str() {
                    write(id, document::Column::Turns, (now.turns + 1).rem_euclid(4)).await?;
                }
            }
            Arrange::Up | Arrange::Down => {
                let mut order: Vec<&document::Model> = rows.iter().collect();
                let there: Vec<usize> = (0..order.len())
                    .filter(|at| order.get(*at).is_some_and(|one| one.removed_at.is_none()))
                    .collect();
                let at = there.iter().position(|at| order.get(*at).is_some_and(|one| one.id == id));
                let at = at.ok_or(Error::NotFound)?;
                let other = if how == Arrange::Up { at.checked_sub(1) } else { Some(at + 1) };
                if let (Some(one), Some(other)) = (there.get(at), other.and_then(|other| there.get(other))) {
                    order.swap(*one, *other);
                }
                for (place, one) in order.into_iter().enumerate() {
                    let place = i16::try_from(place).unwrap_or(i16::MAX);
                    if one.position != place {
                        write(one.id, document::Column::Position, place).await?;
                    }
                }
            }
        }
        txn.commit().await?;
        self.documents_of(draft).await
    }
}
