//! One's own requests, newest first, with what needs attention first.
use super::{transition::status_of, visible_to};
use crate::{Actor, Error, Service, clock::moment, entity::request};
use domain::{Language, Status};
use sea_orm::{QueryOrder, QuerySelect};
use time::OffsetDateTime;
use uuid::Uuid;

/// A request in a citizen's list.
#[derive(Clone, Debug)]
pub struct RequestRow {
    /// Its id.
    pub id: Uuid,
    /// Its number, as displayed.
    pub number: String,
    /// The name of its procedure.
    pub procedure: String,
    /// Where it stands.
    pub status: Status,
    /// When it was sent.
    pub submitted_at: OffsetDateTime,
    /// When it last changed.
    pub updated_at: OffsetDateTime,
    /// Corrections are taken until.
    pub correction_due_at: Option<OffsetDateTime>,
    /// Messages of officers that wait to be read.
    pub unread: u64,
}

impl Service {
    /// The requests of the citizen who asks.
    pub async fn requests(&self, actor: &Actor, language: Language) -> Result<Vec<RequestRow>, Error> {
        actor.citizen()?;
        let rows = visible_to(actor)
            .order_by_desc(request::Column::SubmittedAt)
            .limit(200)
            .all(self.db.read())
            .await?;
        let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
        let unread = self.unread_by_citizen(&ids).await?;
        let mut list = Vec::with_capacity(rows.len());
        for row in rows {
            let procedure = self.procedure(&row.catalogue_hash).await?;
            list.push(RequestRow {
                id: row.id,
                number: row.displayed_number(),
                procedure: procedure.title.get(language).to_owned(),
                status: status_of(&row)?,
                submitted_at: moment(row.submitted_at),
                updated_at: moment(row.updated_at),
                correction_due_at: row.correction_due_at.map(moment),
                unread: unread.get(&row.id).copied().unwrap_or(0),
            });
        }
        // What is due first, first; the rest stays newest first.
        let waits = |row: &RequestRow| row.status == Status::NeedsCorrection;
        list.sort_by_key(|row| (!waits(row), row.correction_due_at.filter(|_| waits(row))));
        Ok(list)
    }
}
