//! The receipt as its owner sees it, and what proves it.
use super::{PLACE, code_of};
use crate::{
    Actor, Error, FormName, Service,
    assistance::sent_at,
    clock::{millis, moment},
    entity::{receipt, request},
    keys::Sealer,
    requests::{Body, receipts_of},
};
use domain::{Change, DocumentView, Labels, Language, ReceiptCode, ReceiptNumber};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use time::OffsetDateTime;
use uuid::Uuid;

/// The receipt page.
#[derive(Clone, Debug)]
pub struct ReceiptView {
    /// The number.
    pub number: ReceiptNumber,
    /// What was asked for: the title of the procedure and of all that the request went on with.
    pub title: String,
    /// When it arrived.
    pub submitted_at: OffsetDateTime,
    /// When the last correction arrived.
    pub corrected_at: Option<OffsetDateTime>,
    /// Expected by.
    pub due_at: OffsetDateTime,
    /// Who applied.
    pub applicant: String,
    /// The documents, each once however many photos it is.
    pub documents: Vec<ReceiptPaper>,
    /// Labels of originals that will be brought.
    pub bring_original: Vec<String>,
    /// The changes.
    pub changes: Vec<Change>,
    /// What codes were called when it was sent.
    pub labels: Labels,
    /// The office.
    pub office: String,
    /// The official forms filled in from it.
    pub forms: Vec<FormName>,
    /// What proves it; none for the moment in which a new version of the portal starts.
    pub proof: Option<ReceiptProof>,
}

/// One document on a receipt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReceiptPaper {
    /// What it is.
    pub label: String,
    /// How many pages it has.
    pub pages: u32,
    /// In bytes, all files together.
    pub bytes: u64,
    /// The first characters of the hash of each file, in their order.
    pub hashes: Vec<String>,
}

/// The documents by slot, in the order in which they were frozen.
fn papers(documents: &[DocumentView], label: impl Fn(&str) -> String) -> Vec<ReceiptPaper> {
    let mut papers: Vec<(&str, ReceiptPaper)> = Vec::new();
    for file in documents {
        let hash = file.sha256.chars().take(12).collect();
        match papers.iter_mut().find(|(slot, _)| *slot == file.slot) {
            Some((_, paper)) => {
                paper.pages += file.pages.max(1);
                paper.bytes += file.bytes;
                paper.hashes.push(hash);
            }
            None => papers.push((
                &file.slot,
                ReceiptPaper {
                    label: label(&file.slot),
                    pages: file.pages.max(1),
                    bytes: file.bytes,
                    hashes: vec![hash],
                },
            )),
        }
    }
    papers.into_iter().map(|(_, paper)| paper).collect()
}

/// What proves a receipt.
#[derive(Clone, Debug)]
pub struct ReceiptProof {
    /// By which everybody may check it.
    pub code: ReceiptCode,
    /// The text that is signed.
    pub text: String,
    /// Id of the key and its signature; none while the office has no signing key.
    pub signature: Option<(String, Vec<u8>)>,
    /// When it was issued.
    pub issued_at: OffsetDateTime,
    /// Counts the corrections: 1 is the request as first sent.
    pub sending: u32,
}

impl Service {
    /// The receipt of a request that the one who asks may see.
    pub async fn receipt(&self, actor: &Actor, id: Uuid, language: Language) -> Result<ReceiptView, Error> {
        let row = receipts_of(actor)
            .filter(request::Column::Id.eq(id))
            .one(self.db.read())
            .await?
            .ok_or(Error::NotFound)?;
        self.mirrored_since(row.updated_at).await?;
        let sealer = self.sealer(row.id).await?;
        let body = Body::open(&sealer, &row)?;
        let procedure = self.procedure(&row.catalogue_hash).await?;
        let procedure = procedure.for_family(&body.context.members).localize(language);
        let slot_label = |code: &str| {
            procedure
                .documents
                .iter()
                .find(|slot| slot.code == code)
                .map_or_else(|| code.to_owned(), |slot| slot.label.clone())
        };
        let proof = self.last_receipt(&row, &sealer).await?;
        // What the citizen corrected and sent alone since is none of the helper's.
        if let (Some(assisted), Some(proof)) = (actor.assisted(), &proof)
            && sent_at(self.db.read(), row.id, assisted.id).await? < Some(millis(proof.issued_at))
        {
            return Err(Error::NotFound);
        }
        let number =
            ReceiptNumber::parse(&row.number).map_err(|_| Error::Internal("receipt number".into()))?;
        Ok(ReceiptView {
            number,
            title: body.title(&procedure),
            submitted_at: moment(row.submitted_at),
            corrected_at: proof.as_ref().filter(|proof| proof.sending > 1).map(|proof| proof.issued_at),
            due_at: moment(row.due_at),
            applicant: body.applicant_name,
            documents: papers(&body.documents, slot_label),
            bring_original: body.bring_original.iter().map(|slot| slot_label(slot)).collect(),
            forms: self.forms_needed(&row, &procedure, &body.changes),
            changes: body.changes,
            labels: body.context.labels,
            office: self.settings.office_name.clone(),
            proof,
        })
    }

    async fn last_receipt(
        &self,
        row: &request::Model,
        sealer: &Sealer,
    ) -> Result<Option<ReceiptProof>, Error> {
        let last = receipt::Entity::find()
            .filter(receipt::Column::RequestId.eq(row.id))
            .order_by_desc(receipt::Column::Sending)
            .one(self.db.read())
            .await?;
        let Some(last) = last else { return Ok(None) };
        let text = sealer.open_text(PLACE, last.id, &last.body)?;
        Ok(Some(ReceiptProof {
            code: code_of(&text),
            text,
            signature: last.key_id.zip(last.signature),
            issued_at: moment(last.issued_at),
            sending: u32::try_from(last.sending).unwrap_or(1),
        }))
    }
}
