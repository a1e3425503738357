//! The decision form: what was chosen, as a decision and as the values that fill the form again.
use crate::{routes, ui::flag::IN_DOUBT};
use domain::{Command, FieldError, FieldIssue, Flag, ReceiptNumber, Target};
use service::{DecisionForm, Error, Recorded};
use std::collections::BTreeMap;

/// The flash of a request's decision form.
pub(crate) fn form_name(number: &str) -> String {
    format!("putusan:{}", plain(number))
}

/// The flash of taking, laying back and linking.
pub(crate) fn lease_name(number: &str) -> String {
    format!("berkas:{}", plain(number))
}

/// The flash of what was done.
pub(crate) fn done_name(number: &str) -> String {
    format!("sudah:{}", plain(number))
}

/// A takeover that was asked for without a reason lacks just that.
pub(super) fn takeover_error(error: Error, takeover: Option<&str>) -> Error {
    let unreasoned = takeover.is_some_and(|reason| reason.trim().is_empty());
    match error {
        Error::Conflict { by: Some(_) } if unreasoned => {
            Error::Fields(vec![FieldIssue::new("takeover", FieldError::Missing)])
        }
        other => other,
    }
}

/// One spelling a number, so that a flash is found whatever was typed; nothing long goes into a session.
fn plain(number: &str) -> String {
    ReceiptNumber::parse(number).map_or_else(|_| String::new(), |number| number.as_str().to_owned())
}

/// The page that shows a decision's words once more.
pub(super) fn preview(number: &str, part: &str) -> String {
    let filter = super::filter_of(part);
    ReceiptNumber::parse(number).map_or_else(
        |_| routes::queue(&filter, None),
        |number| routes::desk_preview(&number.to_string(), &filter),
    )
}

/// The form as posted. Maps are by target: `q:child_name`, `d:ijazah`, `umum`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct DecisionInput {
    pub(crate) version: String,
    pub(crate) command: String,
    pub(crate) note: String,
    pub(crate) kk_number: String,
    pub(crate) nik: String,
    pub(crate) marks: BTreeMap<String, String>,
    pub(crate) reasons: BTreeMap<String, String>,
    pub(crate) notes: BTreeMap<String, String>,
}

impl DecisionInput {
    /// From the values kept in a flash.
    pub(crate) fn from_values(values: &BTreeMap<String, String>) -> Self {
        let one = |name: &str| values.get(name).cloned().unwrap_or_default();
        let map = |name: &str| {
            let inside =
                |key: &str| Some(key.strip_prefix(name)?.strip_prefix('[')?.strip_suffix(']')?.to_owned());
            values.iter().filter_map(|(key, value)| Some((inside(key)?, value.clone()))).collect()
        };
        Self {
            version: one("version"),
            command: one("command"),
            note: one("note"),
            kk_number: one("kk_number"),
            nik: one("nik"),
            marks: map("tanda"),
            reasons: map("alasan"),
            notes: map("catatan"),
        }
    }

    /// The values of the form by input name, without the empty ones and what is about nothing.
    pub(crate) fn values(&self) -> BTreeMap<String, String> {
        let single = [
            ("version", &self.version),
            ("command", &self.command),
            ("note", &self.note),
            ("kk_number", &self.kk_number),
            ("nik", &self.nik),
        ];
        let single = single.into_iter().map(|(name, value)| (name.to_owned(), value.clone()));
        let maps = [("tanda", &self.marks), ("alasan", &self.reasons), ("catatan", &self.notes)];
        let maps = maps.into_iter().flat_map(|(name, map)| {
            let known = map.iter().filter(|(target, _)| Target::parse(target).is_some());
            known.map(move |(target, value)| (format!("{name}[{target}]"), value.clone()))
        });
        single.chain(maps).filter(|(_, value)| !value.is_empty()).collect()
    }

