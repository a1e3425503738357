//! From when until when, as commands are told it.

use clap::Args;
use time::{OffsetDateTime, format_description::well_known::Rfc3339};

use super::Failure;
use crate::config::Config;

#[derive(Debug, Args)]
pub(super) struct Period {
    /// From when, such as 2026-11-20 or 2026-11-20T08:00:00+07:00
    #[arg(long)]
    from: String,
    /// Until when, not included
    #[arg(long)]
    to: String,
}

impl Period {
    /// Both moments; a day begins at midnight in the office's time zone.
    pub(super) fn moments(&self, config: &Config) -> Result<(OffsetDateTime, OffsetDateTime), Failure> {
        Ok((moment(&self.from, config)?, moment(&self.to, config)?))
    }
}

fn moment(text: &str, config: &Config) -> Result<OffsetDateTime, Failure> {
    if let Ok(at) = OffsetDateTime::parse(text, &Rfc3339) {
        return Ok(at);
    }
    let mut parts = text.splitn(3, '-');
    let mut part = || parts.next().unwrap_or_default();
    let (year, month, day) = (part(), part(), part());
    let day = domain::parse_date(day, month, year).ok().flatten();
    let day = day.ok_or_else(|| Failure::Refused(format!("{text} is neither a day nor a moment")))?;
    Ok(day.midnight().assume_offset(config.zone.offset()))
}
