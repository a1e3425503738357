//! What can be done: use cases on top of the rules in `domain`, stored by `SeaORM`.
//!
//! Knows no HTTP. One file per subject, each an `impl Service`. Whatever touches somebody's rows takes an
//! [`Actor`] and starts from a scope, so a query without one cannot be written. `SeaORM` types stay inside.
mod accounts;
mod actor;
mod appointments;
pub mod areas;
mod assistance;
mod audit;
mod backup;
mod card;
mod catalogue;
pub mod channel;
mod clock;
mod db;
mod desk;
mod documents;
mod drafts;
mod durable;
mod entity;
mod error;
mod feed;
mod feedback;
mod figures;
mod forms;
mod help;
mod history;
pub mod inspect;
mod keys;
mod letter;
mod limits;
mod message_files;
mod messages;
mod mirror;
mod notices;
mod objections;
mod office_calendar;
mod opening;
mod outbox;
mod passwords;
mod place;
mod push;
mod receipt;
mod register;
mod reindex;
mod releases;
mod reminders;
mod replica;
mod requests;
mod results;
mod retention;
mod rights;
mod rotation;
mod scan;
mod schema;
mod seed;
mod settings;
mod state;
mod subject;
mod sweep;
mod track;
mod turns;
mod watch_log;
mod wishes;

pub use accounts::{
    AccessView, AccountView, AddressChange, Arrival, CodePurpose, CodeStanding, DeviceKind, Enrolment,
    InvitationView, InviteForm, Invited, LogPage, Looked, NewOfficer, OfficerChoices, OfficerPage,
    OfficerReason, OfficerView, OwnSession, PasskeyQuestion, PasskeyView, PasswordChange, PendingPassword,
    Proof, Proven, RegistrationForm, RegistrationView, Reset, ResetSubject, ScopeForm, SecondFactorView,
    SecurityView, SessionRow, SignInStep, totp_now,
};
pub use actor::{Actor, Assisted, Citizen, Link, Officer};
pub use appointments::{
    AppointmentCase, AppointmentDay, AppointmentLine, AppointmentSettings, AppointmentState, AppointmentView,
    CounterAct,
};
pub use assistance::{AskedToHelp, AssistanceView, EndedBy};
pub use audit::{AuditForm, AuditLine, AuditPage, AuditSubject};
pub use backup::{BackedUp, BackupError, Damage, Restored, Verified, Way};
pub use card::{CardVersion, CardView, OfficeData, Recorded};
pub use catalogue::{Catalogue, CatalogueError, Entry as CatalogueEntry};
pub use clock::{Clock, HandClock, SystemClock};
pub use desk::{
    Age, BatchAct, BatchReport, CheckedPoint, Chosen, Colleague, DayFigures, DecisionForm, DeskCheck,
    DeskDetail, Duplicate, Eyes, Gives, HeldBy, HeldRequest, Lease, MOST_AT_ONCE, MOST_VIEWS, NUMBER_NEEDED,
    OnDuty, Performance, QueueCounts, QueueFilter, QueuePage, QueuePlace, QueueQuery, QueueRow, QueueSort,
    RequestStanding, SavedView, SoughtAs, Tick, TimeLeft, UnlinkReason,
};
pub use documents::{
    Arrange, Arriving, BeforeScan, DocumentStream, NewUpload, OpenedDocument, Pieces, PreviewState,
    PreviewView, Reusable, Scan, Scanning, StorageFault, StorageReport, UploadOutcome, UploadView,
};
pub use drafts::{DraftRow, Saved};
pub use error::Error;
pub use feed::{Cursor, FeedEntry, FeedPage};
pub use feedback::FeedbackWords;
pub use figures::{MOST_MONTHS, PublicFigures};
pub use forms::{Attachment, DrawnForm, FormKind, FormLayout, FormName, Forms, Sheet, SheetPart};
pub use help::{
    DeskTicket, Help, HelpAbout, HelpLink, HelpQuestion, HelpTopic, NewTicket, TicketAct, TicketPage,
    TicketPart, TicketRow, TicketState, TicketView,
};
pub use history::{
    ChainFault, CheckpointFault, Checkpoints, Found as HistoryFound, HistoryError, HistoryLine, LineFault,
    VerifyReport, verify_lines,
};
pub use keys::{KeyFileError, Keys, PublicKey, PushKey};
pub use letter::{
    AccountChange, AppointmentNews, Brief, Letter, OfficeAct, ReasonLine, Regarding, Wording, Wrote,
};
pub use limits::Rule;
pub use message_files::{MOST_MESSAGE_FILES, MessageFileView, NewMessageFile};
pub use messages::{Conversation, LONGEST_MESSAGE, MessageView, ReadyAnswer};
pub use mirror::{
    Held, MirrorError, MirrorProof, Replayed, hold_mirror, prove_empty, replay_mirror,
    restore_mirrored_documents,
};
pub use notices::NoticeView;
pub use objections::{
    ConcernRow, ConcernView, DeskObjection, DeskObjections, ObjectionStands, ObjectionState, OwnChange,
    OwnObjection,
};
pub use office_calendar::Holiday;
pub use opening::{KeyProof, OpenError, Opening};
pub use outbox::{Delivery, MailboxEntry, Unreachable};
pub use push::{MOST_PUSH_DEVICES, PushDevice};
pub use receipt::{
    CheckedReceipt, CodeSquare, FileProof, ReceiptFileError, ReceiptPaper, ReceiptProof, ReceiptView,
    SIGNATURE_FILE, TEXT_FILE,
};
pub use register::{
    BadValue, Difference, FileFault, ImportError, ImportOptions, ImportReport, RegisterFinding, RegisterView,
};
pub use reindex::{IndexKeys, ReindexError, Reindexed};
pub use requests::{Elsewhere, EventView, Expectation, ReconcileReport, RequestDetail, RequestRow, Sent};
pub use results::{NewResult, OpenedResult, ResultReader, ResultView};
pub use retention::{DestroyedFile, DestroyedFiles, Retention};
pub use rights::{Affected, AffectedLine, BreachAsked, Correction, CorrectionState, OpenCorrection, Part};
pub use seed::{DEMO_PASSWORD, DemoReport};
pub use settings::{OfficeContact, PhoneWays, Settings, TwoOfficers};
pub use state::{
    AlertNews, Alerted, Dated, Disk, DiskOf, FailedLetters, Figures, Finding, Grade, Job, KeyFigures,
    KeyFile, Lane, OutboxLine, Point, Pool, Previews, Rows, State, Stored, Subject, Uploads, Watch, judge,
};
pub use track::Tracked;
pub use watch_log::SECURITY;
pub use wishes::{WishForm, WishView};

