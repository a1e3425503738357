//! Sealing: XChaCha20-Poly1305 under a data key, bound to the place where the bytes lie.
//!
//! A sealed value is `nonce (24) | ciphertext and tag`. The associated data names table, column and row,
//! so a value moved to another row or column does not open.
use super::{Keys, Secret};
use chacha20poly1305::{
    Key, XChaCha20Poly1305, XNonce,
    aead::{Aead, AeadInOut, KeyInit, Payload},
};
use rand::RngExt;
use uuid::Uuid;
use zeroize::Zeroizing;

/// Why sealed bytes do not open.
#[derive(Debug, thiserror::Error, PartialEq, Eq, Clone, Copy)]
pub enum SealError {
    /// The key file does not hold the master key that this data was wrapped with.
    #[error("the key file does not hold the master key that this data was wrapped with")]
    UnknownKey,
    /// Damaged, moved from elsewhere, or sealed with other keys.
    #[error("sealed data is damaged, was moved, or belongs to other keys")]
    Damaged,
    /// Opened, but is not what this version of the program writes.
    #[error("sealed data has an unexpected form")]
    Form,
}

pub(super) fn encrypt(key: &Secret, place: &str, plain: &[u8]) -> Result<Vec<u8>, SealError> {
    let mut nonce = [0_u8; 24];
    rand::rng().fill(&mut nonce[..]);
    let cipher = XChaCha20Poly1305::new(&Key::from(**key));
    let sealed = cipher
        .encrypt(&XNonce::from(nonce), Payload { msg: plain, aad: place.as_bytes() })
        .map_err(|_| SealError::Damaged)?;
    Ok([nonce.as_slice(), &sealed].concat())
}

