//! What UU 27/2022 gives people about their own data: a copy, a correction within three times 24 hours, and the end of
//! the account where the law allows it.
mod breach;
mod correct;
mod erase;
mod export;
mod export_request;

pub use breach::{Affected, AffectedLine, BreachAsked};
pub use correct::{Correction, CorrectionState, OpenCorrection, Part};
