//! Several photos as one document, one taken again, and a phone lent to a slot: plain forms, and the same for a page
//! that is awake.
#![expect(missing_docs, reason = "`server` makes a struct of the arguments")]
use super::{Posted, answer, is_code, values};
use crate::{
    routes,
    visitor::{SCAN, Visitor, service, visitor},
    wire::AppError,
};
use domain::{DOCUMENTS, DocumentView};
use leptos::{prelude::*, server_fn::codec::Json};
use service::{Arrange, Error};
use uuid::Uuid;

/// The flash of what went wrong with a document.
const TROUBLE: &str = "berkas-galat";

fn id_of(typed: &str) -> Result<Uuid, Error> {
    typed.parse().map_err(|_| Error::NotFound)
}

fn code_of(typed: &str) -> Result<&str, Error> {
    if is_code(typed) { Ok(typed) } else { Err(Error::NotFound) }
}

fn documents_of(draft: &str) -> String {
    draft.parse().map_or_else(|_| routes::REQUESTS.to_owned(), |id| routes::step(id, DOCUMENTS))
}

/// On to where the slot is shown, or back to the documents with what went wrong.
async fn settled(visitor: &Visitor, draft: &str, result: Result<String, Error>) -> Result<(), AppError> {
    Posted { form: TROUBLE, values: values([]), back: documents_of(draft) }
        .settle(visitor, result, |next| next)
        .await
}

/// Moves or turns a photo; comes back to its slot.
#[server(name = PostArrange, prefix = "/api", endpoint = "atur-berkas")]
pub async fn post_arrange(
    #[server(default)] draft: String,
    #[server(default)] document: String,
    #[server(default)] act: String,
) -> Result<(), AppError> {
    let visitor = visitor();
    let result = async {
        let (id, document) = (id_of(&draft)?, id_of(&document)?);
        let how = Arrange::parse(&act).ok_or(Error::NotFound)?;
        let files = service().arrange_document(&visitor.actor, id, document, how).await?;
        let found = files.iter().find(|file| file.id == document);
        Ok(found.map_or_else(|| documents_of(&draft), |file| routes::slot(id, &file.slot)))
    };
    settled(&visitor, &draft, result.await).await
}

/// The same for a page that is awake: all documents of the draft as they are then.
#[server(name = ArrangeDocument, prefix = "/api", endpoint = "draf/atur-berkas", input = Json, output = Json)]
pub async fn arrange_document(
    draft: Uuid,
    document: Uuid,
    act: String,
) -> Result<Vec<DocumentView>, AppError> {
    let arranged = async {
        let how = Arrange::parse(&act).ok_or(Error::NotFound)?;
        service().arrange_document(&visitor().actor, draft, document, how).await
    };
    answer(arranged.await)
}

/// Takes a document again from an earlier request.
#[server(name = PostReuse, prefix = "/api", endpoint = "pakai-lagi")]
pub async fn post_reuse(
    #[server(default)] draft: String,
    #[server(default)] slot: String,
    #[server(default)] request: String,
) -> Result<(), AppError> {
    let visitor = visitor();
    let result = async {
        let (id, slot) = (id_of(&draft)?, code_of(&slot)?);
        service().reuse_document(&visitor.actor, id, slot, id_of(&request)?).await?;
        Ok(routes::slot(id, slot))
    };
    settled(&visitor, &draft, result.await).await
}

/// Shows a code for a phone.
#[server(name = PostLendPhone, prefix = "/api", endpoint = "pindai")]
pub async fn post_lend_phone(
    #[server(default)] draft: String,
    #[server(default)] slot: String,
) -> Result<(), AppError> {
    let visitor = visitor();
    let result = async {
        let (id, slot) = (id_of(&draft)?, code_of(&slot)?);
        service().begin_scan(&visitor.actor, id, slot).await?;
        Ok(routes::lend_phone(id, slot))
    };
    settled(&visitor, &draft, result.await).await
}

/// Disconnects the phone.
#[server(name = PostEndPhone, prefix = "/api", endpoint = "pindai-akhiri")]
pub async fn post_end_phone(
    #[server(default)] draft: String,
    #[server(default)] slot: String,
) -> Result<(), AppError> {
    let visitor = visitor();
    let result = async {
        let (id, slot) = (id_of(&draft)?, code_of(&slot)?);
        service().end_scan(&visitor.actor, id).await?;
        Ok(routes::lend_phone(id, slot))
    };
    settled(&visitor, &draft, result.await).await
}

/// This phone takes a code: from now on its session is known, and the code is of no more use.
#[server(name = PostTakeCode, prefix = "/api", endpoint = "pindai-ambil")]
pub async fn post_take_code(#[server(default)] token: String) -> Result<(), AppError> {
    let visitor = visitor();
    let result = async {
        let scan = service().take_scan(&token, &visitor.address).await?;
        let kept = visitor.session.insert(SCAN, scan).await;
        kept.map_err(|error| Error::Internal(format!("session: {error}")))
    };
    // With the code or without it the phone's page says how it stands; the code leaves the address.
    if let Err(error @ (Error::TooMany { .. } | Error::Internal(_) | Error::Busy)) = result.await {
        return answer(Err(error));
    }
    leptos_axum::redirect(routes::SCAN);
    Ok(())
}
