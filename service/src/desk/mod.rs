//! The officers' desk: the queue, the lease, the decision, the hand-over.
mod claim;
mod decide;
mod detail;
mod duplicates;
mod link;
mod queue;
mod standing;

pub use claim::Lease;
pub use decide::DecisionForm;
pub(crate) use decide::{DecisionBody, TAKEOVER};
pub use detail::{DeskDetail, Gives};
pub use duplicates::Duplicate;
pub use queue::{QueueCounts, QueueFilter, QueuePage, QueueRow};
pub use standing::RequestStanding;
