//! Who helped with what: noted beside a draft when a helper begins it, saves answers or touches its documents, so that
//! whoever helped does not decide the request, whoever sends it. A draft's id is the request's.
use super::HELPER;
use crate::{
    Actor, Error, Service,
    clock::{Millis, millis},
    entity::assisted_request,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    sea_query::OnConflict,
};
use uuid::Uuid;

/// Notes that a helper wrote in a draft, in the transaction that does. For everybody else it writes nothing.
pub(crate) async fn note_help<C: ConnectionTrait>(
    db: &C,
    actor: &Actor,
    draft: Uuid,
    at: Millis,
) -> Result<(), Error> {
    note(db, actor, draft, (at, None)).await
}

/// Notes that a helper sends it, in the transaction that does.
pub(crate) async fn note_sending<C: ConnectionTrait>(
    db: &C,
    actor: &Actor,
    request: Uuid,
    at: Millis,
) -> Result<(), Error> {
    note(db, actor, request, (at, Some(at))).await
}

async fn note<C: ConnectionTrait>(
    db: &C,
    actor: &Actor,
    request: Uuid,
    (written, sent): (Millis, Option<Millis>),
) -> Result<(), Error> {
    let Some(assisted) = actor.assisted() else { return Ok(()) };
    let mut again =
        OnConflict::columns([assisted_request::Column::RequestId, assisted_request::Column::AssistanceId]);
    again.update_column(assisted_request::Column::WrittenAt);
    if sent.is_some() {
        again.update_column(assisted_request::Column::SentAt);
    }
    assisted_request::Entity::insert(assisted_request::ActiveModel {
        request_id: Set(request),
        assistance_id: Set(assisted.id),
        officer_id: Set(assisted.helper.account),
        written_at: Set(written),
        sent_at: Set(sent),
    })
    .on_conflict(again)
    .exec_without_returning(db)
    .await?;
    Ok(())
}

/// For the line of the history that says that a draft was sent: all who helped with it since it was begun, or since the
/// request was returned, whoever sends it. Nothing when nobody did.
pub(crate) async fn helped_by<C: ConnectionTrait>(
    db: &C,
    request: Uuid,
    begun: Millis,
) -> Result<String, Error> {
    let rows = assisted_request::Entity::find()
        .filter(assisted_request::Column::RequestId.eq(request))
        .filter(assisted_request::Column::WrittenAt.gte(begun))
        .order_by_asc(assisted_request::Column::WrittenAt)
        .order_by_asc(assisted_request::Column::AssistanceId)
        .all(db)
        .await?;
    if rows.is_empty() {
        return Ok(String::new());
    }
    let list = |ids: &[Uuid]| ids.iter().map(Uuid::to_string).collect::<Vec<_>>().join(",");
    let with: Vec<Uuid> = rows.iter().map(|row| row.assistance_id).collect();
    Ok(format!(" {HELPER}{} assistance={}", list(&officers(&rows)), list(&with)))
}

/// The officers of these rows, each once.
pub(super) fn officers(rows: &[assisted_request::Model]) -> Vec<Uuid> {
    let mut officers = Vec::new();
    for row in rows {
        if !officers.contains(&row.officer_id) {
            officers.push(row.officer_id);
        }
    }
    officers
}

/// When a request was sent with this help the last time.
pub(crate) async fn sent_at<C: ConnectionTrait>(
    db: &C,
    request: Uuid,
    assistance: Uuid,
) -> Result<Option<Millis>, Error> {
    let row = assisted_request::Entity::find_by_id((request, assistance)).one(db).await?;
    Ok(row.and_then(|row| row.sent_at))
}

/// Everybody who helped to fill in a request.
pub(crate) async fn helpers_of<C: ConnectionTrait>(db: &C, request: Uuid) -> Result<Vec<Uuid>, Error> {
    let rows = assisted_request::Entity::find().filter(assisted_request::Column::RequestId.eq(request));
    Ok(officers(&rows.all(db).await?))
}

/// Whether this officer helped to fill in a request, ever.
pub(crate) async fn has_helped<C: ConnectionTrait>(
    db: &C,
    request: Uuid,
    officer: Uuid,
) -> Result<bool, Error> {
    let found = assisted_request::Entity::find()
        .filter(assisted_request::Column::RequestId.eq(request))
        .filter(assisted_request::Column::OfficerId.eq(officer))
        .count(db)
        .await?;
    Ok(found > 0)
}

impl Service {
    /// For a helper's writing that has no transaction of its own with the draft: the help is still wanted, and noted.
    /// What comes after may still be refused; then a try is noted, which is harmless.
    pub(crate) async fn note_help_now(&self, actor: &Actor, draft: Uuid) -> Result<(), Error> {
        if actor.assisted().is_none() {
            return Ok(());
        }
        let txn = self.db.begin().await?;
        self.hold_assistance(&txn, actor).await?;
        note_help(&txn, actor, draft, millis(self.clock.now())).await?;
        txn.commit().await?;
        Ok(())
    }
}
