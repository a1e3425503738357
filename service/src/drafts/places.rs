//! Places among answers. A place that was chosen by its code has the names of the list of areas, whatever came with the
//! code; one that was written by hand has names and no code.
use crate::areas::{Area, AreaCode, Areas, Level};
use domain::{Answers, AnswersFull, AreaLevel, Procedure, QuestionKind, Words};
use std::collections::BTreeMap;

/// The names of a place, in the order of its levels.
const NAMES: [(&str, Level); 4] = [
    ("province", Level::Province),
    ("regency", Level::Regency),
    ("district", Level::District),
    ("village", Level::Village),
];

/// Gives the places of a procedure their names after `patch` was stored.
pub(super) fn name_places(
    areas: &Areas,
    procedure: &Procedure<Words>,
    answers: &mut Answers,
    patch: &BTreeMap<String, String>,
) -> Result<(), AnswersFull> {
    for (_, question) in procedure.questions() {
        let QuestionKind::Area { level } = question.kind else { continue };
        let part = |name: &str| format!("{}.{name}", question.code);
        let code = part("code");
        if answers.text(&code).is_empty() {
            continue;
        }
        let path = path_of(areas, answers.text(&code), level);
        let other = |(name, level): &(&str, Level)| {
            let typed = patch.get(&part(name)).map_or("", |typed| typed.trim());
            !typed.is_empty() && typed != name_of(&path, *level)
        };
        let by_hand = !patch.contains_key(&code) && NAMES.iter().any(other);
        if path.is_empty() || by_hand {
            // No code of such a place, or somebody went on by hand.
            answers.set(code, "")?;
            continue;
        }
        for (name, level) in NAMES {
            answers.set(part(name), name_of(&path, level))?;
        }
        let postcode = part("postcode");
        if let Some(usual) = path.last().and_then(|area| area.postcode.clone())
            && (answers.text(&postcode).is_empty() || !patch.contains_key(&postcode))
        {
            answers.set(postcode, usual)?;
        }
    }
    Ok(())
}

/// A place that is as small as it must be, with all it lies in; nothing for any other code.
fn path_of<'a>(areas: &'a Areas, code: &str, wanted: AreaLevel) -> Vec<Area<'a>> {
    let wanted = match wanted {
        AreaLevel::Regency => Level::Regency,
        AreaLevel::Village => Level::Village,
    };
    let path = code.parse::<AreaCode>().map(|code| areas.path(code)).unwrap_or_default();
    if path.last().is_some_and(|area| area.level == wanted) { path } else { Vec::new() }
}

fn name_of<'a>(path: &[Area<'a>], level: Level) -> &'a str {
    path.iter().find(|area| area.level == level).map_or("", |area| area.name)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]

    use super::*;
    use crate::Catalogue;
    use time::macros::date;

    fn after(patches: &[&[(&str, &str)]]) -> Answers {
        let catalogue = Catalogue::built_in().unwrap();
        let procedure = &catalogue.find("MV-02", date!(2026 - 11 - 22)).unwrap().procedure;
        let mut answers = Answers::new();
        for patch in patches {
            let patch = patch.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
            let patch: BTreeMap<_, _> = patch.collect();
            for (name, value) in &patch {
                answers.set(name, value).unwrap();
            }
            name_places(&Areas::built_in(), procedure, &mut answers, &patch).unwrap();
        }
        answers
    }

    #[test]
    fn a_code_brings_its_names_and_its_postcode_whatever_came_with_it() {
        let answers = after(&[&[("destination.code", "3201011006"), ("destination.village", "Elsewhere")]]);
        let told: Vec<_> = ["village", "district", "regency", "province", "postcode"]
            .map(|name| answers.text(&format!("destination.{name}")).to_owned())
            .into();
        assert_eq!(told, ["Cibinong", "Cibinong", "Kabupaten Bogor", "Jawa Barat", "16911"]);
    }

    #[test]
    fn a_postcode_of_ones_own_stays() {
        let chosen: &[(&str, &str)] = &[("destination.code", "3201011006")];
        let answers = after(&[chosen, &[("destination.postcode", "16999")]]);
        assert_eq!(answers.text("destination.postcode"), "16999");
    }

    #[test]
    fn names_that_a_button_takes_away_come_back_with_the_code() {
        let chosen: &[(&str, &str)] = &[("destination.code", "32.01.01.1006")];
        let answers = after(&[chosen, &[("destination.village", ""), ("destination.area", "")]]);
        assert_eq!(answers.text("destination.village"), "Cibinong");
    }

    #[test]
    fn what_is_written_by_hand_afterwards_has_no_code() {
        let chosen: &[(&str, &str)] = &[("destination.code", "3201011006")];
        let answers = after(&[chosen, &[("destination.village", "Desa Baru")]]);
        assert_eq!(
            (answers.text("destination.code"), answers.text("destination.village")),
            ("", "Desa Baru")
        );
    }

    #[test]
    fn a_code_of_a_larger_place_or_of_none_is_forgotten() {
        for code in ["32.01", "-", "99.99.99.9999", "nonsense"] {
            let answers = after(&[&[("destination.code", code)]]);
            assert_eq!(
                (answers.text("destination.code"), answers.text("destination.regency")),
                ("", ""),
                "{code}"
            );
        }
    }
}
