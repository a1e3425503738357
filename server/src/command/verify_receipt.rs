//! `kk-daring verify-receipt`: needs no installation, no database and no network.

use std::path::PathBuf;

use service::{FileProof, Keys, PublicKey};

use super::Failure;
use crate::{config::Config, terminal};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The receipt, as it was downloaded
    file: PathBuf,
    /// The office's public keys, as published at /verifikasi/kunci.pem; else those of this installation's key file
    #[arg(long)]
    public_key: Option<PathBuf>,
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let keys = match &arguments.public_key {
        Some(file) => PublicKey::all_in(&std::fs::read_to_string(file)?),
        None => Keys::read(&Config::load()?.keys_file)?.public_keys(),
    };
    if keys.is_empty() {
        return Err(Failure::Refused("there is no Ed25519 public key to check with".to_owned()));
    }
    let name = arguments.file.display();
    let proof = FileProof::of(&std::fs::read(&arguments.file)?, &keys)
        .map_err(|why| Failure::Refused(format!("{name}: NOT PROVEN: {why}")))?;
    terminal::say(&format!("{name}: GENUINE, signed with the key {}.", proof.key))?;
    terminal::say("This is what was signed. It counts; what the page shows may have been changed:")?;
    terminal::say("")?;
    Ok(terminal::say(proof.receipt.to_text().trim_end())?)
}
