//! The key by which push services know this office: P-256 (VAPID, RFC 8292).
//!
//! It protects nobody's data. A browser that takes notices ties them to its public half, so after a renewal each has to
//! be asked anew; key files of former versions have none, and such an installation offers no notices of browsers.
use super::{Keys, Secret, fresh_secret};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use p256::ecdsa::{Signature, SigningKey, signature::Signer as _};
use serde::Serialize;
use sha2::{Digest, Sha256};

/// Signs for one installation.
#[derive(Clone)]
pub struct PushKey(SigningKey);

impl std::fmt::Debug for PushKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PushKey").field("id", &self.id()).finish_non_exhaustive()
    }
}

#[derive(Serialize)]
struct Claims<'a> {
    aud: &'a str,
    exp: i64,
    sub: &'a str,
}

/// `{"typ":"JWT","alg":"ES256"}`
const HEAD: &str = "eyJ0eXAiOiJKV1QiLCJhbGciOiJFUzI1NiJ9";

impl PushKey {
    pub(super) fn of(secret: &Secret) -> Option<Self> {
        SigningKey::from_slice(&secret[..]).ok().map(Self)
    }

    /// A secret that is a key: one in four thousand million is none.
    pub(super) fn fresh() -> Secret {
        loop {
            let secret = fresh_secret();
            if Self::of(&secret).is_some() {
                return secret;
            }
        }
    }

    /// The public half as browsers and push services read it: an uncompressed point, base64url.
    pub fn public(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.0.verifying_key().to_encoded_point(false))
    }

    /// How it is called: the first eight bytes of its hash, in hex.
    pub fn id(&self) -> String {
        hex::encode(&Sha256::digest(self.0.verifying_key().to_encoded_point(false))[..8])
    }

    /// What a push service asks for as `Authorization`: who we are, for its `origin` only, until `expires` (seconds
    /// since 1970).
    pub(crate) fn authorization(&self, origin: &str, contact: &str, expires: i64) -> String {
        let claims = Claims { aud: origin, exp: expires, sub: contact };
        let claims = serde_json::to_vec(&claims).unwrap_or_default();
        let said = format!("{HEAD}.{}", URL_SAFE_NO_PAD.encode(claims));
        let signature: Signature = self.0.sign(said.as_bytes());
        format!("vapid t={said}.{}, k={}", URL_SAFE_NO_PAD.encode(signature.to_bytes()), self.public())
    }
}

impl Keys {
    /// The key for notices of browsers, if there is one.
    pub fn push_key(&self) -> Option<PushKey> {
        self.push.as_ref().and_then(PushKey::of)
    }

    /// Takes a new one: every browser has to be asked anew.
    pub fn renew_push_key(&mut self) {
        self.push = Some(PushKey::fresh());
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use super::*;
    use ring::signature::{ECDSA_P256_SHA256_FIXED, UnparsedPublicKey};

    #[test]
    fn what_is_said_of_the_office_is_signed_for_one_service_and_proven_by_another_library() {
        let mut keys = Keys::create();
        let key = keys.push_key().unwrap();
        let said = key.authorization("https://push.contoh.test", "mailto:kk@contoh.test", 1_800_000_000);
        let (token, public) = said.strip_prefix("vapid t=").unwrap().split_once(", k=").unwrap();
        let (text, signature) = token.rsplit_once('.').unwrap();
        let point = URL_SAFE_NO_PAD.decode(public).unwrap();
        assert_eq!((point.len(), point[0]), (65, 4));
        let signature = URL_SAFE_NO_PAD.decode(signature).unwrap();
        let proof = UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point);
        proof.verify(text.as_bytes(), &signature).unwrap();
        let (head, claims) = text.split_once('.').unwrap();
        let read = |part| -> serde_json::Value {
            serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).unwrap()).unwrap()
        };
        assert_eq!(read(head), serde_json::json!({ "typ": "JWT", "alg": "ES256" }));
        assert_eq!(read(claims)["aud"], "https://push.contoh.test");
        assert_eq!(read(claims)["exp"], 1_800_000_000);
        keys.renew_push_key();
        assert_ne!(keys.push_key().unwrap().id(), key.id());
    }
}
