//! Keys of back-ups, made of the master keys: one for each sealed database, one that vouches for manifests.
use super::{Keys, SealError, Secret};
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
