//! `kk-daring rotate-keys`: a new master key, in three steps with a restart of the servers between them.

use std::sync::Arc;

use clap::Args;
use service::{Keys, SystemClock};

use super::Failure;
use crate::{config::Config, opening, terminal};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// First: take a new master key into the key file, unused as yet
    #[arg(long, conflicts_with = "remove_old")]
    begin: bool,
    /// Last: remove the old master keys from the key file, if nothing needs them any more
    #[arg(long)]
    remove_old: bool,
}

pub(super) async fn run(config: &Config, arguments: &Arguments) -> Result<(), Failure> {
    let mut keys = Keys::read(&config.keys_file)?;
    if arguments.begin {
        if keys.newest() != keys.current_id() {
            return Err(Failure::Refused(format!(
                "the key file has a new master key already ({}); restart every server, then run \
                 `kk-daring rotate-keys`",
                keys.newest()
            )));
        }
        let id = keys.add_master();
        keys.write_again(&config.keys_file)?;
        return Ok(terminal::say(&format!(
            "The key file has a new master key, {id}, not in use yet. Copy the file to every server, back it up, \
             restart the servers, then run `kk-daring rotate-keys`."
        ))?);
    }
    if keys.use_newest() {
        keys.write_again(&config.keys_file)?;
        terminal::say(&format!("{} is in use from now on. Back the key file up.", keys.current_id()))?;
    }
    let current = keys.current_id().to_owned();
    // Read again: `keys` stays, to be written without the old ones.
    let again = Keys::read(&config.keys_file)?;
    let service = opening::open_with(config, again, Arc::new(SystemClock)).await?;
    service.check().await?;
    if !arguments.remove_old {
        let changed = service.rewrap().await?;
        terminal::say(&format!("{changed} row(s) were wrapped anew with {current}."))?;
        return Ok(terminal::say(
            "Restart the servers, so that they use the new key too, then run `kk-daring rotate-keys --remove-old`.",
        )?);
    }
    // Not wrapped anew here: a row that needs an old key shows that a server still uses it.
    let left = service.needs_old_keys().await?;
    if left > 0 {
        return Err(Failure::Refused(format!(
            "{left} row(s) need an old master key: restart every server with the new key file, run `kk-daring \
             rotate-keys` once more, then try again"
        )));
    }
    let gone = keys.forget_old();
    if gone.is_empty() {
        return Ok(terminal::say("There is no old master key.")?);
    }
    keys.write_again(&config.keys_file)?;
    Ok(terminal::say(&format!(
        "{} is gone from the key file. Back-ups of the database from before need a back-up of the keys from before.",
        gone.join(", ")
    ))?)
}
