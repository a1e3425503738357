//! `Upload-Metadata`: names with values in base64, `draft MDE5…,filename aWph…`.

use std::collections::BTreeMap;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use service::NewUpload;

/// More than names of files and slots need.
const MOST: usize = 4 * 1024;

/// Reads it; nothing if it is none. A value that is no text is left out.
pub(super) fn read(raw: &str) -> Option<BTreeMap<String, String>> {
    if raw.len() > MOST {
        return None;
    }
    let mut told = BTreeMap::new();
    for pair in raw.split(',').map(str::trim).filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once(' ').unwrap_or((pair, ""));
        let value = STANDARD.decode(value.trim()).ok()?;
        if told.contains_key(name) {
            return None;
        }
        if let Ok(text) = String::from_utf8(value) {
            told.insert(name.to_owned(), text);
        }
    }
    Some(told)
}

/// What was announced, as its sender wrote it.
pub(super) fn write(new: &NewUpload) -> String {
    let (draft, key) = (new.draft.to_string(), new.key.to_string());
    let mut pairs = vec![("draft", &draft), ("slot", &new.slot), ("filename", &new.name), ("key", &key)];
    pairs.extend(new.sha256.as_ref().map(|hash| ("sha256", hash)));
    let pairs: Vec<_> =
        pairs.into_iter().map(|(name, value)| format!("{name} {}", STANDARD.encode(value))).collect();
    pairs.join(",")
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]

    use super::*;

    #[test]
    fn names_have_values_in_base64() {
        let told = read("filename aWphemFoLmpwZw==, slot aWphemFo,empty").unwrap();
        let told: Vec<_> = told.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        assert_eq!(told, [("empty", ""), ("filename", "ijazah.jpg"), ("slot", "ijazah")]);
        assert_eq!(read(""), Some(BTreeMap::new()));
    }

    #[test]
    fn what_is_none_is_not_guessed_at() {
        for bad in ["slot !!", "slot aWphemFo,slot aWphemFo", &format!("slot {}", "A".repeat(8192))] {
            assert_eq!(read(bad), None, "{bad:.20}");
        }
        assert_eq!(read("slot /w=="), Some(BTreeMap::new()), "no text");
    }

    #[test]
    fn what_was_announced_is_told_back() {
        let new = NewUpload {
            draft: uuid::Uuid::from_u128(1),
            slot: "ijazah".to_owned(),
            name: "ijazah \u{e9}.jpg".to_owned(),
            key: uuid::Uuid::from_u128(2),
            length: 3,
            sha256: None,
        };
        let told = read(&write(&new)).unwrap();
        assert_eq!((told["filename"].as_str(), told.get("sha256")), ("ijazah \u{e9}.jpg", None));
    }
}
