//! Blind indexes: keyed hashes by which a row is found without storing what is looked for.
use super::{Keys, Secret};
use domain::{KkNumber, Nik};
use hmac::{Hmac, KeyInit, Mac};
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use uuid::Uuid;
use zeroize::Zeroizing;

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
        hash(&key, value).to_vec()
    }

    /// The blind index of a word of a name. Its key is made of that of NIK, so that key files stay as they are. Half
    /// of a hash: a request has some.
    pub(crate) fn word_index(&self, word: &str) -> Vec<u8> {
        let key = Zeroizing::new(hash(
            &self.indexes.get(&IndexField::Nik).map_or([0; 32], |key| **key),
            b"words of names",
        ));
        hash(&key, word.as_bytes())[..16].to_vec()
    }

    /// The blind indexes of the office's register. Their keys are made of those of accounts and requests, so that
    /// key files stay as they are, and still nobody who has only the database can tie an account to the register.
    pub(crate) fn register_index(&self) -> RegisterIndex {
        let person = self.register_key(IndexField::Nik);
        let members = self.members.clone().unwrap_or_else(|| person.clone());
        RegisterIndex { person, card: self.register_key(IndexField::KkNumber), members }
    }

    pub(super) fn register_key(&self, field: IndexField) -> Secret {
        Zeroizing::new(hash(&self.indexes.get(&field).map_or([0; 32], |key| **key), b"register"))
    }
}

fn hash(key: &[u8; 32], value: &[u8]) -> [u8; 32] {
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key) else { return [0; 32] };
    mac.update(value);
    mac.finalize().into_bytes().into()
}

/// By what a row of the register is found: 128 bits, for there are millions.
pub(crate) type ShortIndex = [u8; 16];

/// Makes the blind indexes of the office's register, apart from the service and in any thread.
#[derive(Clone)]
pub(crate) struct RegisterIndex {
    person: Secret,
    card: Secret,
    /// Of the ids, which stay when the others are renewed.
    members: Secret,
}

impl RegisterIndex {
    /// By what a person is found.
    pub(crate) fn person(&self, nik: &Nik) -> ShortIndex {
        halves(hash(&self.person, nik.as_str().as_bytes())).0
    }

    /// The id of a person as a member of a card: the same in every load, and no index.
    pub(crate) fn member(&self, nik: &Nik) -> Uuid {
        id(halves(hash(&self.members, nik.as_str().as_bytes())).1)
    }

    /// The same for somebody who has no NIK yet.
    pub(crate) fn unnumbered(&self, card: &KkNumber, name: &str, birth_date: &str) -> Uuid {
        id(halves(hash(&self.members, format!("{}|{name}|{birth_date}", card.as_str()).as_bytes())).1)
    }

    /// By what a card is found.
    pub(crate) fn card(&self, number: &KkNumber) -> ShortIndex {
        halves(hash(&self.card, number.as_str().as_bytes())).0
    }
}

fn halves(hash: [u8; 32]) -> (ShortIndex, ShortIndex) {
    let (mut first, mut second) = ([0; 16], [0; 16]);
    first.copy_from_slice(&hash[..16]);
    second.copy_from_slice(&hash[16..]);
    (first, second)
}

fn id(bytes: [u8; 16]) -> Uuid {
    uuid::Builder::from_random_bytes(bytes).into_uuid()
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn the_same_value_has_another_index_in_another_field_and_under_other_keys() {
        let keys = Keys::create();
        assert_eq!(keys.index(IndexField::Nik, b"9901"), keys.index(IndexField::Nik, b"9901"));
        assert_ne!(keys.index(IndexField::Nik, b"9901"), keys.index(IndexField::KkNumber, b"9901"));
        assert_ne!(keys.index(IndexField::Nik, b"9901"), Keys::create().index(IndexField::Nik, b"9901"));
    }

    #[test]
    fn the_register_has_indexes_of_its_own_and_a_members_id_is_none_of_them() {
        let keys = Keys::create();
        let register = keys.register_index();
        let nik = Nik::parse("9901010405060003").unwrap();
        let person = register.person(&nik);
        assert_ne!(keys.index(IndexField::Nik, nik.as_str().as_bytes())[..16], person);
        assert_eq!(keys.register_index().person(&nik), person);
        assert_ne!(Keys::create().register_index().person(&nik), person);
        assert_eq!(register.member(&nik), keys.register_index().member(&nik));
        assert_ne!(register.member(&nik).as_bytes()[..4], person[..4]);
    }
}
