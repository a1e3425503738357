//! Opens the installation that the settings describe.

use std::{path::Path, sync::Arc, time::Duration};

use app::text::Letters;
use service::{
    Catalogue, CatalogueError, Clock, HandClock, KeyFileError, Keys, OpenError, Opening, Service, Settings,
    SystemClock, Watch,
    areas::{Areas, AreasError},
    channel::{Channel, Gateway, Push, Smtp, gateway::GatewaySettingsError, smtp::SmtpSettingsError},
};

use crate::{
    config::Config,
    storage::{self, NoStorage},
};

/// Why it cannot be opened; each is a sentence that says what to do.
#[derive(Debug, thiserror::Error)]
pub enum NotOpened {
    /// The key file.
    #[error("{0}. A new installation makes one with `kk-daring keys create`")]
    Keys(#[from] KeyFileError),
    /// The folder of the database.
    #[error("the folder {path} cannot be used ({source}); create it and let this user write to it")]
    Folder {
        /// Which one.
        path: String,
        /// What the system said.
        source: std::io::Error,
    },
    /// Where documents lie.
    #[error(transparent)]
    Storage(#[from] NoStorage),
    /// The catalogue of procedures.
    #[error(transparent)]
    Catalogue(#[from] CatalogueError),
    /// The office's own list of areas.
    #[error("KK_AREAS_FILE: {0}")]
    Areas(#[from] AreasError),
    /// The mail server.
    #[error("KK_SMTP_URL: {0}")]
    Smtp(#[from] SmtpSettingsError),
    /// The client of push services.
    #[error("KK_PUSH_SERVICES: {0}")]
    Push(#[from] service::channel::push::NoCertificates),
    /// The gateway.
    #[error("KK_GATEWAY_URL: {0}")]
    Gateway(#[from] GatewaySettingsError),
    /// Database and keys.
    #[error(transparent)]
    Service(#[from] OpenError),
}

/// Opens it with its own keys.
///
/// # Errors
/// See [`NotOpened`].
pub async fn open(config: &Config) -> Result<Arc<Service>, NotOpened> {
    open_with(config, Keys::read(&config.keys_file)?, Arc::new(SystemClock)).await
}

/// Opens it with its own keys and a clock that is moved by hand, to write a demonstration's past.
///
/// # Errors
/// See [`NotOpened`].
pub async fn open_at(config: &Config, clock: Arc<HandClock>) -> Result<Arc<Service>, NotOpened> {
    open_with(config, Keys::read(&config.keys_file)?, clock).await
}

/// Opens it with other keys, such as those of a back-up.
///
/// # Errors
/// See [`NotOpened`].
pub async fn open_with(
    config: &Config,
    keys: Keys,
    clock: Arc<dyn Clock>,
) -> Result<Arc<Service>, NotOpened> {
    if let Some(file) = config.database_url.reveal().strip_prefix("sqlite://")
        && let Some(folder) = Path::new(file).parent()
    {
        make(folder)?;
    }
    let opening = Opening {
        database_url: config.database_url.reveal().to_owned(),
        replica_url: config.read_database_url.as_ref().map(|url| url.reveal().to_owned()),
        channels: channels(config, &keys, &clock)?,
        keys,
        store: storage::open(&config.storage)?,
        clock,
        settings: settings(config),
        wording: Arc::new(Letters),
        catalogue: match &config.catalogue_dir {
            Some(folder) => Catalogue::with_overrides(folder)?,
            None => Catalogue::built_in()?,
        },
        areas: match &config.areas_file {
            Some(file) => Areas::read(file)?,
            None => Areas::built_in(),
        },
    };
    Ok(Service::open(opening).await?)
}

fn make(folder: &Path) -> Result<(), NotOpened> {
    if folder.as_os_str().is_empty() {
        return Ok(());
    }
    std::fs::create_dir_all(folder)
        .map_err(|source| NotOpened::Folder { path: folder.display().to_string(), source })
}

fn settings(config: &Config) -> Settings {
    Settings {
        office_name: config.office_name.clone(),
        contact: config.contact.clone(),
        public_url: config.public_url.to_string(),
        zone: config.zone,
        demonstration: config.demo,
        target_working_hours: config.target_hours,
        least_published: config.least_published,
        holidays: config.holidays.clone(),
        four_eyes: config.four_eyes.clone(),
        objection_blocks: config.objection_blocks,
        officer_second_factor: config.officer_second_factor,
        lease: Duration::from_mins(config.lease_minutes.into()),
        retention: config.retention,
        assistance: Duration::from_mins(config.assist_minutes.into()),
        reset_wait: Duration::from_hours(config.reset_wait_hours.into()),
        quiet: config.quiet_hours,
        phone_ways: config.phone_ways,
        push_services: config.push_services.clone(),
        clamd: config.clamd.clone(),
        mirror: config.mirror_dir.clone(),
        watch: watch(config),
        ..Settings::default()
    }
}

/// What is looked at to tell how the machine stands.
fn watch(config: &Config) -> Watch {
    let database = config.database_url.reveal().strip_prefix("sqlite://");
    let database = database.map(|file| file.split('?').next().unwrap_or(file).into());
    Watch {
        checkpoints: config.checkpoint_dir.clone(),
        backup: config.backup_dir.clone(),
        documents: config.storage.folder().map(Path::to_owned),
        mirror: config.mirror_dir.clone(),
        database,
        keys: Some(config.keys_file.clone()),
    }
}

fn channels(
    config: &Config,
    keys: &Keys,
    clock: &Arc<dyn Clock>,
) -> Result<Vec<Arc<dyn Channel>>, NotOpened> {
    let mut channels: Vec<Arc<dyn Channel>> = Vec::new();
    if config.demo {
        return Ok(channels);
    }
    if let Some(smtp) = &config.smtp {
        channels.push(Arc::new(Smtp::new(smtp)?));
    }
    if let Some(gateway) = &config.gateway {
        channels.push(Arc::new(Gateway::new(gateway)?));
    }
    if let Some(key) = keys.push_key().filter(|_| !config.push_services.is_empty()) {
        let (services, clock) = (config.push_services.clone(), Arc::clone(clock));
        channels.push(Arc::new(Push::new(services, key, push_contact(config), clock, PUSH_PATIENCE)?));
    }
    Ok(channels)
}

/// So long a push service may take.
const PUSH_PATIENCE: Duration = Duration::from_secs(10);

/// Where a push service complains.
fn push_contact(config: &Config) -> String {
    match &config.contact.email {
        Some(email) => format!("mailto:{email}"),
        None => config.public_url.to_string(),
    }
}
