//! `kk-daring init`: from nothing to an installation that only has to be told how messages leave.
//!
//! Each step that was done before is left as it is, so that whoever was interrupted, or mistyped something at the end,
//! runs it again.

use std::{
    collections::BTreeMap,
    io::Write as _,
    path::{Path, PathBuf},
};

use clap::Args;
use domain::Role;
use service::{Keys, NewOfficer};

use super::{Failure, create_officer};
use crate::{
    config::{Config, template},
    opening, terminal,
};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The folder for settings and keys
    #[arg(long, value_name = "FOLDER", default_value = "/etc/kk-daring")]
    dir: PathBuf,
    /// The folder for the SQLite database and the documents
    #[arg(long, value_name = "FOLDER", default_value = "/var/lib/kk-daring")]
    data: PathBuf,
    /// How people reach the portal, such as <https://kk.contoh.go.id>
    #[arg(long, value_name = "URL")]
    public_url: Option<String>,
    /// The office's name as people read it
    #[arg(long, value_name = "NAME")]
    office_name: Option<String>,
    /// WIB, WITA or WIT
    #[arg(long, default_value = "WIB", value_parser = ["WIB", "WITA", "WIT"])]
    zone: String,
    /// `postgres://user:password@host/name?sslmode=verify-full`, when one machine is not enough
    #[arg(long, value_name = "URL")]
    database_url: Option<String>,
    /// The code of the first service point
    #[arg(long, value_name = "CODE", default_value = "DINAS")]
    office_code: String,
    /// The first administrator, as colleagues see them
    #[arg(long, value_name = "NAME")]
    admin_name: Option<String>,
    /// Their work e-mail: the sign-in name, and where codes go
    #[arg(long, value_name = "E-MAIL")]
    admin_email: Option<String>,
    /// Read the administrator's password from the standard input instead of making one up
    #[arg(long)]
    password_stdin: bool,
}

/// What has no sensible default.
struct Told {
    public_url: String,
    office_name: String,
    admin_name: String,
    admin_email: String,
}

pub(super) async fn run(arguments: Arguments) -> Result<(), Failure> {
    let told = ask(&arguments)?;
    let settings = arguments.dir.join("settings.toml");
    private_folder(&arguments.dir)?;
    if settings.exists() {
        terminal::say(&format!("{} is there already and stays as it is.", settings.display()))?;
    } else {
        write_settings(&settings, &template(&choose(&arguments, &told)))?;
        terminal::say(&format!("{}: every setting, explained.", settings.display()))?;
    }
    let config = Config::of_file(&settings)?;
    make_keys(&config)?;
    if let Some(folder) = config.storage.folder() {
        private_folder(folder)?;
    }
    let service = opening::open(&config).await?;
    service.migrate().await?;
    terminal::say("The database has its tables.")?;

    service.ensure_office(&arguments.office_code, &told.office_name, "dinas").await?;
    let password = if arguments.password_stdin { terminal::read_line()? } else { create_officer::made_up() };
    let officer = NewOfficer {
        name: told.admin_name,
        email: told.admin_email,
        role: Role::Administrator,
        office_code: arguments.office_code,
        password: password.clone(),
    };
    match service.create_officer(&officer).await {
        Ok(id) => {
            terminal::say(&format!("{} may sign in as {}.", officer.name, officer.email))?;
            if !arguments.password_stdin {
                create_officer::tell_password(&service, id, &password).await?;
            }
        }
        Err(service::Error::Conflict { .. }) => {
            terminal::say(&format!(
                "{} signs in already; the password is the one they have.",
                officer.email
            ))?;
        }
        Err(other) => return Err(create_officer::explain(other)),
    }
    what_is_left(&config, &settings)
}

