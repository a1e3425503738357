//! Answering an objection.
use super::{case, errors_of, form, note_done};
use crate::{
    api::{Posted, values},
    visitor::{service, visitor},
    wire::AppError,
};
use leptos::prelude::*;
use service::Error;

/// Answers an objection: `go` says whether it is right.
#[server(name = PostObjectionAnswer, prefix = "/api/petugas", endpoint = "keberatan")]
pub async fn post_objection_answer(
    #[server(default)] number: String,
    #[server(default)] part: String,
    #[server(default)] id: String,
    #[server(default)] go: String,
    #[server(default)] objection_answer: String,
    #[server(default)] objection_note: String,
) -> Result<(), AppError> {
    let visitor = visitor();
    let result = async {
        visitor.actor.officer()?;
        let id = id.parse().map_err(|_| Error::NotFound)?;
        let upheld = match go.as_str() {
            "uphold" => true,
            "dismiss" => false,
            _ => return Err(Error::NotFound),
        };
        let words = (objection_answer.as_str(), objection_note.as_str());
        service().settle_objection(&visitor.actor, &number, id, upheld, words).await
    }
    .await;
    if result.is_ok() {
        note_done(&visitor, &number, "objection").await;
    }
    let typed = values([
        ("objection_answer", objection_answer.as_str()),
        ("objection_note", objection_note.as_str()),
    ]);
    Posted { form: &form::lease_name(&number), values: typed, back: errors_of(&number, &part) }
        .settle(&visitor, result, |()| case(&number, &part))
        .await
}
