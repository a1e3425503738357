//! `kk-daring renew-indexes`: new keys for the blind indexes, while every server stands still.

use std::sync::Arc;

use service::{IndexKeys, Keys, ReindexError, SystemClock};

use super::Failure;
use crate::{config::Config, opening, terminal};

pub(super) async fn run(config: &Config) -> Result<(), Failure> {
    let mut keys = Keys::read(&config.keys_file)?;
    // The file knows the new keys before any row is made with them.
    if keys.begin_indexes() {
        keys.write_again(&config.keys_file)?;
    }
    let service = opening::open_with(config, keys.clone(), Arc::new(SystemClock)).await?;
    match service.index_keys().await? {
        IndexKeys::InUse => {
            service.check().await?;
            let done = service.renew_indexes().await.map_err(|error| match error {
                ReindexError::Other(error) => Failure::from(error),
                told @ (ReindexError::Served | ReindexError::NoNewKeys) => Failure::Refused(told.to_string()),
            })?;
            terminal::say(&format!(
                "The indexes of {} account(s) and {} request(s) are made anew.",
                done.accounts, done.requests
            ))?;
            if done.register_dropped {
                terminal::say(
                    "The office's families were dropped: load them again with `kk-daring import-families`.",
                )?;
            }
        }
        // Broken off between the database and the file.
        IndexKeys::New => {}
        IndexKeys::Unknown => service.check().await?,
    }
    keys.use_new_indexes();
    keys.write_again(&config.keys_file)?;
    Ok(terminal::say(
        "The new keys are in use. Copy the key file to every server, back it up, then start the servers. Back-ups of the \
         database from before need a back-up of the keys from before.",
    )?)
}
