//! Reconciliation: every request's chain is whole, its receipts are signed as they say, and every acknowledged document
//! is there with its hash.
use super::Body;
use crate::{
    Error, Service,
    entity::{document, request},
    history::Head,
};
use sea_orm::{EntityTrait, PaginatorTrait, QueryOrder};

/// What reconciliation found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReconcileReport {
    /// Requests looked at.
    pub requests: u64,
    /// Numbers of requests whose history is broken, whose content does not open or whose receipts do not hold.
    pub broken_requests: Vec<String>,
    /// Documents looked at.
    pub documents: u64,
    /// Ids of documents that are missing or changed.
    pub broken_documents: Vec<String>,
}

impl ReconcileReport {
    /// Whether nothing is missing.
    pub fn is_whole(&self) -> bool {
        self.broken_requests.is_empty() && self.broken_documents.is_empty()
    }
}

impl Service {
    /// Looks at every request and every document.
    pub async fn reconcile(&self) -> Result<ReconcileReport, Error> {
        let mut report = ReconcileReport::default();
        (report.requests, report.broken_requests) = self.look_at_histories().await?;
        let mut pages =
            document::Entity::find().order_by_asc(document::Column::Id).paginate(self.db.read(), 200);
        while let Some(rows) = pages.fetch_and_next().await? {
            for row in rows.into_iter().filter(|row| row.removed_at.is_none()) {
                report.documents += 1;
                let whole = self.fetch(&row).await.is_ok();
                if !whole {
                    report.broken_documents.push(row.id.to_string());
                }
            }
        }
        Ok(report)
    }

    /// Numbers of requests whose history is broken or whose content does not open.
    pub(crate) async fn broken_histories(&self) -> Result<Vec<String>, Error> {
        Ok(self.look_at_histories().await?.1)
    }

    async fn look_at_histories(&self) -> Result<(u64, Vec<String>), Error> {
        let (mut seen, mut broken) = (0, Vec::new());
        let mut pages =
            request::Entity::find().order_by_asc(request::Column::Id).paginate(self.db.read(), 200);
        while let Some(rows) = pages.fetch_and_next().await? {
            for row in rows {
                seen += 1;
                let head = Head { seq: row.history_seq, hash: row.history_head.clone() };
                let opens = match self.sealer(row.id).await {
                    Ok(sealer) => Body::open(&sealer, &row).is_ok(),
                    Err(_) => false,
                };
                // An error here is one more thing that is broken.
                let proven = self.receipts_hold(row.id).await.unwrap_or(false);
                if !opens || !proven || self.check_chain(row.id, &head).await?.is_some() {
                    broken.push(row.number);
                }
            }
        }
        Ok((seen, broken))
    }
}
