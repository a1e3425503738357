//! Keys of back-ups, made of the master keys: one for each sealed database, one that vouches for manifests; and the same
//! for the files of a mirror.
use super::{
    Keys, SealError, Secret,
    seal::{decrypt, encrypt},
};
use hkdf::Hkdf;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use zeroize::Zeroizing;

impl Keys {
    fn derived(&self, id: &str, salt: &[u8], purpose: &[u8]) -> Result<Secret, SealError> {
        let mut key = Zeroizing::new([0_u8; 32]);
        Hkdf::<Sha256>::new(Some(salt), &self.master(id)?[..])
            .expand(purpose, &mut key[..])
            .map_err(|_| SealError::Form)?;
        Ok(key)
    }

    /// The key of one sealed database, by the master key that it names.
    pub(crate) fn backup_key(&self, id: &str, salt: &[u8; 32]) -> Result<Secret, SealError> {
        self.derived(id, salt, b"kk-daring backup database")
    }

    fn manifest_mac(&self, id: &str, text: &[u8]) -> Result<Hmac<Sha256>, SealError> {
        let key = self.derived(id, &[], b"kk-daring backup manifest")?;
        let mut mac = Hmac::<Sha256>::new_from_slice(&key[..]).map_err(|_| SealError::Form)?;
        mac.update(text);
        Ok(mac)
    }

    /// Vouches for the text of a manifest.
    pub(crate) fn backup_mac(&self, id: &str, text: &[u8]) -> Result<Vec<u8>, SealError> {
        Ok(self.manifest_mac(id, text)?.finalize().into_bytes().to_vec())
    }

    /// Whether that was vouched for, in constant time.
    pub(crate) fn is_backup_mac(&self, id: &str, text: &[u8], mac: &[u8]) -> Result<bool, SealError> {
        Ok(self.manifest_mac(id, text)?.verify_slice(mac).is_ok())
    }
}

/// The key of one file of a mirror.
pub(crate) struct PieceKey(Secret);

impl PieceKey {
    /// Seals a piece for its place.
    pub(crate) fn seal(&self, place: &str, plain: &[u8]) -> Result<Vec<u8>, SealError> {
        encrypt(&self.0, place, plain)
    }

    /// Opens the piece of this place.
    pub(crate) fn open(&self, place: &str, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, SealError> {
        decrypt(&self.0, place, sealed)
    }
}

impl Keys {
    /// The key of one file of a mirror, by the master key that it names.
    pub(crate) fn piece_key(&self, id: &str, salt: &[u8; 32]) -> Result<PieceKey, SealError> {
        Ok(PieceKey(self.derived(id, salt, b"kk-daring mirror file")?))
    }
}
