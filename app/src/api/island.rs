//! What the wizard's island asks for while one types: JSON in, JSON out, codes for errors.
#![expect(missing_docs, reason = "`server` makes a struct of the arguments")]
use super::answer;
use crate::{
    islands::wizard::{changes, family, on_its_way, told::Line},
    visitor::{Visitor, service, visitor},
    wire::{AppError, Saved},
};
use domain::{CHECK, DocumentView};
use leptos::{
    prelude::*,
    server_fn::codec::{GetUrl, Json},
};
use service::Error;
use std::collections::BTreeMap;
use uuid::Uuid;

/// Whose session this is: what waits on a device goes to its own account only.
#[server(name = Who, prefix = "/api", endpoint = "siapa", input = GetUrl, output = Json)]
pub async fn who() -> Result<Uuid, AppError> {
    let account = async { visitor().actor.citizen().map(|citizen| citizen.account) };
    answer(account.await)
}

/// Saves the fields that changed; answers with all of them, another window's included. `base` is what the server had
/// when each was typed: what another device has changed since is left as it is, and named.
#[server(name = SaveDraft, prefix = "/api", endpoint = "draf/simpan", input = Json, output = Json)]
pub async fn save_draft(
    draft: Uuid,
    patch: BTreeMap<String, String>,
    #[server(default)] base: BTreeMap<String, String>,
) -> Result<Saved, AppError> {
    let saved = service().save_answers_over(&visitor().actor, draft, &patch, &base).await;
    answer(saved.map(|saved| Saved {
        revision: saved.revision,
        answers: saved.answers,
        conflicts: saved.conflicts,
    }))
}

/// Removes a file.
#[server(name = RemoveDocument, prefix = "/api", endpoint = "draf/hapus-berkas", input = Json, output = Json)]
pub async fn remove_document(draft: Uuid, document: Uuid) -> Result<(), AppError> {
    answer(service().remove_document(&visitor().actor, draft, document).await)
}

/// Takes a removal back.
#[server(name = RestoreDocument, prefix = "/api", endpoint = "draf/kembalikan-berkas", input = Json, output = Json)]
pub async fn restore_document(draft: Uuid, document: Uuid) -> Result<DocumentView, AppError> {
    answer(service().restore_document(&visitor().actor, draft, document).await)
}

/// What the request would change with the answers as stored: semula -> menjadi, for the last look, and what would
/// be wrong with the family.
#[server(name = DraftChanges, prefix = "/api", endpoint = "draf/perubahan", input = Json, output = Json)]
pub async fn draft_changes(draft: Uuid) -> Result<Vec<Line>, AppError> {
    let visitor = visitor();
    let lines = async {
        let view = service().step_view(&visitor.actor, draft, CHECK, visitor.language).await?;
        let found = service().foreseen(&visitor.actor, draft).await?;
        let sent = service().elsewhere(&visitor.actor, draft).await?;
        let sent = on_its_way(&sent, visitor.language);
        Ok([sent, family(&found, visitor.language), changes(&view, &view.answers)].concat())
    };
    answer(match lines.await {
        // Sent a moment ago, by the same page or another one: there is nothing to be foreseen any more.
        Err(Error::NotFound) if is_sent(&visitor, draft).await => Ok(Vec::new()),
        lines => lines,
    })
}

/// Whether a draft of whoever asks has become a request.
async fn is_sent(visitor: &Visitor, draft: Uuid) -> bool {
    let actor = &visitor.actor;
    actor.officer().is_err() && service().request(actor, draft, visitor.language).await.is_ok()
}
