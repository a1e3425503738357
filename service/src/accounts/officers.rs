//! The list of officers as administrators see it: who, in which role and for which requests, when they signed in last.
use super::{CITIZEN, invite::InvitationView};
use crate::{
    Actor, Error, Officer, Service,
    clock::{Millis, millis, moment},
    entity::{
        account, account::ERASED, desk_place, desk_row, event, office, passkey, second_factor, session,
    },
};
use domain::Role;
use sea_orm::{
    ColumnTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, ExprTrait},
};
use std::collections::{HashMap, HashSet};
use time::OffsetDateTime;
use uuid::Uuid;

/// Officers on one page.
const PAGE: usize = 50;
/// Officers of one installation, at most: their names are opened to be sorted.
const MOST: u64 = 5_000;

/// An officer, as administrators and supervisors see one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfficerView {
    /// The account.
    pub id: Uuid,
    /// Display name.
    pub name: String,
    /// Work e-mail.
    pub email: String,
    /// What they may do.
    pub role: Role,
    /// The code and the name of their service point.
    pub office: (String, String),
    /// The district whose requests they see; `None` is all of the office.
    pub district: Option<String>,
    /// When they signed in last.
    pub signed_in_at: Option<OffsetDateTime>,
    /// When they were last seen, while a session lives.
    pub seen_at: Option<OffsetDateTime>,
    /// Since when the account is closed.
    pub suspended_at: Option<OffsetDateTime>,
    /// The second factor is set up.
    pub factor: bool,
    /// Requests in their hands now.
    pub holds: u64,
    /// The one who asks.
    pub is_me: bool,
}

/// A page of officers.
#[derive(Clone, Debug)]
pub struct OfficerPage {
    /// By name.
    pub officers: Vec<OfficerView>,
    /// After whom the next page begins.
    pub next: Option<Uuid>,
    /// How many match in all.
    pub total: usize,
    /// Who is invited and has not come yet.
    pub invited: Vec<InvitationView>,
}

/// What an administrator may choose for an officer.
#[derive(Clone, Debug)]
pub struct OfficerChoices {
    /// Service points, by code and name.
    pub offices: Vec<(String, String)>,
    /// Districts from which requests came.
    pub districts: Vec<String>,
}

/// The administrator who asks, or why not.
pub(crate) fn administrator(actor: &Actor) -> Result<&Officer, Error> {
    let officer = actor.officer()?;
    if officer.role == Role::Administrator { Ok(officer) } else { Err(Error::Forbidden) }
}

#[derive(FromQueryResult)]
struct Latest {
    of: Uuid,
    at: i64,
}

#[derive(FromQueryResult)]
struct Held {
    of: Uuid,
    n: i64,
}

impl Service {
    /// A page of officers by name, and who is invited. For administrators.
    pub async fn officers(
        &self,
        actor: &Actor,
        search: &str,
        after: Option<Uuid>,
    ) -> Result<OfficerPage, Error> {
        administrator(actor)?;
        let words: Vec<String> = search.to_lowercase().split_whitespace().map(str::to_owned).collect();
        let mut named = self.named_officers().await?;
        named.retain(|(row, name, email)| {
            let text =
                format!("{name} {email} {}", row.district.as_deref().unwrap_or_default()).to_lowercase();
            words.iter().all(|word| text.contains(word.as_str()))
        });
        let total = named.len();
        let from = after.and_then(|after| named.iter().position(|(row, ..)| row.id == after));
        let mut rest = named.into_iter().skip(from.map_or(0, |place| place + 1));
        let page: Vec<_> = rest.by_ref().take(PAGE).collect();
        let next = rest.next().and(page.last()).map(|(row, ..)| row.id);
        Ok(OfficerPage {
            officers: self.officer_views(actor, page).await?,
            next,
            total,
            invited: if after.is_none() { self.open_invitations().await? } else { Vec::new() },
        })
    }

    /// One officer. For administrators.
    pub async fn officer(&self, actor: &Actor, account: Uuid) -> Result<OfficerView, Error> {
        administrator(actor)?;
        let row = self.account_row(account).await?;
        if row.role == CITIZEN || row.is_erased() {
            return Err(Error::NotFound);
        }
        let (name, email) = self.name_and_email(&row).await?;
        self.officer_views(actor, vec![(row, name, email)]).await?.pop().ok_or(Error::NotFound)
    }

    /// What may be chosen for an officer.
    pub async fn officer_choices(&self, actor: &Actor) -> Result<OfficerChoices, Error> {
        administrator(actor)?;
        let offices = office::Entity::find().order_by_asc(office::Column::Name).all(self.db.read()).await?;
        let districts: Vec<String> = desk_place::Entity::find()
            .select_only()
            .column(desk_place::Column::District)
            .distinct()
            .order_by_asc(desk_place::Column::District)
            .limit(500)
            .into_tuple()
            .all(self.db.read())
            .await?;
        Ok(OfficerChoices {
            offices: offices.into_iter().map(|row| (row.code, row.name)).collect(),
            districts: districts.into_iter().filter(|name| !name.is_empty()).collect(),
        })
    }

