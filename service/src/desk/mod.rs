//! The officers' desk: the queue, the lease, the decision, the hand-over.
mod claim;
mod decide;
mod detail;
mod link;
mod queue;
mod standing;

pub use claim::Lease;
pub(crate) use decide::DecisionBody;
pub use decide::DecisionForm;
pub use detail::DeskDetail;
pub use queue::{QueueCounts, QueueFilter, QueuePage, QueueRow};
pub use standing::RequestStanding;