    /// What is flagged: what is in doubt, and the request as a whole once a reason is chosen for it.
    pub(crate) fn flags(&self) -> Result<Vec<Flag>, Error> {
        let (mut flags, mut issues) = (Vec::new(), Vec::new());
        let whole = Target::General.as_str();
        let marked = self.marks.iter().filter(|(_, mark)| *mark == IN_DOUBT).map(|(target, _)| target);
        let whole_chosen = self.reasons.get(&whole).is_some_and(|reason| !reason.is_empty());
        for name in marked.filter(|target| **target != whole).chain(whole_chosen.then_some(&whole)) {
            let Some(target) = Target::parse(name) else { continue };
            let of = |map: &BTreeMap<String, String>| {
                map.get(name).map(|text| text.trim().to_owned()).unwrap_or_default()
            };
            let flag = Flag { target, reason: of(&self.reasons), note: of(&self.notes) };
            if flag.reason.is_empty() {
                issues.push(FieldIssue::new(format!("alasan[{name}]"), FieldError::Missing));
            } else {
                flags.push(flag);
            }
        }
        if issues.is_empty() { Ok(flags) } else { Err(Error::Fields(issues)) }
    }

    /// The decision; flags count only where reasons are asked for.
    pub(crate) fn decision(&self) -> Result<DecisionForm, Error> {
        let command = Command::parse(&self.command).ok_or(Error::NotFound)?;
        let version = self.version.parse().map_err(|_| Error::Conflict { by: None })?;
        let reasons = matches!(command, Command::Return | Command::Reject | Command::SiakReturn);
        let flags = if reasons { self.flags()? } else { Vec::new() };
        Ok(DecisionForm {
            command,
            version,
            flags,
            note: self.note.trim().to_owned(),
            recorded: Recorded { kk_number: self.kk_number.clone(), nik: self.nik.clone() },
        })
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    fn map(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
        pairs.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect()
    }

    fn returned() -> DecisionInput {
        DecisionInput {
            version: "3".into(),
            command: "return".into(),
            note: String::new(),
            kk_number: "9901".into(),
            nik: String::new(),
            marks: map(&[("q:child_name", "tandai"), ("q:birth_place", "benar"), ("d:ijazah", "tandai")]),
            reasons: map(&[
                ("q:child_name", "typing_slip"),
                ("q:birth_place", "typing_slip"),
                ("d:ijazah", "blurred"),
                ("umum", ""),
            ]),
            notes: map(&[("q:child_name", " Huruf ganda. ")]),
        }
    }

    #[test]
    fn only_what_is_in_doubt_is_flagged() {
        let form = returned().decision().unwrap();
        let flags: Vec<String> = form
            .flags
            .iter()
            .map(|flag| format!("{} {} {}", flag.target.as_str(), flag.reason, flag.note))
            .collect();
        assert_eq!(flags, ["d:ijazah blurred ", "q:child_name typing_slip Huruf ganda."]);
        assert_eq!((form.command, form.version), (Command::Return, 3));
    }

    #[test]
    fn a_flag_without_a_reason_names_its_field() {
        let mut input = returned();
        input.reasons.remove("d:ijazah");
        let Err(Error::Fields(issues)) = input.decision() else { unreachable!("a reason is missing") };
        assert_eq!(issues, [FieldIssue::new("alasan[d:ijazah]", FieldError::Missing)]);
    }

    #[test]
    fn the_request_as_a_whole_is_flagged_by_its_reason_alone() {
        let input =
            DecisionInput { reasons: map(&[("umum", "needs_visit")]), marks: BTreeMap::new(), ..returned() };
        assert_eq!(input.flags().unwrap().len(), 1);
    }

    #[test]
    fn approving_carries_no_flags_and_asks_for_none() {
        let mut input = returned();
        input.command = "approve".into();
        input.reasons.clear();
        assert!(input.decision().unwrap().flags.is_empty());
    }

    #[test]
    fn a_form_comes_back_as_it_was_posted_but_for_what_is_about_nothing() {
        let mut input = returned();
        input.reasons.insert("<b>".into(), "x".into());
        let again = DecisionInput::from_values(&input.values());
        input.reasons.remove("<b>");
        input.reasons.remove("umum");
        assert_eq!(again, input);
    }

    #[test]
    fn taking_over_without_a_reason_asks_for_the_reason() {
        let conflict = || Error::Conflict { by: Some("Budi".into()) };
        assert!(matches!(takeover_error(conflict(), Some(" ")), Error::Fields(_)));
        assert!(matches!(takeover_error(conflict(), None), Error::Conflict { .. }));
    }

    #[test]
    fn a_version_that_is_no_number_is_a_change_meanwhile() {
        let input = DecisionInput { version: "x".into(), ..returned() };
        assert!(matches!(input.decision(), Err(Error::Conflict { by: None })));
    }
}
