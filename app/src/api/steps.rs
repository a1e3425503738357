//! The wizard's plain forms. A step is stored whatever was typed; what is wrong with it is worked out when it
//! is drawn again, so nothing typed is ever lost.
#![expect(missing_docs, reason = "`server` makes a struct of the arguments")]
mod places;

use super::{Posted, is_code, values};
use crate::{
    flash,
    islands::wizard::{forward, issues_of},
    routes,
    visitor::{service, visitor},
    wire::AppError,
};
use domain::{CHECK, DOCUMENTS, FieldError, FieldIssue, StepView};
use leptos::prelude::*;
use service::Error;
use std::collections::BTreeMap;
use uuid::Uuid;

/// The button that stores the step and goes to the help. With a colon, so that the script lets the form go.
const HELP: &str = "bantuan:";

fn id_of(typed: &str) -> Result<Uuid, Error> {
    typed.parse().map_err(|_| Error::NotFound)
}

/// Saves a step and goes `next`, `back`, or `stay`s. Every other field of the form is an answer by its name;
/// no question can be called `_draft`, because codes begin with a letter.
#[server(name = PostStep, prefix = "/api", endpoint = "langkah")]
pub async fn post_step(
    #[server(default)]
    #[server(rename = "_draft")]
    draft: String,
    #[server(default)]
    #[server(rename = "_step")]
    step: String,
    #[server(default)]
    #[server(rename = "_go")]
    go: String,
    #[server(default)]
    #[server(rename = "_kembali")]
    back_to: String,
    #[server(default)]
    #[server(rename = "_shown")]
    shown: String,
    #[server(flatten)] answers: BTreeMap<String, String>,
) -> Result<(), AppError> {
    let visitor = visitor();
    let from_check = back_to == CHECK;
    let known = is_code(&step);
    let back = draft
        .parse()
        .ok()
        .filter(|_| known)
        .map_or_else(|| routes::REQUESTS.to_owned(), |id| routes::step(id, &step));
    let result = async {
        let id = id_of(&draft)?;
        if !known {
            return Err(Error::NotFound);
        }
        if !answers.is_empty() {
            service().save_answers(&visitor.actor, id, &answers).await?;
        }
        let mut view = service().step_view(&visitor.actor, id, &step, visitor.language).await?;
        let here = || if from_check { routes::step_from_check(id, &step) } else { routes::step(id, &step) };
        let places = places::follow(&view, &go);
        if !places.patch.is_empty() {
            service().save_answers(&visitor.actor, id, &places.patch).await?;
            view = service().step_view(&visitor.actor, id, &step, visitor.language).await?;
        }
        if let Some(place) = places.stays_at {
            return Ok([&here(), "#", &place].concat());
        }
        Ok(match go.as_str() {
            "stay" => here(),
            HELP => routes::help_with(routes::HELP, &[("dari", &here())]),
            "back" => match view.journey().before(&step) {
                Some(stop) => routes::step(id, &stop.step),
                None => routes::REQUESTS.to_owned(),
            },
            _ if only_now_asked(&view, &step, &shown) => here(),
            _ if !issues_of(&view, &step).is_empty() => {
                let kembali = if from_check { "&kembali=periksa" } else { "" };
                [&routes::step_with_issues(id, &step), kembali, "#ringkasan-galat"].concat()
            }
            _ => forward(&view, &view.journey(), &step, from_check),
        })
    }
    .await;
    // Stored or not, what was typed stays in the flash only if storing failed.
    let form = draft.parse().map_or_else(|_| "langkah".to_owned(), flash::parked);
    Posted { form: &form, values: answers, back }.settle(&visitor, result, |next| next).await
}

/// Whether all that is missing is what this posting has brought up: without a script it was never seen before.
fn only_now_asked(view: &StepView, step: &str, shown: &str) -> bool {
    let issues = issues_of(view, step);
    let is_new = |issue: &FieldIssue| {
        let depends = view.procedure.question(&issue.field).is_some_and(|question| {
            let same_step = |code: &&str| view.procedure.step_of(code).is_some_and(|one| one.code == step);
            question.when.questions().iter().any(same_step)
        });
        depends && issue.error == FieldError::Missing && !shown.split(' ').any(|code| code == issue.field)
    };
    !issues.is_empty() && issues.iter().all(is_new)
}

