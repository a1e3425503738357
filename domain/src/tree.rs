//! A value without a type yet, and the way from it to types. Derived deserialisation writes every reader twice,
//! for lists and for records, and again for each tagged choice; a module that reads the wizard's one value and
//! walks its journey shrank from 331 to 173 KB by reading a small tree first. Errors name their place:
//! `steps.3.when.test`.

mod read;
mod record;

pub use record::Record;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};

/// A value without a type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tree {
    /// `null`.
    Nothing,
    /// Yes or no.
    Flag(bool),
    /// A whole number.
    Number(i64),
    /// Text.
    Text(String),
    /// A list.
    List(Vec<Tree>),
    /// Named values, in the order of the file.
    Record(Vec<(String, Tree)>),
}

/// What is wrong in a tree, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    path: String,
    what: String,
}

impl Trouble {
    /// Something wrong right here.
    #[cold]
    #[inline(never)]
    pub fn here(what: &str) -> Self {
        Self { path: String::new(), what: what.to_owned() }
    }

    /// The same, said in several pieces.
    #[cold]
    #[inline(never)]
    pub fn pieces(what: &[&str]) -> Self {
        Self { path: String::new(), what: what.concat() }
    }

    /// Both: a name that is missing and one that nobody knows are often one typo.
    #[cold]
    #[inline(never)]
    #[must_use]
    pub fn and(mut self, other: &Self) -> Self {
        self.what = [&self.what, "; `", &other.path, "` ", &other.what].concat();
        self
    }

    /// The same, seen from one level above.
    #[cold]
    #[inline(never)]
    #[must_use]
    pub fn at(mut self, step: &str) -> Self {
        self.path = if self.path.is_empty() { step.to_owned() } else { [step, ".", &self.path].concat() };
        self
    }
}

impl core::fmt::Display for Trouble {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(&self.path)?;
        f.write_str(if self.path.is_empty() { "" } else { ": " })?;
        f.write_str(&self.what)
    }
}

/// What can be made of a tree.
pub trait FromTree: Sized {
    /// Reads the value, strictly: unknown names are errors.
    ///
    /// # Errors
    /// What is wrong, and where.
    fn from_tree(tree: Tree) -> Result<Self, Trouble>;

    /// The value of a name that is left out; `None` where it must not be.
    fn when_absent() -> Option<Self> {
        None
    }
}

/// Lets serde read a type by way of a tree; `of text` for a type that is generic over its text.
macro_rules! through_tree {
    (of text $type:ident) => {
        impl<'de, T: $crate::tree::FromTree + Default> serde::Deserialize<'de> for $type<T> {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::tree::typed(deserializer)
            }
        }
    };
    ($($type:ty),+) => { $(
        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::tree::typed(deserializer)
            }
        }
    )+ };
}

/// Grows a tree and makes a value of it.
pub(crate) fn typed<'de, V: FromTree, D: Deserializer<'de>>(deserializer: D) -> Result<V, D::Error> {
    V::from_tree(Tree::deserialize(deserializer)?).map_err(D::Error::custom)
}

pub(crate) use through_tree;

impl<'de> Deserialize<'de> for Tree {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Grow)
    }
}

struct Grow;

impl<'de> Visitor<'de> for Grow {
    type Value = Tree;

    fn expecting(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("text, a whole number, yes or no, a list or named values")
    }

    fn visit_unit<E: Error>(self) -> Result<Tree, E> {
        Ok(Tree::Nothing)
    }

    fn visit_none<E: Error>(self) -> Result<Tree, E> {
        Ok(Tree::Nothing)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Tree, D::Error> {
        Tree::deserialize(deserializer)
    }

    fn visit_bool<E: Error>(self, flag: bool) -> Result<Tree, E> {
        Ok(Tree::Flag(flag))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Tree, E> {
        Ok(Tree::Number(number))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Tree, E> {
        i64::try_from(number).map(Tree::Number).map_err(|_| E::custom("a number that is too large"))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Tree, E> {
        Ok(Tree::Text(text.to_owned()))
    }

    fn visit_string<E: Error>(self, text: String) -> Result<Tree, E> {
        Ok(Tree::Text(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Tree, A::Error> {
        let mut list = Vec::new();
        while let Some(tree) = seq.next_element()? {
            list.push(tree);
        }
        Ok(Tree::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Tree, A::Error> {
        let mut record = Vec::new();
        while let Some(name) = map.next_key::<String>()? {
            record.push((name, map.next_value()?));
        }
        Ok(Tree::Record(record))
    }
}