/// From the options, and where a person sits at a terminal by asking.
fn ask(arguments: &Arguments) -> Result<Told, Failure> {
    let mut missing = Vec::new();
    let mut get = |option: &'static str, given: &Option<String>, question: &str| -> Result<String, Failure> {
        let said = match given {
            Some(given) => given.clone(),
            None if terminal::is_somebody_there() && !arguments.password_stdin => terminal::ask(question)?,
            None => String::new(),
        };
        let said = said.trim().to_owned();
        if said.is_empty() {
            missing.push(option);
        }
        Ok(said)
    };
    let told = Told {
        public_url: get(
            "--public-url",
            &arguments.public_url,
            "How do people reach the portal (https://…)?",
        )?,
        office_name: get("--office-name", &arguments.office_name, "What is the office called?")?,
        admin_name: get("--admin-name", &arguments.admin_name, "Who is the first administrator (name)?")?,
        admin_email: get("--admin-email", &arguments.admin_email, "Their work e-mail?")?,
    };
    if missing.is_empty() {
        return Ok(told);
    }
    Err(Failure::Refused(format!("nothing was made yet: {} must be given", missing.join(", "))))
}

fn choose(arguments: &Arguments, told: &Told) -> BTreeMap<&'static str, String> {
    let below = |folder: &Path, name: &str| folder.join(name).display().to_string();
    let database = arguments
        .database_url
        .clone()
        .unwrap_or_else(|| format!("sqlite://{}", below(&arguments.data, "kk.db")));
    BTreeMap::from([
        ("KK_DATABASE_URL", database),
        ("KK_KEYS_FILE", below(&arguments.dir, "keys.json")),
        ("KK_STORAGE_DIR", below(&arguments.data, "documents")),
        ("KK_PUBLIC_URL", told.public_url.clone()),
        ("KK_OFFICE_NAME", told.office_name.clone()),
        ("KK_ZONE", arguments.zone.clone()),
    ])
}

/// Under another name until it was read without complaint: what was mistyped is never left there to be found later.
fn write_settings(settings: &Path, text: &str) -> Result<(), Failure> {
    let beside = settings.with_extension("new");
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&beside)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    if let Err(problems) = Config::of_file(&beside) {
        std::fs::remove_file(&beside)?;
        return Err(problems.into());
    }
    Ok(std::fs::rename(&beside, settings)?)
}

fn make_keys(config: &Config) -> Result<(), Failure> {
    let file = config.keys_file.display();
    if config.keys_file.exists() {
        Keys::read(&config.keys_file)?;
        return Ok(terminal::say(&format!("{file}: the keys are there already and stay as they are."))?);
    }
    Keys::create().write_new(&config.keys_file)?;
    Ok(terminal::say(&format!("{file}: the keys. Without them the data is lost."))?)
}

/// Nobody else on this machine has business in it.
fn private_folder(folder: &Path) -> Result<(), Failure> {
    let failed = |error: std::io::Error| {
        Failure::Refused(format!(
            "the folder {} cannot be made ({error}); choose another, or run as root",
            folder.display()
        ))
    };
    if folder.is_dir() {
        return Ok(());
    }
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(failed)
}

fn what_is_left(config: &Config, settings: &Path) -> Result<(), Failure> {
    let (settings, keys) = (settings.display(), config.keys_file.display());
    terminal::say("")?;
    terminal::say("What is left for you:")?;
    terminal::say(&format!(
        "- Copy the keys to a safe place: KK_CONFIG={settings} kk-daring keys backup --to PLACE (it holds {keys})."
    ))?;
    if let Err(problems) = config.check_for_serving() {
        terminal::say(&format!("- Before it serves, set in {settings}:"))?;
        for line in problems.to_string().lines() {
            terminal::say(&format!("    {line}"))?;
        }
    }
    terminal::say(&format!("- Look it over: KK_CONFIG={settings} kk-daring check-config"))?;
    terminal::say(
        "- Start it: deploy/kk-daring.service and deploy/kk-daring.socket for systemd, or kk-daring serve.",
    )?;
    Ok(())
}
