//! The file of settings that a new installation begins with: every setting, explained, and what was chosen filled in.

use std::{collections::BTreeMap, fmt::Write as _};

use super::setting::{ALL, CONFIG, Setting};

/// Comments are broken at so many letters.
const WIDTH: usize = 100;

/// Every setting with its explanation; those in `chosen`, by their names in the environment, have their value, the
/// others stand there as comments.
pub fn template(chosen: &BTreeMap<&str, String>) -> String {
    let mut text = String::from(
        "# Settings of KK Daring. What begins with a number sign is a comment: such a setting has its default.\n",
    );
    let _ = writeln!(
        text,
        "# `kk-daring check-config` says what is wrong or unsafe in it. {CONFIG} names this file; the environment\n# \
         (KK_ and the name in capitals) comes before it."
    );
    for setting in &ALL {
        let Setting { name, default, about } = setting;
        text.push('\n');
        comment(&mut text, &about.replace("\\|", "|"));
        comment(&mut text, &format!("Default: {default}."));
        let key = setting.key();
        let _ = match chosen.get(name) {
            Some(value) => writeln!(text, "{key} = {}", quoted(value)),
            None => writeln!(text, "#{key} = \"\""),
        };
    }
    text
}

/// A string of JSON is one of TOML, too.
fn quoted(value: &str) -> String {
    serde_json::Value::from(value).to_string()
}

fn comment(text: &mut String, sentence: &str) {
    let mut line = String::from("#");
    for word in sentence.split_whitespace() {
        if line.len() + word.len() >= WIDTH && line.len() > 1 {
            let _ = writeln!(text, "{line}");
            line.truncate(1);
        }
        let _ = write!(line, " {word}");
    }
    let _ = writeln!(text, "{line}");
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]

    use super::*;

    #[test]
    fn every_setting_is_explained_and_what_was_chosen_is_read_back() {
        let chosen = BTreeMap::from([("KK_OFFICE_NAME", "Dinas \"Dukcapil\" \\ Contoh\n#".to_owned())]);
        let text = template(&chosen);
        let table: toml::Table = text.parse().unwrap();
        assert_eq!(table["office_name"].as_str(), Some(chosen["KK_OFFICE_NAME"].as_str()));
        assert_eq!(table.len(), 1, "the others are comments");
        for setting in &ALL {
            let key = setting.key();
            let line = format!("#{key} = ");
            assert!(key == "office_name" || text.lines().any(|found| found.starts_with(&line)), "{key}");
        }
        assert!(text.lines().filter(|line| line.starts_with("# ")).all(|line| line.len() <= WIDTH + 40));
    }

    #[test]
    fn a_comment_that_is_taken_away_leaves_a_setting() {
        let text = template(&BTreeMap::new());
        let settings: String = text
            .lines()
            .filter_map(|line| line.strip_prefix('#'))
            .filter(|line| !line.starts_with(' '))
            .fold(String::new(), |mut all, line| {
                let _ = writeln!(all, "{line}");
                all
            });
        assert_eq!(settings.parse::<toml::Table>().unwrap().len(), ALL.len());
    }
}
