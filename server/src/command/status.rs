//! `kk-daring status`

use app::text::{found, grade, remedy_for, watched};
use clap::Args;
use domain::Language;
use serde_json::json;
use service::{Grade, Point, State};

use super::Failure;
use crate::{
    config::{Config, Problems},
    opening, terminal,
};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Everything as JSON, for programs
    #[arg(long)]
    json: bool,
}

/// Says how it stands. What is late or broken is no failure of the command, but decides how it ends.
pub(super) async fn run(config: &Config, arguments: &Arguments) -> Result<(), Failure> {
    let state = match opening::open(config).await {
        Ok(service) => service.state().await,
        Err(error) => return unopened(&error.to_string(), arguments.json),
    };
    let said = if arguments.json { whole(&state) } else { lines(&state) };
    terminal::say(&said)?;
    ends(state.grade())
}

fn ends(grade: Grade) -> Result<(), Failure> {
    if grade == Grade::Ok { Ok(()) } else { Err(Failure::Stands(grade)) }
}

/// Settings that are wrong.
pub(super) fn unread(problems: &Problems, arguments: &Arguments) -> Result<(), Failure> {
    unopened(&format!("wrong settings\n{problems}"), arguments.json)
}

/// Nothing can be looked at: a database that is away, a key file that cannot be read.
fn unopened(why: &str, as_json: bool) -> Result<(), Failure> {
    let grade = Grade::Broken;
    let said = if as_json {
        json!({ "state": grade.as_str(), "points": [], "sentence": why }).to_string()
    } else {
        format!("BROKEN: the installation cannot be opened: {why}")
    };
    terminal::say(&said)?;
    ends(grade)
}

/// The worst first, so that whoever shows one line only shows what matters.
fn ordered(state: &State) -> Vec<&Point> {
    let mut points: Vec<&Point> = state.points.iter().collect();
    points.sort_by_key(|point| std::cmp::Reverse(point.grade));
    points
}

fn lines(state: &State) -> String {
    let bad = state.points.iter().filter(|point| point.grade != Grade::Ok).count();
    let mut lines = vec![match bad {
        0 => "OK: everything is as it should be".to_owned(),
        _ => format!("{}: {bad} thing(s) to look at", state.grade().as_str().to_uppercase()),
    }];
    for point in ordered(state) {
        let (name, said) = (watched(point.subject, Language::En), found(point, Language::En));
        lines.push(format!("{:<6}  {name}: {said}", grade(point.grade, Language::En).to_lowercase()));
        lines.extend(remedy_for(point, Language::En).map(|advice| format!("        {advice}")));
    }
    let open: Vec<String> =
        state.figures.requests.iter().map(|(status, count)| format!("{} {count}", status.as_str())).collect();
    let open = if open.is_empty() { "none".to_owned() } else { open.join(", ") };
    lines.push(format!("Open requests: {open}"));
    lines.join("\n")
}

fn whole(state: &State) -> String {
    let point = |point: &&Point| {
        json!({
            "subject": point.subject.as_str(),
            "state": point.grade.as_str(),
            "sentence": found(point, Language::En),
            "advice": remedy_for(point, Language::En),
        })
    };
    let points: Vec<_> = ordered(state).iter().map(point).collect();
    json!({ "state": state.grade().as_str(), "points": points, "figures": state.figures }).to_string()
}

#[cfg(test)]
mod tests {
    use service::{Figures, Finding, Subject};

    use super::*;

    fn state(grades: &[Grade]) -> State {
        let subjects = [Subject::Backup, Subject::Storage, Subject::Database];
        let points = subjects.into_iter().zip(grades);
        let points = points.map(|(subject, grade)| Point { subject, grade: *grade, finding: Finding::Never });
        State { figures: Figures::default(), points: points.collect() }
    }

    #[test]
    fn the_first_line_tells_the_worst_and_each_thing_that_is_not_well_says_what_to_do() {
        let said = lines(&state(&[Grade::Late, Grade::Broken, Grade::Ok]));
        let told: Vec<&str> = said.lines().collect();
        assert_eq!(told[0], "BROKEN: 2 thing(s) to look at");
        assert_eq!(told[1], "broken  Store of documents: Never yet");
        assert!(told[2].starts_with("        Look at the folder"), "{said}");
        assert_eq!(told[3], "late    Back-up: Never yet");
        assert_eq!(told[5], "well    Database: Never yet");
        assert_eq!(told[6], "Open requests: none");
        assert!(lines(&state(&[Grade::Ok])).starts_with("OK: everything is as it should be\n"));
    }

    #[test]
    fn as_json_it_has_points_figures_and_the_worst() {
        let said: serde_json::Value =
            serde_json::from_str(&whole(&state(&[Grade::Late]))).unwrap_or_default();
        assert_eq!(said["state"], "late");
        assert_eq!(said["points"][0]["subject"], "backup");
        assert!(said["points"][0]["advice"].is_string());
        assert_eq!(said["figures"]["rows"]["answers"], false);
    }
}
