//! `kk-daring status`, as whatever watches an office runs it: its words, its JSON, and how it ends.
#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "tests")]

#[path = "support/mod.rs"]
mod support;

use std::{
    path::Path,
    process::{Command, Output},
};

use serde_json::Value;
use service::{Grade, Job};
use support::Installation;

struct Office(Installation);

impl Office {
    /// One whose jobs have just done their rounds, as `serve` writes down.
    async fn well() -> Self {
        let installation = Installation::on_sqlite();
        let service = installation.open().await;
        service.note_rounds(&Job::ALL.map(|job| (job, service.now()))).await.unwrap();
        Self(installation)
    }

    fn path(&self, name: &str) -> String {
        self.0.path().join(name).display().to_string()
    }

    fn status(&self, arguments: &[&str], settings: &[(&str, &str)]) -> (Option<i32>, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kk-daring"));
        command.arg("status").args(arguments).env_clear().envs(self.0.environment(1));
        let Output { status, stdout, .. } = command.envs(settings.iter().copied()).output().unwrap();
        (status.code(), String::from_utf8_lossy(&stdout).into_owned())
    }

    fn backs_up_to(&self, place: &str) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kk-daring"));
        command.arg("backup").env_clear().envs(self.0.environment(1)).env("KK_BACKUP_DIR", place);
        assert!(command.output().unwrap().status.success(), "`--to` need not be said again");
    }
}

/// The state of one point of the JSON.
fn state_of(said: &Value, subject: &str) -> String {
    let points = said["points"].as_array().unwrap();
    let point = points.iter().find(|point| point["subject"] == subject).unwrap();
    point["state"].as_str().unwrap().to_owned()
}

fn read(said: &str) -> Value {
    serde_json::from_str(said).unwrap_or_else(|_| unreachable!("no JSON: {said}"))
}

/// On a machine whose own disk is nearly full the rest is looked at all the same.
fn without_disks(said: &Value) -> Vec<String> {
    let points = said["points"].as_array().unwrap().iter();
    let points = points.filter(|point| !point["subject"].as_str().unwrap().starts_with("disk_"));
    points.filter(|point| point["state"] != "ok").map(ToString::to_string).collect()
}

#[tokio::test]
async fn an_office_that_is_well_is_called_so_and_everything_has_its_figures() {
    let office = Office::well().await;
    let (place, checkpoints) = (office.path("backup"), office.path("checkpoints"));
    office.backs_up_to(&place);
    office.0.open().await.checkpoint(Path::new(&checkpoints)).await.unwrap();
    let settings = [("KK_BACKUP_DIR", place.as_str()), ("KK_CHECKPOINT_DIR", checkpoints.as_str())];
    let (code, said) = office.status(&["--json"], &settings);
    let said = read(&said);
    assert_eq!(without_disks(&said), Vec::<String>::new());
    let worst = said["points"].as_array().unwrap().iter().map(|point| match point["state"].as_str() {
        Some("ok") => Grade::Ok,
        Some("late") => Grade::Late,
        _ => Grade::Broken,
    });
    assert_eq!(code, worst.max().map(|grade| grade.number().into()));
    let figures = &said["figures"];
    assert!(figures["disks"]["database"]["free"].as_u64() > Some(0), "{figures}");
    assert!(figures["rows"]["bytes"].as_u64() > Some(4_096), "{figures}");
    assert_eq!(
        (&figures["backup"]["found"], &figures["checkpoint"]["found"]),
        (&"age".into(), &"age".into())
    );
    assert_eq!(figures["keys"]["file"], "same");
    let (_, words) = office.status(&[], &settings);
    for part in ["well    Back-up: ", "well    Database: Answers; ", "Job: sweeping", "Open requests: none"] {
        assert!(words.contains(part), "{part}: {words}");
    }
}

#[tokio::test]
async fn what_is_late_ends_with_1_and_what_is_broken_with_2_and_both_say_what_to_do() {
    let office = Office::well().await;
    let database = office.0.database().await;
    let back = |minutes: u64| format!("UPDATE job_round SET at = at - {minutes} * 60000 WHERE job = 'sweep'");
    sea_orm::ConnectionTrait::execute_unprepared(&database, &back(20)).await.unwrap();
    let (code, said) = office.status(&["--json"], &[]);
    assert_eq!(state_of(&read(&said), "job_sweep"), "late", "{said}");
    assert!(code >= Some(1));
    let gone = office.path("not-mounted");
    let (code, said) = office.status(&[], &[("KK_BACKUP_DIR", &gone)]);
    assert_eq!(code, Some(2), "{said}");
    assert!(said.starts_with("BROKEN: "), "{said}");
    assert!(
        said.contains(
            "broken  Back-up: The place cannot be used\n        See that the disk of KK_BACKUP_DIR"
        ),
        "{said}"
    );
    assert!(said.contains("late    Job: sweeping: "), "{said}");
}

#[tokio::test]
async fn what_cannot_be_opened_is_broken_and_never_only_late() {
    let office = Office::well().await;
    std::fs::write(office.path("keys.json"), "{}").unwrap();
    let (code, said) = office.status(&[], &[]);
    assert_eq!(code, Some(2), "{said}");
    assert!(said.starts_with("BROKEN: the installation cannot be opened: "), "{said}");
    let (code, said) = office.status(&["--json"], &[("KK_ZONE", "UTC")]);
    assert_eq!((code, read(&said)["state"].as_str()), (Some(2), Some("broken")), "{said}");
    let postgres = "postgres://kk:rahasia@127.0.0.1:1/kk";
    let office = Office::well().await;
    let (code, said) = office.status(&[], &[("KK_DATABASE_URL", postgres)]);
    assert_eq!(code, Some(2), "{said}");
    assert!(!said.contains("rahasia"), "{said}");
}

#[tokio::test]
async fn a_database_that_was_not_migrated_says_which_command_helps() {
    let office = Office::well().await;
    let database = office.0.database().await;
    let sql = "DELETE FROM seaql_migrations WHERE version LIKE '%_seeing'";
    sea_orm::ConnectionTrait::execute_unprepared(&database, sql).await.unwrap();
    let (code, said) = office.status(&[], &[]);
    assert_eq!(code, Some(2), "{said}");
    assert!(
        said.contains(
            "broken  Database: Is not at the version of this program\n        Run kk-daring migrate"
        ),
        "{said}"
    );
}
