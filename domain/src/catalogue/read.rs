//! Reading a procedure and its parts, strictly: a typo in a file stops the start with its place.

use super::condition::Condition;
use super::effect::{BasisRef, Effect, ElementSource};
use super::procedure::{Notice, Procedure, Step};
use super::slot::Slot;
use crate::element::Element;
use crate::leaving::Leaving;
use crate::tree::{FromTree, Record, Tree, Trouble, through_tree};
use std::collections::BTreeMap;

through_tree!(of text Procedure);

impl<T: FromTree + Default> FromTree for Procedure<T> {
    fn from_tree(tree: Tree) -> Result<Self, Trouble> {
        let mut record = Record::of(tree)?;
        let procedure = Self {
            code: record.take("code"),
            version: record.take("version"),
            effective_from: record.must("effective_from")?,
            effective_to: record.take("effective_to"),
            group: record.must("group")?,
            name: record.take("name"),
            title: record.take("title"),
            description: record.take("description"),
            examples: record.take_or("examples", Vec::new()),
            f102: record.take("f102"),
            legal_basis: record.take_or("legal_basis", Vec::new()),
            minutes: record.take("minutes"),
            target_working_hours: record.take_or("target_working_hours", 0),
            correction_days: record.take("correction_days"),
            result: record.take("result"),
            number_kept: record.take("number_kept"),
            needs_card: record.take("needs_card"),
            who_may: record.take("who_may"),
            steps: record.take("steps"),
            documents: record.take_or("documents", Vec::new()),
            // Only the server proposes changes, so the device need not even know how to read them.
            effects: if cfg!(target_arch = "wasm32") {
                Vec::new()
            } else {
                record.take_or("effects", Vec::new())
            },
            notices: record.take_or("notices", Vec::new()),
            reasons: if cfg!(target_arch = "wasm32") {
                Vec::new()
            } else {
                record.take_or("reasons", Vec::new())
            },
            continues: if cfg!(target_arch = "wasm32") {
                Vec::new()
            } else {
                record.take_or("continues", Vec::new())
            },
            events: Vec::new(),
        };
        record.finish("a procedure").map(|()| procedure)
    }
}

impl<T: FromTree + Default> FromTree for Step<T> {
    fn from_tree(tree: Tree) -> Result<Self, Trouble> {
        let mut record = Record::of(tree)?;
        let step = Self {
            code: record.take("code"),
            short: record.take("short"),
            title: record.take("title"),
            hint: record.take("hint"),
            when: record.take_or("when", Condition::Always),
            questions: record.take("questions"),
        };
        record.finish("a step").map(|()| step)
    }
}

impl<T: FromTree + Default> FromTree for Notice<T> {
    fn from_tree(tree: Tree) -> Result<Self, Trouble> {
        let mut record = Record::of(tree)?;
        let notice = Self {
            code: record.take("code"),
            step: record.take("step"),
            when: record.take_or("when", Condition::Always),
            text: record.take("text"),
        };
        record.finish("a notice").map(|()| notice)
    }
}

impl<T: FromTree + Default> FromTree for Slot<T> {
    fn from_tree(tree: Tree) -> Result<Self, Trouble> {
        let mut record = Record::of(tree)?;
        let slot = Self {
            code: record.take("code"),
            label: record.take("label"),
            hint: record.take("hint"),
            when: record.take_or("when", Condition::Always),
            required: record.take_or("required", true),
            bring_original: record.take_or("bring_original", false),
            max_files: record.take_or("max_files", 5),
            substitute_of: record.take("substitute_of"),
            form: record.take("form"),
        };
        record.finish("a document").map(|()| slot)
    }
}

impl FromTree for Condition {
    fn from_tree(tree: Tree) -> Result<Self, Trouble> {
        let mut record = Record::of(tree)?;
        let test: String = record.take("test");
        let condition = match test.as_str() {
            "always" => Self::Always,
            "all" => Self::All { of: record.take("of") },
            "any" => Self::Any { of: record.take("of") },
            "not" => Self::Not { of: Box::new(record.take("of")) },
            "is" => Self::Is { question: record.take("question"), value: record.take("value") },
            "one_of" => Self::OneOf { question: record.take("question"), values: record.take("values") },
            "answered" => Self::Answered { question: record.take("question") },
            "member_is" => Self::MemberIs {
                question: record.take("question"),
                element: record.must("element")?,
                values: record.take("values"),
            },
            "older_than_days" => {
                Self::OlderThanDays { question: record.take("question"), days: record.take("days") }
            }
            "any_member" => {
                Self::AnyMember { question: record.take("question"), value: record.take("value") }
            }
            "head_is" => Self::HeadIs { question: record.take("question"), value: record.take("value") },
            "unlinked" => Self::Unlinked,
            "applicant_elsewhere" => Self::ApplicantElsewhere,
            "grown_besides" => Self::GrownBesides {
                except: record.take_or("except", Vec::new()),
                without: record.take("without"),
            },
            _ => return Err(unknown(&test, "test").at("test")),
        };
        record.finish(&["the test `", &test, "`"].concat()).map(|()| condition)
    }
}

