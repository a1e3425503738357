//! Acts on many requests at once. Only acts that refuse nobody, and returning with one shared reason about the request as
//! a whole. Each request is looked at on its own, by the same use case and in its own transaction as if it were the only
//! one: status, lease, version, scope and two pairs of eyes hold as they do there, and each gets its own line in its
//! history. What was not done is told, with its reason; what was done stays done.
use crate::{
    Actor, DecisionForm, Error, Officer, Recorded, Service,
    requests::{Body, status_of},
};
use domain::{ActorKind, Command, FieldError, Flag, Reason, ReasonTarget, ReceiptNumber, Status, Target};
use std::collections::BTreeSet;
use uuid::Uuid;

/// Requests that one act takes at most.
pub const MOST_AT_ONCE: usize = 500;

/// What may be done to many requests at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BatchAct {
    /// Takes them.
    Claim,
    /// Lays them back for others.
    Release,
    /// Hands them to a colleague.
    HandOver {
        /// Whose they become.
        to: Option<Uuid>,
        /// Words that go along.
        note: String,
    },
    /// Records that the signature was asked for.
    AwaitSignature,
    /// Records that they are signed, with the place where they are collected. Not those for which SIAK gives a number.
    Complete {
        /// Where and when.
        note: String,
    },
    /// Returns them for correction, all for the same reason.
    Return {
        /// Code of a reason about the request as a whole.
        reason: String,
        /// A sentence more for the citizens.
        note: String,
    },
}

/// One request of many, as it was seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chosen {
    /// Its number, in any spelling.
    pub number: String,
    /// The version that was on screen.
    pub version: i64,
}

/// What became of many requests.
#[derive(Debug, Default)]
pub struct BatchReport {
    /// Numbers of those with which it was done, as displayed.
    pub done: Vec<String>,
    /// Those with which it was not, each with the reason.
    pub not_done: Vec<(String, Error)>,
}

/// The field that says that a request needs a number of its own.
pub const NUMBER_NEEDED: &str = "numbers";

impl Service {
    /// The reasons with which many requests may be returned: those of all services, about a request as a whole.
    pub fn shared_reasons(&self) -> Vec<Reason> {
        let fits = |reason: &&Reason| reason.returns && reason.about == ReasonTarget::Request;
        self.catalogue.reasons().iter().filter(fits).cloned().collect()
    }

    /// Does `act` with each of these. What is wrong with the act itself is an error, and nothing is done.
    pub async fn batch(
        &self,
        actor: &Actor,
        chosen: &[Chosen],
        act: &BatchAct,
    ) -> Result<BatchReport, Error> {
        let officer = actor.officer()?;
        self.check_batch(actor, chosen, act)?;
        let mut report = BatchReport::default();
        let mut seen = BTreeSet::new();
        for one in chosen {
            let Ok(number) = ReceiptNumber::parse(&one.number) else {
                report.not_done.push((String::new(), Error::NotFound));
                continue;
            };
            let number = number.to_string();
            if !seen.insert(number.clone()) {
                continue;
            }
            match self.one_of_many(actor, officer, &number, one.version, act).await {
                Ok(()) => report.done.push(number),
                // What is ours to mend ends the whole: it would fail again five hundred times.
                Err(Error::Internal(what)) if report.done.is_empty() => return Err(Error::Internal(what)),
                Err(error) => report.not_done.push((number, error)),
            }
        }
        Ok(report)
    }

    /// What is wrong with an act before it is done with any.
    pub fn check_batch(&self, actor: &Actor, chosen: &[Chosen], act: &BatchAct) -> Result<(), Error> {
        if matches!(actor.officer()?.kind(), ActorKind::Administrator) {
            return Err(Error::Forbidden);
        }
        if chosen.is_empty() {
            return Err(Error::field("chosen", FieldError::Missing));
        }
        if chosen.len() > MOST_AT_ONCE {
            return Err(Error::field("chosen", FieldError::TooLarge { max: 500 }));
        }
        let long = |words: &str| words.chars().count() > 600;
        match act {
            BatchAct::HandOver { note, .. } if long(note) => {
                Err(Error::field("handover_note", FieldError::TooLong { max: 600 }))
            }
            BatchAct::Complete { note } if long(note) => {
                Err(Error::field("place", FieldError::TooLong { max: 600 }))
            }
            BatchAct::Return { note, .. } if long(note) => {
                Err(Error::field("note", FieldError::TooLong { max: 600 }))
            }
            BatchAct::HandOver { to: None, .. } => Err(Error::field("to", FieldError::Missing)),
            BatchAct::Complete { note } if note.trim().is_empty() => {
                Err(Error::field("place", FieldError::Missing))
            }
            BatchAct::Return { reason, .. } if reason.is_empty() => {
                Err(Error::field("reason", FieldError::Missing))
            }
            BatchAct::Return { reason, .. }
                if !self.shared_reasons().iter().any(|known| known.code == *reason) =>
            {
                Err(Error::field("reason", FieldError::NotInList))
            }
            _ => Ok(()),
        }
    }

    async fn one_of_many(
        &self,
        actor: &Actor,
        officer: &Officer,
        number: &str,
        version: i64,
        act: &BatchAct,
    ) -> Result<(), Error> {
        // Taking and laying back carry no version by themselves: of many, nobody looks at each once more.
        let row = self.visible_number(actor, number).await?;
        if row.version != version {
            return Err(Error::Conflict { by: self.last_decider(row.id).await? });
        }
        let decide = |command, flags, note: &str| DecisionForm {
            command,
            version,
            flags,
            note: note.to_owned(),
            recorded: Recorded::default(),
        };
        match act {
            // Already in one's own hands: there is nothing to do, and no line to write.
            BatchAct::Claim
                if row.assignee == Some(officer.account) && status_of(&row)? != Status::Submitted =>
            {
                self.renew_lease(actor, number).await.map(|_| ())
            }
            BatchAct::Claim => self.claim(actor, number, None).await,
            BatchAct::Release => self.release(actor, number).await,
            BatchAct::HandOver { to, note } => self.hand_over(actor, number, version, *to, note).await,
            BatchAct::AwaitSignature => {
                self.decide(actor, number, &decide(Command::AwaitSignature, Vec::new(), "")).await
            }
            BatchAct::Complete { note } => {
                let body = Body::open(&self.sealer(row.id).await?, &row)?;
                let gives = Self::gives(&body);
                if status_of(&row)? == Status::AwaitingSignature && (gives.nik || gives.number) {
                    return Err(Error::field(NUMBER_NEEDED, FieldError::Missing));
                }
                self.decide(actor, number, &decide(Command::Complete, Vec::new(), note)).await
            }
            BatchAct::Return { reason, note } => {
                let flag = Flag { target: Target::General, reason: reason.clone(), note: note.clone() };
                self.decide(actor, number, &decide(Command::Return, vec![flag], "")).await
            }
        }
    }
}
