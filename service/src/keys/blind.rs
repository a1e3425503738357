//! Blind indexes: keyed hashes by which a row is found without storing what is looked for.
use super::Keys;
use hmac::{Hmac, KeyInit, Mac};
use serde::{Deserialize, Serialize};
use sha2::Sha256;

/// What is looked up. Each has its own key, so that one leaked key tests one field only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IndexField {
    /// National identity number.
    Nik,
    /// Family-card number.
    KkNumber,
    /// Phone in E.164.
    Phone,
    /// E-mail in lower case.
    Email,
    /// One-time codes, with the subject they were sent for.
    Code,
    /// Session and device ids.
    Token,
    /// Keys of rate limits, which may hold addresses or identifiers.
    Rate,
}

impl IndexField {
    pub(super) const ALL: [Self; 7] =
        [Self::Nik, Self::KkNumber, Self::Phone, Self::Email, Self::Code, Self::Token, Self::Rate];
}

impl Keys {
    /// The blind index of `value` in `field`.
    pub(crate) fn index(&self, field: IndexField, value: &[u8]) -> Vec<u8> {
        // A missing key cannot happen: `file` refuses a key file without every field.
        let key = self.indexes.get(&field).map_or([0_u8; 32], |key| **key);
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(&key) else { return Vec::new() };
        mac.update(value);
        mac.finalize().into_bytes().to_vec()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_value_has_another_index_in_another_field_and_under_other_keys() {
        let keys = Keys::create();
        assert_eq!(keys.index(IndexField::Nik, b"9901"), keys.index(IndexField::Nik, b"9901"));
        assert_ne!(keys.index(IndexField::Nik, b"9901"), keys.index(IndexField::KkNumber, b"9901"));
        assert_ne!(keys.index(IndexField::Nik, b"9901"), Keys::create().index(IndexField::Nik, b"9901"));
    }
}
