//! Reading the plain values: text, numbers, lists, dates, and the names of fixed lists.

use super::{FromTree, Record, Tree, Trouble};
use crate::answers::Answers;
use crate::catalogue::Group;
use crate::codes::{CodeList, Labels};
use crate::date::{Date, from_iso};
use crate::element::Element;
use crate::identity::Nik;
use crate::language::{Language, Words};
use crate::status::Status;
use std::collections::BTreeMap;
use uuid::Uuid;

impl FromTree for String {
    fn from_tree(tree: Tree) -> Result<Self, Trouble> {
        match tree {
            Tree::Text(text) => Ok(text),
            _ => Err(Trouble::here("text is expected")),
        }
    }
}

impl FromTree for bool {
    fn from_tree(tree: Tree) -> Result<Self, Trouble> {
        match tree {
            Tree::Flag(flag) => Ok(flag),
            _ => Err(Trouble::here("true or false is expected")),
        }
    }
}

fn whole(tree: &Tree) -> Option<i64> {
    match tree {
        Tree::Number(number) => Some(*number),
        _ => None,
    }
}

macro_rules! numbers {
    ($($type:ty),+) => { $(
        impl FromTree for $type {
            fn from_tree(tree: Tree) -> Result<Self, Trouble> {
                let number = whole(&tree).and_then(|number| Self::try_from(number).ok());
                number.ok_or_else(|| Trouble::here(concat!("a whole number is expected, of type ", stringify!($type))))
            }
        }
    )+ };
}

numbers!(u8, u16, u32, u64, i32, i64);

impl<V: FromTree> FromTree for Option<V> {
    fn from_tree(tree: Tree) -> Result<Self, Trouble> {
        if tree == Tree::Nothing { Ok(None) } else { V::from_tree(tree).map(Some) }
    }

    fn when_absent() -> Option<Self> {
        Some(None)
    }
}

impl<V: FromTree> FromTree for Vec<V> {
    fn from_tree(tree: Tree) -> Result<Self, Trouble> {
        let Tree::List(list) = tree else { return Err(Trouble::here("a list is expected")) };
        let mut values = Self::with_capacity(list.len());
        for (at, one) in list.into_iter().enumerate() {
            values.push(V::from_tree(one).map_err(|trouble| trouble.at(&(at + 1).to_string()))?);
        }
        Ok(values)
    }
}

/// Text that some function understands.
fn named<V>(tree: Tree, read: impl Fn(&str) -> Option<V>, expected: &str) -> Result<V, Trouble> {
    let text = String::from_tree(tree)?;
    read(&text).ok_or_else(|| Trouble::pieces(&["`", &text, "` is not ", expected]))
}

macro_rules! texts {
    ($($type:ty, $read:expr, $expected:literal;)+) => { $(
        impl FromTree for $type {
            fn from_tree(tree: Tree) -> Result<Self, Trouble> {
                named(tree, $read, $expected)
            }
        }
    )+ };
}

texts! {
    Date, from_iso, "a date like 2026-11-22";
    Uuid, |text| Uuid::parse_str(text).ok(), "a UUID";
    Element, Element::parse, "an element of the card";
    CodeList, CodeList::parse, "a code list";
    Group, Group::parse, "a group of procedures";
    Language, Language::parse, "a language";
    Status, Status::parse, "a status";
}

impl FromTree for Nik {
    fn from_tree(tree: Tree) -> Result<Self, Trouble> {
        // The text itself must not get into an error.
        Self::parse_recorded(&String::from_tree(tree)?).map_err(|error| Trouble::here(error.code()))
    }
}

impl FromTree for Words {
    fn from_tree(tree: Tree) -> Result<Self, Trouble> {
        let mut record = Record::of(tree)?;
        let words = Self { id: record.take("id"), en: record.take("en") };
        record.finish("a text in two languages").map(|()| words)
    }
}

impl FromTree for Labels {
    fn from_tree(tree: Tree) -> Result<Self, Trouble> {
        BTreeMap::from_tree(tree).map(Self::from)
    }
}

impl<V: FromTree> FromTree for BTreeMap<Element, V> {
    fn from_tree(tree: Tree) -> Result<Self, Trouble> {
        let mut map = Self::new();
        for (name, value) in Record::of(tree)?.into_values() {
            let element = Element::from_tree(Tree::Text(name.clone()))?;
            map.insert(element, V::from_tree(value).map_err(|trouble| trouble.at(&name))?);
        }
        Ok(map)
    }
}

impl<V: FromTree> FromTree for BTreeMap<String, V> {
    fn from_tree(tree: Tree) -> Result<Self, Trouble> {
        let read = |(name, value): (String, Tree)| match V::from_tree(value) {
            Ok(value) => Ok((name, value)),
            Err(trouble) => Err(trouble.at(&name)),
        };
        Record::of(tree)?.into_values().into_iter().map(read).collect()
    }
}

impl FromTree for Answers {
    fn from_tree(tree: Tree) -> Result<Self, Trouble> {
        let mut answers = Self::new();
        for (code, value) in Record::of(tree)?.into_values() {
            let full = || Trouble::here("the answers are longer than allowed");
            answers.set(code, String::from_tree(value)?).map_err(|_| full())?;
        }
        Ok(answers)
    }
}
