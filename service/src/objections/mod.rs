//! Objections: whoever is named in a request of somebody else, and has an account that an officer has linked to them, may
//! say against it what they know, until it is approved. The office answers before it approves (`objection_blocks`).
//!
//! Everything here is told as if the two lived in one house and one of them had to fear the other: who objects learns
//! what changes about themselves and nothing else, no address above all; the applicant learns that there is an objection
//! and how it ended, neither whose nor what it says; letters hold no words of either.
mod concern;
mod file;
mod settle;

pub use concern::{ConcernRow, ConcernView, OwnChange};
pub use settle::{DeskObjection, DeskObjections, ObjectionStands};

use crate::{
    Error, Service,
    clock::{Millis, moment},
    entity::objection,
    messages::clean_text,
};
use domain::FieldIssue;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use uuid::Uuid;

const BODY: &str = "objection.body";
const ANSWER: &str = "objection.answer";
/// `event.actor_role` of somebody whom the request concerns.
pub(crate) const CONCERNED: &str = "concerned";

/// How an objection stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ObjectionState {
    /// The office has not answered yet.
    Open,
    /// Who filed it has taken it back.
    Withdrawn,
    /// The office finds that it is right.
    Upheld,
    /// The office finds that it does not stand in the way.
    Dismissed,
    /// The request ended before it was answered.
    Moot,
}

impl ObjectionState {
    const ALL: [Self; 5] = [Self::Open, Self::Withdrawn, Self::Upheld, Self::Dismissed, Self::Moot];

    /// As stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Withdrawn => "withdrawn",
            Self::Upheld => "upheld",
            Self::Dismissed => "dismissed",
            Self::Moot => "moot",
        }
    }

    /// Reads it.
    pub fn parse(raw: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == raw)
    }

    /// The kind of the line in the history.
    const fn kind(self) -> &'static str {
        match self {
            Self::Open => "objected",
            Self::Withdrawn => "objection_withdrawn",
            Self::Upheld => "objection_upheld",
            Self::Dismissed => "objection_dismissed",
            Self::Moot => "objection_moot",
        }
    }
}

/// What the office answered, sealed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Answer {
    /// To whoever objected.
    to_objector: String,
    /// To the applicant, if anything.
    to_applicant: String,
}

/// An objection as whoever filed it sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnObjection {
    /// What was said.
    pub words: String,
    /// How it stands.
    pub state: ObjectionState,
    /// When it was filed.
    pub filed_at: OffsetDateTime,
    /// What the office answered.
    pub answer: Option<String>,
    /// When it was answered, taken back or ended.
    pub settled_at: Option<OffsetDateTime>,
}

/// What is unique while an objection is open.
fn open_for(request: Uuid, account: Uuid) -> String {
    format!("{}:{}", request.simple(), account.simple())
}

fn state_of(row: &objection::Model) -> Result<ObjectionState, Error> {
    ObjectionState::parse(&row.state).ok_or_else(|| Error::Internal("unknown state of an objection".into()))
}

/// Whether somebody objects to a request and has no answer yet.
pub(crate) async fn is_objected<C: ConnectionTrait>(db: &C, request: Uuid) -> Result<bool, Error> {
    let open = objection::Entity::find()
        .filter(objection::Column::RequestId.eq(request))
        .filter(objection::Column::OpenFor.is_not_null());
    Ok(open.count(db).await? > 0)
}

impl Service {
    /// Objections to a request, oldest first.
    async fn objection_rows(&self, request: Uuid) -> Result<Vec<objection::Model>, Error> {
        Ok(objection::Entity::find()
            .filter(objection::Column::RequestId.eq(request))
            .order_by_asc(objection::Column::Id)
            .all(self.db.read())
            .await?)
    }

    async fn own_objection(&self, row: &objection::Model) -> Result<OwnObjection, Error> {
        let sealer = self.sealer(row.request_id).await?;
        let answer: Option<Answer> =
            row.answer.as_deref().map(|sealed| sealer.open_json(ANSWER, row.id, sealed)).transpose()?;
        Ok(OwnObjection {
            words: sealer.open_text(BODY, row.id, &row.body)?,
            state: state_of(row)?,
            filed_at: moment(row.filed_at),
            answer: answer.map(|answer| answer.to_objector),
            settled_at: row.settled_at.map(moment),
        })
    }

    /// What somebody has said against requests of others: for a copy of one's data.
    pub(crate) async fn objections_by(&self, account: Uuid) -> Result<Vec<OwnObjection>, Error> {
        let rows = objection::Entity::find()
            .filter(objection::Column::AccountId.eq(account))
            .order_by_asc(objection::Column::Id)
            .all(self.db.read())
            .await?;
        let mut told = Vec::with_capacity(rows.len());
        for row in rows {
            told.push(self.own_objection(&row).await?);
        }
        Ok(told)
    }
}

/// Words as typed in a field, without what nobody sees.
fn clean(field: &str, typed: &str) -> Result<String, Error> {
    clean_text(typed).map_err(|error| match error {
        Error::Fields(issues) => Error::Fields(
            issues.into_iter().map(|issue| FieldIssue { field: field.to_owned(), ..issue }).collect(),
        ),
        other => other,
    })
}

/// An end of an open objection, in the caller's transaction; nothing if it is open no longer.
async fn end<C: ConnectionTrait>(
    db: &C,
    row: &objection::Model,
    state: ObjectionState,
    (by, answer, at): (Option<Uuid>, Option<Vec<u8>>, Millis),
) -> Result<bool, Error> {
    let ended = objection::Entity::update_many()
        .set(objection::ActiveModel {
            state: Set(state.as_str().to_owned()),
            open_for: Set(None),
            answer: Set(answer),
            settled_at: Set(Some(at)),
            settled_by: Set(by),
            ..Default::default()
        })
        .filter(objection::Column::Id.eq(row.id))
        .filter(objection::Column::OpenFor.is_not_null())
        .exec(db)
        .await?;
    Ok(ended.rows_affected == 1)
}