pub(super) fn decrypt(key: &Secret, place: &str, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, SealError> {
    let (nonce, body) = sealed.split_first_chunk::<24>().ok_or(SealError::Damaged)?;
    let cipher = XChaCha20Poly1305::new(&Key::from(**key));
    cipher
        .decrypt(&XNonce::from(*nonce), Payload { msg: body, aad: place.as_bytes() })
        .map(Zeroizing::new)
        .map_err(|_| SealError::Damaged)
}

impl Keys {
    /// Wraps `data_key` of `subject` with the current master key.
    pub(crate) fn wrap(&self, subject: Uuid, data_key: &Secret) -> Result<Vec<u8>, SealError> {
        let id = self.current_id();
        encrypt(self.master(id)?, &format!("data_key|wrapped|{subject}|{id}"), &data_key[..])
    }

    /// Opens a data key wrapped with the master key `key_id`.
    pub(crate) fn unwrap(&self, subject: Uuid, key_id: &str, wrapped: &[u8]) -> Result<Sealer, SealError> {
        let plain = decrypt(self.master(key_id)?, &format!("data_key|wrapped|{subject}|{key_id}"), wrapped)?;
        let bytes: [u8; 32] = plain.as_slice().try_into().map_err(|_| SealError::Form)?;
        Ok(Sealer { key: Zeroizing::new(bytes) })
    }

    /// Seals directly under the current master key, for what belongs to nobody (sessions, the key proof).
    pub(crate) fn seal_own(&self, place: &str, plain: &[u8]) -> Result<Vec<u8>, SealError> {
        let id = self.current_id();
        let sealed = encrypt(self.master(id)?, &format!("{place}|{id}"), plain)?;
        let length = u8::try_from(id.len()).map_err(|_| SealError::Form)?;
        Ok([&[length], id.as_bytes(), &sealed].concat())
    }

    /// Opens what [`Keys::seal_own`] sealed, with whichever master key it names.
    pub(crate) fn open_own(&self, place: &str, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, SealError> {
        let (&length, rest) = sealed.split_first().ok_or(SealError::Damaged)?;
        let (id, body) = rest.split_at_checked(usize::from(length)).ok_or(SealError::Damaged)?;
        let id = std::str::from_utf8(id).map_err(|_| SealError::Damaged)?;
        decrypt(self.master(id)?, &format!("{place}|{id}"), body)
    }
}

/// Seals and opens the values of one subject (an account, a registration, a request).
pub(crate) struct Sealer {
    pub(super) key: Secret,
}

impl Sealer {
    pub(super) fn new(key: Secret) -> Self {
        Self { key }
    }

    /// A new data key with its sealer.
    pub(crate) fn fresh() -> (Secret, Self) {
        let key = super::fresh_secret();
        (key.clone(), Self::new(key))
    }

    /// Seals text or bytes for `table.column` of row `id`.
    pub(crate) fn seal(&self, place: &str, id: Uuid, plain: impl AsRef<[u8]>) -> Result<Vec<u8>, SealError> {
        encrypt(&self.key, &format!("{place}|{id}"), plain.as_ref())
    }

    /// The same without a copy: nonce and the rest, which one after the other are what [`Sealer::open`] opens.
    pub(crate) fn seal_in_place(
        &self,
        place: &str,
        id: Uuid,
        mut plain: Vec<u8>,
    ) -> Result<[Vec<u8>; 2], SealError> {
        let mut nonce = [0_u8; 24];
        rand::rng().fill(&mut nonce[..]);
        let cipher = XChaCha20Poly1305::new(&Key::from(*self.key));
        cipher
            .encrypt_in_place(&XNonce::from(nonce), format!("{place}|{id}").as_bytes(), &mut plain)
            .map_err(|_| SealError::Damaged)?;
        Ok([nonce.to_vec(), plain])
    }

    /// Opens bytes sealed for `table.column` of row `id`.
    pub(crate) fn open(&self, place: &str, id: Uuid, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, SealError> {
        decrypt(&self.key, &format!("{place}|{id}"), sealed)
    }

    /// Opens text.
    pub(crate) fn open_text(&self, place: &str, id: Uuid, sealed: &[u8]) -> Result<String, SealError> {
        String::from_utf8(self.open(place, id, sealed)?.to_vec()).map_err(|_| SealError::Form)
    }

    /// Seals a value as JSON.
    pub(crate) fn seal_json<T: serde::Serialize>(
        &self,
        place: &str,
        id: Uuid,
        value: &T,
    ) -> Result<Vec<u8>, SealError> {
        let plain = Zeroizing::new(serde_json::to_vec(value).map_err(|_| SealError::Form)?);
        self.seal(place, id, plain.as_slice())
    }

    /// Opens a value sealed as JSON.
    pub(crate) fn open_json<T: serde::de::DeserializeOwned>(
        &self,
        place: &str,
        id: Uuid,
        sealed: &[u8],
    ) -> Result<T, SealError> {
        serde_json::from_slice(&self.open(place, id, sealed)?).map_err(|_| SealError::Form)
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn a_value_opens_only_in_its_own_place_and_under_its_own_key() {
        let (_, sealer) = Sealer::fresh();
        let id = Uuid::now_v7();
        let sealed = sealer.seal("account.name", id, "Siti Rahmawati").unwrap();
        assert_eq!(sealer.open_text("account.name", id, &sealed).unwrap(), "Siti Rahmawati");
        assert_eq!(sealer.open("account.phone", id, &sealed).err(), Some(SealError::Damaged));
        assert_eq!(sealer.open("account.name", Uuid::now_v7(), &sealed).err(), Some(SealError::Damaged));
        assert_eq!(Sealer::fresh().1.open("account.name", id, &sealed).err(), Some(SealError::Damaged));
    }

    #[test]
    fn what_is_sealed_in_place_opens_like_the_rest() {
        let (_, sealer) = Sealer::fresh();
        let id = Uuid::now_v7();
        let sealed = sealer.seal_in_place("upload.part|1|0", id, b"rahasia".to_vec()).unwrap().concat();
        assert_eq!(sealed.len(), 24 + 7 + 16);
        assert_eq!(sealer.open("upload.part|1|0", id, &sealed).unwrap().as_slice(), b"rahasia");
        assert_eq!(sealer.open("upload.part|1|7", id, &sealed).err(), Some(SealError::Damaged));
    }

    #[test]
    fn any_changed_byte_is_noticed() {
        let (_, sealer) = Sealer::fresh();
        let id = Uuid::now_v7();
        let sealed = sealer.seal("a.b", id, "rahasia").unwrap();
        for place in 0..sealed.len() {
            let mut bent = sealed.clone();
            bent[place] ^= 1;
            assert!(sealer.open("a.b", id, &bent).is_err(), "byte {place}");
        }
    }

    #[test]
    fn a_data_key_comes_back_only_with_the_master_key_that_wrapped_it() {
        let keys = Keys::create();
        let subject = Uuid::now_v7();
        let (data_key, sealer) = Sealer::fresh();
        let wrapped = keys.wrap(subject, &data_key).unwrap();
        let sealed = sealer.seal("a.b", subject, "x").unwrap();
        let again = keys.unwrap(subject, "k1", &wrapped).unwrap();
        assert_eq!(again.open_text("a.b", subject, &sealed).unwrap(), "x");
        assert!(Keys::create().unwrap(subject, "k1", &wrapped).is_err());
        assert_eq!(keys.unwrap(subject, "k2", &wrapped).err(), Some(SealError::UnknownKey));
    }
}
