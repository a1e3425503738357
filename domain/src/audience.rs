//! Whom a change in the live feed concerns. Pure, so that a stream is filtered in memory.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Whom something concerns: the account that owns it, the office that works on it, or both.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Audience {
    /// The owning account.
    pub account: Option<Uuid>,
    /// The office in charge.
    pub office: Option<Uuid>,
}

/// Who is looking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Viewer {
    /// A citizen, by account.
    Citizen(Uuid),
    /// An officer.
    Officer {
        /// The own account.
        account: Uuid,
        /// The office the officer belongs to.
        office: Uuid,
        /// Sees every office of the installation.
        sees_all: bool,
        /// The district of the office that this officer works for, when it is only one.
        district: Option<String>,
    },
    /// Nobody we know.
    Stranger,
}

/// Whether this viewer may learn of it. What concerns only an account is no officer's business. `district` is where the
/// request lies that it is about, empty when nobody knows, nothing when it is about no request: an officer for one
/// district learns of no request elsewhere.
pub fn may_see(viewer: &Viewer, audience: &Audience, district: Option<&str>) -> bool {
    match viewer {
        Viewer::Citizen(account) => audience.account == Some(*account),
        Viewer::Officer { account, office, sees_all, district: own } => {
            let near = match (own, district) {
                (Some(own), Some(there)) => own == there,
                _ => true,
            };
            audience.account == Some(*account)
                || near && audience.office.is_some_and(|at| *sees_all || at == *office)
        }
        Viewer::Stranger => false,
    }
}
