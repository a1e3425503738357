//! Messages about a request: the form carries files, so the server reads it; here is where each side comes back to.
use super::{desk, values};
use crate::{routes, visitor::Visitor, wire::AppError};
use uuid::Uuid;

/// The flash of the citizen's form.
pub(crate) const TALK_FORM: &str = "pesan-permohonan";

/// A message as it was posted, without its files: browsers never fill those in again.
#[derive(Clone, Debug, Default)]
pub struct Written {
    /// The request.
    pub id: Uuid,
    /// Its number, as the desk's form carries it.
    pub number: String,
    /// The filter of the queue beside it.
    pub part: String,
    /// The code of a ready answer.
    pub ready: String,
    /// The own words.
    pub text: String,
}

/// Notes what became of a message for the page that has the form; answers the address of that page.
pub async fn settle_message(visitor: &Visitor, written: &Written, outcome: Result<(), AppError>) -> String {
    let officer = visitor.actor.officer().is_ok();
    let typed = values([("ready", written.ready.as_str()), ("text", written.text.as_str())]);
    let home = format!("{}#pesan", routes::request(written.id));
    match (outcome, officer) {
        (Ok(()), true) => {
            visitor.forget(&desk::lease_name(&written.number)).await;
            desk::note_done(visitor, &written.number, "message").await;
            format!("{}#pesan", desk::case(&written.number, &written.part))
        }
        (Ok(()), false) => {
            visitor.keep_done(TALK_FORM, "message").await;
            home
        }
        (Err(error), true) => {
            visitor.keep(&desk::lease_name(&written.number), typed, error).await;
            desk::errors_of(&written.number, &written.part)
        }
        (Err(error), false) => {
            visitor.keep(TALK_FORM, typed, error).await;
            home
        }
    }
}
