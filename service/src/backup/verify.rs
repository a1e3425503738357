//! Whether a back-up is whole: every byte of it is read.
use super::{BackupError, DocumentPart, Manifest, documents_at, sealed, snapshots};
use crate::Keys;
use futures::TryStreamExt as _;
use object_store::{ObjectStore, ObjectStoreExt as _};
use sha2::{Digest as _, Sha256};
use std::fmt;

/// A part of a back-up that is not what it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Damage {
    /// The list of what belongs to this snapshot.
    Manifest(String),
    /// The database of this snapshot.
    Database(String),
    /// A document, by its name in the store.
    Document(String),
    /// A document that is not there, by its name in the store.
    Missing(String),
}

impl fmt::Display for Damage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Manifest(name) => {
                write!(f, "the manifest of snapshot {name} was changed, or belongs to other keys")
            }
            Self::Database(name) => write!(f, "the database of snapshot {name} is damaged or missing"),
            Self::Document(key) => write!(f, "the document {key} is damaged"),
            Self::Missing(key) => write!(f, "the document {key} is missing"),
        }
    }
}

/// What looking at a back-up found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verified {
    /// Snapshots that were looked at.
    pub snapshots: u64,
    /// Documents that were read, each once.
    pub documents: u64,
    /// What is not whole.
    pub damages: Vec<Damage>,
}

/// Reads one document as it lies in the back-up.
pub(super) async fn document(
    place: &dyn ObjectStore,
    part: &DocumentPart,
) -> Result<Option<Damage>, BackupError> {
    let found = match place.get(&documents_at(&part.key)).await {
        Ok(found) => found,
        Err(object_store::Error::NotFound { .. }) => return Ok(Some(Damage::Missing(part.key.clone()))),
        Err(source) => return Err(BackupError::Store { what: "the back-up", source }),
    };
    let mut stream = found.into_stream();
    let (mut hash, mut bytes) = (Sha256::new(), 0_u64);
    while let Some(piece) = stream.try_next().await.map_err(BackupError::store("the back-up"))? {
        bytes += u64::try_from(piece.len()).unwrap_or(0);
        hash.update(&piece);
    }
    let same = bytes == part.bytes && hex::encode(hash.finalize()) == part.sha256;
    Ok((!same).then(|| Damage::Document(part.key.clone())))
}

/// Reads every snapshot of a back-up, or the one that is named, whole.
///
/// # Errors
/// When the place does not answer or has no such snapshot; damage is no error but what is looked for.
pub(crate) async fn verify(
    keys: &Keys,
    place: &dyn ObjectStore,
    snapshot: Option<&str>,
) -> Result<Verified, BackupError> {
    let mut names = snapshots(place).await?;
    if let Some(wanted) = snapshot {
        names = vec![super::restore::chosen(&names, Some(wanted))?];
    } else if names.is_empty() {
        super::restore::chosen(&names, None)?;
    }
    let mut verified = Verified::default();
    let mut seen = std::collections::BTreeMap::new();
    for name in names {
        verified.snapshots += 1;
        let manifest = match Manifest::read(keys, place, &name).await {
            Ok(manifest) => manifest,
            Err(BackupError::Damaged(damage)) => {
                verified.damages.push(damage);
                continue;
            }
            Err(BackupError::Sealed(_)) => {
                verified.damages.push(Damage::Manifest(name));
                continue;
            }
            Err(other) => return Err(other),
        };
        if let Some(part) = &manifest.database
            && !sealed::open(keys, place, &name, part, None).await?
        {
            verified.damages.push(Damage::Database(name.clone()));
        }
        for part in manifest.documents {
            // The same document in two snapshots is read once, unless they disagree about it.
            if seen.get(&part.key) == Some(&part.sha256) {
                continue;
            }
            verified.documents += 1;
            verified.damages.extend(document(place, &part).await?);
            seen.insert(part.key, part.sha256);
        }
    }
    Ok(verified)
}
