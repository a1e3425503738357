//! `kk-daring check-config`

use super::Failure;
use crate::{config::Config, storage, terminal};

/// Says everything that forbids serving and everything that is unsafe; fails when there is anything.
pub(super) async fn run(config: &Config) -> Result<(), Failure> {
    let mut count = 0;
    for (kind, problems) in
        [("wrong", config.check_for_serving().err().unwrap_or_default()), ("unsafe", config.advice())]
    {
        for problem in problems.0 {
            count += 1;
            terminal::say(&format!("{kind}: {} {}", problem.setting, problem.sentence))?;
        }
    }
    match service::Keys::read(&config.keys_file) {
        Err(error) => {
            count += 1;
            terminal::say(&format!("wrong: {error}"))?;
        }
        Ok(keys) if !keys.can_sign() => {
            count += 1;
            terminal::say("unsafe: KK_KEYS_FILE has no key to sign with; run `kk-daring keys add-signing`")?;
        }
        Ok(keys) if keys.push_key().is_none() && !config.push_services.is_empty() => {
            terminal::say(
                "note: KK_KEYS_FILE has no key for notices of browsers, so none are offered; run `kk-daring keys add-push`",
            )?;
        }
        Ok(_) => {}
    }
    // Only what leads away from this machine is asked; a folder is made when it is needed.
    if let Err(error) = storage::ask(&config.storage).await {
        count += 1;
        terminal::say(&format!("wrong: {error}"))?;
    }
    if count > 0 {
        return Err(Failure::Refused(format!("{count} thing(s) to put right before real people are served")));
    }
    Ok(terminal::say("Nothing unsafe was found in the settings.")?)
}
