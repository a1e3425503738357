//! The copy of one's data as a sheet for people: what the file for programs holds, under headings, with labels and in
//! tables. What this module does not know it shows by the name that the file has for it, so that nothing is left out in
//! silence.
use super::{Receipt, day_time, element, pick};
use domain::{Change, ChangeSubject, Element, FamilyCard, Labels, Language, Zone};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use service::{Sheet, SheetPart};
use time::{OffsetDateTime, format_description::well_known::Rfc3339};

mod codes;
mod names;
#[cfg(test)]
mod tests;

use codes::said_of;
use names::{Words, name, order, share};

/// Of use to programs only: ids, hashes, and codes that stand beside their words.
const FOR_PROGRAMS: [&str; 7] = ["id", "format", "sha256", "slot", "answers", "media_type", "type"];
/// Of these each one is a part of the sheet.
const EACH_APART: [&str; 3] = ["requests", "drafts", "questions"];

/// What `Service::export_data` has gathered, for people.
pub fn data_sheet(copy: &Value, language: Language, zone: Zone, demonstration: bool) -> Sheet {
    let words = Words::of(language);
    let parts = vec![SheetPart::Text(words.intro.to_owned())];
    let mut writing = Writing { language, zone, parts, card: None };
    if let Value::Object(copy) = copy {
        writing.object("", copy);
    }
    Sheet {
        language,
        name: "data-saya".to_owned(),
        mark: words.mark.to_owned(),
        title: words.title.to_owned(),
        under_title: copy.get("office").and_then(Value::as_str).unwrap_or_default().to_owned(),
        parts: writing.parts,
        foot: std::iter::once(words.secret.to_owned())
            .chain(demonstration.then(|| Receipt::of(language).demonstration.to_owned()))
            .collect(),
        page_of: Receipt::of(language).page_of.to_owned(),
        attachments: Vec::new(),
    }
}

struct Writing {
    language: Language,
    zone: Zone,
    parts: Vec<SheetPart>,
    /// The card as it is, which most requests were sent with too.
    card: Option<Value>,
}

/// A value of an element in words; a NIK whole.
fn whole(element: Element, value: &str, language: Language) -> String {
    match element {
        Element::Nik => value.to_owned(),
        _ => Labels::default().display(element, value, language),
    }
}

/// The fields of an object, as they are to be read.
fn fields(object: &Map<String, Value>) -> Vec<(&str, &Value)> {
    // What kind of letter it is stands in its subject.
    let is_letter = object.contains_key("subject");
    let is_for_programs = |key: &str| FOR_PROGRAMS.contains(&key) || (is_letter && key == "kind");
    let is_for_people = |(key, value): &(&str, &Value)| !is_for_programs(key) && !is_nothing(value);
    let named = object.iter().map(|(key, value)| (key.as_str(), value));
    let mut fields: Vec<_> = named.filter(is_for_people).collect();
    fields.sort_by_key(|(key, _)| order(key));
    fields
}

fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(all) => all.is_empty(),
        Value::Object(object) => object.is_empty(),
        Value::Bool(_) | Value::Number(_) => false,
    }
}

fn read<T: DeserializeOwned>(value: &Value) -> Option<T> {
    T::deserialize(value).ok()
}

/// "Permohonan 12 · Pesan".
fn under(head: &str, name: &str) -> String {
    if head.is_empty() { name.to_owned() } else { format!("{head} · {name}") }
}

impl Writing {
    fn heading(&mut self, head: &str) {
        self.parts.push(SheetPart::Heading(head.to_owned()));
    }

    fn facts(&mut self, facts: Vec<(String, String)>) {
        if !facts.is_empty() {
            self.parts.push(SheetPart::Facts(facts));
        }
    }

    /// First what is said in a line, then what needs more room.
    fn object(&mut self, head: &str, object: &Map<String, Value>) {
        let (large, small): (Vec<_>, Vec<_>) =
            fields(object).into_iter().partition(|(_, value)| value.is_array() || value.is_object());
        let line = |(key, value): (&str, &Value)| (name(key, self.language), self.cell(key, value));
        self.facts(small.into_iter().map(line).collect());
        for (key, value) in large {
            let name = under(head, &name(key, self.language));
            match (key, value) {
                ("card", card) if read::<FamilyCard>(card).is_some() => self.card(&name, card),
                ("changes", changes) if read::<Vec<Change>>(changes).is_some() => {
                    self.changes(&name, changes);
                }
                (_, Value::Array(all)) if EACH_APART.contains(&key) => {
                    for one in all.iter().filter_map(Value::as_object) {
                        let called = one.get("number").or_else(|| one.get("title")).and_then(Value::as_str);
                        let head = format!("{name} {}", called.unwrap_or_default());
                        self.heading(head.trim());
                        self.object(head.trim(), one);
                    }
                }
                ("said", Value::Array(all)) => {
                    self.heading(&name);
                    let of = |one: &Value, key: &str| one.get(key).map(|text| self.cell(key, text));
                    let facts = all.iter().filter_map(|one| of(one, "question").zip(of(one, "answer")));
                    self.facts(facts.collect());
                }
                (_, Value::Array(all)) => self.table(&name, all),
                (_, Value::Object(inner)) => {
                    self.heading(&name);
                    self.object(&name, inner);
                }
                _ => {}
            }
        }
    }

