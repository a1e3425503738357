//! `kk-daring import-families`

use std::{
    fs::File,
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
};

use clap::Args;
use domain::{Date, date::from_iso};
use service::{BadValue, ImportOptions, ImportReport};

use super::Failure;
use crate::{config::Config, opening, terminal};

/// How many bad values are named on the terminal.
const NAMED: u64 = 100;
/// After how many rows one hears how far it is.
const STRETCH: u64 = 100_000;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The file: CSV with a header, in UTF-8, plain or squeezed by gzip
    file: PathBuf,
    /// Look at the whole file and change nothing
    #[arg(long)]
    dry_run: bool,
    /// Leave out the cards that have a bad row, and load the others
    #[arg(long)]
    skip_bad: bool,
    /// Write every bad value to this file: line, column, reason; never the value itself
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
    /// The day the data are of, such as 2026-11-20; today if not given
    #[arg(long, value_name = "DATE", value_parser = day)]
    as_of: Option<Date>,
}

fn day(text: &str) -> Result<Date, String> {
    from_iso(text).ok_or_else(|| "must be a date such as 2026-11-20".to_owned())
}

fn cannot(what: &str, path: &Path) -> impl FnOnce(io::Error) -> Failure {
    let sentence = format!("{} cannot be {what}", path.display());
    move |error| Failure::Refused(format!("{sentence}: {error}"))
}

pub(super) async fn run(config: &Config, arguments: Arguments) -> Result<(), Failure> {
    let Arguments { file, dry_run, skip_bad, report, as_of } = arguments;
    let source = File::open(&file).map_err(cannot("read", &file))?;
    let mut list = match &report {
        Some(path) => Some(BufWriter::new(File::create(path).map_err(cannot("written", path))?)),
        None => None,
    };
    let service = opening::open(config).await?;
    service.check().await?;
    if as_of.is_some_and(|day| day > service.today()) {
        return Err(Failure::Refused("--as-of: this day is still to come".to_owned()));
    }
    let options = ImportOptions { dry_run, skip_bad, as_of };
    let (mut rows, mut told) = (0, 0);
    let mut written = |batch: u64| {
        rows += batch;
        if rows / STRETCH > told {
            told = rows / STRETCH;
            // Nobody listening is no reason to stop.
            let _ = terminal::say(&format!("{rows} rows are written."));
        }
    };
    let mut outcome = service.import_families(Box::new(source), options, &mut written).await?;
    tell_faults(&mut outcome, list.as_mut())?;
    if let Some(list) = &mut list {
        list.flush()?;
    }
    conclude(&outcome, options)
}

/// The first on the terminal, all of them in the report.
fn tell_faults(outcome: &mut ImportReport, mut list: Option<&mut BufWriter<File>>) -> Result<(), Failure> {
    let mut named = 0;
    if let Some(list) = &mut list {
        writeln!(list, "line,column,reason")?;
    }
    outcome.each_fault(|BadValue { line, column, reason }| {
        named += 1;
        if named <= NAMED {
            terminal::say(&format!("line {line}, column {column}: {reason}"))?;
        }
        list.as_mut().map_or(Ok(()), |list| writeln!(list, "{line},{column},{reason}"))
    })?;
    if named > NAMED {
        let all = if list.is_some() { "the report has them" } else { "--report FILE writes them all" };
        terminal::say(&format!("And {} more; {all}.", named - NAMED))?;
    }
    Ok(())
}

fn conclude(outcome: &ImportReport, options: ImportOptions) -> Result<(), Failure> {
    let (rows, cards, members) = (outcome.rows(), outcome.cards(), outcome.members());
    terminal::say(&format!("{rows} rows were read: {cards} whole cards with {members} members."))?;
    if outcome.left_out() > 0 {
        terminal::say(&format!("{} cards have a bad row.", outcome.left_out()))?;
    }
    let faults = outcome.faults();
    if outcome.counts {
        return Ok(terminal::say("These are the office's families now.")?);
    }
    if faults > 0 && !options.skip_bad {
        return Err(Failure::Refused(format!(
            "{faults} values are bad, so nothing was loaded. Correct the file, or leave out the cards concerned with \
             --skip-bad"
        )));
    }
    if cards == 0 {
        return Err(Failure::Refused("no card is whole, so nothing was loaded".to_owned()));
    }
    Ok(terminal::say("This was a dry run: nothing was loaded.")?)
}

#[cfg(test)]
mod tests {
    use super::day;

    #[test]
    fn the_day_of_the_data_is_a_date_of_the_calendar() {
        assert!(day("2026-11-20").is_ok());
        for wrong in ["2026-02-30", "20-11-2026", "kemarin", ""] {
            assert!(day(wrong).is_err(), "{wrong}");
        }
    }
}
