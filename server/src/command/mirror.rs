//! `kk-daring verify-mirror` and `restore-mirror`

use std::path::{Path, PathBuf};

use clap::Args;
use service::{Keys, MirrorError, Replayed, hold_mirror, prove_empty, restore_mirrored_documents};

use super::Failure;
use crate::{
    config::{Config, Secret, Storage},
    opening::{self, NotOpened},
    storage, terminal,
};

#[derive(Debug, Args)]
pub(super) struct Look {
    /// The folder of the mirror, if not `KK_MIRROR_DIR`
    #[arg(long, value_name = "FOLDER")]
    from: Option<PathBuf>,
    /// Of a mark with one unreadable half let the other half count: after a power cut of the mirror's machine
    #[arg(long)]
    broken_mark: bool,
}

impl Look {
    fn folder<'a>(&'a self, config: &'a Config) -> Result<&'a Path, Failure> {
        let named = self.from.as_deref().or(config.mirror_dir.as_deref());
        named.ok_or_else(|| Failure::Refused("name the mirror by --from, or in KK_MIRROR_DIR".to_owned()))
    }
}

/// Reads a mirror whole; the database is put together in a temporary folder for it, which needs as much room.
pub(super) async fn verify(config: &Config, look: Look) -> Result<(), Failure> {
    let mirror = look.folder(config)?;
    let keys = Keys::read(&config.keys_file).map_err(NotOpened::from)?;
    let folder = tempfile::tempdir()?;
    let database = folder.path().join("mirror.db");
    // To the end, so that a server beside it takes away no document that the rows name.
    let held = hold_mirror(mirror)?;
    let replayed = keys.restore_mirror((mirror, &held), &database, look.broken_mark).await?;
    tell(&replayed)?;
    let mut there = config.clone();
    there.database_url = Secret::new(format!("sqlite://{}", database.display()));
    there.storage = Storage::Folder(mirror.join("documents"));
    prove(there).await?;
    drop(held);
    Ok(terminal::say("The mirror is whole.")?)
}

/// Puts a mirror back into an empty place.
pub(super) async fn restore(config: &Config, look: Look) -> Result<(), Failure> {
    let mirror = look.folder(config)?;
    let keys = Keys::read(&config.keys_file).map_err(NotOpened::from)?;
    let url = config.database_url.reveal();
    let Some(file) = url.strip_prefix("sqlite://") else {
        return Err(Failure::Refused("only a SQLite database has a mirror; see KK_DATABASE_URL".to_owned()));
    };
    let database = PathBuf::from(file.split('?').next().unwrap_or(file));
    let documents = storage::open(&config.storage).map_err(NotOpened::from)?;
    // Before the database has its name: then it can be tried again.
    prove_empty(documents.as_ref()).await?;
    let held = hold_mirror(mirror)?;
    let replayed = keys.restore_mirror((mirror, &held), &database, look.broken_mark).await?;
    tell(&replayed)?;
    let copied = restore_mirrored_documents(mirror, documents.as_ref()).await?;
    terminal::say(&format!("{copied} files of documents were put back."))?;
    drop(held);
    prove(config.clone()).await?;
    Ok(terminal::say("It may serve.")?)
}

/// Opens what was put together, without a mirror of its own.
async fn prove(mut config: Config) -> Result<(), Failure> {
    config.mirror_dir = None;
    let service = opening::open(&config).await?;
    service.migrate().await?;
    let (report, followed) = service.prove_mirrored().await?;
    if followed > 0 {
        terminal::say(&format!(
            "{followed} documents of drafts had not reached the mirror yet; their slots ask for them again."
        ))?;
    }
    let (documents, results) = (report.documents, report.results);
    Ok(terminal::say(&format!(
        "The history of every request is whole; {documents} documents and {results} results were opened and are what was \
         acknowledged."
    ))?)
}

fn tell(replayed: &Replayed) -> Result<(), Failure> {
    let Replayed { generation, at, files, frames, set_aside } = replayed;
    terminal::say(&format!(
        "Generation {generation}: {files} files with {frames} pages after the whole copy, every piece in its place, up to \
         what was acknowledged last. The mirror last took something at {at}."
    ))?;
    if *set_aside > 0 {
        terminal::say(&format!("{set_aside} other generation(s) lie beside it, set aside."))?;
    }
    Ok(())
}

impl From<MirrorError> for Failure {
    fn from(error: MirrorError) -> Self {
        Self::Refused(error.to_string())
    }
}
