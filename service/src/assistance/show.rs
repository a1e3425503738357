//! What is shown of it: to the citizen who helps and who has helped, to the desk that somebody did.
use super::{EndedBy, HELPER, is_open, note::officers};
use crate::{
    Actor, Error, Service,
    clock::{millis, moment},
    entity::{assistance, assisted_request, office, request},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::HashMap;
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

/// The officers whom a line of the history says to have helped.
pub(crate) fn helper_ids(detail: &str) -> Vec<Uuid> {
    let told = detail.split(' ').find_map(|part| part.strip_prefix(HELPER));
    told.into_iter().flat_map(|ids| ids.split(',')).filter_map(|id| id.parse().ok()).collect()
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
        let names = self.officer_names(rows.iter().map(|row| row.officer_id)).await?;
        let offices = self.office_names(rows.iter().map(|row| row.office_id)).await?;
        let mut sent = self.sent_with(rows.iter().map(|row| row.id)).await?;
        let views = rows.into_iter().map(|row| AssistanceView {
            id: row.id,
            officer: names.get(&row.officer_id).cloned().unwrap_or_default(),
            office: offices.get(&row.office_id).cloned().unwrap_or_default(),
            started_at: moment(row.started_at.unwrap_or_default()),
            ends_at: moment(row.ended_at.or(row.ends_at).unwrap_or_default()),
            open: is_open(&row, now),
            ended_by: row.ended_by.as_deref().and_then(EndedBy::parse),
            sent: sent.remove(&row.id).unwrap_or_default(),
        });
        Ok(views.collect())
    }

    /// The names of these offices.
    async fn office_names(
        &self,
        offices: impl Iterator<Item = Uuid>,
    ) -> Result<HashMap<Uuid, String>, Error> {
        let rows =
            office::Entity::find().filter(office::Column::Id.is_in(offices)).all(self.db.read()).await?;
        Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
    }

    /// What was sent with each of these, the oldest first.
    async fn sent_with(
        &self,
        assistances: impl Iterator<Item = Uuid>,
    ) -> Result<HashMap<Uuid, Vec<(Uuid, String)>>, Error> {
        let sent = assisted_request::Entity::find()
            .filter(assisted_request::Column::AssistanceId.is_in(assistances))
            .filter(assisted_request::Column::SentAt.is_not_null())
            .all(self.db.read())
            .await?;
        let rows = request::Entity::find()
            .filter(request::Column::Id.is_in(sent.iter().map(|row| row.request_id)))
            .order_by_asc(request::Column::SubmittedAt)
            .all(self.db.read())
            .await?;
        let mut by_help: HashMap<Uuid, Vec<(Uuid, String)>> = HashMap::new();
        for row in &rows {
            for help in sent.iter().filter(|help| help.request_id == row.id) {
                by_help.entry(help.assistance_id).or_default().push((row.id, row.displayed_number()));
            }
        }
        Ok(by_help)
    }

    /// The names of those who helped with a request.
    pub(crate) async fn helpers(&self, request: Uuid) -> Result<Vec<String>, Error> {
        let rows = assisted_request::Entity::find()
            .filter(assisted_request::Column::RequestId.eq(request))
            .order_by_asc(assisted_request::Column::WrittenAt)
            .all(self.db.read())
            .await?;
        self.named(&officers(&rows)).await
    }

    /// The names of these officers, in this order.
    async fn named(&self, ids: &[Uuid]) -> Result<Vec<String>, Error> {
        let names = self.officer_names(ids.iter().copied()).await?;
        Ok(ids.iter().filter_map(|id| names.get(id).cloned()).collect())
    }
}
