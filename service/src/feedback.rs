//! What a citizen thinks of it afterwards: one answer from 1 to 5 and, if they like, some words. Once a request; it may
//! be changed. Supervisors see figures, which are kept by day and service as the answers come, and words without a name.
use crate::{
    Actor, Error, Service,
    clock::{Millis, millis, moment},
    desk::Counted,
    entity::{feedback, request},
    requests::{status_of, visible_to},
};
use domain::{FieldError, Language, Role};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, OnConflict},
};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

const WORDS: &str = "feedback.words";
/// The latest words that are shown.
const LATEST: u64 = 50;
/// Words at most.
const LONGEST: usize = 600;
/// Answers from before there were figures, in one round.
const BATCH: u64 = 200;

/// What somebody wrote besides the answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedbackWords {
    /// From 1 to 5.
    pub score: u8,
    /// The words.
    pub text: String,
    /// The name of the service.
    pub procedure: String,
    /// When.
    pub at: OffsetDateTime,
}

fn item(procedure: &str, score: i16) -> String {
    format!("{procedure}:{score}")
}

impl Service {
    /// Keeps what the owner of an ended request thinks of it.
    pub async fn give_feedback(
        &self,
        actor: &Actor,
        id: Uuid,
        score: &str,
        words: &str,
    ) -> Result<(), Error> {
        actor.citizen()?;
        let row = visible_to(actor)
            .filter(request::Column::Id.eq(id))
            .one(self.db.read())
            .await?
            .ok_or(Error::NotFound)?;
        if !status_of(&row)?.is_end() {
            return Err(Error::Conflict { by: None });
        }
        let score: i16 = match score.trim().parse() {
            Ok(score @ 1..=5) => score,
            Err(_) if score.trim().is_empty() => return Err(Error::field("score", FieldError::Missing)),
            _ => return Err(Error::field("score", FieldError::NotInList)),
        };
        let words = words.trim();
        if words.chars().count() > LONGEST {
            return Err(Error::field("words", FieldError::TooLong { max: 600 }));
        }
        let sealed = match words {
            "" => None,
            words => Some(self.sealer(id).await?.seal(WORDS, id, words)?),
        };
        let at = millis(self.clock.now());
        let txn = self.db.begin().await?;
        // The request is held: of two answers at the same moment each takes back the one before.
        request::Entity::find_by_id(id).lock_exclusive().one(&txn).await?;
        let before = feedback::Entity::find_by_id(id).one(&txn).await?.filter(|before| before.counted == 1);
        let again = OnConflict::column(feedback::Column::RequestId)
            .update_columns([
                feedback::Column::Score,
                feedback::Column::Words,
                feedback::Column::GivenAt,
                feedback::Column::Counted,
            ])
            .to_owned();
        feedback::Entity::insert(feedback::ActiveModel {
            request_id: Set(id),
            procedure: Set(row.procedure.clone()),
            score: Set(score),
            words: Set(sealed),
            given_at: Set(at),
            counted: Set(1),
        })
        .on_conflict(again)
        .exec_without_returning(&txn)
        .await?;
        let now = item(&row.procedure, score);
        match before {
            Some(before) => {
                let counted = item(&before.procedure, before.score);
                let then = (before.given_at, counted.as_str());
                self.recount_day(&txn, &row, Counted::Score, then, (at, &now)).await?;
            }
            None => self.count_day(&txn, &row, at, vec![(Counted::Score, now)]).await?,
        }
        txn.commit().await?;
        Ok(())
    }

    pub(crate) async fn feedback_of(&self, request: Uuid) -> Result<Option<u8>, Error> {
        let row = feedback::Entity::find_by_id(request).one(self.db.read()).await?;
        Ok(row.and_then(|row| u8::try_from(row.score).ok()))
    }

    /// Counts answers from before there were figures. Answers how many.
    pub(crate) async fn count_feedback(&self) -> Result<usize, Error> {
        let rows = feedback::Entity::find()
            .filter(feedback::Column::Counted.eq(0))
            .limit(BATCH)
            .all(self.db.read())
            .await?;
        let mut counted = 0;
        for row in rows {
            let txn = self.db.begin().await?;
            if self.count_old(&txn, &row).await? {
                txn.commit().await?;
                counted += 1;
            }
        }
        Ok(counted)
    }

    async fn count_old(&self, txn: &DatabaseTransaction, row: &feedback::Model) -> Result<bool, Error> {
        let marked = feedback::Entity::update_many()
            .col_expr(feedback::Column::Counted, Expr::value(1_i16))
            .filter(feedback::Column::RequestId.eq(row.request_id))
            .filter(feedback::Column::Counted.eq(0))
            .exec(txn)
            .await?;
        let request = request::Entity::find_by_id(row.request_id).one(txn).await?;
        // Another server was faster, or it was answered anew.
        let (1, Some(request)) = (marked.rows_affected, request) else { return Ok(false) };
        let counted = vec![(Counted::Score, item(&row.procedure, row.score))];
        self.count_day(txn, &request, row.given_at, counted).await?;
        Ok(true)
    }

    /// What people wrote in the last so many days, the newest first; for supervisors. The figures are those of
    /// [`Service::performance`].
    pub async fn feedback_words(
        &self,
        actor: &Actor,
        days: u16,
        language: Language,
    ) -> Result<Vec<FeedbackWords>, Error> {
        if actor.officer()?.role != Role::Supervisor {
            return Err(Error::Forbidden);
        }
        let since: Millis = millis(self.clock.now() - Duration::days(i64::from(days)));
        let rows = feedback::Entity::find()
            .filter(feedback::Column::GivenAt.gte(since))
            .filter(feedback::Column::Words.is_not_null())
            .order_by_desc(feedback::Column::GivenAt)
            .limit(LATEST)
            .all(self.db.read())
            .await?;
        let sealers = self.sealers(rows.iter().map(|row| row.request_id).collect()).await?;
        let today = self.today();
        let mut told = Vec::with_capacity(rows.len());
        for row in rows {
            let (Some(sealed), Some(sealer)) = (&row.words, sealers.get(&row.request_id)) else { continue };
            let known = self.catalogue.find(&row.procedure, today);
            told.push(FeedbackWords {
                score: u8::try_from(row.score).unwrap_or(1).clamp(1, 5),
                text: sealer.open_text(WORDS, row.request_id, sealed)?,
                procedure: known.map_or_else(
                    || row.procedure.clone(),
                    |entry| entry.procedure.name.get(language).to_owned(),
                ),
                at: moment(row.given_at),
            });
        }
        Ok(told)
    }
}
