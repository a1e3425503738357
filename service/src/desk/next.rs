//! "Ambil berikutnya": the request with the least service time left that nobody holds goes to whoever asks first.
use super::{
    kept::WITH_OFFICE,
    query::{QueueFilter, QueueQuery},
};
use crate::{
    Actor, Error, Service,
    clock::millis,
    entity::{assisted_request, desk_row},
};
use domain::{ActorKind, Status};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait};

/// How many are tried before the asker is told that there is nothing: as many colleagues may press at one moment.
const TRIES: u64 = 40;

impl Service {
    /// Takes the next request that waits to be judged, of those that `query` shows; its number, or nothing when all
    /// are taken. Only the filters of the query count: whatever part it shows, what is taken is new, or lies in
    /// review in nobody's hands.
    pub async fn take_next(&self, actor: &Actor, query: &QueueQuery) -> Result<Option<String>, Error> {
        let officer = actor.officer()?;
        let mut statuses = vec![Status::Submitted.as_str(), Status::InReview.as_str()];
        match officer.kind() {
            ActorKind::Verifier | ActorKind::Supervisor => statuses.push(Status::Verified.as_str()),
            ActorKind::FrontDesk => {}
            _ => return Err(Error::Forbidden),
        }
        let query = QueueQuery { part: QueueFilter::Open, held_by: None, sought: None, ..query.clone() };
        let now = millis(self.clock.now());
        let free = Condition::any()
            .add(desk_row::Column::LeaseUntil.is_null())
            .add(desk_row::Column::LeaseUntil.lte(now));
        // Who verified it may not approve it: another officer is wanted.
        let not_verified_by_me = Condition::any()
            .add(desk_row::Column::VerifiedBy.is_null())
            .add(desk_row::Column::VerifiedBy.ne(officer.account));
        // Nor who helped to fill it in.
        let helped_by_me = assisted_request::Entity::find()
            .select_only()
            .column(assisted_request::Column::RequestId)
            .filter(assisted_request::Column::OfficerId.eq(officer.account))
            .into_query();
        let waiting = self
            .narrowed(actor, &query)
            .filter(desk_row::Column::Open.eq(WITH_OFFICE))
            .filter(desk_row::Column::Status.is_in(statuses))
            .filter(free)
            .filter(not_verified_by_me)
            .filter(desk_row::Column::RequestId.not_in_subquery(helped_by_me))
            .order_by_asc(desk_row::Column::DueAt)
            .order_by_asc(desk_row::Column::RequestId)
            .limit(TRIES)
            .all(self.db.read())
            .await?;
        for row in waiting {
            let number = row.displayed_number();
            match self.claim(actor, &number, None).await {
                Ok(()) => return Ok(Some(number)),
                // A colleague was quicker, or the citizen took it back: the one after it, then.
                Err(Error::Conflict { .. } | Error::Refused(_) | Error::NotFound) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(None)
    }
}
