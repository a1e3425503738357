//! `kk-daring backup`, `verify-backup` and `restore`

mod place;

use std::path::{Path, PathBuf};

use clap::Args;
use service::{BackupError, Checkpoints, Keys, Service, Verified, Way};

use super::{Failure, history};
use crate::{
    config::Config,
    opening::{self, NotOpened},
    storage, terminal,
};
use place::Place;

/// So many damaged parts are named.
const NAMED: usize = 100;
/// So many documents are opened after restoring, unless all are.
const SAMPLE: usize = 200;
/// A checkpoint that was made so shortly before a snapshot, in milliseconds, may know lines that came while the snapshot was
/// already being taken: reading a long history takes its time.
const BESIDE: i64 = 15 * 60 * 1000;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The folder of the back-up, if not `KK_BACKUP_DIR`: on another disk, and not where the keys' back-up lies; or a
    /// place in a store, `s3://BUCKET/PREFIX`, with the settings `KK_BACKUP_S3_…`
    #[arg(long, value_name = "FOLDER")]
    to: Option<Place>,
    /// How many snapshots stay there; older ones go, with documents that none of them needs
    #[arg(long, value_name = "N", default_value_t = 30, value_parser = clap::value_parser!(u16).range(1..))]
    keep: u16,
}

#[derive(Debug, Args)]
pub(super) struct Look {
    /// The folder of the back-up, or `s3://BUCKET/PREFIX`
    #[arg(long, value_name = "FOLDER")]
    from: Place,
    /// One snapshot only, such as 20261126T224010Z
    #[arg(long, value_name = "NAME")]
    snapshot: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct Back {
    #[command(flatten)]
    look: Look,
    /// Open every document afterwards, not a sample of them
    #[arg(long)]
    all: bool,
}

pub(super) async fn back_up(config: &Config, arguments: Arguments) -> Result<(), Failure> {
    let Arguments { to, keep } = arguments;
    let Some(to) = to.or_else(|| config.backup_dir.clone().map(Place::Folder)) else {
        return Err(Failure::Refused("name the place by --to, or a folder in KK_BACKUP_DIR".to_owned()));
    };
    if let Place::Folder(folder) = &to {
        apart(config, folder)?;
    }
    let place = to.made(config)?;
    let service = opening::open(config).await?;
    service.check().await?;
    let done = service.back_up(&place, usize::from(keep)).await?;
    terminal::say(&format!("Snapshot {} is in {to}.", done.name))?;
    if done.database_bytes > 0 {
        terminal::say(&format!("Database: {}.", size(done.database_bytes)))?;
    } else {
        terminal::say(
            "The database is PostgreSQL: back it up with pg_dump or what you use already, each time before this \
             command, so that every row finds its document.",
        )?;
    }
    let (all, copied) = (done.documents, done.copied);
    terminal::say(&format!("Documents: {all}, of which {copied} are new ({}).", size(done.copied_bytes)))?;
    if done.dropped > 0 {
        terminal::say(&format!("{} older snapshot(s) were let go.", done.dropped))?;
    }
    Ok(terminal::say("The keys are in none of it; they have a back-up of their own.")?)
}

/// A back-up inside the data goes with the data, and one beside the keys tells whoever takes it everything.
fn apart(config: &Config, to: &Path) -> Result<(), Failure> {
    let absolute = |path: &Path| std::path::absolute(path);
    let to = absolute(to)?;
    if let Some(folder) = config.storage.folder()
        && to.starts_with(absolute(folder)?)
    {
        return Err(Failure::Refused(
            "the back-up may not lie inside the folder of documents; choose a place on another disk"
                .to_owned(),
        ));
    }
    if absolute(&config.keys_file)?.starts_with(&to) {
        return Err(Failure::Refused(
            "the keys lie in that folder: whoever took it would have data and keys. Choose another place"
                .to_owned(),
        ));
    }
    Ok(())
}

pub(super) async fn verify(config: &Config, look: Look) -> Result<(), Failure> {
    let keys = Keys::read(&config.keys_file).map_err(NotOpened::from)?;
    let found = keys.verify_backup(look.from.there(config)?.as_ref(), look.snapshot.as_deref()).await?;
    let Verified { snapshots, documents, damages } = found;
    terminal::say(&format!("{snapshots} snapshot(s) and {documents} document(s) were read whole."))?;
    for damage in damages.iter().take(NAMED) {
        terminal::say(&format!("{damage}."))?;
    }
    match damages.len() {
        0 => Ok(terminal::say("The back-up is whole.")?),
        damaged => Err(Failure::Refused(format!(
            "{damaged} part(s) of the back-up are damaged: make a new one into an empty place"
        ))),
    }
}

pub(super) async fn restore(config: &Config, back: Back) -> Result<(), Failure> {
    let Back { look, all } = back;
    let keys = Keys::read(&config.keys_file).map_err(NotOpened::from)?;
    let from = look.from.there(config)?;
    let documents = storage::open(&config.storage).map_err(NotOpened::from)?;
    let url = config.database_url.reveal();
    let database =
        url.strip_prefix("sqlite://").map(|file| PathBuf::from(file.split('?').next().unwrap_or(file)));
    let restored = keys
        .restore(Way {
            place: from.as_ref(),
            snapshot: look.snapshot.as_deref(),
            database,
            documents: documents.as_ref(),
        })
        .await?;
    terminal::say(&format!("Snapshot {} was put back.", restored.name))?;
    if restored.tables > 0 {
        terminal::say(&format!("{} tables with {} rows: as counted then.", restored.tables, restored.rows))?;
    }
    let service = opening::open(config).await?;
    service.migrate().await?;
    prove_history(config, &service, &keys, restored.taken_at()).await?;
    let opened = service.prove_restored(&restored, (!all).then_some(SAMPLE)).await?;
    terminal::say(&format!(
        "Every request opens and is as its history says; {opened} of {} documents were opened and are what was acknowledged.",
        restored.documents
    ))?;
    Ok(terminal::say("It may serve.")?)
}

/// Every chain of the history, of accounts and questions too, and what the checkpoints of before the snapshot know of them.
async fn prove_history(
    config: &Config,
    service: &Service,
    keys: &Keys,
    taken_at: i64,
) -> Result<(), Failure> {
    let checkpoints = match &config.checkpoint_dir {
        Some(folder) if folder.is_dir() => {
            Checkpoints::in_folder_until(folder, &keys.public_keys(), taken_at - BESIDE)?
        }
        Some(_) | None => Checkpoints::default(),
    };
    let report = service.verify_history(&checkpoints).await?;
    history::say(config, &report, &checkpoints)?;
    if checkpoints.later > 0 {
        terminal::say(&format!(
            "{} checkpoint(s) are newer than this snapshot, or were made beside it: what only they know came later and is \
             lost. Keep them, and name an empty folder in KK_CHECKPOINT_DIR before you serve.",
            checkpoints.later
        ))?;
    }
    match report.found.len() {
        0 => Ok(()),
        faults => Err(Failure::Refused(format!(
            "{faults} fault(s) in the history of what was put back: it is not what it was when its checkpoints were signed"
        ))),
    }
}

/// As people say it.
fn size(bytes: u64) -> String {
    match bytes {
        0..10_000 => format!("{bytes} bytes"),
        10_000..10_000_000 => format!("{} KB", bytes / 1_000),
        10_000_000..10_000_000_000 => format!("{} MB", bytes / 1_000_000),
        _ => format!("{} GB", bytes / 1_000_000_000),
    }
}

impl From<BackupError> for Failure {
    fn from(error: BackupError) -> Self {
        Self::Refused(error.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::size;

    #[test]
    fn sizes_are_told_as_people_say_them() {
        assert_eq!(size(512), "512 bytes");
        assert_eq!(size(1_234_567), "1234 KB");
        assert_eq!(size(44_040_192), "44 MB");
        assert_eq!(size(12_000_000_000), "12 GB");
    }
}
