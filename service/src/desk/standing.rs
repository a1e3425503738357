//! How an open request stands, for a desk that has it on screen: just enough to say that it changed elsewhere,
//! and by whom.
use crate::{Actor, Error, Service, requests::status_of};
use domain::{Role, Status};

/// How a request stands now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestStanding {
    /// Where it stands.
    pub status: Status,
    /// How often it has changed.
    pub version: i64,
    /// Who holds it now.
    pub holder: Option<String>,
    /// The one who asks holds it.
    pub mine: bool,
    /// The role of whoever acted last: of an officer, or `owner`, or `system`.
    pub by_role: String,
    /// The name of whoever acted last, if that was an officer.
    pub by_name: Option<String>,
    /// The names of those who have it on screen too.
    pub onlookers: Vec<String>,
}

impl Service {
    /// How the request with this number stands.
    pub async fn request_standing(&self, actor: &Actor, number: &str) -> Result<RequestStanding, Error> {
        let officer = actor.officer()?;
        let row = self.visible_number(actor, number).await?;
        let lease = self.lease(&row, officer).await?;
        let last = self.lines(row.id).await?.pop();
        let by_role = last.as_ref().map(|line| line.actor_role.clone()).unwrap_or_default();
        let by_officer = last.and_then(|line| line.actor).filter(|_| Role::parse(&by_role).is_some());
        let by_name = match by_officer {
            Some(account) => Some(self.officer_name(account).await?),
            None => None,
        };
        Ok(RequestStanding {
            status: status_of(&row)?,
            version: row.version,
            mine: lease.as_ref().is_some_and(|lease| lease.mine),
            holder: lease.map(|lease| lease.by),
            by_role,
            by_name,
            onlookers: self.onlooker_names(officer.account, row.id).await?,
        })
    }
}