    /// Every officer with name and e-mail opened, by name.
    pub(crate) async fn named_officers(&self) -> Result<Vec<(account::Model, String, String)>, Error> {
        let rows = account::Entity::find()
            .filter(account::Column::Role.is_in(Role::all().map(Role::as_str)))
            .filter(account::Column::State.ne(ERASED))
            .limit(MOST)
            .all(self.db.read())
            .await?;
        let sealers = self.sealers(rows.iter().map(|row| row.id).collect()).await?;
        let mut named = Vec::with_capacity(rows.len());
        for row in rows {
            let sealer = sealers.get(&row.id).ok_or(Error::NotFound)?;
            let name = sealer.open_text("account.name", row.id, &row.name)?;
            let email = match &row.email {
                Some(email) => sealer.open_text("account.email", row.id, email)?,
                None => String::new(),
            };
            named.push((row, name, email));
        }
        named.sort_by(|(one, name, _), (other, named, _)| {
            (name.to_lowercase(), one.id).cmp(&(named.to_lowercase(), other.id))
        });
        Ok(named)
    }

    async fn name_and_email(&self, row: &account::Model) -> Result<(String, String), Error> {
        let sealer = self.sealer(row.id).await?;
        let name = sealer.open_text("account.name", row.id, &row.name)?;
        let email = match &row.email {
            Some(email) => sealer.open_text("account.email", row.id, email)?,
            None => String::new(),
        };
        Ok((name, email))
    }

    /// The rest of what is told of officers.
    pub(crate) async fn officer_views(
        &self,
        actor: &Actor,
        rows: Vec<(account::Model, String, String)>,
    ) -> Result<Vec<OfficerView>, Error> {
        let ids: Vec<Uuid> = rows.iter().map(|(row, ..)| row.id).collect();
        let now = millis(self.clock.now());
        let offices: HashMap<Uuid, (String, String)> = office::Entity::find()
            .all(self.db.read())
            .await?
            .into_iter()
            .map(|row| (row.id, (row.code, row.name)))
            .collect();
        let signed: HashMap<Uuid, i64> = event::Entity::find()
            .select_only()
            .column_as(event::Column::Subject, "of")
            .column_as(event::Column::HappenedAt.max(), "at")
            .filter(event::Column::Subject.is_in(ids.clone()))
            .filter(event::Column::Kind.eq("signed_in"))
            .group_by(event::Column::Subject)
            .into_model::<Latest>()
            .all(self.db.read())
            .await?
            .into_iter()
            .map(|line| (line.of, line.at))
            .collect();
        let seen = self.last_seen(&ids, now).await?;
        let mut factors: HashSet<Uuid> = second_factor::Entity::find()
            .filter(second_factor::Column::AccountId.is_in(ids.clone()))
            .filter(second_factor::Column::ConfirmedAt.is_not_null())
            .all(self.db.read())
            .await?
            .into_iter()
            .map(|row| row.account_id)
            .collect();
        factors.extend(
            passkey::Entity::find()
                .filter(passkey::Column::AccountId.is_in(ids.clone()))
                .all(self.db.read())
                .await?
                .into_iter()
                .map(|row| row.account_id),
        );
        let held: HashMap<Uuid, i64> = desk_row::Entity::find()
            .select_only()
            .column_as(desk_row::Column::Assignee, "of")
            .column_as(Expr::col(desk_row::Column::RequestId).count().cast_as("bigint"), "n")
            .filter(desk_row::Column::Assignee.is_in(ids))
            .filter(desk_row::Column::LeaseUntil.gt(now))
            .group_by(desk_row::Column::Assignee)
            .into_model::<Held>()
            .all(self.db.read())
            .await?
            .into_iter()
            .map(|line| (line.of, line.n))
            .collect();
        let view = |(row, name, email): (account::Model, String, String)| {
            Some(OfficerView {
                id: row.id,
                name,
                email,
                role: Role::parse(&row.role)?,
                office: row.office_id.and_then(|office| offices.get(&office).cloned()).unwrap_or_default(),
                district: row.district,
                signed_in_at: signed.get(&row.id).copied().map(moment),
                seen_at: seen.get(&row.id).copied().map(moment),
                suspended_at: row.suspended_at.or(row.closed_at).map(moment),
                factor: factors.contains(&row.id),
                holds: held.get(&row.id).and_then(|n| u64::try_from(*n).ok()).unwrap_or(0),
                is_me: actor.account() == Some(row.id),
            })
        };
        Ok(rows.into_iter().filter_map(view).collect())
    }

    /// When these officers were last seen: each use of a session moves its end.
    async fn last_seen(&self, ids: &[Uuid], now: Millis) -> Result<HashMap<Uuid, i64>, Error> {
        let idle = i64::try_from(self.settings.officer_idle.as_millis()).unwrap_or(0);
        let lines = session::Entity::find()
            .select_only()
            .column_as(session::Column::AccountId, "of")
            .column_as(session::Column::ExpiresAt.max(), "at")
            .filter(session::Column::AccountId.is_in(ids.to_vec()))
            .filter(session::Column::ExpiresAt.gt(now))
            .group_by(session::Column::AccountId)
            .into_model::<Latest>()
            .all(self.db.read())
            .await?;
        Ok(lines.into_iter().map(|line| (line.of, Ord::min(line.at - idle, now))).collect())
    }
}
