//! Every search at the desk leaves a line in the officer's own history: what kind of key was looked for, and a keyed hash
//! of it by which one search is told from another, never the key itself. How often an officer may search is limited: a desk
//! finds a request, nobody leafs through a register.
use super::find::{SoughtAs, recognise};
use crate::{
    Actor, Error, Service,
    accounts::{AccountLine, remember},
    clock::millis,
    keys::IndexField,
    limits::Rule,
};

/// As in the history.
pub(crate) const SEARCHED: &str = "searched";

impl Service {
    /// Counts a search of this officer and writes it down, before anything is looked for.
    pub async fn note_search(&self, actor: &Actor, typed: &str) -> Result<(), Error> {
        let officer = actor.officer()?;
        self.limit(Rule::Searches, &officer.account.to_string()).await?;
        let Some(kind) = recognise(typed) else { return Ok(()) };
        let plain: String = typed.chars().filter(|sign| sign.is_alphanumeric()).collect();
        // Under the key of limits: no index of a person, so that nobody finds one by it.
        let text = format!("search|{}|{}", kind.as_str(), plain.to_lowercase());
        let hash = hex::encode(&self.keys.index(IndexField::Rate, text.as_bytes())[..16]);
        let line = AccountLine {
            account: officer.account,
            kind: SEARCHED,
            actor: Some(officer.account),
            actor_role: officer.role.as_str(),
            detail: format!("by={} key={hash} office={}", kind.as_str(), officer.office),
            at: millis(self.clock.now()),
        };
        let txn = self.db.begin().await?;
        remember(&txn, line).await?;
        txn.commit().await?;
        Ok(())
    }
}

/// What a look says about the search that led to it.
pub(super) fn found_by(kind: Option<SoughtAs>) -> String {
    kind.map_or_else(String::new, |kind| format!(" found_by={}", kind.as_str()))
}
