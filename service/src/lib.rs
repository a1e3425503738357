//! What can be done: use cases on top of the rules in `domain`, stored by `SeaORM`.
//!
//! Knows no HTTP. One file per subject, each an `impl Service`. Whatever touches somebody's rows takes an
//! [`Actor`] and starts from a scope, so a query without one cannot be written. `SeaORM` types stay inside.
mod accounts;
mod actor;
pub mod areas;
mod card;
mod catalogue;
pub mod channel;
mod clock;
mod db;
mod desk;
mod documents;
mod drafts;
mod entity;
mod error;
mod feed;
mod forms;
mod history;
pub mod inspect;
mod keys;
mod letter;
mod limits;
mod notices;
mod opening;
mod outbox;
mod passwords;
mod register;
mod requests;
mod seed;
mod settings;
mod subject;
mod sweep;

pub use accounts::{
    AccountView, CodePurpose, CodeStanding, NewOfficer, Proof, RegistrationForm, RegistrationView,
    SessionRow, SignInStep,
};
pub use actor::{Actor, Citizen, Link, Officer};
pub use card::{CardVersion, CardView, OfficeData, Recorded};
pub use catalogue::{Catalogue, CatalogueError};
pub use clock::{Clock, HandClock, SystemClock};
pub use desk::{
    DecisionForm, DeskDetail, Duplicate, Gives, Lease, QueueCounts, QueueFilter, QueuePage, QueueRow,
    RequestStanding,
};
pub use documents::OpenedDocument;
pub use drafts::{DraftRow, Saved};
pub use error::Error;
pub use feed::{Cursor, FeedEntry, FeedPage};
pub use forms::{DrawnForm, FORM_GIVEN, FormKind, FormLayout, FormName, Forms};
pub use history::ChainFault;
pub use keys::{KeyFileError, Keys};
pub use letter::{Letter, ReasonLine, Regarding, Wording, Wrote};
pub use limits::Rule;
pub use notices::NoticeView;
pub use opening::{KeyProof, OpenError, Opening};
pub use outbox::{Delivery, MailboxEntry};
pub use register::{
    BadValue, Difference, FileFault, ImportError, ImportOptions, ImportReport, RegisterFinding, RegisterView,
};
pub use requests::{Elsewhere, EventView, ReceiptView, ReconcileReport, RequestDetail, RequestRow, Sent};
pub use seed::{DEMO_PASSWORD, DemoReport};
pub use settings::Settings;

use std::sync::Arc;
use tokio::sync::broadcast;

/// The use cases of one installation. Cheap to share.
pub struct Service {
    db: db::Db,
    keys: Keys,
    clock: Arc<dyn Clock>,
    settings: Settings,
    catalogue: Catalogue,
    areas: areas::Areas,
    passwords: passwords::Passwords,
    store: Arc<dyn object_store::ObjectStore>,
    channels: Vec<Arc<dyn channel::Channel>>,
    wording: Arc<dyn Wording>,
    woken: broadcast::Sender<()>,
    /// Only a crash harness sets it: the receipt is given before the commit, which must be seen as a loss.
    #[cfg(feature = "faults")]
    pub receipt_before_commit: std::sync::atomic::AtomicBool,
}

impl std::fmt::Debug for Service {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Service").finish_non_exhaustive()
    }
}

impl Service {
    /// The settings it runs with.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The catalogue of procedures in force.
    pub fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    /// The administrative areas.
    pub fn areas(&self) -> &areas::Areas {
        &self.areas
    }

    /// Now, by the service's clock.
    pub fn now(&self) -> time::OffsetDateTime {
        self.clock.now()
    }

    /// Today, in the office's time zone.
    pub fn today(&self) -> domain::Date {
        self.clock.now().to_offset(self.settings.zone.offset()).date()
    }
}
