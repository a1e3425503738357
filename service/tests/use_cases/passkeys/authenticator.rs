//! A device that holds a passkey, as the standard (`WebAuthn`, level 3) has it: what a browser would send of it.
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD as BASE64};
use p256::ecdsa::{Signature, SigningKey, signature::Signer as _};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

/// Present, verified, with a key in what it says.
const PRESENT_AND_VERIFIED: u8 = 0b0000_0101;
const WITH_KEY: u8 = 0b0100_0000;

pub struct Authenticator {
    pub origin: String,
    pub counted: u32,
    id: Vec<u8>,
    key: SigningKey,
}

impl Authenticator {
    pub fn new(seed: u8, origin: &str) -> Self {
        let key = SigningKey::from_slice(&[seed; 32]).unwrap();
        Self { origin: origin.to_owned(), counted: 0, id: vec![seed; 20], key }
    }

    /// The key by which its signatures are held good.
    pub fn public(&self) -> Vec<u8> {
        self.key.verifying_key().to_encoded_point(false).x().unwrap().to_vec()
    }

    fn said(&self, kind: &str, asked: &Value) -> Vec<u8> {
        let said = json!({
            "type": kind,
            "challenge": asked["challenge"],
            "origin": self.origin,
            "crossOrigin": false,
        });
        said.to_string().into_bytes()
    }

    /// `rpIdHash`, flags and counter.
    fn head(&mut self, site: &str, flags: u8) -> Vec<u8> {
        self.counted += 1;
        [Sha256::digest(site.as_bytes()).as_slice(), &[flags], &self.counted.to_be_bytes()].concat()
    }

    /// Makes its key for what is asked.
    pub fn make(&mut self, asked: &str) -> String {
        let asked: Value = serde_json::from_str(asked).unwrap();
        let mut data = self.head(asked["rp"]["id"].as_str().unwrap(), PRESENT_AND_VERIFIED | WITH_KEY);
        data.extend([0; 16]);
        data.extend(u16::try_from(self.id.len()).unwrap().to_be_bytes());
        data.extend(&self.id);
        let point = self.key.verifying_key().to_encoded_point(false);
        // COSE, in CBOR: elliptic curve, ES256, P-256, x and y.
        data.extend([0xA5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20]);
        data.extend(point.x().unwrap());
        data.extend([0x22, 0x58, 0x20]);
        data.extend(point.y().unwrap());
        let mut object = b"\xA3\x63fmt\x64none\x67attStmt\xA0\x68authData\x58".to_vec();
        object.push(u8::try_from(data.len()).unwrap());
        object.extend(data);
        json!({
            "attestationObject": BASE64.encode(object),
            "clientDataJSON": BASE64.encode(self.said("webauthn.create", &asked)),
            "clientExtensionResults": {},
            "transports": ["internal"],
        })
        .to_string()
    }

    /// Signs what is asked.
    pub fn prove(&mut self, asked: &str) -> String {
        let asked: Value = serde_json::from_str(asked).unwrap();
        let data = self.head(asked["rpId"].as_str().unwrap(), PRESENT_AND_VERIFIED);
        let said = self.said("webauthn.get", &asked);
        let signed: Signature = self.key.sign(&[data.as_slice(), &Sha256::digest(&said)].concat());
        json!({
            "id": BASE64.encode(&self.id),
            "authenticatorData": BASE64.encode(data),
            "clientDataJSON": BASE64.encode(said),
            "clientExtensionResults": {},
            "signature": BASE64.encode(signed.to_der()),
            "userHandle": null,
        })
        .to_string()
    }
}
