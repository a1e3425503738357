//! Checkpoints: what every line's hash was on a day, signed, and each naming the one before. They lie outside the
//! database, so that whoever can write there cannot make the past fit.
//!
//! A checkpoint holds the lines since the one before it, by the first half of their hashes: 128 bits, which nobody
//! meets twice. All of them together name every line there was.
use crate::keys::{Keys, PublicKey};
use base64::{Engine, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha256};
use std::{collections::BTreeMap, fmt::Write as _};
use uuid::Uuid;

const TITLE: &str = "kk-daring checkpoint 1";
/// Stands where there is no checkpoint before.
const NONE: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// The first half of a line's hash, in hex.
pub(super) fn short(hash: &str) -> &str {
    hash.get(..32).unwrap_or(hash)
}

/// The lines of one chain that a checkpoint adds: the place of the first, and each one's short hash.
pub(super) type Added = (i64, Vec<String>);

/// One checkpoint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Checkpoint {
    pub(super) number: u64,
    /// Milliseconds since 1970.
    pub(super) at: i64,
    /// SHA-256 of the whole text of the one before, in hex.
    pub(super) previous: String,
    pub(super) added: BTreeMap<Uuid, Added>,
}

/// Why a checkpoint is worth nothing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CheckpointFault {
    /// Not as this program writes it.
    #[error("checkpoint {0} is damaged")]
    Form(u64),
    /// Signed by none of the keys, or changed since.
    #[error("checkpoint {0} is not signed by the office's key, or was changed")]
    Signature(u64),
    /// One is missing, or the one before it was replaced.
    #[error("checkpoint {0} does not follow the one before it: one was removed or replaced")]
    Order(u64),
}

/// What a checkpoint is called by: the hash of its text.
pub(super) fn fingerprint(text: &str) -> String {
    hex::encode(Sha256::digest(text.as_bytes()))
}

impl Checkpoint {
    fn body(&self) -> String {
        let mut text =
            format!("{TITLE}\nnumber {}\nat {}\nprevious {}\n", self.number, self.at, self.previous);
        for (subject, (first, hashes)) in &self.added {
            let _ = writeln!(text, "{subject} {first} {}", hashes.join(" "));
        }
        text
    }

    /// The whole text; none without a key to sign with.
    pub(super) fn write(&self, keys: &Keys) -> Option<String> {
        let body = self.body();
        let (key, signature) = keys.sign(&body)?;
        Some(format!("{body}signed {key} {}\n", STANDARD.encode(signature)))
    }

    /// Reads what [`Self::write`] wrote, if one of `keys` has signed it.
    pub(super) fn read(text: &str, number: u64, keys: &[PublicKey]) -> Result<Self, CheckpointFault> {
        let form = || CheckpointFault::Form(number);
        let at = text.rfind("signed ").ok_or_else(form)?;
        let (body, signed) = text.split_at(at);
        let mut words = signed.split_whitespace().skip(1);
        let key = words.next().ok_or_else(form)?;
        let signature = words.next().and_then(|text| STANDARD.decode(text).ok()).ok_or_else(form)?;
        // One way to write it, so that no byte of the file can be another one.
        if text != format!("{body}signed {key} {}\n", STANDARD.encode(&signature)) {
            return Err(form());
        }
        if !keys.iter().any(|known| known.id() == key && known.proves(body, &signature)) {
            return Err(CheckpointFault::Signature(number));
        }
        Self::parse(body).filter(|read| read.number == number).ok_or_else(form)
    }

    fn parse(body: &str) -> Option<Self> {
        let mut lines = body.lines();
        (lines.next()? == TITLE).then_some(())?;
        let number = lines.next()?.strip_prefix("number ")?.parse().ok()?;
        let at = lines.next()?.strip_prefix("at ")?.parse().ok()?;
        let previous = lines.next()?.strip_prefix("previous ")?.to_owned();
        let mut added = BTreeMap::new();
        for line in lines {
            let mut words = line.split(' ');
            let subject = words.next()?.parse().ok()?;
            let first = words.next()?.parse().ok()?;
            added.insert(subject, (first, words.map(str::to_owned).collect()));
        }
        Some(Self { number, at, previous, added })
    }
}

/// All checkpoints together.
#[derive(Clone, Debug, Default)]
pub struct Checkpoints {
    /// How many there are.
    pub count: u64,
    /// When the last one was made, in milliseconds since 1970.
    pub at: Option<i64>,
    /// The fingerprint of the last one: worth writing down elsewhere.
    pub fingerprint: Option<String>,
    /// How many were made later than the moment that was asked for: signed and in their order, and what they know does not
    /// count.
    pub later: u64,
    /// Every line of every chain by its short hash, in order.
    pub(super) known: BTreeMap<Uuid, Vec<String>>,
}

impl Checkpoints {
    /// Takes the texts in their order, each signed by one of `keys`, each naming the one before.
    pub fn read<'a>(
        texts: impl IntoIterator<Item = &'a str>,
        keys: &[PublicKey],
    ) -> Result<Self, CheckpointFault> {
        Self::read_until(texts, keys, i64::MAX)
    }

    /// The same, as far as they knew at a moment, in milliseconds since 1970.
    pub fn read_until<'a>(
        texts: impl IntoIterator<Item = &'a str>,
        keys: &[PublicKey],
        until: i64,
    ) -> Result<Self, CheckpointFault> {
        let mut all = Self::default();
        let mut previous = all.previous();
        for (text, number) in texts.into_iter().zip(1..) {
            let checkpoint = Checkpoint::read(text, number, keys)?;
            if checkpoint.previous != previous {
                return Err(CheckpointFault::Order(number));
            }
            previous = fingerprint(text);
            if checkpoint.at > until {
                all.later += 1;
                continue;
            }
            for (subject, (first, hashes)) in checkpoint.added {
                let chain = all.known.entry(subject).or_default();
                if i64::try_from(chain.len()).ok().map(|length| length + 1) != Some(first) {
                    return Err(CheckpointFault::Order(number));
                }
                chain.extend(hashes);
            }
            all.count = number;
            all.at = Some(checkpoint.at);
            all.fingerprint = Some(previous.clone());
        }
        Ok(all)
    }

    pub(super) fn previous(&self) -> String {
        self.fingerprint.clone().unwrap_or_else(|| NONE.to_owned())
    }
}
