//! `kk-daring reset-second-factor`

use clap::Args;
use service::Error;

use super::Failure;
use crate::{config::Config, opening, terminal};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The e-mail of the account
    #[arg(long)]
    email: String,
}

pub(super) async fn run(config: &Config, arguments: &Arguments) -> Result<(), Failure> {
    let service = opening::open(config).await?;
    service.check().await?;
    let refused = |sentence: &str| Failure::Refused(sentence.to_owned());
    let account = service.account_by_email(&arguments.email).await.map_err(|error| match error {
        Error::NotFound | Error::Fields(_) => {
            refused("no account signs in with this e-mail, or several share it")
        }
        other => other.into(),
    })?;
    service.reset_second_factor(None, account).await.map_err(|error| match error {
        Error::NotFound => refused("this account has no second factor"),
        other => other.into(),
    })?;
    let sentence = "The second factor is gone, every session of the account has ended, and its owner was told. Officers \
                    set up a new one at the next sign-in.";
    Ok(terminal::say(sentence)?)
}
