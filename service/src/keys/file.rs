//! The key file: JSON, readable by its owner only, never overwritten.
use super::{IndexField, Keys, Secret};
use base64::{Engine, engine::general_purpose::STANDARD};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, io::Write, path::Path};
use zeroize::Zeroizing;

/// Why a key file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum KeyFileError {
    /// The file cannot be read or written.
    #[error("the key file {path} cannot be {what}: {source}")]
    Io {
        /// Which file.
        path: String,
        /// "read" or "written".
        what: &'static str,
        /// What the system said.
        source: std::io::Error,
    },
    /// The file is there, but is not a key file or lacks a key.
    #[error("the file {path} is no complete key file ({why}); restore it from its back-up")]
    Form {
        /// Which file.
        path: String,
        /// What is wrong with it.
        why: &'static str,
    },
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct KeyFile {
    format: u8,
    current: String,
    masters: BTreeMap<String, Zeroizing<String>>,
    indexes: BTreeMap<IndexField, Zeroizing<String>>,
}

fn decode(text: &str) -> Option<Secret> {
    let bytes = Zeroizing::new(STANDARD.decode(text).ok()?);
    Some(Zeroizing::new(bytes.as_slice().try_into().ok()?))
}

impl Keys {
    /// Reads a key file.
    pub fn read(path: &Path) -> Result<Self, KeyFileError> {
        let name = || path.display().to_string();
        let text = std::fs::read(path).map(Zeroizing::new).map_err(|source| KeyFileError::Io {
            path: name(),
            what: "read",
            source,
        })?;
        let wrong = |why| KeyFileError::Form { path: name(), why };
        let file: KeyFile = serde_json::from_slice(&text).map_err(|_| wrong("not in the expected form"))?;
        if file.format != 1 {
            return Err(wrong("written by a newer version"));
        }
        let mut masters = BTreeMap::new();
        for (id, text) in &file.masters {
            masters.insert(id.clone(), decode(text).ok_or_else(|| wrong("a master key is not 32 bytes"))?);
        }
        if !masters.contains_key(&file.current) {
            return Err(wrong("the current master key is missing"));
        }
        let mut indexes = BTreeMap::new();
        for field in IndexField::ALL {
            let key = file.indexes.get(&field).and_then(|text| decode(text));
            indexes.insert(field, key.ok_or_else(|| wrong("an index key is missing or not 32 bytes"))?);
        }
        Ok(Self { current: file.current, masters, indexes })
    }

    /// Writes the keys to a file that must not exist yet, readable by its owner only, and flushes it to
    /// the disk before it answers.
    pub fn write_new(&self, path: &Path) -> Result<(), KeyFileError> {
        let io = |source| KeyFileError::Io { path: path.display().to_string(), what: "written", source };
        let text = |secret: &Secret| Zeroizing::new(STANDARD.encode(&secret[..]));
        let file = KeyFile {
            format: 1,
            current: self.current.clone(),
            masters: self.masters.iter().map(|(id, key)| (id.clone(), text(key))).collect(),
            indexes: self.indexes.iter().map(|(field, key)| (*field, text(key))).collect(),
        };
        let body = serde_json::to_vec_pretty(&file).map(Zeroizing::new).map_err(|_| KeyFileError::Form {
            path: path.display().to_string(),
            why: "cannot be written as JSON",
        })?;
        let mut options = std::fs::OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut target = options.open(path).map_err(io)?;
        target.write_all(&body).and_then(|()| target.sync_all()).map_err(io)
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn keys_come_back_from_their_file_and_the_file_is_private_and_not_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("keys.json");
        let keys = Keys::create();
        keys.write_new(&path).unwrap();
        let again = Keys::read(&path).unwrap();
        assert_eq!(again.index(IndexField::Nik, b"1"), keys.index(IndexField::Nik, b"1"));
        assert!(keys.write_new(&path).is_err());
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        }
    }

    #[test]
    fn a_key_file_without_an_index_key_is_refused_with_a_sentence() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("keys.json");
        Keys::create().write_new(&path).unwrap();
        let text = std::fs::read_to_string(&path).unwrap().replace("\"nik\"", "\"token2\"");
        let broken = folder.path().join("broken.json");
        std::fs::write(&broken, text).unwrap();
        assert!(Keys::read(&broken).unwrap_err().to_string().contains("no complete key file"));
    }
}
