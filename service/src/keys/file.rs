//! The key file: JSON, readable by its owner only, never overwritten but by one that holds all it held.
use super::{IndexField, Keys, PublicKey, PushKey, Secret, indexes, signing::Signing};
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
    #[serde(default, skip_serializing_if = "Option::is_none")]
    next_indexes: Option<BTreeMap<IndexField, Zeroizing<String>>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    members: Option<Zeroizing<String>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    signing: Option<SigningFile>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    push: Option<Zeroizing<String>>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SigningFile {
    secret: Zeroizing<String>,
    /// Public halves of the keys before, the newest first.
    #[serde(default)]
    former: Vec<String>,
}

impl SigningFile {
    fn of(signing: &Signing) -> Self {
        Self {
            secret: encode(&signing.secret),
            former: signing.former.iter().map(|key| STANDARD.encode(key.as_bytes())).collect(),
        }
    }

    fn read(&self) -> Option<Signing> {
        let public = |text: &String| PublicKey::from_bytes(&STANDARD.decode(text).ok()?);
        let former = self.former.iter().map(public).collect::<Option<_>>()?;
        Some(Signing { secret: decode(&self.secret)?, former })
    }
}

fn encode(secret: &Secret) -> Zeroizing<String> {
    Zeroizing::new(STANDARD.encode(&secret[..]))
}

fn encoded(keys: &BTreeMap<IndexField, Secret>) -> BTreeMap<IndexField, Zeroizing<String>> {
    keys.iter().map(|(field, key)| (*field, encode(key))).collect()
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
        let mut in_use = BTreeMap::new();
        for field in IndexField::ALL {
            let key = file.indexes.get(&field).and_then(|text| decode(text));
            in_use.insert(field, key.ok_or_else(|| wrong("an index key is missing or not 32 bytes"))?);
        }
        let next = match &file.next_indexes {
            Some(next) => {
                let read = |(field, text): (&IndexField, &Zeroizing<String>)| Some((*field, decode(text)?));
                let next: Option<BTreeMap<_, _>> = next.iter().map(read).collect();
                let whole = next.filter(indexes::complete);
                Some(whole.ok_or_else(|| wrong("a new index key is missing or not 32 bytes"))?)
            }
            None => None,
        };
        let members = match &file.members {
            Some(text) => {
                Some(decode(text).ok_or_else(|| wrong("the key of the register's members is damaged"))?)
            }
            None => None,
        };
        let signing = match &file.signing {
            Some(signing) => Some(signing.read().ok_or_else(|| wrong("the signing key is damaged"))?),
            None => None,
        };
        let push = match &file.push {
            Some(text) => Some(
                decode(text)
                    .filter(|secret| PushKey::of(secret).is_some())
                    .ok_or_else(|| wrong("the key for notices of browsers is damaged"))?,
            ),
            None => None,
        };
        Ok(Self { current: file.current, masters, indexes: in_use, next, members, signing, push })
    }

    /// Writes the keys to a file that must not exist yet, readable by its owner only, and flushes it to
    /// the disk before it answers.
    pub fn write_new(&self, path: &Path) -> Result<(), KeyFileError> {
        let io = |source| KeyFileError::Io { path: path.display().to_string(), what: "written", source };
        let file = KeyFile {
            format: 1,
            current: self.current.clone(),
            masters: self.masters.iter().map(|(id, key)| (id.clone(), encode(key))).collect(),
            indexes: encoded(&self.indexes),
            next_indexes: self.next.as_ref().map(encoded),
            members: self.members.as_ref().map(encode),
            signing: self.signing.as_ref().map(SigningFile::of),
            push: self.push.as_ref().map(encode),
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

    /// Puts the keys into the place of a file that they were read from. It is there whole at every moment: the new
    /// one is written beside it and takes its name.
    pub fn write_again(&self, path: &Path) -> Result<(), KeyFileError> {
        let beside = path.with_extension("new");
        self.write_new(&beside)?;
        let io = |source| KeyFileError::Io { path: path.display().to_string(), what: "written", source };
        std::fs::rename(&beside, path).map_err(io)?;
        // The name too must survive a power cut.
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        std::fs::File::open(folder).and_then(|folder| folder.sync_all()).map_err(io)
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
    fn a_key_file_of_before_signed_receipts_opens_and_gets_its_signing_key_in_place() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("keys.json");
        let old = Keys { signing: None, ..Keys::create() };
        old.write_new(&path).unwrap();
        assert!(!std::fs::read_to_string(&path).unwrap().contains("signing"));
        let mut keys = Keys::read(&path).unwrap();
        assert!(!keys.can_sign() && keys.public_keys().is_empty() && keys.sign("x").is_none());
        for renewals in 1..=3 {
            keys.renew_signing_key();
            keys.write_again(&path).unwrap();
            let again = Keys::read(&path).unwrap();
            assert_eq!(again.public_keys(), keys.public_keys());
            assert_eq!(again.public_keys().len(), renewals);
            assert_eq!(again.sign("x"), keys.sign("x"));
            assert_eq!(again.index(IndexField::Nik, b"1"), old.index(IndexField::Nik, b"1"));
        }
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "nothing lies about");
        let text = std::fs::read_to_string(&path).unwrap().replace("\"secret\": \"", "\"secret\": \"AA");
        std::fs::write(&path, text).unwrap();
        assert!(Keys::read(&path).unwrap_err().to_string().contains("the signing key is damaged"));
    }

    #[test]
    fn a_key_file_of_before_notices_of_browsers_opens_and_gets_their_key_in_place() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("keys.json");
        Keys { push: None, ..Keys::create() }.write_new(&path).unwrap();
        let mut keys = Keys::read(&path).unwrap();
        assert!(keys.push_key().is_none());
        keys.renew_push_key();
        keys.write_again(&path).unwrap();
        let again = Keys::read(&path).unwrap();
        assert_eq!(again.push_key().unwrap().public(), keys.push_key().unwrap().public());
        assert_eq!(again.public_keys(), keys.public_keys());
        let nothing = encode(&Zeroizing::new([0; 32]));
        let text = std::fs::read_to_string(&path).unwrap();
        let kept = encode(keys.push.as_ref().unwrap());
        std::fs::write(&path, text.replace(kept.as_str(), &nothing)).unwrap();
        assert!(Keys::read(&path).unwrap_err().to_string().contains("notices of browsers is damaged"));
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
