//! Who is on duty, and what they hold: for supervisors, who hand it to somebody else from here.
use super::Colleague;
use crate::{
    Actor, Error, OfficerView, Service,
    clock::{millis, moment},
    entity::{desk_row, request},
    requests::status_of,
};
use domain::{Language, Role, Status};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use time::OffsetDateTime;
use uuid::Uuid;

/// Requests that are listed for one officer.
const MOST: u64 = 20;

/// A request in somebody's hands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldRequest {
    /// Its number, as displayed.
    pub number: String,
    /// The name of its service.
    pub procedure: String,
    /// Where it stands.
    pub status: Status,
    /// Until when it is held without a sign of life.
    pub until: OffsetDateTime,
    /// What was seen, for handing it over.
    pub version: i64,
    /// Who may have it.
    pub colleagues: Vec<Colleague>,
}

/// An officer on duty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OnDuty {
    /// Who.
    pub officer: OfficerView,
    /// What they hold.
    pub held: Vec<HeldRequest>,
}

impl Service {
    /// The officers who were seen a moment ago or hold something, those with most first. For supervisors.
    pub async fn on_duty(&self, actor: &Actor, language: Language) -> Result<Vec<OnDuty>, Error> {
        if actor.officer()?.role != Role::Supervisor {
            return Err(Error::Forbidden);
        }
        let named = self.named_officers().await?;
        let mut officers = self.officer_views(actor, named).await?;
        officers.retain(|officer| {
            officer.role != Role::Administrator && (officer.seen_at.is_some() || officer.holds > 0)
        });
        officers.sort_by_key(|officer| std::cmp::Reverse(officer.holds));
        let mut duty = Vec::with_capacity(officers.len());
        for officer in officers {
            let held =
                if officer.holds > 0 { self.held_by(actor, officer.id, language).await? } else { Vec::new() };
            duty.push(OnDuty { officer, held });
        }
        Ok(duty)
    }

    async fn held_by(
        &self,
        actor: &Actor,
        officer: Uuid,
        language: Language,
    ) -> Result<Vec<HeldRequest>, Error> {
        let rows = desk_row::Entity::find()
            .filter(desk_row::Column::Assignee.eq(officer))
            .filter(desk_row::Column::LeaseUntil.gt(millis(self.clock.now())))
            .order_by_asc(desk_row::Column::DueAt)
            .limit(MOST)
            .all(self.db.read())
            .await?;
        let mut held = Vec::with_capacity(rows.len());
        for row in rows {
            let Some(asked) = request::Entity::find_by_id(row.request_id).one(self.db.read()).await? else {
                continue;
            };
            held.push(HeldRequest {
                number: row.displayed_number(),
                procedure: self.procedure(&row.catalogue_hash).await?.name.get(language).to_owned(),
                status: status_of(&asked)?,
                until: moment(row.lease_until.unwrap_or_default()),
                version: asked.version,
                colleagues: self.colleagues(actor, &asked).await?,
            });
        }
        Ok(held)
    }
}
