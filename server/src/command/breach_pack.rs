//! `kk-daring breach-pack`

use std::{fs::OpenOptions, io::Write as _, path::PathBuf};

use clap::Args;
use service::BreachAsked;

use super::{Failure, period::Period};
use crate::{config::Config, opening, terminal};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    period: Period,
    /// Only what was done with the account of this officer (e-mail)
    #[arg(long)]
    officer: Option<String>,
    /// Everybody who had an account then: a stolen database with its keys
    #[arg(long)]
    everybody: bool,
    /// The file to write: JSON with names and addresses in the clear, readable by you alone
    #[arg(long)]
    out: PathBuf,
}

pub(super) async fn run(config: &Config, arguments: Arguments) -> Result<(), Failure> {
    let service = opening::open(config).await?;
    service.check().await?;
    let officer = match &arguments.officer {
        Some(name) => Some(service.account_by_name(name).await.map_err(|_| {
            Failure::Refused("no account signs in by the e-mail given with --officer".to_owned())
        })?),
        None => None,
    };
    let (from, to) = arguments.period.moments(config)?;
    let asked = BreachAsked { from, to, officer, everybody: arguments.everybody };
    let affected = service.breach_pack(&asked).await?;
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&arguments.out)?;
    let text = serde_json::to_string_pretty(&affected).map_err(std::io::Error::other)?;
    file.write_all(text.as_bytes())?;
    file.write_all(b"\n")?;
    file.sync_all()?;
    let lines: usize = affected.iter().map(|one| one.lines.len()).sum();
    Ok(terminal::say(&format!(
        "{} people are affected by {lines} line(s) of the history; written to {}, with names and addresses in the clear.",
        affected.len(),
        arguments.out.display()
    ))?)
}
