//! `kk-daring checkpoint`, `export-history` and `verify-history`

use std::{
    fs::{File, OpenOptions},
    io::{self, BufRead as _, BufReader, BufWriter},
    path::{Path, PathBuf},
};

use clap::Args;
use domain::Language;
use service::{
    Checkpoints, HistoryFound, HistoryLine, Keys, LineFault, PublicKey, VerifyReport, verify_lines,
};
use time::OffsetDateTime;

use super::Failure;
use crate::{config::Config, opening, terminal};

/// So many faults are named; the rest is counted.
const NAMED: usize = 100;

#[derive(Debug, Args)]
pub(super) struct Export {
    /// The new file, one line of JSON a line of the history
    #[arg(long)]
    to: PathBuf,
}

#[derive(Debug, Args)]
pub(super) struct Verify {
    /// An export to check instead of the database
    #[arg(long)]
    export: Option<PathBuf>,
    /// The folder of checkpoints, if not `KK_CHECKPOINT_DIR`
    #[arg(long)]
    checkpoints: Option<PathBuf>,
    /// The office's public keys (`kk-daring keys public`), where there is no key file
    #[arg(long)]
    public_key: Option<PathBuf>,
}

fn refused(sentence: String) -> Failure {
    Failure::Refused(sentence)
}

fn folder(config: &Config, given: Option<PathBuf>) -> Result<PathBuf, Failure> {
    given.or_else(|| config.checkpoint_dir.clone()).ok_or_else(|| {
        refused("no folder of checkpoints: set KK_CHECKPOINT_DIR or name one by --checkpoints".to_owned())
    })
}

pub(super) async fn checkpoint(config: &Config) -> Result<(), Failure> {
    let folder = folder(config, None)?;
    let service = opening::open(config).await?;
    service.check().await?;
    let lines = service.checkpoint(&folder).await?;
    Ok(terminal::say(&format!("A checkpoint with {lines} new line(s) is in {}.", folder.display()))?)
}

pub(super) async fn export(config: &Config, arguments: &Export) -> Result<(), Failure> {
    let service = opening::open(config).await?;
    service.check().await?;
    let mut file = BufWriter::new(OpenOptions::new().write(true).create_new(true).open(&arguments.to)?);
    let (mut lines, mut failed) = (0_u64, None);
    service
        .each_line(|line| {
            if failed.is_none() {
                failed = write(&mut file, &line).err();
                lines += 1;
            }
        })
        .await?;
    if let Some(error) = failed {
        return Err(error.into());
    }
    file.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()?;
    Ok(terminal::say(&format!("{lines} line(s) are in {}.", arguments.to.display()))?)
}

fn write(file: &mut impl io::Write, line: &HistoryLine) -> io::Result<()> {
    serde_json::to_writer(&mut *file, line)?;
    file.write_all(b"\n")
}

fn exported(path: &Path) -> Result<impl Iterator<Item = Result<HistoryLine, Failure>>, Failure> {
    let lines = BufReader::new(File::open(path)?).lines();
    Ok(lines.enumerate().map(|(place, line)| {
        serde_json::from_str(&line?)
            .map_err(|_| refused(format!("line {} of the export is no line of a history", place + 1)))
    }))
}

pub(super) async fn verify(config: &Config, arguments: Verify) -> Result<(), Failure> {
    let keys = match &arguments.public_key {
        Some(file) => PublicKey::all_in(&std::fs::read_to_string(file)?),
        None => Keys::read(&config.keys_file)?.public_keys(),
    };
    let given = arguments.checkpoints.is_some() || config.checkpoint_dir.is_some();
    let checkpoints = if given {
        Checkpoints::in_folder(&folder(config, arguments.checkpoints)?, &keys)?
    } else {
        Checkpoints::default()
    };
    let report = if let Some(file) = &arguments.export {
        verify_lines(exported(file)?, &checkpoints)?
    } else {
        let service = opening::open(config).await?;
        service.check().await?;
        service.verify_history(&checkpoints).await?
    };
    say(config, &report, &checkpoints)?;
    if report.found.is_empty() {
        return Ok(terminal::say("No fault was found.")?);
    }
    Err(refused(format!("{} fault(s) in the history", report.found.len())))
}

pub(super) fn say(config: &Config, report: &VerifyReport, checkpoints: &Checkpoints) -> Result<(), Failure> {
    for HistoryFound { subject, seq, fault } in report.found.iter().take(NAMED) {
        let what = match fault {
            LineFault::Changed => "was changed",
            LineFault::Missing => "was removed",
            LineFault::Reordered => "stands in another one's place",
            LineFault::Unlinked => "does not follow the one before it: one of the two was changed",
            LineFault::Inserted => {
                "was inserted: it claims to be older than a checkpoint that does not know it"
            }
        };
        terminal::say(&format!("line {seq} of {subject} {what}"))?;
    }
    if report.found.len() > NAMED {
        terminal::say(&format!("and {} more", report.found.len() - NAMED))?;
    }
    terminal::say(&format!("{} line(s) in {} chain(s) were read.", report.lines, report.chains))?;
    let at = checkpoints.at.and_then(|at| OffsetDateTime::from_unix_timestamp(at / 1000).ok());
    let Some((at, fingerprint)) = at.zip(checkpoints.fingerprint.as_ref()) else {
        return Ok(terminal::say(
            "There is no checkpoint: whoever can write to the whole database could have changed anything, and the last \
             lines of every chain could have been cut off.",
        )?);
    };
    terminal::say(&format!(
        "{} checkpoint(s) are signed and follow each other; the last is of {} and is called {fingerprint}. Compare with \
         a name that was kept elsewhere: checkpoints after it could have been removed.",
        checkpoints.count,
        app::text::day_time(at, config.zone, Language::En),
    ))?;
    Ok(terminal::say(&format!(
        "What was done to a line before it is named above. {} line(s) came since: what was cut off the end of a chain \
         since then, nobody would miss.",
        report.since
    ))?)
}
