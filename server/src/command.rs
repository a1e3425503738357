//! The command line.

mod create_officer;
mod desk;
mod import_families;
mod keys;

use std::sync::Arc;

use clap::{Parser, Subcommand};
use service::{Clock as _, HandClock, SystemClock};

use crate::{
    config::{Config, Problems},
    opening::{self, NotOpened},
    serve, terminal,
};

/// KK Daring, the online counter of a Dukcapil office.
///
/// Settings come from the environment; docs/configuration.md lists them.
#[derive(Debug, Parser)]
#[command(name = "kk-daring", version, about, long_about)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the portal until SIGTERM or Ctrl-C.
    Serve,
    /// Bring the database to the version of this program; safe to repeat.
    Migrate,
    /// Fill a demonstration with made-up offices, families and requests.
    SeedDemo,
    /// Create an officer's account.
    CreateOfficer(create_officer::Arguments),
    /// Load the office's families from a CSV file; they take the place of those loaded before.
    ///
    /// One row is one member, with the head of the card repeated; docs/operations.md lists the columns. A file with a
    /// bad row changes nothing. Broken off at any moment, what counted before counts still: just run it again.
    ImportFamilies(import_families::Arguments),
    /// Compare what the desk keeps beside the requests with them, and put it right.
    #[command(subcommand)]
    Desk(desk::Command),
    /// Create, back up and prove the keys of the installation.
    #[command(subcommand)]
    Keys(keys::Command),
}

/// Why a command did not work. The text is for whoever ran it.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// Settings.
    #[error("wrong settings\n{0}")]
    Settings(#[from] Problems),
    /// The installation.
    #[error(transparent)]
    NotOpened(#[from] NotOpened),
    /// Database and keys.
    #[error(transparent)]
    Open(#[from] service::OpenError),
    /// A use case.
    #[error(transparent)]
    Service(#[from] service::Error),
    /// An import.
    #[error(transparent)]
    Import(#[from] service::ImportError),
    /// A key file.
    #[error(transparent)]
    KeyFile(#[from] service::KeyFileError),
    /// Serving.
    #[error(transparent)]
    Serve(#[from] serve::ServeError),
    /// The terminal, or the runtime.
    #[error("{0}")]
    Io(#[from] std::io::Error),
    /// Anything that needs no kind of its own.
    #[error("{0}")]
    Refused(String),
}

impl Cli {
    /// Does what was asked.
    ///
    /// # Errors
    /// See [`Failure`].
    pub async fn run(self) -> Result<(), Failure> {
        let config = Config::load()?;
        serve::start_log(&config.log);
        match self.command {
            Command::Serve => Ok(serve::serve(&config).await?),
            Command::Migrate => {
                opening::open(&config).await?.migrate().await?;
                Ok(terminal::say("The database is at the version of this program.")?)
            }
            Command::SeedDemo => seed_demo(&config).await,
            Command::CreateOfficer(arguments) => create_officer::run(&config, arguments).await,
            Command::ImportFamilies(arguments) => import_families::run(&config, arguments).await,
            Command::Desk(command) => desk::run(&config, command).await,
            Command::Keys(command) => keys::run(&config, command).await,
        }
    }
}

async fn seed_demo(config: &Config) -> Result<(), Failure> {
    if !config.demo {
        return Err(Failure::Refused(
            "made-up families belong in a demonstration only; set KK_DEMO=1".to_owned(),
        ));
    }
    let clock = Arc::new(HandClock::new(SystemClock.now()));
    let service = opening::open_at(config, Arc::clone(&clock)).await?;
    service.check().await?;
    for line in service.seed_demo(&clock).await?.lines {
        terminal::say(&line)?;
    }
    Ok(())
}
