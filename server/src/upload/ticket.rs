//! Questions to the office with files, from who is signed in: plain forms, read with the memory that all uploads share.

use app::{
    Visitor,
    api::{Asked, ask_with_files, refuse, refuse_asking, settle_ticket_message},
    wire::AppError,
};
use axum::{
    extract::{Extension, Path, Request, State},
    response::{IntoResponse, Redirect, Response},
};
use service::{Error, NewMessageFile};

use super::{Refusal, Uploads, admitted, multipart::Form, share::Share};
use crate::plain;

/// Whether they may, and their share of what all uploads hold.
async fn allowed(uploads: &Uploads, visitor: &Visitor, number: Option<&str>) -> Result<Share, Refusal> {
    match uploads.service.may_attach_to_ticket(&visitor.actor, number).await {
        Ok(account) => uploads.shares.take(account).map_err(Refusal::from),
        Err(error) => Err(refuse(error).into()),
    }
}

fn files(form: &mut Form) -> Vec<NewMessageFile> {
    let files = std::mem::take(&mut form.files);
    files.into_iter().map(|file| NewMessageFile { name: file.name, bytes: file.bytes }).collect()
}

/// Asks the office.
pub(super) async fn ask(
    State(uploads): State<Uploads>,
    Extension(visitor): Extension<Visitor>,
    request: Request,
) -> Response {
    let may = allowed(&uploads, &visitor, None);
    let (_share, _, request) = match admitted(request, &visitor, may).await {
        Ok(admitted) => admitted,
        Err(answer) => return answer,
    };
    let (mut form, _memory) = match uploads.read_form(request).await {
        Ok(read) => read,
        Err(refusal) => {
            let back = refuse_asking(&visitor, &Asked::default(), refusal.error()).await;
            return Redirect::to(&back).into_response();
        }
    };
    let files = files(&mut form);
    let asked = Asked::new(form.fields);
    Redirect::to(&ask_with_files(&uploads.service, &visitor, &asked, files).await).into_response()
}

/// Goes on writing in what was asked.
pub(super) async fn write(
    State(uploads): State<Uploads>,
    Path(number): Path<String>,
    Extension(visitor): Extension<Visitor>,
    request: Request,
) -> Response {
    let may = allowed(&uploads, &visitor, Some(&number));
    let (_share, reader, request) = match admitted(request, &visitor, may).await {
        Ok(admitted) => admitted,
        Err(answer) => return answer,
    };
    let (mut form, _memory) = match uploads.read_form(request).await {
        Ok(read) => read,
        Err(refusal) => return back(&visitor, &number, "", Err(refusal.error())).await,
    };
    let files = files(&mut form);
    let text = form.fields.remove("text").unwrap_or_default();
    let said = (number.as_str(), text.as_str());
    let written =
        uploads.service.write_in_ticket_with(&visitor.actor, None, said, &visitor.address, files).await;
    match written {
        Err(error @ (Error::SignInFirst | Error::NotFound)) => plain::refuse(&refuse(error), &reader),
        outcome => back(&visitor, &number, &text, outcome.map_err(refuse)).await,
    }
}

async fn back(visitor: &Visitor, number: &str, text: &str, outcome: Result<(), AppError>) -> Response {
    Redirect::to(&settle_ticket_message(visitor, number, text, outcome).await).into_response()
}
