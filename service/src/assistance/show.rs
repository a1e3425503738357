//! What is shown of it: to the citizen who helps and who has helped, to the desk that somebody did.
use super::{EndedBy, HELPER, is_open};
use crate::{
    Actor, Error, Service,
    clock::{millis, moment},
    entity::{assistance, assisted_request, request},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use time::OffsetDateTime;
use uuid::Uuid;

/// So many are listed, the newest first.
const LISTED: u64 = 20;

/// An officer's help, as the citizen sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AssistanceView {
    /// Its id.
    pub id: Uuid,
    /// The officer's display name.
    pub officer: String,
    /// The office's name.
    pub office: String,
    /// When the code was typed.
    pub started_at: OffsetDateTime,
    /// When it was over, or will be by itself.
    pub ends_at: OffsetDateTime,
    /// It goes on.
    pub open: bool,
    /// Who ended it before its time.
    pub ended_by: Option<EndedBy>,
    /// The numbers of the requests that were sent with it, as displayed.
    pub sent: Vec<(Uuid, String)>,
}

impl Service {
    /// Who helps the citizen who asks, and who has helped.
    pub async fn assistances(&self, actor: &Actor) -> Result<Vec<AssistanceView>, Error> {
        let account = actor.citizen()?.account;
        let rows = assistance::Entity::find()
            .filter(assistance::Column::AccountId.eq(account))
            .filter(assistance::Column::StartedAt.is_not_null())
            .order_by_desc(assistance::Column::StartedAt)
            .order_by_desc(assistance::Column::Id)
            .limit(LISTED)
            .all(self.db.read())
            .await?;
        let now = millis(self.clock.now());
        let mut views = Vec::with_capacity(rows.len());
        for row in rows {
            let end = row.ended_at.or(row.ends_at).unwrap_or_default();
            views.push(AssistanceView {
                id: row.id,
                officer: self.officer_name(row.officer_id).await?,
                office: self.office_name(self.db.read(), row.office_id).await?,
                started_at: moment(row.started_at.unwrap_or_default()),
                ends_at: moment(end),
                open: is_open(&row, now),
                ended_by: row.ended_by.as_deref().and_then(EndedBy::parse),
                sent: self.sent_with(row.id).await?,
            });
        }
        Ok(views)
    }

    async fn sent_with(&self, id: Uuid) -> Result<Vec<(Uuid, String)>, Error> {
        let sent: Vec<Uuid> = assisted_request::Entity::find()
            .select_only()
            .column(assisted_request::Column::RequestId)
            .filter(assisted_request::Column::AssistanceId.eq(id))
            .into_tuple()
            .all(self.db.read())
            .await?;
        let rows = request::Entity::find()
            .filter(request::Column::Id.is_in(sent))
            .order_by_asc(request::Column::SubmittedAt)
            .all(self.db.read())
            .await?;
        Ok(rows.iter().map(|row| (row.id, row.displayed_number())).collect())
    }

    /// The names of those who helped with a request.
    pub(crate) async fn helpers(&self, request: Uuid) -> Result<Vec<String>, Error> {
        let rows = assisted_request::Entity::find()
            .filter(assisted_request::Column::RequestId.eq(request))
            .order_by_asc(assisted_request::Column::SentAt)
            .all(self.db.read())
            .await?;
        let mut officers: Vec<Uuid> = Vec::new();
        for row in rows {
            if !officers.contains(&row.officer_id) {
                officers.push(row.officer_id);
            }
        }
        let mut names = Vec::with_capacity(officers.len());
        for officer in officers {
            names.push(self.officer_name(officer).await?);
        }
        Ok(names)
    }

    /// The name of the officer whom a line of the history says to have helped.
    pub(crate) async fn helper_in(&self, detail: &str) -> Result<Option<String>, Error> {
        let id = detail.split(' ').find_map(|part| part.strip_prefix(HELPER)?.parse().ok());
        match id {
            Some(id) => Ok(Some(self.officer_name(id).await?)),
            None => Ok(None),
        }
    }
}
