//! Renewing the master key, in steps between which servers are started anew: a new key is known to all of them before
//! anything is wrapped with it, and the old one is forgotten when nothing needs it.
use super::{Keys, SealError, fresh_secret, seal::Sealer};
use uuid::Uuid;

/// `k12` is twelve.
fn number(id: &str) -> u64 {
    id.strip_prefix('k').and_then(|number| number.parse().ok()).unwrap_or(0)
}

impl Keys {
    /// The youngest master key, which the next rotation goes to.
    pub fn newest(&self) -> &str {
        self.masters.keys().max_by_key(|id| number(id)).map_or(self.current.as_str(), String::as_str)
    }

    /// Takes a new master key in, without using it yet; answers its id.
    pub fn add_master(&mut self) -> String {
        let id = format!("k{}", number(self.newest()) + 1);
        self.masters.insert(id.clone(), fresh_secret());
        id
    }

    /// From now on the youngest master key wraps what is new. Whether that is a change.
    pub fn use_newest(&mut self) -> bool {
        let newest = self.newest().to_owned();
        std::mem::replace(&mut self.current, newest) != self.current
    }

    /// Forgets every master key but the one in use; answers the ids of those that are gone.
    pub fn forget_old(&mut self) -> Vec<String> {
        let old: Vec<String> = self.masters.keys().filter(|id| **id != self.current).cloned().collect();
        self.masters.retain(|id, _| *id == self.current);
        old
    }

    /// Wraps a data key anew, with the master key in use.
    pub(crate) fn rewrap(&self, subject: Uuid, key_id: &str, wrapped: &[u8]) -> Result<Vec<u8>, SealError> {
        let Sealer { key } = self.unwrap(subject, key_id, wrapped)?;
        self.wrap(subject, &key)
    }

    /// Seals anew what [`Keys::seal_own`] sealed with another master key; nothing if it was this one.
    pub(crate) fn reseal_own(&self, place: &str, sealed: &[u8]) -> Result<Option<Vec<u8>>, SealError> {
        let length = sealed.first().map_or(0, |length| usize::from(*length));
        if sealed.get(1..=length) == Some(self.current_id().as_bytes()) {
            return Ok(None);
        }
        self.seal_own(place, &self.open_own(place, sealed)?).map(Some)
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn a_new_key_is_known_before_it_is_used_and_the_old_one_goes_last() {
        let mut keys = Keys::create();
        let (data_key, _) = Sealer::fresh();
        let subject = Uuid::now_v7();
        let wrapped = keys.wrap(subject, &data_key).unwrap();
        let own = keys.seal_own("a.b", b"x").unwrap();
        assert!(!keys.use_newest());
        assert_eq!(keys.add_master(), "k2");
        assert_eq!((keys.current_id(), keys.newest()), ("k1", "k2"));
        assert_eq!(keys.reseal_own("a.b", &own).unwrap(), None);
        assert!(keys.use_newest());
        let again = keys.rewrap(subject, "k1", &wrapped).unwrap();
        let own = keys.reseal_own("a.b", &own).unwrap().unwrap();
        assert_eq!(keys.forget_old(), ["k1"]);
        assert_eq!(keys.unwrap(subject, "k2", &again).unwrap().key[..], data_key[..]);
        assert_eq!(keys.open_own("a.b", &own).unwrap().as_slice(), b"x");
        assert_eq!(keys.unwrap(subject, "k1", &wrapped).err(), Some(SealError::UnknownKey));
        assert_eq!(keys.add_master(), "k3");
    }
}
