//! Who was affected, by what and when (Ps 46): for the notice within three times 24 hours. Read from the history, for a
//! span of time and, where it is known, one officer whose account was misused.
use crate::{
    Error, Service,
    clock::{millis, moment},
    entity::{account, event, request},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde::Serialize;
use std::collections::{BTreeMap, HashMap};
use time::{OffsetDateTime, format_description::well_known::Rfc3339};
use uuid::Uuid;

/// What is asked.
#[derive(Clone, Debug)]
pub struct BreachAsked {
    /// From.
    pub from: OffsetDateTime,
    /// Until, not included.
    pub to: OffsetDateTime,
    /// Only what this officer did.
    pub officer: Option<Uuid>,
    /// Everybody who had an account then, whatever the history says: a stolen database.
    pub everybody: bool,
}

/// One thing that happened to somebody's data.
#[derive(Clone, Debug, Serialize)]
pub struct AffectedLine {
    /// When, RFC 3339.
    pub at: String,
    /// What, as the history calls it.
    pub what: String,
    /// Who, as an account's id.
    pub by: Option<Uuid>,
    /// In which role.
    pub role: String,
    /// The number of the request.
    pub request: Option<String>,
    /// Ids and codes.
    pub detail: String,
}

/// Somebody whose data are concerned, with where to tell them.
#[derive(Clone, Debug, Serialize)]
pub struct Affected {
    /// The account.
    pub account: Uuid,
    /// Whole.
    pub name: String,
    /// Whole.
    pub email: Option<String>,
    /// Whole.
    pub phone: Option<String>,
    /// The language of letters.
    pub language: String,
    /// What happened.
    pub lines: Vec<AffectedLine>,
}

impl Service {
    /// Everybody who is affected, in the order of their accounts. For whoever has the machine and the keys.
    pub async fn breach_pack(&self, asked: &BreachAsked) -> Result<Vec<Affected>, Error> {
        let mut find = event::Entity::find()
            .filter(event::Column::HappenedAt.gte(millis(asked.from)))
            .filter(event::Column::HappenedAt.lt(millis(asked.to)));
        if let Some(officer) = asked.officer {
            find = find.filter(event::Column::Actor.eq(officer));
        }
        let lines = find
            .order_by_asc(event::Column::HappenedAt)
            .order_by_asc(event::Column::Seq)
            .all(self.db.read())
            .await?;
        let requests: HashMap<Uuid, request::Model> =
            request::Entity::find().all(self.db.read()).await?.into_iter().map(|row| (row.id, row)).collect();
        let mut by_owner: BTreeMap<Uuid, Vec<AffectedLine>> = BTreeMap::new();
        for line in lines {
            let request = requests.get(&line.subject);
            let owner = request.map_or(line.subject, |row| row.account_id);
            // What somebody did with their own data concerns nobody, unless in another one's hands: then all is asked.
            if line.actor == Some(owner) && !asked.everybody {
                continue;
            }
            by_owner.entry(owner).or_default().push(AffectedLine {
                at: moment(line.happened_at).format(&Rfc3339).unwrap_or_default(),
                what: line.kind,
                by: line.actor,
                role: line.actor_role,
                request: request.map(request::Model::displayed_number),
                detail: line.detail,
            });
        }
        let mut accounts = account::Entity::find().order_by_asc(account::Column::Id);
        accounts = accounts.filter(account::Column::CreatedAt.lt(millis(asked.to)));
        let mut affected = Vec::new();
        for row in accounts.all(self.db.read()).await? {
            let lines = by_owner.remove(&row.id);
            let citizen = row.role == crate::accounts::CITIZEN && !row.name.is_empty();
            if !citizen || (lines.is_none() && !asked.everybody) {
                continue;
            }
            let sealer = self.sealer(row.id).await?;
            let text = |place: &str, sealed: &Option<Vec<u8>>| {
                sealed.as_deref().map(|sealed| sealer.open_text(place, row.id, sealed)).transpose()
            };
            affected.push(Affected {
                account: row.id,
                name: sealer.open_text("account.name", row.id, &row.name)?,
                email: text("account.email", &row.email)?,
                phone: text("account.phone", &row.phone)?,
                language: row.language.clone(),
                lines: lines.unwrap_or_default(),
            });
        }
        Ok(affected)
    }
}
