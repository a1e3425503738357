//! Small pictures of documents for officers: one for the list, and the pages of a PDF. A job draws them after the
//! document was acknowledged, so that no upload waits for it; they are sealed like the document, lie beside it as
//! `pratinjau/{document}/{number}` (0 is the one for the list), and whoever may read the document may see them.
//!
//! They can be drawn again at any time: back-ups leave them out, and one that is lost is asked for anew.
use super::turned::turned;
use crate::{
    Actor, Error, Service,
    clock::{Millis, millis},
    entity::{document, document_preview as preview},
    inspect::{Drawing, draw_pages, draw_small},
};
use bytes::Bytes;
use domain::MediaType;
use futures::TryStreamExt;
use object_store::{ObjectStoreExt, path::Path};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::Expr,
};
use std::collections::BTreeMap;
use uuid::Uuid;

pub(super) const WAITING: &str = "waiting";
const READY: &str = "ready";
const NONE: &str = "none";
/// So long one server has for a document before another one may try.
const TURN: Millis = 2 * 60 * 1000;
/// A document that ends the process whenever it is drawn is left alone.
const TRIES: i32 = 3;
const FOLDER: &str = "pratinjau";

/// How it stands with the pictures of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PreviewState {
    /// They are still to be drawn.
    Waiting,
    /// They are there.
    Ready,
    /// It cannot be drawn: it has to be downloaded.
    None,
}

/// The pictures of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PreviewView {
    /// How it stands.
    pub state: PreviewState,
    /// Pages that were drawn, 1 to this; of a picture none.
    pub pages: u16,
}

