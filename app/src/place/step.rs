//! The buttons of a place: each changes what was typed a little, and the form comes back.
use super::{FROM_THE_TOP, NONE_OF_THEM};
use domain::{FieldError, FieldIssue};
use service::{
    Error,
    areas::{Area, AreaCode, Areas, Level},
};
use std::collections::BTreeMap;

/// The fields of a place that are not empty.
pub(crate) type Values = BTreeMap<String, String>;

/// What the button that was pressed means.
pub(crate) enum Step {
    /// Show the form again.
    Stay,
    /// Nothing was chosen in this field.
    Missing(&'static str),
    /// Save it.
    Save,
}

fn text<'a>(typed: &'a Values, field: &str) -> &'a str {
    typed.get(field).map_or("", |text| text.trim())
}

/// Presses the button `go` of a place that must be as small as `level`.
pub(crate) fn step(areas: &Areas, level: Level, go: &str, typed: &mut Values) -> Step {
    typed.retain(|field, value| field != "village_code" || value != NONE_OF_THEM);
    match go {
        "cari" => look(typed),
        "pilih" => take(areas, level, "village_code", typed),
        "daftar" => take(areas, level, "pick", typed),
        "ganti" => {
            give_up(areas, typed);
            Step::Stay
        }
        other => match other.strip_prefix("daftar-") {
            Some(to) => {
                typed.insert("list".to_owned(), if to.is_empty() { FROM_THE_TOP } else { to }.to_owned());
                for field in ["area", "asked", "pick"] {
                    typed.remove(field);
                }
                Step::Stay
            }
            None => save(areas, level, typed),
        },
    }
}

/// Looks for what stands in the line.
fn look(typed: &mut Values) -> Step {
    let words = text(typed, "area").to_owned();
    for field in ["asked", "list", "pick", "village_code"] {
        typed.remove(field);
    }
    if words.is_empty() {
        return Step::Missing("area");
    }
    typed.insert("asked".to_owned(), words);
    Step::Stay
}

/// Takes the area that `field` names: one that is small enough is chosen with its postcode, any other opens the list
/// of what is inside it.
fn take(areas: &Areas, wanted: Level, field: &'static str, typed: &mut Values) -> Step {
    let code: Option<AreaCode> = text(typed, field).parse().ok();
    let Some(found) = code.and_then(|code| areas.find(code)) else { return Step::Missing(field) };
    typed.remove("pick");
    let Area { code, level, postcode, .. } = found.area;
    if level >= wanted {
        for field in ["area", "asked", "list", "village", "district", "regency", "province"] {
            typed.remove(field);
        }
        typed.insert("village_code".to_owned(), code.dotted());
        if let Some(postcode) = postcode {
            typed.insert("postcode".to_owned(), postcode);
        }
    } else {
        for field in ["area", "asked", "village_code"] {
            typed.remove(field);
        }
        typed.insert("list".to_owned(), code.digits());
    }
    Step::Stay
}

/// Forgets the place, and its postcode with it.
fn give_up(areas: &Areas, typed: &mut Values) {
    for field in BY_HAND {
        typed.remove(field);
    }
    let code = typed.remove("village_code").and_then(|code| code.parse().ok());
    let postcode = code.and_then(|code| areas.find(code)).and_then(|found| found.area.postcode);
    if postcode.as_deref() == Some(text(typed, "postcode")) {
        typed.remove("postcode");
    }
    // An empty form would be taken for one that was not touched.
    typed.insert("list".to_owned(), String::new());
}

/// The names of a place, which somebody may write by hand.
const BY_HAND: [&str; 4] = ["village", "district", "regency", "province"];

