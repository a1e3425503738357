//! Proofs that this installation gave something out, for what lies in no database: a place in line, say.
use crate::{Service, keys::IndexField};
use subtle::ConstantTimeEq;

/// Bytes of a proof: 128 bits.
const LENGTH: usize = 16;

impl Service {
    /// The proof of `text`, the same at every server of the installation. `purpose` keeps proofs of different things apart.
    pub fn proof_of(&self, purpose: &str, text: &str) -> String {
        let whole = self.keys.index(IndexField::Token, format!("bukti|{purpose}|{text}").as_bytes());
        hex::encode(whole.get(..LENGTH).unwrap_or_default())
    }

    /// Whether `proof` is that of `text`, in a time that says nothing about how much of it is right.
    pub fn is_proof_of(&self, purpose: &str, text: &str, proof: &str) -> bool {
        self.proof_of(purpose, text).as_bytes().ct_eq(proof.as_bytes()).into()
    }
}
