//! `kk-daring account suspend|restore`

use clap::{Args, Subcommand};
use service::Error;

use super::Failure;
use crate::{config::Config, opening, terminal};

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Close an account at once: all its sessions and live pages end, and nobody signs in by it.
    Suspend(Name),
    /// Open it again; its owner signs in as on a new browser.
    Restore(Name),
}

#[derive(Debug, Args)]
pub(super) struct Name {
    /// What its owner signs in by: e-mail or phone; a NIK works too, but stays in the shell's history
    name: String,
}

pub(super) async fn run(config: &Config, command: Command) -> Result<(), Failure> {
    let service = opening::open(config).await?;
    service.check().await?;
    let refused = |sentence: &str| Failure::Refused(sentence.to_owned());
    let (Command::Suspend(Name { name }) | Command::Restore(Name { name })) = &command;
    let account = service.account_by_name(name).await.map_err(|error| match error {
        Error::NotFound => refused("no account signs in by this name, or several share it"),
        other => other.into(),
    })?;
    let (done, already, sentence) = match command {
        Command::Suspend(_) => (
            service.suspend_account(account).await,
            "this account is closed already",
            "The account is closed: its sessions have ended, nobody signs in by it, and its owner was told. What it held at \
             the desk was given back.",
        ),
        Command::Restore(_) => (
            service.restore_account(account).await,
            "this account is open already",
            "The account is open again, and its owner was told.",
        ),
    };
    done.map_err(|error| match error {
        Error::Conflict { .. } => refused(already),
        other => other.into(),
    })?;
    Ok(terminal::say(sentence)?)
}
