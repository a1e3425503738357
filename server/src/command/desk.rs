//! `kk-daring desk`: what the desk keeps beside the requests, compared with them and put right.

use clap::Subcommand;
use service::DeskCheck;

use super::Failure;
use crate::{config::Config, opening, terminal};

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Compare the desk's rows and counts with the requests; fails when something differs
    Check,
    /// Put right what differs; safe to repeat, also while the portal serves
    Repair,
}

pub(super) async fn run(config: &Config, command: Command) -> Result<(), Failure> {
    let service = opening::open(config).await?;
    service.check().await?;
    match command {
        Command::Check => {
            let found = service.check_desk().await?;
            say(&found)?;
            if found.is_whole() {
                Ok(())
            } else {
                Err(Failure::Refused("run `kk-daring desk repair`".to_owned()))
            }
        }
        Command::Repair => {
            say(&service.repair_desk().await?)?;
            let mut indexed = 0;
            loop {
                match service.index_requests().await? {
                    0 => break,
                    some => indexed += some,
                }
            }
            terminal::say(&format!("The desk agrees with the requests; {indexed} drawn into the index."))?;
            Ok(())
        }
    }
}

fn say(found: &DeskCheck) -> Result<(), Failure> {
    terminal::say(&format!("{} rows and {} counts differed.", found.rows, found.counts.len()))?;
    for count in &found.counts {
        terminal::say(count)?;
    }
    Ok(())
}
