//! Messages with files: one plain form for both sides, read with the memory that all uploads share.

use std::collections::BTreeMap;

use app::{
    Visitor,
    api::{Written, refuse, settle_message},
    wire::AppError,
};
use axum::{
    extract::{Extension, Path, Request, State},
    response::{IntoResponse, Redirect, Response},
};
use service::{Actor, Error, NewMessageFile};
use uuid::Uuid;

use super::{Uploads, admitted, serve::give};
use crate::plain::{self, Reader};

/// Writes a message about the request in the address, with the files of the form.
pub(super) async fn write(
    State(uploads): State<Uploads>,
    Path(id): Path<String>,
    Extension(visitor): Extension<Visitor>,
    request: Request,
) -> Response {
    let may = async {
        let id = id.parse::<Uuid>().map_err(|_| AppError::NotFound)?;
        if visitor.actor == Actor::Stranger {
            return Err(AppError::SignInFirst.into());
        }
        let account = uploads.service.may_attach_to_message(&visitor.actor, id).await.map_err(refuse)?;
        Ok((id, uploads.shares.take(account)?))
    };
    let ((id, _share), reader, request) = match admitted(request, &visitor, may).await {
        Ok(admitted) => admitted,
        Err(answer) => return answer,
    };
    let (form, _memory) = match uploads.read_form(request).await {
        Ok(read) => read,
        Err(refusal) => return back(&visitor, id, &BTreeMap::new(), Err(refusal.error())).await,
    };
    let files = form.files.into_iter().map(|file| NewMessageFile { name: file.name, bytes: file.bytes });
    let field = |name: &str| form.fields.get(name).map_or("", String::as_str);
    let outcome = uploads
        .service
        .write_message_with(&visitor.actor, id, field("ready"), field("text"), files.collect())
        .await;
    match outcome {
        Err(error @ (Error::SignInFirst | Error::NotFound)) => plain::refuse(&refuse(error), &reader),
        outcome => back(&visitor, id, &form.fields, outcome.map_err(refuse)).await,
    }
}

/// To the page that has the form: it says what was done, or what is wrong beside what was typed.
async fn back(
    visitor: &Visitor,
    id: Uuid,
    fields: &BTreeMap<String, String>,
    outcome: Result<(), AppError>,
) -> Response {
    let field = |name: &str| fields.get(name).cloned().unwrap_or_default();
    let written = Written {
        id,
        number: field("number"),
        part: field("part"),
        ready: field("ready"),
        text: field("text"),
    };
    Redirect::to(&settle_message(visitor, &written, outcome).await).into_response()
}

/// Gives a file of a message out.
pub(super) async fn file(
    State(uploads): State<Uploads>,
    Path(id): Path<String>,
    Extension(visitor): Extension<Visitor>,
) -> Response {
    let outcome = match id.parse() {
        Ok(id) => uploads.service.stream_message_file(&visitor.actor, id).await,
        Err(_) => Err(Error::NotFound),
    };
    match outcome {
        Ok(document) => give(document),
        Err(error) => {
            plain::refuse(&refuse(error), &Reader { language: visitor.language, ..Reader::default() })
        }
    }
}
