//! What is frozen when a request is sent. Sealed with the request's own data key.
use crate::{Error, entity::request, keys::Sealer};
use domain::{Answers, Change, Context, DocumentView, FamilyCard, Procedure, live_answers};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The frozen content of a request.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Body {
    /// Who applies, as registered.
    pub(crate) applicant_name: String,
    /// Whole; masked when shown.
    pub(crate) applicant_nik: String,
    /// Whole; masked when shown.
    pub(crate) kk_number: String,
    /// The present card as the citizen knows it.
    pub(crate) card: Option<FamilyCard>,
    /// Raw answers.
    pub(crate) answers: Answers,
    /// What the answers were read against.
    pub(crate) context: Context,
    /// What is to change.
    pub(crate) changes: Vec<Change>,
    /// Documents at the time of sending.
    pub(crate) documents: Vec<DocumentView>,
    /// Slots whose original will be brought.
    pub(crate) bring_original: Vec<String>,
    /// Answers before the last correction, to mark what changed.
    pub(crate) before_correction: Option<Answers>,
    /// Ids of documents that came with the last correction.
    pub(crate) new_documents: Vec<uuid::Uuid>,
    /// Documents that were taken again from an earlier request, with its number as displayed.
    #[serde(default)]
    pub(crate) reused: BTreeMap<uuid::Uuid, String>,
}

impl Body {
    pub(crate) fn open(sealer: &Sealer, row: &request::Model) -> Result<Self, Error> {
        Ok(sealer.open_json("request.body", row.id, &row.body)?)
    }

    /// The title of the procedure, and of the events that the request went on with.
    pub(crate) fn title(&self, procedure: &Procedure<String>) -> String {
        let live = live_answers(procedure, &self.answers, &self.context);
        procedure.titles(&live, &self.context).map(String::as_str).collect::<Vec<_>>().join(" · ")
    }

    pub(crate) fn seal(&self, sealer: &Sealer, id: uuid::Uuid) -> Result<Vec<u8>, Error> {
        Ok(sealer.seal_json("request.body", id, self)?)
    }
}
