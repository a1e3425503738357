//! Gathers settings from the environment and from the file that it names.

use std::{collections::BTreeMap, path::Path};

use super::{
    problem::Problems,
    setting::{ALL, CONFIG, Setting},
};

/// Setting name to text.
pub(super) type Values = BTreeMap<&'static str, String>;

/// Similar enough to be meant (Jaro-Winkler, 1 is equal), without what all settings begin with.
const LIKELY: f64 = 0.8;

pub(super) fn gather(environment: impl Iterator<Item = (String, String)>) -> Result<Values, Problems> {
    let ours: BTreeMap<String, String> = environment.filter(|(name, _)| name.starts_with("KK_")).collect();
    let mut problems = Problems::default();
    let mut values = match ours.get(CONFIG).filter(|path| !path.trim().is_empty()) {
        Some(path) => from_file(Path::new(path), &mut problems),
        None => Values::new(),
    };
    for (name, value) in ours {
        if name == CONFIG {
            continue;
        }
        match ALL.iter().find(|known| known.name == name) {
            Some(known) => drop(values.insert(known.name, value)),
            None => problems.add(&name, unknown(&name, |known| known.name.to_owned())),
        }
    }
    // Set to nothing is not set.
    values.retain(|_, value| !value.trim().is_empty());
    problems.unless_any(values)
}

fn from_file(path: &Path, problems: &mut Problems) -> Values {
    let shown = path.display();
    let table = match std::fs::read_to_string(path).map(|text| text.parse::<toml::Table>()) {
        Ok(Ok(table)) => table,
        Ok(Err(error)) => {
            // The message quotes the line, which may hold a password.
            let place = error.span().map_or(0, |span| span.start);
            problems.add(CONFIG, format!("{shown} is no valid TOML near byte {place}; mend it"));
            return Values::new();
        }
        Err(error) => {
            problems.add(CONFIG, format!("{shown} cannot be read ({}); name another file", error.kind()));
            return Values::new();
        }
    };
    let mut values = Values::new();
    for (key, value) in table {
        let text = match value {
            toml::Value::String(text) => text,
            toml::Value::Boolean(yes) => if yes { "1" } else { "0" }.to_owned(),
            toml::Value::Integer(number) => number.to_string(),
            toml::Value::Array(items) => {
                items.iter().filter_map(toml::Value::as_str).collect::<Vec<_>>().join(",")
            }
            _ => {
                problems.add(CONFIG, format!("{key} in {shown} must be text"));
                continue;
            }
        };
        match ALL.iter().find(|known| known.key() == key) {
            Some(known) => drop(values.insert(known.name, text)),
            None => problems.add(CONFIG, format!("{key} in {shown} {}", unknown(&key, Setting::key))),
        }
    }
    values
}

fn unknown(name: &str, spelt: impl Fn(&Setting) -> String) -> String {
    let nearest = ALL
        .iter()
        .map(|known| (likeness(name, &known.key()), spelt(known)))
        .filter(|(likeness, _)| *likeness > LIKELY)
        .max_by(|one, other| one.0.total_cmp(&other.0));
    match nearest {
        Some((_, meant)) => format!("is no setting; did you mean {meant}?"),
        None => "is no setting; docs/configuration.md lists them all. Remove it".to_owned(),
    }
}

fn likeness(name: &str, key: &str) -> f64 {
    let name = name.to_ascii_lowercase();
    strsim::jaro_winkler(name.trim_start_matches("kk_"), key)
}
