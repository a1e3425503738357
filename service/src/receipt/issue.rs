//! Issuing: in the transaction that sends, so that there is no request without its receipt and no receipt without
//! its request.
use super::{PLACE, code_of};
use crate::{
    Error, Service,
    clock::{Millis, moment},
    entity::{receipt, request},
    keys::{IndexField, Sealer},
    requests::Body,
};
use domain::{
    Change, ChangeSubject, Language, Procedure, Receipt, ReceiptChange, ReceiptCode, ReceiptDocument,
    ReceiptNumber, Words,
};
use rand::RngExt;
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QuerySelect, SqlErr,
    sea_query::{Expr, Query},
};
use uuid::Uuid;

/// So many are brought up to date at once.
const BATCH: u64 = 200;

/// What a receipt is to say.
pub(crate) struct Said<'a> {
    pub(crate) request: Uuid,
    pub(crate) number: ReceiptNumber,
    pub(crate) body: &'a Body,
    pub(crate) procedure: &'a Procedure<Words>,
    pub(crate) sent_at: Millis,
    pub(crate) due: Millis,
}

fn change_line(change: &Change) -> ReceiptChange {
    let show = |value: &str| change.element.display(value, Language::Id);
    let subject = match &change.subject {
        ChangeSubject::Member(_, name) => name.clone(),
        ChangeSubject::NewMember | ChangeSubject::Card | ChangeSubject::NewCard => String::new(),
    };
    ReceiptChange {
        subject,
        element: change.element.as_str().to_owned(),
        was: change.was.as_deref().map(show).unwrap_or_default(),
        will: show(&change.will),
    }
}

impl Service {
    fn receipt_text(&self, said: &Said<'_>, sending: i32) -> String {
        let body = said.body;
        let document = |one: &domain::DocumentView| ReceiptDocument {
            slot: one.slot.clone(),
            bytes: one.bytes,
            sha256: one.sha256.clone(),
        };
        let receipt = Receipt {
            number: said.number.clone(),
            sending: u32::try_from(sending).unwrap_or(1),
            sent_at: moment(said.sent_at),
            due_at: moment(said.due),
            office: self.settings.office_name.clone(),
            procedure: said.procedure.code.clone(),
            title: body.title(&said.procedure.localize(Language::Id)),
            applicant: body.applicant_name.clone(),
            changes: body.changes.iter().map(change_line).collect(),
            documents: body.documents.iter().map(document).collect(),
            originals: body.bring_original.clone(),
            salt: hex::encode(rand::rng().random::<[u8; 16]>()),
        };
        receipt.to_text()
    }

    /// Writes and signs the receipt of a sending.
    pub(crate) async fn issue_receipt<C: ConnectionTrait>(
        &self,
        db: &C,
        sealer: &Sealer,
        said: &Said<'_>,
    ) -> Result<(), Error> {
        let before = receipt::Entity::find().filter(receipt::Column::RequestId.eq(said.request));
        let sending = i32::try_from(before.count(db).await?).unwrap_or(0) + 1;
        let text = self.receipt_text(said, sending);
        let (key_id, signature) = self.keys.sign(&text).unzip();
        let id = Uuid::now_v7();
        receipt::Entity::insert(receipt::ActiveModel {
            id: Set(id),
            request_id: Set(said.request),
            sending: Set(sending),
            code_index: Set(self.receipt_index(&code_of(&text))),
            body: Set(sealer.seal(PLACE, id, &text)?),
            key_id: Set(key_id),
            signature: Set(signature),
            issued_at: Set(said.sent_at),
        })
        .exec_without_returning(db)
        .await
        .map_err(|error| match error.sql_err() {
            Some(SqlErr::UniqueConstraintViolation(_)) => Error::Conflict { by: None },
            _ => error.into(),
        })?;
        Ok(())
    }

    pub(super) fn receipt_index(&self, code: &ReceiptCode) -> Vec<u8> {
        self.keys.index(IndexField::Token, format!("receipt|{}", code.as_str()).as_bytes())
    }

    /// At the start: requests from before there were signed receipts get theirs, and what was issued while the key
    /// file had no signing key is signed.
    pub async fn complete_receipts(&self) -> Result<(), Error> {
        loop {
            let there = Query::select().column(receipt::Column::RequestId).from(receipt::Entity).to_owned();
            let without = request::Entity::find()
                .filter(request::Column::Id.not_in_subquery(there))
                .limit(BATCH)
                .all(self.db.read())
                .await?;
            for row in &without {
                match self.receipt_for(row).await {
                    // Another server has just done it.
                    Ok(()) | Err(Error::Conflict { .. }) => {}
                    Err(error) => return Err(error),
                }
            }
            if without.is_empty() {
                break;
            }
        }
        while self.keys.can_sign() {
            let unsigned = receipt::Entity::find()
                .filter(receipt::Column::KeyId.is_null())
                .limit(BATCH)
                .all(self.db.read())
                .await?;
            for row in &unsigned {
                let text = self.sealer(row.request_id).await?.open_text(PLACE, row.id, &row.body)?;
                let Some((key_id, signature)) = self.keys.sign(&text) else { break };
                receipt::Entity::update_many()
                    .col_expr(receipt::Column::KeyId, Expr::value(key_id))
                    .col_expr(receipt::Column::Signature, Expr::value(signature))
                    .filter(receipt::Column::Id.eq(row.id))
                    .exec(self.db.write())
                    .await?;
            }
            if unsigned.is_empty() {
                break;
            }
        }
        Ok(())
    }

    async fn receipt_for(&self, row: &request::Model) -> Result<(), Error> {
        let sealer = self.sealer(row.id).await?;
        let body = Body::open(&sealer, row)?;
        let procedure = self.procedure(&row.catalogue_hash).await?.for_family(&body.context.members);
        let number =
            ReceiptNumber::parse(&row.number).map_err(|_| Error::Internal("receipt number".into()))?;
        let (sent_at, due) = (row.submitted_at, row.due_at);
        let said = Said { request: row.id, number, body: &body, procedure: &procedure, sent_at, due };
        self.issue_receipt(self.db.write(), &sealer, &said).await
    }
}
