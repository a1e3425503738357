//! The one reader of the environment: every setting of an installation, checked before anything starts.
//!
//! A setting comes from the environment (`KK_…`) or from the TOML file named by `KK_CONFIG` (the same names in
//! lower case without `KK_`); the environment wins. A wrong setting stops the start with a sentence that names
//! it and says what to do; so does one that nobody knows, since a misspelt setting is a missing one.

mod advice;
mod problem;
mod public_url;
mod read;
mod secret;
mod serving;
mod setting;
mod source;
mod storage;
mod template;

use std::{
    net::SocketAddr,
    path::{Path, PathBuf},
};

use domain::{Date, QuietHours, Zone};
use ipnet::IpNet;
use service::{
    OfficeContact, PhoneWays, Retention, TwoOfficers,
    channel::{GatewaySettings, PushServices, SmtpSettings},
};

pub use problem::{Problem, Problems};
pub use public_url::PublicUrl;
pub use secret::Secret;
pub use setting::table;
pub use storage::{BackupStore, S3Bucket, Storage, is_bucket_name};
pub use template::template;

/// All settings of one installation.
#[derive(Debug, Clone)]
pub struct Config {
    /// Where the rows are. May hold a password.
    pub database_url: Secret,
    /// A copy of them that follows, for reading.
    pub read_database_url: Option<Secret>,
    /// Where the keys are.
    pub keys_file: PathBuf,
    /// Where the documents are.
    pub storage: Storage,
    /// Where back-ups lie that go to no folder.
    pub backup_store: BackupStore,
    /// What to listen on.
    pub listen: SocketAddr,
    /// How people reach it.
    pub public_url: PublicUrl,
    /// Procedures of this office, added to those that are built in.
    pub catalogue_dir: Option<PathBuf>,
    /// This office's own list of areas, in place of the built-in one.
    pub areas_file: Option<PathBuf>,
    /// Where `manifest.json` and `aset/` are, if not in the program.
    pub assets_dir: Option<PathBuf>,
    /// Demonstration: no message leaves, and everybody can read them.
    pub demo: bool,
    /// The office's time zone.
    pub zone: Zone,
    /// The office's name, as people read it.
    pub office_name: String,
    /// How people reach it.
    pub contact: OfficeContact,
    /// Working hours in which a request should be done.
    pub target_hours: u16,
    /// Numbers of the public figures below this are hidden.
    pub least_published: u16,
    /// Days on which the office is closed.
    pub holidays: Vec<Date>,
    /// Verified by one officer, approved by another.
    pub four_eyes: TwoOfficers,
    /// Nothing is approved beside an objection without an answer.
    pub objection_blocks: bool,
    /// Where signed checkpoints of the history lie.
    pub checkpoint_dir: Option<PathBuf>,
    /// Where back-ups go, and are watched.
    pub backup_dir: Option<PathBuf>,
    /// Where the second copy of strict mode lies.
    pub mirror_dir: Option<PathBuf>,
    /// Officers must have a second factor.
    pub officer_second_factor: bool,
    /// Minutes that an officer holds a request without a sign of life.
    pub lease_minutes: u16,
    /// How long the files of what has ended are kept.
    pub retention: Retention,
    /// How long an officer may fill in requests for a citizen after one code.
    pub assist_minutes: u16,
    /// Hours that a new password waits whose owner cannot prove the phone.
    pub reset_wait_hours: u16,
    /// How many requests are worked on at once before people stand in line.
    pub capacity: u16,
    /// When nobody is woken by news.
    pub quiet_hours: QuietHours,
    /// How news reaches phones.
    pub phone_ways: PhoneWays,
    /// The push services that notices of browsers go to.
    pub push_services: PushServices,
    /// Where clamd listens, if files are scanned.
    pub clamd: Option<String>,
    /// How e-mail leaves.
    pub smtp: Option<SmtpSettings>,
    /// The file of the gateway's token, whose rights are looked at.
    pub gateway_token_file: Option<PathBuf>,
    /// How text messages leave.
    pub gateway: Option<GatewaySettings>,
    /// The file of the secret for later reports, whose rights are looked at.
    pub report_secret_file: Option<PathBuf>,
    /// What the gateway signs later reports with.
    pub report_secret: Option<Secret>,
    /// Certificate and key, when this process speaks TLS itself.
    pub tls: Option<TlsFiles>,
    /// Whose word about the client's address counts.
    pub trusted_proxies: Vec<IpNet>,
    /// The file of the token for metrics, whose rights are looked at.
    pub metrics_token_file: Option<PathBuf>,
    /// What whoever reads the metrics must know.
    pub metrics_token: Option<Secret>,
    /// What is logged, in the syntax of `tracing_subscriber::EnvFilter`.
    pub log: String,
}

/// PEM files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TlsFiles {
    /// The certificate and its chain.
    pub certificate: PathBuf,
    /// The private key.
    pub key: PathBuf,
}

impl Config {
    /// Reads the settings of this process.
    ///
    /// # Errors
    /// Every problem at once, one sentence each.
    pub fn load() -> Result<Self, Problems> {
        // What is not UTF-8 is reported under its name like any other wrong value.
        let environment = std::env::vars_os()
            .map(|(name, value)| (name.to_string_lossy().into_owned(), value.to_string_lossy().into_owned()));
        source::gather(environment).and_then(|values| read::config(&values))
    }

    /// Reads the settings of a file alone, whatever the environment says.
    ///
    /// # Errors
    /// Every problem at once, one sentence each.
    pub fn of_file(file: &Path) -> Result<Self, Problems> {
        let only = (setting::CONFIG.to_owned(), file.to_string_lossy().into_owned());
        source::gather(std::iter::once(only)).and_then(|values| read::config(&values))
    }

    /// What forbids serving, though it may be right for every other command.
    ///
    /// # Errors
    /// Every problem at once, one sentence each.
    pub fn check_for_serving(&self) -> Result<(), Problems> {
        serving::check(self)
    }

    /// What it should not be run with, though it would start.
    pub fn advice(&self) -> Problems {
        advice::look(self)
    }

    /// Whether people reach it over HTTPS, here or at a proxy in front.
    pub fn is_https(&self) -> bool {
        self.public_url.is_https()
    }
}

#[cfg(test)]
mod tests;
