//! `kk-daring verify-storage`

use clap::Args;
use domain::{Language, words_for_bytes};
use service::{StorageFault, StorageReport};

use super::Failure;
use crate::{config::Config, opening, terminal};

/// How many of each kind are named on the terminal.
const NAMED: usize = 100;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Delete files that belong to nobody and are older than two days. Never do that on a restored database before
    /// you know that it is the newest one
    #[arg(long)]
    remove_orphans: bool,
}

pub(super) async fn run(config: &Config, arguments: Arguments) -> Result<(), Failure> {
    let service = opening::open(config).await?;
    service.check().await?;
    let report = service.verify_storage(arguments.remove_orphans).await?;
    for line in lines(&report) {
        terminal::say(&line)?;
    }
    let broken = report.broken_documents.len() + report.broken_results.len() + report.broken_uploads.len();
    if report.is_whole() {
        Ok(())
    } else {
        Err(Failure::Refused(format!("{broken} acknowledged files are not as they were acknowledged")))
    }
}

fn lines(report: &StorageReport) -> Vec<String> {
    let size = words_for_bytes(report.bytes, Language::En);
    let mut lines = vec![format!(
        "{} documents ({size}) and {} files on their way were read, opened and compared.",
        report.documents, report.uploads
    )];
    if report.results > 0 {
        lines.push(format!(
            "{} results that officers attached were read, opened and compared.",
            report.results
        ));
    }
    for (what, broken) in [
        ("document", &report.broken_documents),
        ("result", &report.broken_results),
        ("upload", &report.broken_uploads),
    ] {
        for (id, fault) in broken.iter().take(NAMED) {
            lines.push(format!("{what} {id}: {}", told(*fault)));
        }
    }
    let lost: u64 = report.orphans.iter().map(|(_, bytes)| bytes).sum();
    if !report.orphans.is_empty() {
        let size = words_for_bytes(lost, Language::En);
        lines.push(format!("{} files ({size}) belong to nobody:", report.orphans.len()));
        lines.extend(
            report.orphans.iter().take(NAMED).map(|(path, bytes)| format!("  {path} ({bytes} bytes)")),
        );
    }
    if report.fresh > 0 {
        lines.push(format!("{} files are younger than an hour and may be on their way.", report.fresh));
    }
    if report.removed > 0 {
        lines.push(format!("{} of those that belong to nobody were deleted.", report.removed));
    }
    lines
}

fn told(fault: StorageFault) -> &'static str {
    match fault {
        StorageFault::Missing => "is not in the store",
        StorageFault::Sealed => "does not open: damaged, moved, or sealed with other keys",
        StorageFault::Different => "is something else than what was acknowledged",
        StorageFault::Unread => "could not be read from the store",
    }
}
