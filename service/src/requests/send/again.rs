//! Sending again what was returned for correction: under the same number, with what changed marked.
use super::{Prepared, Sent, as_prepared, originals, sent, taken_again};
use crate::{
    Actor, Citizen, Error, Service,
    assistance::{helped_by, note_sending},
    clock::millis,
    desk::keep_words,
    documents::mark_sent,
    entity::{draft, request},
    letter::Letter,
    receipt::Said,
    requests::{Body, Transition, Who, persons::keep_persons, regarding},
};
use domain::{ActorKind, Command};
use sea_orm::{
    ActiveValue::{NotSet, Set},
    EntityTrait,
};

impl Service {
    /// Sends a corrected request again, and keeps the answers from before to mark what changed.
    pub(super) async fn send_again_corrected(
        &self,
        actor: &Actor,
        citizen: &Citizen,
        row: request::Model,
        prepared: Prepared,
    ) -> Result<Sent, Error> {
        let Prepared { procedure, draft, mut body } = prepared;
        let now = self.clock.now();
        let sealer = self.sealer(draft.id).await?;
        let before = Body::open(&sealer, &row)?;
        let due = self.due_again(&row, millis(now)).await?;
        body.new_documents = body
            .documents
            .iter()
            .map(|document| document.id)
            .filter(|id| before.documents.iter().all(|old| old.id != *id))
            .collect();
        body.before_correction = Some(before.answers.clone());
        let txn = self.db.begin().await?;
        self.hold_assistance(&txn, actor).await?;
        if !as_prepared(&txn, &draft, &body.documents).await? {
            return Err(Error::Conflict { by: None });
        }
        note_sending(&txn, actor, row.id, millis(now)).await?;
        let helped = helped_by(&txn, row.id, draft.created_at).await?;
        let change = Transition {
            command: Command::Resubmit,
            who: Who { account: Some(citizen.account), kind: ActorKind::Owner },
            detail: format!("new_documents={}{}{helped}", body.new_documents.len(), taken_again(&body)),
            at: millis(now),
            also: request::ActiveModel {
                body: Set(body.seal(&sealer, row.id)?),
                flagged: Set(None),
                correction_due_at: Set(None),
                reminded_at: Set(None),
                id: NotSet,
                ..Default::default()
            },
        };
        // Before the change is announced: it may lie in another district now.
        keep_words(&txn, &self.keys, row.id, &body).await?;
        self.transition(&txn, &row, change).await?;
        mark_sent(&txn, &body.documents, millis(now)).await?;
        keep_persons(&txn, &self.keys, row.id, &body).await?;
        let said = Said {
            request: row.id,
            number: sent(&row)?.number,
            body: &body,
            procedure: &procedure,
            sent_at: millis(now),
            due,
        };
        self.issue_receipt(&txn, &sealer, &said).await?;
        draft::Entity::delete_by_id(draft.id).exec(&txn).await?;
        let originals = originals(&procedure, &body);
        let due = self.local_date(due);
        let letter = Letter::Submitted { regarding: regarding(&row, &procedure), due, originals };
        self.tell(&txn, citizen.account, &letter, millis(now)).await?;
        self.tell_concerned(&txn, &row, (&body, Some(&before)), &procedure, millis(now)).await?;
        txn.commit().await?;
        self.mark_twins(&row).await;
        self.wake();
        sent(&row)
    }
}
