//! The command line.

mod account;
mod backup;
mod bounce;
mod breach_pack;
mod check_config;
mod create_officer;
mod desk;
mod destroyed;
mod history;
mod import_families;
mod init;
mod keys;
mod mirror;
mod period;
mod renew_indexes;
mod reset_second_factor;
mod rotate_keys;
mod status;
mod verify_receipt;
mod verify_storage;

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
    /// Make a new installation: a file of settings with every one explained, keys, tables, the first administrator.
    ///
    /// Asks for what is not given, if somebody sits at a terminal. What is there already stays as it is, so that it may be
    /// run again.
    Init(init::Arguments),
    /// Serve the portal until SIGTERM or Ctrl-C.
    Serve,
    /// Bring the database to the version of this program; safe to repeat.
    Migrate,
    /// Fill a demonstration with made-up offices, families and requests.
    SeedDemo,
    /// Create an officer's account.
    CreateOfficer(create_officer::Arguments),
    /// Say how the portal stands: queues, outbox, disks, keys, checkpoint, back-up, jobs. Ends with 0, 1 (late) or 2 (broken).
    Status(status::Arguments),
    /// Say what is wrong or unsafe in the settings, without serving.
    CheckConfig,
    /// Renew the master key while people work: `--begin`, restart, without an option, restart, `--remove-old`.
    RotateKeys(rotate_keys::Arguments),
    /// Renew the keys of the blind indexes, after one has leaked: every server stands still meanwhile.
    ///
    /// Broken off at any moment, run it again. The office's families have to be loaded again afterwards.
    RenewIndexes,
    /// Make a signed checkpoint of the history now; `serve` makes one each day.
    Checkpoint,
    /// Write the whole history to a file: ids and codes, nothing personal.
    ExportHistory(history::Export),
    /// Check the history, of the database or of an export: which lines were changed, removed, inserted or reordered.
    VerifyHistory(history::Verify),
    /// Take the second factor of somebody away who has lost authenticator and recovery codes.
    ///
    /// First make sure that it is them: in person, with their identity card.
    ResetSecondFactor(reset_second_factor::Arguments),
    /// Write who was affected by a breach, by what and when, for the notice within three times 24 hours.
    BreachPack(breach_pack::Arguments),
    /// List the documents that were destroyed because their time was over, as CSV, and compare it with the history.
    ///
    /// For the minutes of their destruction (berita acara): ids, slots, sizes and hashes, nothing personal.
    Destroyed(destroyed::Arguments),
    /// Close an account at once, or open it again: a stolen password, an officer who has left.
    #[command(subcommand)]
    Account(account::Command),
    /// Load the office's families from a CSV file; they take the place of those loaded before.
    ///
    /// One row is one member, with the head of the card repeated; docs/operations.md lists the columns. A file with a
    /// bad row changes nothing. Broken off at any moment, what counted before counts still: just run it again.
    ImportFamilies(import_families::Arguments),
    /// Copy the database and all documents to another place, while the portal serves; never the keys.
    ///
    /// Documents that are there already are not copied again. On PostgreSQL the database is left to its own tools.
    Backup(backup::Arguments),
    /// Read a back-up whole and say what of it is damaged.
    VerifyBackup(backup::Look),
    /// Put a back-up into an empty place, and prove that it works.
    Restore(backup::Back),
    /// Read the second copy of strict mode (`KK_MIRROR_DIR`) whole and say what of it is damaged.
    VerifyMirror(mirror::Look),
    /// Put the second copy of strict mode into an empty place, up to the last receipt, and prove that it works.
    RestoreMirror(mirror::Look),
    /// Prove that every acknowledged file exists, opens and is what was acknowledged; report what belongs to nobody.
    ///
    /// Reads everything, next to a server that runs if you like. Ends with 0 if nothing is missing.
    VerifyStorage(verify_storage::Arguments),
    /// Compare what the desk keeps beside the requests with them, and put it right.
    #[command(subcommand)]
    Desk(desk::Command),
    /// Create, back up and prove the keys of the installation.
    #[command(subcommand)]
    Keys(keys::Command),
    /// Read an e-mail of a mail server from the standard input: a letter that did not arrive after all is recorded.
    ///
    /// For a pipe of the mail server (docs/operations.md). Ends with 0 also when the mail is none of that kind, and with 75
    /// when it should be given again later.
    Bounce(bounce::Arguments),
    /// Check a receipt's PDF, offline and with nothing but a public key.
    VerifyReceipt(verify_receipt::Arguments),
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
    /// The history and its checkpoints.
    #[error(transparent)]
    History(#[from] service::HistoryError),
    /// A key file.
    #[error(transparent)]
    KeyFile(#[from] service::KeyFileError),
    /// Serving.
    #[error(transparent)]
    Serve(#[from] serve::ServeError),
    /// The terminal, or the runtime.
    #[error("{0}")]
    Io(#[from] std::io::Error),
    /// Nothing failed, but not everything is as it should be; that was said already.
    #[error("{}", .0.as_str())]
    Stands(service::Grade),
    /// It may work later; mail servers try again then (`EX_TEMPFAIL`).
    #[error("{0}")]
    Later(String),
    /// Anything that needs no kind of its own.
    #[error("{0}")]
    Refused(String),
}

impl Failure {
    /// How the program ends, and whether there is anything left to say.
    pub fn code(&self) -> (u8, bool) {
        match self {
            Self::Stands(grade) => (grade.number(), false),
            Self::Later(_) => (75, true),
            _ => (1, true),
        }
    }
}

impl Cli {
    /// Does what was asked.
    ///
    /// # Errors
    /// See [`Failure`].
    pub async fn run(self) -> Result<(), Failure> {
        let command = match self.command {
            Command::VerifyReceipt(arguments) => return verify_receipt::run(&arguments),
            Command::Init(arguments) => return init::run(arguments).await,
            command => command,
        };
        let config = match (Config::load(), &command) {
            (Ok(config), _) => config,
            // Who watches must see it as what it is, and not as something that is a little late.
            (Err(problems), Command::Status(arguments)) => return status::unread(&problems, arguments),
            (Err(problems), _) => return Err(problems.into()),
        };
        serve::start_log(&config.log);
        match command {
            Command::Serve => Ok(serve::serve(&config).await?),
            Command::Migrate => {
                opening::open(&config).await?.migrate().await?;
                Ok(terminal::say("The database is at the version of this program.")?)
            }
            Command::SeedDemo => seed_demo(&config).await,
            Command::CreateOfficer(arguments) => create_officer::run(&config, arguments).await,
            Command::Status(arguments) => status::run(&config, &arguments).await,
            Command::CheckConfig => check_config::run(&config).await,
            Command::RotateKeys(arguments) => rotate_keys::run(&config, &arguments).await,
            Command::RenewIndexes => renew_indexes::run(&config).await,
            Command::Checkpoint => history::checkpoint(&config).await,
            Command::ExportHistory(arguments) => history::export(&config, &arguments).await,
            Command::VerifyHistory(arguments) => history::verify(&config, arguments).await,
            Command::ResetSecondFactor(arguments) => reset_second_factor::run(&config, &arguments).await,
            Command::BreachPack(arguments) => breach_pack::run(&config, arguments).await,
            Command::Destroyed(arguments) => destroyed::run(&config, &arguments).await,
            Command::Account(command) => account::run(&config, command).await,
            Command::ImportFamilies(arguments) => import_families::run(&config, arguments).await,
            Command::Backup(arguments) => backup::back_up(&config, arguments).await,
            Command::VerifyBackup(look) => backup::verify(&config, look).await,
            Command::Restore(back) => backup::restore(&config, back).await,
            Command::VerifyMirror(look) => mirror::verify(&config, look).await,
            Command::RestoreMirror(look) => mirror::restore(&config, look).await,
            Command::VerifyStorage(arguments) => verify_storage::run(&config, arguments).await,
            Command::Desk(command) => desk::run(&config, command).await,
            Command::Bounce(arguments) => bounce::run(&config, &arguments).await,
            Command::Keys(command) => keys::run(&config, command).await,
            // Done above: they need no settings.
            Command::VerifyReceipt(_) | Command::Init(_) => Ok(()),
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
