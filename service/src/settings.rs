//! What an installation may set. Everything has a default that suits an office in western Indonesia.
use crate::{channel::PushServices, retention::Retention, state::Watch};
use domain::{QuietHours, Way, Words, Zone};
use std::{collections::BTreeSet, time::Duration};

/// Which requests one officer verifies and another one approves.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum TwoOfficers {
    /// None.
    #[default]
    Nowhere,
    /// All.
    Everywhere,
    /// Those of these services, by code; also when a request goes on with one of them.
    For(BTreeSet<String>),
}

impl TwoOfficers {
    /// Whether every request of this service is among them.
    pub fn covers(&self, procedure: &str) -> bool {
        match self {
            Self::Nowhere => false,
            Self::Everywhere => true,
            Self::For(codes) => codes.contains(procedure),
        }
    }
}

/// How news reaches phones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PhoneWays {
    /// By `WhatsApp`.
    pub whatsapp: bool,
    /// By SMS.
    pub sms: bool,
}

impl Default for PhoneWays {
    fn default() -> Self {
        Self { whatsapp: true, sms: true }
    }
}

impl PhoneWays {
    /// Neither is named: the gateway chooses for each number.
    pub const GATEWAY_CHOOSES: Self = Self { whatsapp: false, sms: false };

    /// The ways, as news is planned.
    pub fn ways(self) -> Vec<Way> {
        match (self.whatsapp, self.sms) {
            (true, true) => vec![Way::WhatsApp, Way::Sms],
            (true, false) => vec![Way::WhatsApp],
            (false, true) => vec![Way::Sms],
            (false, false) => vec![Way::Phone],
        }
    }

    /// What the gateway is asked for when the choice is its own: what the office has not is never used.
    pub const fn either(self) -> Way {
        match (self.whatsapp, self.sms) {
            (true, false) => Way::WhatsApp,
            (false, true) => Way::Sms,
            _ => Way::Phone,
        }
    }
}

/// How people reach the office; what is not said is not shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OfficeContact {
    /// Where it is.
    pub address: Option<String>,
    /// When it is open, in both languages.
    pub hours: Option<Words>,
    /// Its telephone, as people write it.
    pub phone: Option<String>,
    /// Its WhatsApp number, the same way.
    pub whatsapp: Option<String>,
    /// Its e-mail.
    pub email: Option<String>,
}

/// Settings of one installation.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The name people read in messages and on receipts.
    pub office_name: String,
    /// How people reach the office.
    pub contact: OfficeContact,
    /// The address that links in messages begin with, without a slash at the end.
    pub public_url: String,
    /// Time zone of the office.
    pub zone: Zone,
    /// Demonstration: messages are shown at `/kotak-surat`, never sent.
    pub demonstration: bool,
    /// How long a one-time code is valid.
    pub code_life: Duration,
    /// How long an officer holds a claimed request without a sign of life.
    pub lease: Duration,
    /// Target in working hours for a procedure that names none.
    pub target_working_hours: u16,
    /// How long a citizen's session lives without use.
    pub citizen_idle: Duration,
    /// How long an officer's session lives without use.
    pub officer_idle: Duration,
    /// How long a citizen's session lives at most, however much it is used.
    pub citizen_total: Duration,
    /// How long an officer's session lives at most.
    pub officer_total: Duration,
    /// Officers must have a second factor.
    pub officer_second_factor: bool,
    /// Requests whose officers must be two: verified by one, approved by another.
    pub four_eyes: TwoOfficers,
    /// How long an officer may fill in requests for a citizen after one code.
    pub assistance: Duration,
    /// Nothing is approved while somebody whom it concerns objects and has no answer.
    pub objection_blocks: bool,
    /// Numbers of the public figures below this are hidden.
    pub least_published: u16,
    /// How long the files of what has ended are kept.
    pub retention: Retention,
    /// Days that are no working days.
    pub holidays: Vec<domain::Date>,
    /// When nobody is woken by news.
    pub quiet: QuietHours,
    /// How news reaches phones.
    pub phone_ways: PhoneWays,
    /// The push services that browsers may subscribe with; none: no notices of browsers.
    pub push_services: PushServices,
    /// Where clamd listens, `host:port`, when files are to be scanned.
    pub clamd: Option<String>,
    /// The folder of the second copy that is acknowledged before a receipt; on `SQLite` only.
    pub mirror: Option<std::path::PathBuf>,
    /// What is looked at to tell how the machine stands.
    pub watch: Watch,
    /// So long a new password waits whose owner cannot prove the phone.
    pub reset_wait: Duration,
    /// Every answer that must not tell whether somebody or something exists takes so long: many times what looking,
    /// sending and hashing take.
    pub as_long: Duration,
    /// Permits of the password pool: how many hashes run at once.
    pub password_threads: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            office_name: "Dinas Kependudukan dan Pencatatan Sipil".to_owned(),
            contact: OfficeContact::default(),
            public_url: "http://127.0.0.1:8080".to_owned(),
            zone: Zone::Wib,
            demonstration: false,
            code_life: Duration::from_mins(10),
            lease: Duration::from_mins(15),
            target_working_hours: 8,
            citizen_idle: Duration::from_mins(30),
            officer_idle: Duration::from_mins(15),
            citizen_total: Duration::from_hours(12),
            officer_total: Duration::from_hours(10),
            officer_second_factor: false,
            four_eyes: TwoOfficers::Nowhere,
            assistance: Duration::from_hours(1),
            objection_blocks: true,
            least_published: 5,
            retention: Retention::default(),
            holidays: Vec::new(),
            quiet: QuietHours::default(),
            phone_ways: PhoneWays::default(),
            push_services: PushServices::default(),
            clamd: None,
            mirror: None,
            watch: Watch::default(),
            reset_wait: Duration::from_hours(48),
            as_long: Duration::from_millis(300),
            password_threads: std::thread::available_parallelism().map_or(2, std::num::NonZero::get),
        }
    }
}
