//! `kk-daring keys`

use std::path::{Path, PathBuf};

use clap::Subcommand;
use service::{Keys, PublicKey};

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
    /// Take a key to sign receipts with into a key file that has none, or a new one into any
    AddSigning {
        /// Take a new one although there is one; receipts signed before can still be checked
        #[arg(long)]
        renew: bool,
    },
    /// Take a key for notices of browsers into a key file that has none, or a new one into any
    AddPush {
        /// Take a new one although there is one; every browser must be asked anew
        #[arg(long)]
        renew: bool,
    },
    /// Print the public keys with which receipts are checked, that of today first
    Public,
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
        Command::AddSigning { renew } => add_signing(&config.keys_file, renew),
        Command::AddPush { renew } => add_push(&config.keys_file, renew),
        Command::Public => {
            let keys: String =
                Keys::read(&config.keys_file)?.public_keys().iter().map(PublicKey::pem).collect();
            if keys.is_empty() {
                return Err(Failure::Refused(NO_SIGNING_KEY.to_owned()));
            }
            Ok(terminal::say(keys.trim_end())?)
        }
    }
}

const NO_SIGNING_KEY: &str =
    "the key file has no key to sign receipts with; run `kk-daring keys add-signing`";

fn add_signing(file: &Path, renew: bool) -> Result<(), Failure> {
    let mut keys = Keys::read(file)?;
    if keys.can_sign() && !renew {
        return Ok(terminal::say("The key file has a key to sign receipts with. A new one: --renew.")?);
    }
    keys.renew_signing_key();
    keys.write_again(file)?;
    let file = file.display();
    terminal::say(&format!("{file} has a new key to sign receipts with. Restart `serve` to use it."))?;
    Ok(terminal::say("Back the keys up again; the other keys are as they were.")?)
}

fn add_push(file: &Path, renew: bool) -> Result<(), Failure> {
    let mut keys = Keys::read(file)?;
    if keys.push_key().is_some() && !renew {
        return Ok(terminal::say("The key file has a key for notices of browsers. A new one: --renew.")?);
    }
    keys.renew_push_key();
    keys.write_again(file)?;
    let file = file.display();
    terminal::say(&format!("{file} has a new key for notices of browsers. Restart `serve` to use it."))?;
    terminal::say(
        "A program of before this key cannot read the file: keep a copy until it is not needed again.",
    )?;
    Ok(terminal::say("Back the keys up again; the other keys are as they were.")?)
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
    // After a fire there is none to compare with.
    let ours = Keys::read(&config.keys_file).ok().map(|keys| keys.public_keys());
    if ours.is_some_and(|ours| Keys::read(backup).is_ok_and(|backup| backup.public_keys() != ours)) {
        terminal::say("Its key to sign receipts with is another one, or missing: back the keys up again.")?;
    }
    if proof.opened == proof.total {
        return Ok(terminal::say("This back-up opens the data.")?);
    }
    Err(Failure::Refused(format!(
        "{file} does not open all data: it was copied before the keys were renewed. Back them up again"
    )))
}
