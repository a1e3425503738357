//! Asks for everything that was promised.
#![expect(clippy::unwrap_used, reason = "tests")]

use std::fmt;

use domain::{Command, Language};
use service::ReconcileReport;
use uuid::Uuid;

use crate::{senders::Account, support::Installation};

/// What became of the receipts.
#[derive(Debug)]
pub struct Verdict {
    acknowledged: usize,
    /// Acknowledged, and gone.
    pub lost: Vec<Uuid>,
    /// Acknowledged under another number than the request has.
    renumbered: Vec<Uuid>,
    /// Drafts that never got a receipt though the server lived at the end.
    unanswered: usize,
    /// What is there more than once, or half.
    doubled: Vec<&'static str>,
    report: ReconcileReport,
    documents: u64,
}

impl Verdict {
    /// Opens the installation as the next process would.
    pub async fn of(installation: &Installation, account: &Account) -> Self {
        let service = installation.open().await;
        let (mut lost, mut renumbered) = (Vec::new(), Vec::new());
        for (id, seen) in &account.receipts {
            let owner = &account.errands[id].owner.actor;
            match service.receipt(owner, *id, Language::Id).await {
                Ok(receipt) if seen.iter().all(|number| *number == receipt.number.to_string()) => {}
                Ok(_) => renumbered.push(*id),
                Err(_) => lost.push(*id),
            }
        }
        Self {
            acknowledged: account.receipts.len(),
            lost,
            renumbered,
            unanswered: account.errands.len() - account.receipts.len(),
            doubled: doubled(installation).await,
            report: service.reconcile().await.unwrap(),
            documents: u64::try_from(account.errands.len()).unwrap() * 2,
        }
    }

    /// Every receipt is there, once, with everything that belongs to it.
    pub fn is_whole(&self) -> bool {
        self.lost.is_empty()
            && self.renumbered.is_empty()
            && self.unanswered == 0
            && self.doubled.is_empty()
            && self.report.is_whole()
            && self.report.documents == self.documents
            && self.report.requests == u64::try_from(self.acknowledged).unwrap_or(0)
    }
}

/// Rows of which there must be exactly one a request.
async fn doubled(installation: &Installation) -> Vec<&'static str> {
    let requests = installation.count("SELECT COUNT(*) FROM request").await;
    let submit = Command::Submit.as_str();
    let each = [
        ("numbers", "SELECT COUNT(DISTINCT number) FROM request".to_owned()),
        ("events", format!("SELECT COUNT(*) FROM event WHERE kind = '{submit}'")),
        ("changes", "SELECT COUNT(*) FROM change_feed WHERE kind = 'submitted'".to_owned()),
        ("e-mails", "SELECT COUNT(*) FROM outbox WHERE kind = 'submitted' AND channel = 'email'".to_owned()),
    ];
    let mut wrong = Vec::new();
    for (name, sql) in each {
        if installation.count(&sql).await != requests {
            wrong.push(name);
        }
    }
    if installation.count("SELECT COUNT(*) FROM draft JOIN request ON request.id = draft.id").await != 0 {
        wrong.push("drafts");
    }
    wrong
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { acknowledged, lost, renumbered, doubled, report, .. } = self;
        write!(
            f,
            "{acknowledged} receipts, {} lost, {} renumbered, doubled {doubled:?}, {} requests ({} broken), {} \
             documents ({} broken)",
            lost.len(),
            renumbered.len(),
            report.requests,
            report.broken_requests.len(),
            report.documents,
            report.broken_documents.len()
        )
    }
}