    fn card(&mut self, head: &str, card: &Value) {
        let language = self.language;
        self.heading(head);
        if self.card.as_ref() == Some(card) {
            self.parts.push(SheetPart::Text(Words::of(language).same_card.to_owned()));
            return;
        }
        self.card.get_or_insert_with(|| card.clone());
        let Some(card) = read::<FamilyCard>(card) else { return };
        let line = |element: Element, value: &str| {
            (super::element(element, language).to_owned(), whole(element, value, language))
        };
        let number =
            card.number.as_ref().map(|number| (name("kk_number", language), number.as_str().to_owned()));
        let own = card.elements();
        let own = own.iter().map(|(element, value)| line(*element, value));
        self.facts(number.into_iter().chain(own).collect());
        for member in &card.members {
            self.heading(&under(head, member.name.as_str()));
            let known = Element::ALL.into_iter().filter_map(|element| Some((element, member.get(element)?)));
            self.facts(known.map(|(element, value)| line(element, &value)).collect());
        }
    }

    fn changes(&mut self, head: &str, changes: &Value) {
        let Some(changes) = read::<Vec<Change>>(changes) else { return };
        let language = self.language;
        let facts = changes.iter().map(|change| {
            let whose = match &change.subject {
                ChangeSubject::Member(_, name) => format!("{name}: "),
                ChangeSubject::NewCard => format!("{}: ", super::Wizard::of(language).new_card),
                ChangeSubject::NewMember | ChangeSubject::Card => String::new(),
            };
            let show = |value: &str| whole(change.element, value, language);
            let will = show(&change.will);
            let becomes = Receipt::of(language).becomes;
            let value = change.was.as_deref().map(|was| format!("{}, {becomes} {will}", show(was)));
            (format!("{whose}{}", element(change.element, language)), value.unwrap_or(will))
        });
        let facts = facts.collect();
        self.heading(head);
        self.facts(facts);
    }

    /// A line for each, a column for each field that one of them has.
    fn table(&mut self, head: &str, all: &[Value]) {
        let mut keys: Vec<&str> = Vec::new();
        for one in all.iter().filter_map(Value::as_object) {
            for (key, _) in fields(one) {
                if !keys.contains(&key) {
                    keys.push(key);
                }
            }
        }
        keys.sort_by_key(|key| order(key));
        self.heading(head);
        if keys.is_empty() {
            let lines = all.iter().map(|one| (String::new(), self.cell("", one)));
            self.facts(lines.collect());
            return;
        }
        let heads = keys.iter().map(|key| (name(key, self.language), share(key))).collect();
        let row = |one: &Value| {
            let of = |key: &&str| one.get(*key).map(|value| self.cell(key, value)).unwrap_or_default();
            keys.iter().map(of).collect()
        };
        let rows = all.iter().map(row).collect();
        self.parts.push(SheetPart::Table(heads, rows));
    }

    /// A value in words, on one line.
    fn cell(&self, key: &str, value: &Value) -> String {
        match value {
            Value::Null => String::new(),
            Value::Bool(true) => pick(self.language, "Ya", "Yes").to_owned(),
            Value::Bool(false) => pick(self.language, "Tidak", "No").to_owned(),
            Value::Number(number) => said_of(key, &number.to_string(), self.language),
            Value::String(text) => match OffsetDateTime::parse(text, &Rfc3339) {
                Ok(at) => day_time(at, self.zone, self.language),
                Err(_) => said_of(key, text, self.language),
            },
            Value::Array(all) => {
                let all: Vec<_> = all.iter().map(|one| self.cell(key, one)).collect();
                all.join("; ")
            }
            Value::Object(object) => {
                let told: Vec<_> =
                    fields(object).into_iter().map(|(key, value)| self.cell(key, value)).collect();
                told.join(", ")
            }
        }
    }
}
