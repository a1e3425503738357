//! `kk-daring keys`

use std::path::{Path, PathBuf};

use clap::Subcommand;
use service::Keys;

use super::Failure;
use crate::{config::Config, opening, terminal};

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Make the keys of a new installation; never overwrites a file
    Create {
        /// Where to, if not to `KK_KEYS_FILE`
        #[arg(long)]
        file: Option<PathBuf>,
    },
    /// Copy the keys to a second place, which must not be that of the database's back-ups
    Backup {
        /// The new file
        #[arg(long)]
        to: PathBuf,
    },
    /// Prove that a back-up of the keys opens the data of this installation
    Prove {
        /// The file to try
        #[arg(long)]
        backup: PathBuf,
    },
}

pub(super) async fn run(config: &Config, command: Command) -> Result<(), Failure> {
    match command {
        Command::Create { file } => create(file.as_deref().unwrap_or(&config.keys_file)),
        Command::Backup { to } => {
            write(&Keys::read(&config.keys_file)?, &to)?;
            let sentence =
                format!("The keys are in {0} too. Try them: kk-daring keys prove --backup {0}", to.display());
            Ok(terminal::say(&sentence)?)
        }
        Command::Prove { backup } => prove(config, &backup).await,
    }
}

fn create(file: &Path) -> Result<(), Failure> {
    write(&Keys::create(), file)?;
    let file = file.display();
    terminal::say(&format!("The keys are in {file}."))?;
    Ok(terminal::say(
        "Without this file the data is lost. Copy it at once with `kk-daring keys backup`, to a place that is not \
         that of the database's back-ups.",
    )?)
}

fn write(keys: &Keys, file: &Path) -> Result<(), Failure> {
    if let Some(folder) = file.parent() {
        std::fs::create_dir_all(folder)?;
    }
    Ok(keys.write_new(file)?)
}

/// Opens the database with the back-up alone: what works here works after a fire.
async fn prove(config: &Config, backup: &Path) -> Result<(), Failure> {
    let service =
        opening::open_with(config, Keys::read(backup)?, std::sync::Arc::new(service::SystemClock)).await?;
    service.check().await?;
    let proof = service.prove_keys(&Keys::read(backup)?).await?;
    let file = backup.display();
    terminal::say(&format!("{file} holds {} master key(s): {}.", proof.keys.len(), proof.keys.join(", ")))?;
    terminal::say(&format!("It opens {} of {} data keys.", proof.opened, proof.total))?;
    if proof.opened == proof.total {
        return Ok(terminal::say("This back-up opens the data.")?);
    }
    Err(Failure::Refused(format!(
        "{file} does not open all data: it was copied before the keys were renewed. Back them up again"
    )))
}
