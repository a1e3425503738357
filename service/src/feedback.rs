//! What a citizen thinks of it afterwards: one answer from 1 to 5 and, if they like, some words. Once a request; it may
//! be changed. Officers see figures, and words without a name.
use crate::{
    Actor, Error, Service,
    clock::millis,
    entity::{feedback, request},
    requests::{status_of, visible_to},
};
use domain::{FieldError, Role};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::OnConflict,
};
use uuid::Uuid;

const WORDS: &str = "feedback.words";
/// The latest so many are looked at.
const LATEST: u64 = 1_000;
/// Words at most.
const LONGEST: usize = 600;

/// How requests of the last time were found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FeedbackSummary {
    /// How many gave 1, 2, 3, 4 and 5.
    pub counts: [u64; 5],
    /// The latest words, with the figure, newest first.
    pub words: Vec<(u8, String)>,
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
        let again = OnConflict::column(feedback::Column::RequestId)
            .update_columns([feedback::Column::Score, feedback::Column::Words, feedback::Column::GivenAt])
            .to_owned();
        feedback::Entity::insert(feedback::ActiveModel {
            request_id: Set(id),
            procedure: Set(row.procedure),
            score: Set(score),
            words: Set(sealed),
            given_at: Set(millis(self.clock.now())),
        })
        .on_conflict(again)
        .exec_without_returning(self.db.write())
        .await?;
        Ok(())
    }

    pub(crate) async fn feedback_of(&self, request: Uuid) -> Result<Option<u8>, Error> {
        let row = feedback::Entity::find_by_id(request).one(self.db.read()).await?;
        Ok(row.and_then(|row| u8::try_from(row.score).ok()))
    }

    /// Figures and words of the latest answers; for supervisors.
    pub async fn feedback_summary(&self, actor: &Actor) -> Result<FeedbackSummary, Error> {
        if actor.officer()?.role != Role::Supervisor {
            return Err(Error::Forbidden);
        }
        let rows = feedback::Entity::find()
            .order_by_desc(feedback::Column::GivenAt)
            .limit(LATEST)
            .all(self.db.read())
            .await?;
        let mut summary = FeedbackSummary::default();
        for row in rows {
            let score = u8::try_from(row.score).unwrap_or(1).clamp(1, 5);
            summary.counts[usize::from(score) - 1] += 1;
            if let (Some(sealed), true) = (&row.words, summary.words.len() < 50) {
                let words = self.sealer(row.request_id).await?.open_text(WORDS, row.request_id, sealed)?;
                summary.words.push((score, words));
            }
        }
        Ok(summary)
    }
}
