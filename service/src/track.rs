//! Where a request stands, for who has its number and the last digits of the applicant's phone, without signing in.
//! The least that helps: status, dates, until when something is to be done. No name, no service, no reason.
//!
//! An unknown number, a known one with wrong digits and an account without a phone give the same answer after the
//! same time.
use crate::{
    Error, Service,
    clock::moment,
    entity::{account, request},
    limits::Rule,
    requests::status_of,
};
use domain::{FieldError, ReceiptNumber, Status};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use subtle::ConstantTimeEq;
use time::OffsetDateTime;
use uuid::Uuid;

/// So many digits of the phone are asked for.
const DIGITS: usize = 4;

/// A request, as it is told without signing in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tracked {
    /// Its number, as displayed.
    pub number: String,
    /// Where it stands.
    pub status: Status,
    /// When it arrived.
    pub submitted_at: OffsetDateTime,
    /// Since when it stands there.
    pub since: OffsetDateTime,
    /// Expected by.
    pub due_at: OffsetDateTime,
    /// Corrections are taken until.
    pub correction_due_at: Option<OffsetDateTime>,
}

impl Service {
    /// The request with this number whose applicant's phone ends with these digits; `address` is whose tries are
    /// counted.
    ///
    /// # Errors
    /// `Fields` if they cannot be a number and four digits; `NotFound`, whose answer must take [`Service::as_long`] like
    /// any other; `TooMany`.
    pub async fn track(&self, number: &str, digits: &str, address: &str) -> Result<Uuid, Error> {
        let number = ReceiptNumber::parse(number).map_err(|error| Error::field("number", error))?;
        let digits: String = digits.chars().filter(|sign| !sign.is_whitespace()).collect();
        let wrong = match digits.chars().count() {
            0 => Some(FieldError::Missing),
            _ if !digits.bytes().all(|byte| byte.is_ascii_digit()) => Some(FieldError::NotANumber),
            count if count < DIGITS => Some(FieldError::TooShort { min: 4 }),
            count if count > DIGITS => Some(FieldError::TooLong { max: 4 }),
            _ => None,
        };
        if let Some(error) = wrong {
            return Err(Error::field("digits", error));
        }
        self.limit(Rule::Lookups, &format!("track|{address}")).await?;
        let standing = self.standing(Rule::TrackNumber, number.as_str()).await?;
        if standing.left == 0 {
            return Err(Error::TooMany { retry_after: standing.retry_after });
        }
        self.find_tracked(&number, &digits).await
    }

    async fn find_tracked(&self, number: &ReceiptNumber, digits: &str) -> Result<Uuid, Error> {
        let row = request::Entity::find()
            .filter(request::Column::Number.eq(number.as_str()))
            .one(self.db.read())
            .await?;
        let owner = row.as_ref().map_or(Uuid::nil(), |row| row.account_id);
        let account = account::Entity::find_by_id(owner).one(self.db.read()).await?;
        let phone = match account.and_then(|account| account.phone) {
            Some(sealed) => self.sealer(owner).await?.open_text("account.phone", owner, &sealed)?,
            None => String::new(),
        };
        let last = phone.len().checked_sub(DIGITS).and_then(|from| phone.get(from..)).unwrap_or_default();
        let fits: bool = last.as_bytes().ct_eq(digits.as_bytes()).into();
        match row {
            Some(row) if fits => {
                self.forgive(Rule::TrackNumber, number.as_str()).await?;
                Ok(row.id)
            }
            _ => {
                self.count(Rule::TrackNumber, number.as_str()).await?;
                Err(Error::NotFound)
            }
        }
    }

    /// A request that was found by [`Service::track`] a moment ago.
    pub async fn tracked(&self, id: Uuid) -> Result<Tracked, Error> {
        let row = request::Entity::find_by_id(id).one(self.db.read()).await?.ok_or(Error::NotFound)?;
        Ok(Tracked {
            number: row.displayed_number(),
            status: status_of(&row)?,
            submitted_at: moment(row.submitted_at),
            since: moment(row.updated_at),
            due_at: moment(row.due_at),
            correction_due_at: row.correction_due_at.map(moment),
        })
    }
}
