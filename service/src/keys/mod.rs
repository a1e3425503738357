//! The office's keys: master keys that wrap data keys, one key per blind index, the key that signs receipts, and
//! the one by which push services know the office.
//!
//! They live in one file outside the database and its back-ups. Whoever has the database without this
//! file has nothing; whoever loses this file has lost the office's data, so `keys backup` and
//! `keys prove` exist.
mod backup;
mod blind;
mod file;
mod indexes;
mod push;
mod rotation;
mod seal;
mod signing;
mod stream;

pub(crate) use backup::PieceKey;
pub use blind::IndexField;
pub(crate) use blind::{RegisterIndex, ShortIndex};
pub use file::KeyFileError;
pub use push::PushKey;
pub use seal::SealError;
pub(crate) use seal::Sealer;
pub use signing::PublicKey;
pub(crate) use stream::Unsealing;

use rand::RngExt;
use std::collections::BTreeMap;
use zeroize::Zeroizing;

/// Bytes of a secret that are wiped when dropped.
pub(crate) type Secret = Zeroizing<[u8; 32]>;

/// All keys of an installation.
#[derive(Clone)]
pub struct Keys {
    current: String,
    masters: BTreeMap<String, Secret>,
    indexes: BTreeMap<IndexField, Secret>,
    /// What takes the place of some of them when the database is through with it.
    next: Option<BTreeMap<IndexField, Secret>>,
    /// Makes the ids of the register's members; none as long as the key of NIK, which it is made of, is the first.
    members: Option<Secret>,
    /// Signs receipts; missing in key files of former versions.
    signing: Option<signing::Signing>,
    /// For notices of browsers; missing in key files of former versions.
    push: Option<Secret>,
}

impl std::fmt::Debug for Keys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Keys").field("current", &self.current).finish_non_exhaustive()
    }
}

/// Thirty-two bytes from the system's generator.
pub(crate) fn fresh_secret() -> Secret {
    let mut bytes = Zeroizing::new([0_u8; 32]);
    rand::rng().fill(&mut bytes[..]);
    bytes
}

impl Keys {
    /// Makes a new set: one master key named `k1`, one key for each blind index, one to sign receipts, one for notices of
    /// browsers.
    pub fn create() -> Self {
        Self {
            current: "k1".to_owned(),
            masters: BTreeMap::from([("k1".to_owned(), fresh_secret())]),
            indexes: IndexField::ALL.into_iter().map(|field| (field, fresh_secret())).collect(),
            next: None,
            members: None,
            signing: Some(signing::Signing::fresh()),
            push: Some(push::PushKey::fresh()),
        }
    }

    /// The id of the master key that wraps new data keys.
    pub fn current_id(&self) -> &str {
        &self.current
    }

    /// The ids of all master keys, for reports.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.masters.keys().map(String::as_str)
    }

    fn master(&self, id: &str) -> Result<&Secret, SealError> {
        self.masters.get(id).ok_or(SealError::UnknownKey)
    }
}
