//! What a request would make of the family: looked at while it is written, when it is sent and before it is
//! approved.
use super::Body;
use crate::{Actor, Error, Service};
use domain::{Change, Date, FamilyCard, Finding, findings, outcome, propose};
use uuid::Uuid;

/// What would be wrong with the family. Without a card, or with changes of older rules, nothing can be said.
pub(super) fn foresee(card: Option<&FamilyCard>, changes: &[Change], today: Date) -> Vec<Finding> {
    let Some(card) = card else { return Vec::new() };
    outcome(card, changes, Uuid::nil()).map_or_else(|_| Vec::new(), |after| findings(card, &after, today))
}

impl Service {
    /// What a request that was sent would leave behind.
    pub(crate) fn foreseen_of(&self, body: &Body) -> Vec<Finding> {
        foresee(body.card.as_ref(), &body.changes, self.today())
    }

    /// What one's own draft would leave behind as it stands; nothing while an answer is missing.
    pub async fn foreseen(&self, actor: &Actor, draft: Uuid) -> Result<Vec<Finding>, Error> {
        let citizen = actor.writer()?;
        let row = self.written_draft(actor, draft).await?;
        let writing = self.writing(&row).await?;
        let context = self.context(actor, draft).await?;
        let procedure = self.procedure(&row.catalogue_hash).await?.for_family(&context.members);
        let Ok(changes) = propose(&procedure, &writing.answers, &context) else { return Ok(Vec::new()) };
        Ok(foresee(self.card_of(citizen.account).await?.as_ref(), &changes, self.today()))
    }
}
