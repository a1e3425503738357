//! Lines for whoever watches over the portal: how sign-ins went, wrong codes, limits that were reached. They carry no name
//! and no address, but a mark, a keyed hash: lines with one mark are about one name, and nobody reads the name back.

use crate::{Error, Service, accounts::SignInStep, keys::IndexField, limits::Rule};

/// The target of these lines in the log.
pub const SECURITY: &str = "security";
/// Bytes of a mark: enough to tell names apart, in a day's log.
const MARK: usize = 6;

impl Service {
    fn mark(&self, name: &str) -> String {
        hex::encode(&self.keys.index(IndexField::Rate, format!("mark|{name}").as_bytes())[..MARK])
    }

    /// How a sign-in by `name` went.
    pub(crate) fn note_sign_in(&self, name: &str, outcome: &Result<SignInStep, Error>) {
        let how = match outcome {
            Ok(SignInStep::Done(_)) => "known browser",
            Ok(SignInStep::NeedsCode(_)) => "code asked for",
            Ok(SignInStep::NeedsFactor(_)) => "second factor asked for",
            Ok(SignInStep::NeedsEnrolment(_)) => "second factor to be set up",
            Err(Error::WrongCredentials) => "refused",
            Err(Error::TooMany { .. }) => "has to wait",
            // Ours: the log has it as a fault. How many were sent away unheard it says once a minute.
            Err(_) => return,
        };
        tracing::info!(target: SECURITY, event = "sign_in", outcome = how, name = self.mark(name));
    }
}

/// A code of `purpose` was wrong.
pub(crate) fn wrong_code(purpose: &str) {
    tracing::info!(target: SECURITY, event = "code", outcome = "refused", purpose);
}

/// More was tried than `rule` allows.
pub(crate) fn over(rule: Rule) {
    tracing::info!(target: SECURITY, event = "limit", outcome = "refused", rule = ?rule);
}

/// So many who wanted to sign in were sent away since it was last said.
pub(crate) fn sent_away(count: u64) {
    tracing::info!(target: SECURITY, event = "sign_in", outcome = "sent away", count);
}