/// Sends the request.
#[server(name = PostSend, prefix = "/api", endpoint = "kirim")]
pub async fn post_send(
    #[server(default)] draft: String,
    #[server(default)] statement: String,
) -> Result<(), AppError> {
    let visitor = visitor();
    let result = async { service().send(&visitor.actor, id_of(&draft)?, statement == "true").await }.await;
    let back = draft.parse().map_or_else(
        |_| routes::REQUESTS.to_owned(),
        |id| [&routes::step(id, CHECK), "#ringkasan-galat"].concat(),
    );
    Posted { form: "kirim", values: values([]), back }
        .settle(&visitor, result, |sent| routes::receipt(sent.id))
        .await
}

/// Removes a file; the next page offers to take that back.
#[server(name = PostRemoveDocument, prefix = "/api", endpoint = "hapus-berkas")]
pub async fn post_remove_document(
    #[server(default)] draft: String,
    #[server(default)] document: String,
    #[server(default)] name: String,
) -> Result<(), AppError> {
    let visitor = visitor();
    let result =
        async { service().remove_document(&visitor.actor, id_of(&draft)?, id_of(&document)?).await }.await;
    if result.is_ok() {
        let name: String = name.chars().filter(|sign| !sign.is_control()).take(120).collect();
        visitor.keep_done("berkas", &[document.as_str(), "/", &name].concat()).await;
    }
    let back = documents_of(&draft);
    Posted { form: "berkas-galat", values: values([]), back: back.clone() }
        .settle(&visitor, result, |()| back)
        .await
}

/// Takes a removal back.
#[server(name = PostRestoreDocument, prefix = "/api", endpoint = "kembalikan-berkas")]
pub async fn post_restore_document(
    #[server(default)] draft: String,
    #[server(default)] document: String,
) -> Result<(), AppError> {
    let visitor = visitor();
    let result =
        async { service().restore_document(&visitor.actor, id_of(&draft)?, id_of(&document)?).await }.await;
    let back = documents_of(&draft);
    Posted { form: "berkas-galat", values: values([]), back: back.clone() }
        .settle(&visitor, result, |_| back)
        .await
}

fn documents_of(draft: &str) -> String {
    draft.parse().map_or_else(|_| routes::REQUESTS.to_owned(), |id| routes::step(id, DOCUMENTS))
}

#[cfg(test)]
mod tests {
    use super::PostStep;
    use crate::wire::AppError;
    use axum::body::Body;
    use leptos::server_fn::codec::{FromReq, PostUrl};

    async fn read(body: &str) -> Result<PostStep, AppError> {
        let request =
            http::Request::post("/api/langkah").body(Body::from(body.to_owned())).unwrap_or_default();
        <PostStep as FromReq<PostUrl, http::Request<Body>, AppError>>::from_req(request).await
    }

    #[tokio::test]
    async fn every_field_that_is_not_ours_is_an_answer_by_its_name() -> Result<(), AppError> {
        let posted = read(
            "_draft=7&_step=waktu-lahir&birth_date.day=14&birth_date.month=3&birth_date.year=2026\
             &bring.ijazah=yes&child_name=Ayunda+Laras+%26+Co&empty=&go=mine&_go=back",
        )
        .await?;
        assert_eq!(
            (posted.draft.as_str(), posted.step.as_str(), posted.go.as_str()),
            ("7", "waktu-lahir", "back")
        );
        let answer = |name: &str| posted.answers.get(name).map(String::as_str);
        assert_eq!(answer("birth_date.day"), Some("14"));
        assert_eq!(answer("birth_date.year"), Some("2026"));
        assert_eq!(answer("bring.ijazah"), Some("yes"));
        assert_eq!(answer("child_name"), Some("Ayunda Laras & Co"));
        assert_eq!(answer("empty"), Some(""), "emptied on purpose");
        assert_eq!(answer("go"), Some("mine"), "a question may be called so");
        Ok(())
    }
}
