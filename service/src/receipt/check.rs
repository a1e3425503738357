//! Checking a receipt online by its code. Everybody may; who has the code has the receipt. Told is the least that
//! proves it: number, office, when, how many files. No name, no service, no change, no status.
use super::PLACE;
use crate::{Error, Service, entity::receipt, limits::Rule};
use domain::{Receipt, ReceiptCode, ReceiptNumber};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use time::OffsetDateTime;
use uuid::Uuid;

/// A receipt that the portal knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckedReceipt {
    /// Its number, to be compared with the paper.
    pub number: ReceiptNumber,
    /// The office that issued it.
    pub office: String,
    /// When the request, or its correction, arrived.
    pub sent_at: OffsetDateTime,
    /// How many files came with it.
    pub documents: usize,
    /// A correction was received after it, which has a receipt of its own.
    pub followed: bool,
    /// The id of the key whose signature was checked; none while there is no signature.
    pub signed_by: Option<String>,
}

impl Service {
    /// The receipt with this code; `address` is whose tries are counted.
    ///
    /// # Errors
    /// `NotFound` if there is none, or its signature is not that of its text.
    pub async fn check_receipt(&self, code: &str, address: &str) -> Result<CheckedReceipt, Error> {
        self.limit(Rule::Lookups, &format!("receipt|{address}")).await?;
        let code = ReceiptCode::parse(code).ok_or(Error::NotFound)?;
        let row = receipt::Entity::find()
            .filter(receipt::Column::CodeIndex.eq(self.receipt_index(&code)))
            .one(self.db.read())
            .await?
            .ok_or(Error::NotFound)?;
        let text = self.sealer(row.request_id).await?.open_text(PLACE, row.id, &row.body)?;
        let said = Receipt::parse(&text).ok_or_else(|| Error::Internal("text of a receipt".into()))?;
        if let (Some(key_id), Some(signature)) = (&row.key_id, &row.signature) {
            let key = self.keys.public_keys().into_iter().find(|key| key.id() == *key_id);
            if !key.is_some_and(|key| key.proves(&text, signature)) {
                tracing::error!(receipt = %row.id, "a receipt's signature is not that of its text");
                return Err(Error::NotFound);
            }
        }
        let later = receipt::Entity::find()
            .filter(receipt::Column::RequestId.eq(row.request_id))
            .filter(receipt::Column::Sending.gt(row.sending));
        Ok(CheckedReceipt {
            number: said.number,
            office: said.office,
            sent_at: said.sent_at,
            documents: said.documents.len(),
            followed: later.count(self.db.read()).await? > 0,
            signed_by: row.key_id,
        })
    }

    /// Whether a request has a receipt, and each signature on its receipts is that of the text.
    pub(crate) async fn receipts_hold(&self, request: Uuid) -> Result<bool, Error> {
        let rows = receipt::Entity::find()
            .filter(receipt::Column::RequestId.eq(request))
            .all(self.db.read())
            .await?;
        let sealer = self.sealer(request).await?;
        let keys = self.keys.public_keys();
        for row in &rows {
            let text = sealer.open_text(PLACE, row.id, &row.body)?;
            let proven = |signature: &Vec<u8>| keys.iter().any(|key| key.proves(&text, signature));
            if !row.signature.as_ref().is_none_or(proven) {
                return Ok(false);
            }
        }
        Ok(!rows.is_empty())
    }

    /// The public keys of the office as PEM, that of today first; empty while it has none.
    pub fn public_keys(&self) -> String {
        self.keys.public_keys().iter().map(crate::PublicKey::pem).collect()
    }
}
