//! Two pairs of eyes as the desk tells them: who has verified, and why somebody may or may not approve.
use crate::{Error, Service, entity::request};
use domain::{FourEyes, Status};

/// How the rule of two officers stands for a request that it counts for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Eyes {
    /// Nobody has verified it yet: one verifies, another one approves.
    FirstToCome,
    /// The one who asks has verified it, so a colleague approves.
    Mine,
    /// A colleague has verified it, so the one who asks may approve.
    Colleague(String),
    /// It is decided; this officer had verified it.
    Verified(String),
}

impl Service {
    /// How it stands; nothing where one officer is enough or the request waits for its citizen.
    pub(super) async fn eyes(
        &self,
        row: &request::Model,
        status: Status,
        rule: FourEyes,
    ) -> Result<Option<Eyes>, Error> {
        let verifier = match row.verified_by {
            Some(account) => Some(self.officer_name(account).await?),
            None => None,
        };
        Ok(match (status, verifier) {
            (Status::Submitted | Status::InReview, _) if rule.required => Some(Eyes::FirstToCome),
            (Status::Verified, Some(_)) if rule.required && rule.same_as_verifier => Some(Eyes::Mine),
            (Status::Verified, Some(name)) if rule.required => Some(Eyes::Colleague(name)),
            (
                Status::Approved
                | Status::InSiak
                | Status::AwaitingSignature
                | Status::Done
                | Status::Verified,
                Some(name),
            ) => Some(Eyes::Verified(name)),
            _ => None,
        })
    }
}
