//! A question in a file is flat: what its kind needs stands beside its label. Read strictly, so that a field
//! that does not belong to the kind is an error; written the same way.

use super::condition::Condition;
use super::question::{AreaLevel, ElementOf, Opt, Question, QuestionKind};
use super::read::unknown;
use super::who::Who;
use crate::tree::{FromTree, Record, Tree, Trouble};
use serde::ser::{Serialize, SerializeMap, Serializer};

/// Characters of a text field that names no limit.
const DEFAULT_TEXT: u16 = 200;

impl<T: FromTree + Default> FromTree for Question<T> {
    fn from_tree(tree: Tree) -> Result<Self, Trouble> {
        let mut record = Record::of(tree)?;
        let code: String = record.take("code");
        let rest = |mut record: Record| {
            let name: String = record.take("kind");
            let question = Self {
                code: code.clone(),
                label: record.take("label"),
                hint: record.take("hint"),
                required: record.take_or("required", true),
                when: record.take_or("when", Condition::Always),
                other_than: record.take_or("other_than", Vec::new()),
                // A device gets each question already asked of each member.
                each: if cfg!(target_arch = "wasm32") { None } else { record.take("each") },
                kind: read_kind(&name, &mut record)?,
            };
            record.finish(&["the kind `", &name, "`"].concat()).map(|()| question)
        };
        rest(record).map_err(|trouble| trouble.at(&code))
    }
}

fn read_kind<T: FromTree + Default>(name: &str, record: &mut Record) -> Result<QuestionKind<T>, Trouble> {
    Ok(match name {
        "member" => QuestionKind::Member(Who {
            relation: record.take_or("relation", Vec::new()),
            sex: record.take("sex"),
            grown: record.take_or("grown", false),
            spouse_of: record.take("spouse_of"),
            without: record.take("without"),
        }),
        "codes" => QuestionKind::Codes {
            list: record.must("list")?,
            only: record.take_or("only", Vec::new()),
            differs_from: record.take("differs_from"),
            relation_to: record.take("relation_to"),
        },
        "options" => QuestionKind::Options { options: record.take("options") },
        "new_name" => QuestionKind::NewName,
        "name" => QuestionKind::Name,
        "text" => {
            QuestionKind::Text { max: record.take_or("max", DEFAULT_TEXT), lines: record.take_or("lines", 1) }
        }
        "date" => QuestionKind::Date {
            past: record.take_or("past", false),
            future: record.take_or("future", false),
            within_days: record.take("within_days"),
        },
        "time" => QuestionKind::Time,
        "nik" => QuestionKind::Nik,
        "number" => QuestionKind::Number {
            min: record.take("min"),
            max: record.take("max"),
            unit: record.take("unit"),
        },
        "yes_no" => QuestionKind::YesNo,
        "area" => QuestionKind::Area { level: record.must("level")? },
        _ => return Err(unknown(name, "kind").at("kind")),
    })
}

impl FromTree for AreaLevel {
    fn from_tree(tree: Tree) -> Result<Self, Trouble> {
        let name = String::from_tree(tree)?;
        let known = [Self::Regency, Self::Village].into_iter().find(|level| level.as_str() == name);
        known.ok_or_else(|| unknown(&name, "level"))
    }
}

impl FromTree for ElementOf {
    fn from_tree(tree: Tree) -> Result<Self, Trouble> {
        let mut record = Record::of(tree)?;
        let of = Self { member: record.take("member"), element: record.must("element")? };
        record.finish("`differs_from`").map(|()| of)
    }
}

impl<T: FromTree + Default> FromTree for Opt<T> {
    fn from_tree(tree: Tree) -> Result<Self, Trouble> {
        let mut record = Record::of(tree)?;
        let opt = Self { code: record.take("code"), label: record.take("label"), hint: record.take("hint") };
        record.finish("an option").map(|()| opt)
    }
}

impl<T: Serialize> Serialize for Question<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("code", &self.code)?;
        map.serialize_entry("kind", self.kind.name())?;
        map.serialize_entry("label", &self.label)?;
        entry_if_some(&mut map, "hint", self.hint.as_ref())?;
        if !self.required {
            map.serialize_entry("required", &false)?;
        }
        if self.when != Condition::Always {
            map.serialize_entry("when", &self.when)?;
        }
        if !self.other_than.is_empty() {
            map.serialize_entry("other_than", &self.other_than)?;
        }
        entry_if_some(&mut map, "each", self.each.as_ref())?;
        match &self.kind {
            QuestionKind::Member(who) => {
                map.serialize_entry("relation", &who.relation)?;
                entry_if_some(&mut map, "sex", who.sex.as_ref())?;
                entry_if_some(&mut map, "grown", who.grown.then_some(&true))?;
                entry_if_some(&mut map, "spouse_of", who.spouse_of.as_ref())?;
                entry_if_some(&mut map, "without", who.without.as_ref())?;
            }
            QuestionKind::Area { level } => map.serialize_entry("level", level)?,
            QuestionKind::Codes { list, only, differs_from, relation_to } => {
                map.serialize_entry("list", list)?;
                map.serialize_entry("only", only)?;
                entry_if_some(&mut map, "differs_from", differs_from.as_ref())?;
                entry_if_some(&mut map, "relation_to", relation_to.as_ref())?;
            }
            QuestionKind::Options { options } => map.serialize_entry("options", options)?,
            QuestionKind::Text { max, lines } => {
                map.serialize_entry("max", max)?;
                map.serialize_entry("lines", lines)?;
            }
            QuestionKind::Date { past, future, within_days } => {
                map.serialize_entry("past", past)?;
                entry_if_some(&mut map, "future", future.then_some(&true))?;
                entry_if_some(&mut map, "within_days", within_days.as_ref())?;
            }
            QuestionKind::Number { min, max, unit } => {
                map.serialize_entry("min", min)?;
                map.serialize_entry("max", max)?;
                entry_if_some(&mut map, "unit", unit.as_ref())?;
            }
            QuestionKind::NewName
            | QuestionKind::Name
            | QuestionKind::Time
            | QuestionKind::Nik
            | QuestionKind::YesNo => {}
        }
        map.end()
    }
}

fn entry_if_some<M: SerializeMap, V: Serialize>(
    map: &mut M,
    name: &str,
    value: Option<&V>,
) -> Result<(), M::Error> {
    value.map_or(Ok(()), |value| map.serialize_entry(name, value))
}