impl FromTree for Effect {
    fn from_tree(tree: Tree) -> Result<Self, Trouble> {
        let mut record = Record::of(tree)?;
        let name: String = record.take("effect");
        let basis = record.take("basis");
        let when = record.take_or("when", Condition::Always);
        let effect = match name.as_str() {
            "set_element" => Self::SetElement {
                member: record.take("member"),
                element: record.must("element")?,
                source: value_or_source(&mut record)?,
                basis,
                when,
            },
            "remove_member" => Self::RemoveMember {
                member: record.take("member"),
                why: leaving(&record.take::<String>("why"))?,
                basis,
                when,
            },
            "set_each" => Self::SetEach {
                question: record.take("question"),
                element: record.must("element")?,
                basis,
                when,
            },
            "remove_each" => Self::RemoveEach {
                question: record.take("question"),
                value: record.take("value"),
                why: leaving(&record.take::<String>("why"))?,
                basis,
                when,
            },
            "set_card" => {
                let mut elements: BTreeMap<Element, ElementSource> =
                    record.take_or("elements", BTreeMap::new());
                // One element alone, as it was written before there could be several.
                if let Some(element) = record.take("element") {
                    elements.insert(element, record.must("source")?);
                }
                let new = match record.take_or("card", "this".to_owned()).as_str() {
                    "this" => false,
                    "new" => true,
                    other => return Err(unknown(other, "card").at("card")),
                };
                Self::SetCard { new, elements, basis, when }
            }
            "remove_rest" => Self::RemoveRest { why: leaving(&record.take::<String>("why"))?, basis, when },
            "add_member" => Self::AddMember { elements: record.take("elements"), basis, when },
            "reprint" => Self::Reprint { reason: record.take("reason"), basis, when },
            _ => return Err(unknown(&name, "effect").at("effect")),
        };
        record.finish(&["the effect `", &name, "`"].concat()).map(|()| effect)
    }
}

/// `value = "question"` is short for `source = { from = "question", question = "question" }`.
fn value_or_source(record: &mut Record) -> Result<ElementSource, Trouble> {
    match record.take::<Option<String>>("value") {
        Some(question) => Ok(ElementSource::Question { question }),
        None => record.must("source"),
    }
}

fn leaving(name: &str) -> Result<Leaving, Trouble> {
    Leaving::parse(name).ok_or_else(|| unknown(name, "reason for leaving").at("why"))
}

impl FromTree for ElementSource {
    fn from_tree(tree: Tree) -> Result<Self, Trouble> {
        let mut record = Record::of(tree)?;
        let from: String = record.take("from");
        let source = match from.as_str() {
            "question" => Self::Question { question: record.take("question") },
            "constant" => Self::Constant {
                value: record.take("value"),
                when: record.take_or("when", Condition::Always),
            },
            "of_member" => {
                Self::OfMember { question: record.take("question"), element: record.must("element")? }
            }
            "first" => Self::First { of: record.take("of") },
            "joined" => Self::Joined { of: record.take("of"), with: record.take("with") },
            _ => return Err(unknown(&from, "source").at("from")),
        };
        record.finish(&["the source `", &from, "`"].concat()).map(|()| source)
    }
}

impl FromTree for BasisRef {
    fn from_tree(tree: Tree) -> Result<Self, Trouble> {
        let mut record = Record::of(tree)?;
        let basis = Self {
            kind: record.take("kind"),
            named_by: record.take("named_by"),
            number: record.take("number"),
            date: record.take("date"),
        };
        record.finish("a basis").map(|()| basis)
    }
}

pub(super) fn unknown(name: &str, what: &str) -> Trouble {
    Trouble::pieces(&["there is no ", what, " `", name, "`"])
}