/// Has the pictures of a new document drawn, once its transaction ends.
pub(super) async fn ask_for<C: ConnectionTrait>(db: &C, document: &document::Model) -> Result<(), DbErr> {
    let row = preview::ActiveModel {
        document_id: Set(document.id),
        request_id: Set(document.request_id),
        state: Set(WAITING.to_owned()),
        pages: Set(0),
        tries: Set(0),
        due_at: Set(document.created_at),
    };
    preview::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// Of which document an object is a picture.
pub(super) fn document_of(key: &str) -> Option<Uuid> {
    key.strip_prefix(FOLDER)?.strip_prefix('/')?.split('/').next()?.parse().ok()
}

fn key(document: Uuid, number: u16) -> String {
    format!("{FOLDER}/{document}/{number}")
}

fn place(number: u16) -> String {
    format!("document.preview|{number}")
}

impl Service {
    /// Draws what waits. How many there were.
    pub async fn draw_waiting_previews(&self) -> Result<usize, Error> {
        let now = millis(self.clock.now());
        let waiting = preview::Entity::find()
            .filter(preview::Column::State.eq(WAITING))
            .filter(preview::Column::DueAt.lte(now))
            .order_by_asc(preview::Column::DueAt)
            .limit(8)
            .all(self.db.read())
            .await?;
        let found = waiting.len();
        for row in waiting {
            // One that cannot be drawn does not hold up the others.
            if let Err(error) = self.draw_preview(&row, now).await {
                tracing::warn!(document = %row.document_id, %error, "a document could not be drawn");
                self.give_try_back(&row).await?;
            }
        }
        Ok(found)
    }

    async fn draw_preview(&self, row: &preview::Model, now: Millis) -> Result<(), Error> {
        let taken = preview::Entity::update_many()
            .col_expr(preview::Column::Tries, Expr::value(row.tries + 1))
            .col_expr(preview::Column::DueAt, Expr::value(now + TURN))
            .filter(preview::Column::DocumentId.eq(row.document_id))
            .filter(preview::Column::State.eq(WAITING))
            .filter(preview::Column::Tries.eq(row.tries))
            .exec(self.db.write())
            .await?;
        if taken.rows_affected != 1 {
            return Ok(());
        }
        if row.tries >= TRIES {
            return self.settle_preview(row.document_id, NONE, 0).await;
        }
        let kept =
            document::Entity::find_by_id(row.document_id).filter(document::Column::DiscardedAt.is_null());
        let document = kept.one(self.db.write()).await?;
        let Some(document) = document else { return self.forget_preview(row.document_id).await };
        let opened = self.fetch(&document).await?;
        let turn = self.drawing.acquire().await.map_err(|_| Error::Busy)?;
        let drawn = tokio::task::spawn_blocking(move || match opened.media_type {
            MediaType::Pdf => draw_pages(&opened.bytes),
            MediaType::Jpeg | MediaType::Png | MediaType::WebP | MediaType::Heic => draw_small(&opened.bytes),
        })
        .await
        .unwrap_or_default();
        drop(turn);
        let Some(Drawing { small, pages }) = drawn else {
            return self.settle_preview(document.id, NONE, 0).await;
        };
        let count = u16::try_from(pages.len()).unwrap_or(0);
        let sealer = self.sealer(document.request_id).await?;
        for (number, picture) in (0..).zip(std::iter::once(small).chain(pages)) {
            let key = key(document.id, number);
            self.store_sealed(&sealer, &key, &place(number), document.id, picture.into()).await?;
        }
        self.settle_preview(document.id, READY, count.into()).await
    }

    /// The store or the database was away, and that is not the document's fault: it is tried again after its turn.
    async fn give_try_back(&self, row: &preview::Model) -> Result<(), Error> {
        preview::Entity::update_many()
            .col_expr(preview::Column::Tries, Expr::value(row.tries))
            .filter(preview::Column::DocumentId.eq(row.document_id))
            .exec(self.db.write())
            .await?;
        Ok(())
    }

    async fn settle_preview(&self, document: Uuid, state: &str, pages: i32) -> Result<(), Error> {
        preview::Entity::update_many()
            .col_expr(preview::Column::State, Expr::value(state))
            .col_expr(preview::Column::Pages, Expr::value(pages))
            .filter(preview::Column::DocumentId.eq(document))
            .exec(self.db.write())
            .await?;
        Ok(())
    }

    /// The pictures of a document that is no more. What is left of them when it fails, the next call finds.
    pub(crate) async fn forget_preview(&self, document: Uuid) -> Result<(), Error> {
        let folder = Path::from(format!("{FOLDER}/{document}"));
        let drawn: Vec<_> = self.store.list(Some(&folder)).try_collect().await?;
        for object in drawn {
            match self.store.delete(&object.location).await {
                Ok(()) | Err(object_store::Error::NotFound { .. }) => {}
                Err(error) => return Err(error.into()),
            }
        }
        preview::Entity::delete_by_id(document).exec(self.db.write()).await?;
        Ok(())
    }

    /// A picture of a document, as JPEG, for who may read the document: 0 for the list, else a page. What was lost
    /// is drawn again.
    pub async fn read_preview(&self, actor: &Actor, id: Uuid, number: u16) -> Result<Bytes, Error> {
        let (document, turns) = self.readable(actor, id).await?;
        let row = preview::Entity::find_by_id(id).one(self.db.read()).await?.ok_or(Error::NotFound)?;
        if row.state != READY || i32::from(number) > row.pages {
            return Err(Error::NotFound);
        }
        let key = key(id, number);
        let sealed = match self.store.get(&Path::from(key)).await {
            Ok(found) => found.bytes().await?,
            Err(object_store::Error::NotFound { .. }) => {
                self.settle_preview(id, WAITING, 0).await?;
                return Err(Error::NotFound);
            }
            Err(error) => return Err(error.into()),
        };
        let mut opening = self.sealer(document.request_id).await?.open_file(&place(number), id);
        let mut pieces = opening.push(&sealed)?;
        pieces.push(opening.finish()?);
        Ok(turned(pieces.concat().into(), turns))
    }

    /// How it stands with the pictures of a request's documents; the caller may see the request.
    pub(crate) async fn previews_of(&self, request: Uuid) -> Result<BTreeMap<Uuid, PreviewView>, Error> {
        let rows = preview::Entity::find()
            .filter(preview::Column::RequestId.eq(request))
            .all(self.db.read())
            .await?;
        let view = |row: preview::Model| {
            let state = match row.state.as_str() {
                READY => PreviewState::Ready,
                NONE => PreviewState::None,
                _ => PreviewState::Waiting,
            };
            (row.document_id, PreviewView { state, pages: u16::try_from(row.pages).unwrap_or(0) })
        };
        Ok(rows.into_iter().map(view).collect())
    }
}
