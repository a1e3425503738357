//! `kk-daring destroyed`

use clap::Args;
use service::DestroyedFiles;
use time::{OffsetDateTime, format_description::well_known::Rfc3339};

use super::{Failure, period::Period};
use crate::{config::Config, opening, terminal};

const HEAD: &str = "number,service,ended,ended_at,rule,given_up_at,destroyed_at,files_of_messages,document,slot,\
                    type,bytes,sha256,agrees_with_history";

#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    period: Period,
}

fn written(at: Option<OffsetDateTime>, config: &Config) -> String {
    at.and_then(|at| at.to_offset(config.zone.offset()).format(&Rfc3339).ok()).unwrap_or_default()
}

/// One row for each document; one without a document where only files of messages went.
fn rows(request: &DestroyedFiles, config: &Config) -> Vec<String> {
    let about = [
        request.number.clone(),
        request.procedure.clone(),
        request.status.clone(),
        written(request.ended_at, config),
        request.rule.clone(),
        written(request.discarded_at, config),
        written(Some(request.destroyed_at), config),
        request.message_files.to_string(),
    ]
    .join(",");
    let agrees = if request.holds { "yes" } else { "NO" };
    if request.files.is_empty() {
        return vec![format!("{about},,,,,,{agrees}")];
    }
    let row = |file: &service::DestroyedFile| {
        let service::DestroyedFile { id, slot, media_type, bytes, sha256 } = file;
        format!("{about},{id},{slot},{media_type},{bytes},{sha256},{agrees}")
    };
    request.files.iter().map(row).collect()
}

pub(super) async fn run(config: &Config, arguments: &Arguments) -> Result<(), Failure> {
    let service = opening::open(config).await?;
    service.check().await?;
    let (from, to) = arguments.period.moments(config)?;
    let all = service.destroyed_files(from, to).await?;
    terminal::say(HEAD)?;
    for row in all.iter().flat_map(|request| rows(request, config)) {
        terminal::say(&row)?;
    }
    let wrong: Vec<&str> =
        all.iter().filter(|request| !request.holds).map(|request| request.number.as_str()).collect();
    if wrong.is_empty() {
        return Ok(());
    }
    Err(Failure::Refused(format!(
        "what is left of {} request(s) is not what the history was written with: {}",
        wrong.len(),
        wrong.join(", ")
    )))
}