pub use photo::{Cause, Verdict};

use std::sync::Arc;
use tokio::sync::broadcast;

/// The use cases of one installation. Cheap to share.
pub struct Service {
    db: db::Db,
    keys: Arc<Keys>,
    clock: Arc<dyn Clock>,
    settings: Settings,
    catalogue: Catalogue,
    calendar: office_calendar::LastCalendar,
    areas: areas::Areas,
    help: Help,
    passwords: passwords::Passwords,
    /// Who signs in next.
    turns: turns::Turns,
    store: Arc<dyn object_store::ObjectStore>,
    /// The second copy, in strict mode.
    mirror: Option<mirror::Mirror>,
    /// Turns to draw a picture anew: it takes up to 400 MB.
    drawing: tokio::sync::Semaphore,
    channels: Vec<Arc<dyn channel::Channel>>,
    wording: Arc<dyn Wording>,
    woken: broadcast::Sender<()>,
    /// Which server this is, among several.
    node: uuid::Uuid,
    /// Bytes of files that were acknowledged since the start.
    uploaded: std::sync::atomic::AtomicU64,
    /// Parts of files that wait to count.
    counting: Arc<documents::Counting>,
    /// Files that parts came for just now.
    opened: documents::Opened,
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

    /// Bytes of files that this process has acknowledged.
    pub fn uploaded_bytes(&self) -> u64 {
        self.uploaded.load(std::sync::atomic::Ordering::Relaxed)
    }

    fn count_uploaded(&self, bytes: u64) {
        self.uploaded.fetch_add(bytes, std::sync::atomic::Ordering::Relaxed);
    }

    /// Today, in the office's time zone.
    pub fn today(&self) -> domain::Date {
        self.clock.now().to_offset(self.settings.zone.offset()).date()
    }
}