/// Words that nobody has looked for yet are looked for first.
fn save(areas: &Areas, level: Level, typed: &mut Values) -> Step {
    if text(typed, "village_code").is_empty() {
        // A village picked in the list and not confirmed is meant all the same.
        if !text(typed, "pick").is_empty() && matches!(take(areas, level, "pick", typed), Step::Stay) {
            return if text(typed, "village_code").is_empty() { Step::Stay } else { Step::Save };
        }
        let words = text(typed, "area");
        let is_known = words.is_empty() || words == text(typed, "asked");
        return if is_known { Step::Save } else { look(typed) };
    }
    for field in ["area", "asked", "list", "pick"] {
        typed.remove(field);
    }
    Step::Save
}

/// Where no village is chosen and none is written either, that is what is said, once.
pub(crate) fn named(error: Error, typed: &Values) -> Error {
    let by_hand = ["village", "district"];
    let Error::Fields(mut issues) = error else { return error };
    let empty = by_hand.iter().all(|field| text(typed, field).is_empty());
    if let Some(at) = issues.iter().position(|issue| issue.field == "village").filter(|_| empty) {
        issues.insert(at, FieldIssue::new("area", FieldError::Missing));
        issues.retain(|issue| !by_hand.contains(&issue.field.as_str()));
    }
    Error::Fields(issues)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(fields: &[(&str, &str)]) -> Values {
        fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    fn pressed(go: &str, fields: &[(&str, &str)]) -> (Step, Values) {
        let mut typed = typed(fields);
        let step = step(&Areas::built_in(), Level::Village, go, &mut typed);
        (step, typed)
    }

    #[test]
    fn choosing_fills_in_the_postcode_and_changing_ones_mind_takes_it_away() {
        let (step, chosen) =
            pressed("pilih", &[("village_code", "3201011006"), ("asked", "cibinong"), ("rt", "1")]);
        assert!(matches!(step, Step::Stay));
        assert_eq!(chosen, typed(&[("village_code", "32.01.01.1006"), ("postcode", "16911"), ("rt", "1")]));
        let (_, left) = pressed("ganti", &[("village_code", "32.01.01.1006"), ("postcode", "16911")]);
        assert_eq!(left, typed(&[("list", "")]));
        let (_, left) = pressed("ganti", &[("village_code", "32.01.01.1006"), ("postcode", "16999")]);
        assert_eq!(text(&left, "postcode"), "16999", "one's own stays");
    }

    #[test]
    fn the_lists_lead_down_and_back() {
        assert_eq!(text(&pressed("daftar", &[("pick", "32")]).1, "list"), "32");
        assert_eq!(text(&pressed("daftar", &[("pick", "3201011006")]).1, "village_code"), "32.01.01.1006");
        assert_eq!(text(&pressed("daftar-32", &[("list", "3201")]).1, "list"), "32");
        assert!(matches!(pressed("daftar", &[("pick", "kosong")]).0, Step::Missing("pick")));
    }

    #[test]
    fn a_regency_is_small_enough_where_one_is_asked_for() {
        let mut origin = typed(&[("pick", "3404"), ("list", "34")]);
        assert!(matches!(step(&Areas::built_in(), Level::Regency, "daftar", &mut origin), Step::Stay));
        assert_eq!(origin, typed(&[("village_code", "34.04")]));
    }

    #[test]
    fn what_was_typed_and_not_looked_for_is_looked_for_before_it_is_saved() {
        let (step, kept) = pressed("", &[("area", "sukamaju"), ("village", "Lain")]);
        assert!(
            matches!(step, Step::Stay)
                && text(&kept, "asked") == "sukamaju"
                && text(&kept, "village") == "Lain"
        );
        for fields in [
            &[("area", "sukamaju"), ("asked", "sukamaju")][..],
            &[("area", "sukamaju"), ("village_code", "3201011006")],
            &[("village", "Lain"), ("village_code", NONE_OF_THEM)],
        ] {
            assert!(matches!(pressed("", fields).0, Step::Save), "{fields:?}");
        }
        assert!(matches!(pressed("cari", &[("area", " ")]).0, Step::Missing("area")));
    }
}
