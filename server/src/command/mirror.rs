//! `kk-daring verify-mirror` and `restore-mirror`

use std::path::{Path, PathBuf};

use clap::Args;
use service::{
    Keys, MirrorError, MirrorProof, Replayed, hold_mirror, prove_empty, restore_mirrored_documents,
};

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
    let copied = match restore_mirrored_documents(mirror, documents.as_ref()).await {
        Ok(copied) => copied,
        Err(error) => {
            // Nobody is to serve half of it.
            std::fs::remove_file(&database)?;
            let told = "the database was taken away again; empty the store of documents and try again";
            return Err(Failure::Refused(format!("{error}; {told}")));
        }
    };
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
    let MirrorProof { documents, results, asked_again, late } = service.prove_mirrored().await?;
    if asked_again > 0 {
        terminal::say(&format!(
            "{asked_again} documents of drafts and files on their way are not in the mirror yet; out of it they are asked for \
             again."
        ))?;
    }
    if !late.is_empty() {
        let late: Vec<String> = late.iter().map(ToString::to_string).collect();
        terminal::say(&format!(
            "{} results and files of messages are not in the mirror yet; out of it the office attaches them again: {}.",
            late.len(),
            late.join(", ")
        ))?;
    }
    Ok(terminal::say(&format!(
        "The history of every request is whole; of {documents} documents and {results} results all others were opened and are \
         what was acknowledged."
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
