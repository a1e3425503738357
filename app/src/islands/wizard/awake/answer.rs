//! From what the browser has read as JSON to values. The domain reads a tree; so there is one reader for the
//! page, the server's answers and the device, and no JSON library in the file.
use crate::{
    text::{problem, sentence},
    wire::AppError,
};
use domain::{
    FieldIssue, Language,
    tree::{FromTree, Record, Tree},
};
use js_sys::{Array, JSON, Object};
use std::collections::BTreeMap;
use wasm_bindgen::{JsCast, JsValue};

/// A value of JavaScript as a tree.
fn grow(value: &JsValue) -> Tree {
    if let Some(text) = value.as_string() {
        Tree::Text(text)
    } else if let Some(number) = value.as_f64() {
        #[expect(clippy::cast_possible_truncation, reason = "the server sends whole numbers")]
        Tree::Number(number as i64)
    } else if let Some(flag) = value.as_bool() {
        Tree::Flag(flag)
    } else if let Some(list) = value.dyn_ref::<Array>() {
        Tree::List(list.iter().map(|value| grow(&value)).collect())
    } else if let Some(object) = value.dyn_ref::<Object>() {
        let entry = |entry: JsValue| {
            let entry: Array = entry.unchecked_into();
            (entry.get(0).as_string().unwrap_or_default(), grow(&entry.get(1)))
        };
        Tree::Record(Object::entries(object).iter().map(entry).collect())
    } else {
        Tree::Nothing
    }
}

/// Reads JSON.
pub fn read<V: FromTree>(json: &str) -> Option<V> {
    V::from_tree(tree(json)?).ok()
}

/// Reads JSON into named values.
pub fn record(json: &str) -> Option<Record> {
    Record::of(tree(json)?).ok()
}

fn tree(json: &str) -> Option<Tree> {
    JSON::parse(json).ok().map(|value| grow(&value))
}

/// Texts by name as a value of JavaScript.
pub fn object<'a>(pairs: impl Iterator<Item = (&'a str, &'a str)>) -> JsValue {
    let object = Object::new();
    for (name, value) in pairs {
        set(&object, name, &JsValue::from_str(value));
    }
    object.into()
}

/// Sets a name of an object.
pub fn set(object: &Object, name: &str, value: &JsValue) {
    let _ = js_sys::Reflect::set(object, &JsValue::from_str(name), value);
}

/// Writes JSON.
pub fn json(value: &JsValue) -> String {
    JSON::stringify(value).ok().and_then(|text| text.as_string()).unwrap_or_default()
}

/// Texts by name.
pub struct Texts(pub BTreeMap<String, String>);

impl FromTree for Texts {
    fn from_tree(tree: Tree) -> Result<Self, domain::tree::Trouble> {
        let Tree::Record(values) = tree else { return Ok(Self(BTreeMap::new())) };
        let text = |(name, value)| match value {
            Tree::Text(text) => Some((name, text)),
            _ => None,
        };
        Ok(Self(values.into_iter().filter_map(text).collect()))
    }
}

/// Why the server refused, as its code says. What the wizard cannot meet is "try again".
pub fn refusal(json: &str) -> AppError {
    let Some(mut record) = record(json) else { return AppError::Busy };
    let code: String = record.take("code");
    match code.as_str() {
        "fields" => AppError::Fields { issues: record.take::<Vec<FieldIssue>>("issues") },
        "file" => AppError::File {
            reason: record.take("reason"),
            bytes: record.take("bytes"),
            limit: record.take("limit"),
        },
        "too_many" => AppError::TooMany { seconds: record.take("seconds") },
        "internal" => AppError::Internal { incident: record.take("incident") },
        "not_found" => AppError::NotFound,
        "forbidden" => AppError::Forbidden,
        "contested" => AppError::Contested,
        "sign_in_first" => AppError::SignInFirst,
        "malformed" => AppError::Malformed,
        _ => AppError::Busy,
    }
}

/// A refusal in a sentence: of a single field, its own.
pub fn words(error: &AppError, language: Language) -> String {
    match error {
        AppError::Fields { issues } if issues.len() == 1 => sentence(&issues[0].error, language),
        other => problem(other, language),
    }
}
