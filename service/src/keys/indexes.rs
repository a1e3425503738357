//! Renewing the keys of the blind indexes over what people are known by: a leaked one tells, with the database, whose
//! number is in it. The new ones lie in the key file beside the old ones until the database is through.
use super::{IndexField, Keys, Secret, fresh_secret};
use std::collections::BTreeMap;

/// What is made of values that somebody could guess one after the other. Codes and tokens are random. Limits count anew, and
/// what officers search for is written down by the same key: lines of before stay as they are, as every line does.
const GUESSABLE: [IndexField; 5] =
    [IndexField::Nik, IndexField::KkNumber, IndexField::Phone, IndexField::Email, IndexField::Rate];
const MARK: &[u8] = b"index mark";

impl Keys {
    /// Takes new keys in, without using them yet. Whether they were not there before.
    pub fn begin_indexes(&mut self) -> bool {
        if self.next.is_some() {
            return false;
        }
        // Ids of the register's members stay what they are in every card: they are in no row in clear.
        self.members.get_or_insert(self.register_key(IndexField::Nik));
        self.next = Some(GUESSABLE.into_iter().map(|field| (field, fresh_secret())).collect());
        true
    }

    /// From now on the new keys are those in use. Whether there were any.
    pub fn use_new_indexes(&mut self) -> bool {
        let Some(next) = self.next.take() else { return false };
        self.indexes.extend(next);
        true
    }

    /// These keys with the new ones in use.
    pub(crate) fn with_new_indexes(&self) -> Option<Self> {
        let mut keys = self.clone();
        keys.use_new_indexes().then_some(keys)
    }

    /// By what a database knows under which keys its indexes are.
    pub(crate) fn index_mark(&self) -> Vec<u8> {
        self.index(IndexField::Nik, MARK)
    }
}

/// The new keys as the file holds them: all of them, or none.
pub(super) fn complete(next: &BTreeMap<IndexField, Secret>) -> bool {
    next.len() == GUESSABLE.len() && GUESSABLE.iter().all(|field| next.contains_key(field))
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use super::*;
    use domain::Nik;

    #[test]
    fn new_keys_wait_in_the_file_until_they_are_used_and_members_keep_their_ids() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("keys.json");
        let old = Keys::create();
        old.write_new(&path).unwrap();
        assert!(!std::fs::read_to_string(&path).unwrap().contains("next_indexes"));
        let mut keys = Keys::read(&path).unwrap();
        assert!(!keys.use_new_indexes() && keys.with_new_indexes().is_none());
        assert!(keys.begin_indexes());
        keys.write_again(&path).unwrap();
        let mut keys = Keys::read(&path).unwrap();
        assert!(!keys.begin_indexes(), "those that wait are not replaced");
        let index = |keys: &Keys, field| keys.index(field, b"9901");
        for field in IndexField::ALL {
            assert_eq!(index(&keys, field), index(&old, field), "not in use yet");
        }
        let ahead = keys.with_new_indexes().unwrap();
        assert!(keys.use_new_indexes());
        keys.write_again(&path).unwrap();
        let new = Keys::read(&path).unwrap();
        for field in IndexField::ALL {
            assert_eq!(index(&new, field) == index(&old, field), !GUESSABLE.contains(&field), "{field:?}");
            assert_eq!(index(&new, field), index(&ahead, field));
        }
        assert_ne!(new.index_mark(), old.index_mark());
        assert_ne!(new.word_index("made"), old.word_index("made"));
        let nik = Nik::parse("9901010405060003").unwrap();
        let (before, after) = (old.register_index(), new.register_index());
        assert_eq!(before.member(&nik), after.member(&nik));
        assert_ne!(before.person(&nik), after.person(&nik));

        // A second renewal keeps them too.
        let mut again = new.clone();
        again.begin_indexes();
        again.use_new_indexes();
        assert_eq!(again.register_index().member(&nik), before.member(&nik));
    }

    #[test]
    fn a_file_that_lacks_one_of_the_new_keys_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("keys.json");
        let mut keys = Keys::create();
        keys.begin_indexes();
        keys.next.as_mut().unwrap().remove(&IndexField::Email);
        keys.write_new(&path).unwrap();
        assert!(Keys::read(&path).unwrap_err().to_string().contains("a new index key is missing"));
    }
}
