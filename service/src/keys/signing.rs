//! The key that signs receipts, and the public keys that prove them: Ed25519 (RFC 8032).
//!
//! Unlike the other keys this one protects nobody's data: it may be renewed at any time. Of the key before only the
//! public half is kept, so that receipts signed with it can be checked for ever.
use super::{Keys, Secret, fresh_secret};
use base64::{Engine, engine::general_purpose::STANDARD};
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use sha2::{Digest, Sha256};

/// What stands before the 32 bytes of an Ed25519 key in a `SubjectPublicKeyInfo` (RFC 8410).
const SPKI: [u8; 12] = [0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00];
const BEGIN: &str = "-----BEGIN PUBLIC KEY-----";
const END: &str = "-----END PUBLIC KEY-----";

/// The signing key of an installation.
#[derive(Clone)]
pub(super) struct Signing {
    pub(super) secret: Secret,
    /// Public halves of keys that were renewed, the newest first.
    pub(super) former: Vec<PublicKey>,
}

impl Signing {
    pub(super) fn fresh() -> Self {
        Self { secret: fresh_secret(), former: Vec::new() }
    }

    fn key(&self) -> SigningKey {
        SigningKey::from_bytes(&self.secret)
    }
}

/// With what a receipt is checked; nothing secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicKey(VerifyingKey);

impl PublicKey {
    pub(super) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let key = VerifyingKey::from_bytes(bytes.try_into().ok()?).ok()?;
        // Under a weak key anything would be signed.
        (!key.is_weak()).then_some(Self(key))
    }

    pub(super) fn as_bytes(&self) -> &[u8; 32] {
        self.0.as_bytes()
    }

    /// How it is called: the first eight bytes of its hash, in hex.
    pub fn id(&self) -> String {
        hex::encode(&Sha256::digest(self.0.as_bytes())[..8])
    }

    /// As PEM, which openssl and others read.
    pub fn pem(&self) -> String {
        let text = STANDARD.encode([SPKI.as_slice(), self.0.as_bytes()].concat());
        format!("{BEGIN}\n{text}\n{END}\n")
    }

    /// All keys of a PEM file, in its order; what is no Ed25519 key is passed over.
    pub fn all_in(pem: &str) -> Vec<Self> {
        let blocks = pem.split(BEGIN).skip(1).filter_map(|rest| rest.split_once(END));
        let key = |(text, _): (&str, &str)| {
            let text: String = text.split_whitespace().collect();
            Self::from_bytes(STANDARD.decode(text).ok()?.strip_prefix(&SPKI)?)
        };
        blocks.filter_map(key).collect()
    }

    /// Whether `signature` is this key's for `text`. Strict: there is one signature for a text, and no other passes.
    pub fn proves(&self, text: &str, signature: &[u8]) -> bool {
        let Ok(signature) = Signature::from_slice(signature) else { return false };
        self.0.verify_strict(text.as_bytes(), &signature).is_ok()
    }
}

impl Keys {
    /// Whether receipts can be signed: key files made before there were signed receipts have no key for it.
    pub fn can_sign(&self) -> bool {
        self.signing.is_some()
    }

    /// Takes a new signing key; of the one before only the public half stays.
    pub fn renew_signing_key(&mut self) {
        let former = self.public_keys();
        self.signing = Some(Signing { former, ..Signing::fresh() });
    }

    /// The public keys, that of today first.
    pub fn public_keys(&self) -> Vec<PublicKey> {
        let Some(signing) = &self.signing else { return Vec::new() };
        let current = PublicKey(signing.key().verifying_key());
        std::iter::once(current).chain(signing.former.iter().cloned()).collect()
    }

    /// Signs a text: the key's id and the signature; none without a signing key.
    pub(crate) fn sign(&self, text: &str) -> Option<(String, Vec<u8>)> {
        let key = self.signing.as_ref()?.key();
        Some((PublicKey(key.verifying_key()).id(), key.sign(text.as_bytes()).to_bytes().to_vec()))
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn a_signature_proves_its_text_and_no_other_and_under_no_other_key() {
        let keys = Keys::create();
        let (id, signature) = keys.sign("tanda terima").unwrap();
        let key = &keys.public_keys()[0];
        assert_eq!(key.id(), id);
        assert!(key.proves("tanda terima", &signature));
        assert!(!key.proves("tanda terima ", &signature));
        assert!(!Keys::create().public_keys()[0].proves("tanda terima", &signature));
        for at in 0..signature.len() {
            let mut bent = signature.clone();
            bent[at] ^= 1;
            assert!(!key.proves("tanda terima", &bent), "byte {at}");
        }
        assert!(!key.proves("tanda terima", &signature[..63]));
    }

    #[test]
    fn what_was_signed_before_a_renewal_is_proven_by_the_key_that_stays() {
        let mut keys = Keys::create();
        let (id, signature) = keys.sign("x").unwrap();
        keys.renew_signing_key();
        assert_ne!(keys.sign("x").unwrap().0, id);
        let public = keys.public_keys();
        assert_eq!(public.len(), 2);
        assert!(!public[0].proves("x", &signature) && public[1].proves("x", &signature));
        assert_eq!(public[1].id(), id);
    }

    #[test]
    fn a_published_key_is_read_again_and_nothing_else_is_taken_for_one() {
        let mut keys = Keys::create();
        keys.renew_signing_key();
        let pem: String = keys.public_keys().iter().map(PublicKey::pem).collect();
        assert_eq!(PublicKey::all_in(&pem), keys.public_keys());
        assert_eq!(PublicKey::all_in(&pem.replace('\n', "\r\n")), keys.public_keys());
        let weak = format!("{BEGIN}\n{}\n{END}\n", STANDARD.encode([SPKI.as_slice(), &[0; 32]].concat()));
        for wrong in ["", "-----BEGIN PUBLIC KEY-----", &pem.replace("MCow", "MCoz"), &weak] {
            assert_eq!(PublicKey::all_in(wrong), [], "{wrong}");
        }
    }
}
