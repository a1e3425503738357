//! Serves until it is told to stop, and then lets what has begun finish.

mod listen;
mod log;
mod signal;

use std::{net::SocketAddr, sync::Arc, time::Duration};

pub use self::log::start as start_log;
use self::signal::Told;
use crate::{
    assets::{AssetsError, Built},
    config::{Config, Problems},
    jobs,
    layer::{client_address::Line, panic},
    live::hub::Hub,
    opening::{self, NotOpened},
    router::{self, House},
    seeing::Meter,
};

/// Requests that have begun may take so long to end.
const PATIENCE: Duration = Duration::from_secs(20);

/// Why it does not serve.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// Settings that forbid it.
    #[error("wrong settings\n{0}")]
    Settings(#[from] Problems),
    /// The installation.
    #[error(transparent)]
    NotOpened(#[from] NotOpened),
    /// Database and keys.
    #[error(transparent)]
    Open(#[from] service::OpenError),
    /// The files of the house.
    #[error(transparent)]
    Assets(#[from] AssetsError),
    /// The port.
    #[error(
        "KK_LISTEN: {address} cannot be listened on ({source}); choose another one or end what listens there"
    )]
    Listen {
        /// What was asked for.
        address: SocketAddr,
        /// What the system said.
        source: std::io::Error,
    },
    /// The certificate.
    #[error("KK_TLS_CERT and KK_TLS_KEY cannot be used ({0}); give a certificate and its key as PEM")]
    Tls(std::io::Error),
}

/// Serves until SIGTERM or Ctrl-C.
///
/// # Errors
/// See [`ServeError`]; nothing has been served then.
pub async fn serve(config: &Config) -> Result<(), ServeError> {
    config.check_for_serving()?;
    panic::quiet_hook();
    let assets = Built::open(config.assets_dir.as_deref())?;
    let service = opening::open(config).await?;
    service.check().await?;
    service.check_durable().await?;
    service.keep_mirror_in_order();
    service.complete_receipts().await.map_err(service::OpenError::from)?;
    if service.public_keys().is_empty() {
        tracing::warn!("the key file has no key to sign receipts with; run `kk-daring keys add-signing`");
    }

    let (told, hub) = (Told::default(), Hub::default());
    let stopping = told.stop.clone();
    let (meter, checkpoints) = (Meter::default(), config.checkpoint_dir.clone());
    let jobs = jobs::start(&service, &hub, look_at_feed(config), checkpoints, &meter.rounds, &stopping);
    // Before anybody is served a page that names them. Without them old pages lack something, new ones nothing.
    if let Err(error) = service.keep_release(assets.files()).await {
        tracing::warn!(%error, "the files for browsers could not be laid down for other servers and later releases");
    }
    let routes = router::router(House {
        service: Arc::clone(&service),
        assets,
        hub,
        public_url: config.public_url.clone(),
        line: Line { trusted: config.trusted_proxies.clone().into(), tls: config.tls.is_some() },
        stopping: stopping.clone(),
        meter,
        metrics_token: config.metrics_token.clone(),
        report_secret: config.report_secret.clone(),
        capacity: config.capacity,
    });

    tokio::spawn(signal::wait(told.clone()));
    warn(config);
    let ended = listen::listen(config, routes, &told, PATIENCE).await;
    // Also when serving ended for another reason.
    stopping.cancel();
    if tokio::time::timeout(PATIENCE, jobs.wait()).await.is_err() {
        tracing::warn!("a job did not end in time and is broken off; messages on their way are sent again");
    }
    tracing::info!("stopped");
    ended
}

/// On one machine everything but the command line wakes the reader; `PostgreSQL` is there for several.
fn look_at_feed(config: &Config) -> Duration {
    let is_alone = config.database_url.reveal().starts_with("sqlite");
    if is_alone { Duration::from_millis(500) } else { Duration::from_millis(100) }
}

fn warn(config: &Config) {
    if config.demo {
        tracing::warn!("demonstration: nothing is sent, and everybody can read what would have been");
    }
    if !config.is_https() && !config.listen.ip().is_loopback() {
        tracing::warn!(
            "browsers on other machines keep no session over http: set KK_TLS_CERT and KK_TLS_KEY, or put a proxy \
             with TLS in front"
        );
    }
    if config.is_https() && config.tls.is_none() && config.trusted_proxies.is_empty() {
        tracing::warn!(
            "KK_PUBLIC_URL is https, but neither KK_TLS_CERT nor KK_TRUSTED_PROXIES is set: everybody seems to come \
             from the proxy's address, and limits hit all at once"
        );
    }
}
