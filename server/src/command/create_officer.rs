//! `kk-daring create-officer`

use clap::Args;
use domain::Role;
use rand::RngExt as _;
use service::{Error, NewOfficer, Service};
use uuid::Uuid;

use super::Failure;
use crate::{config::Config, opening, terminal};

/// Letters and digits that are not mistaken for each other when read from paper.
const SIGNS: &[u8; 31] = b"abcdefghjkmnpqrstuvwxyz23456789";
/// 20 signs of 31 are 99 bits.
const LENGTH: usize = 20;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The officer's name, as colleagues see it
    #[arg(long)]
    name: String,
    /// The work e-mail: the sign-in name, and where codes go
    #[arg(long)]
    email: String,
    /// `front_desk`, verifier, supervisor or administrator
    #[arg(long, value_parser = role)]
    role: Role,
    /// The code of the service point, such as DINAS
    #[arg(long)]
    office: String,
    /// Create the service point under this name if there is none with that code
    #[arg(long, value_name = "NAME")]
    office_name: Option<String>,
    /// What the new service point is: dinas, kecamatan or desa
    #[arg(long, value_name = "KIND", default_value = "dinas", value_parser = ["dinas", "kecamatan", "desa"])]
    office_kind: String,
    /// Read the password from the standard input instead of making one up
    #[arg(long)]
    password_stdin: bool,
}

fn role(text: &str) -> Result<Role, String> {
    Role::parse(text).ok_or_else(|| "must be front_desk, verifier, supervisor or administrator".to_owned())
}

pub(super) async fn run(config: &Config, arguments: Arguments) -> Result<(), Failure> {
    let service = opening::open(config).await?;
    service.check().await?;
    if let Some(name) = &arguments.office_name {
        service.ensure_office(&arguments.office, name, &arguments.office_kind).await?;
    }
    let password = if arguments.password_stdin { terminal::read_line()? } else { made_up() };
    let officer = NewOfficer {
        name: arguments.name,
        email: arguments.email,
        role: arguments.role,
        office_code: arguments.office,
        password: password.clone(),
    };
    let id = service.create_officer(&officer).await.map_err(explain)?;
    terminal::say(&format!("{} may sign in as {}.", officer.name, officer.email))?;
    if arguments.password_stdin { Ok(()) } else { tell_password(&service, id, &password).await }
}

/// Tells a password that was made up, and lets it end: whoever reads it here is not its owner.
pub(super) async fn tell_password(service: &Service, officer: Uuid, password: &str) -> Result<(), Failure> {
    let until = service.end_first_password(officer).await?;
    let until = app::text::day_time(until, service.settings().zone, domain::Language::En);
    terminal::say(&format!("Password, shown this once: {password}"))?;
    terminal::say(&format!(
        "It is good until {until}. Its owner chooses another one under Akun, Kata sandi; after that, under Lupa kata sandi."
    ))?;
    Ok(())
}

pub(super) fn made_up() -> String {
    let mut rng = rand::rng();
    (0..LENGTH).map(|_| char::from(SIGNS[rng.random_range(0..SIGNS.len())])).collect()
}

pub(super) fn explain(error: Error) -> Failure {
    let refused = |sentence: String| Failure::Refused(sentence);
    match error {
        Error::Conflict { .. } => refused("somebody signs in with this e-mail already".to_owned()),
        Error::Fields(issues) => refused(
            issues
                .iter()
                .map(|issue| {
                    let sentence = app::text::sentence(&issue.error, domain::Language::En);
                    match issue.field.as_str() {
                        "office" => {
                            "--office: no service point has this code; --office-name creates it".to_owned()
                        }
                        field => format!("--{field}: {sentence}"),
                    }
                })
                .collect::<Vec<_>>()
                .join("\n"),
        ),
        other => other.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn made_up_passwords_are_long_readable_and_never_the_same() {
        let (one, other) = (made_up(), made_up());
        assert_eq!(one.len(), LENGTH);
        assert_ne!(one, other);
        assert!(one.bytes().all(|sign| SIGNS.contains(&sign)));
    }
}
