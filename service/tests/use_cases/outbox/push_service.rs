//! A push service and its browsers on a real socket. What comes is checked and opened by other libraries than those that
//! made it: the signature by ring, what is sealed by ring after RFC 8291 and RFC 8188.
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD as B64};
use p256::{PublicKey, SecretKey, ecdh::diffie_hellman, elliptic_curve::sec1::ToEncodedPoint as _};
use ring::{
    aead::{AES_128_GCM, Aad, LessSafeKey, Nonce, UnboundKey},
    hkdf::{HKDF_SHA256, KeyType, Salt},
    signature::{ECDSA_P256_SHA256_FIXED, UnparsedPublicKey},
};
use serde_json::Value;
use service::{
    Keys,
    channel::{Channel, Push, PushServices, Subscription},
};
use std::{
    sync::{Arc, Mutex},
    time::Duration,
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};

use crate::house::House;

/// A browser with its keys.
pub struct Browser {
    secret: SecretKey,
    auth: [u8; 16],
    pub subscription: Subscription,
}

struct Length(usize);

impl KeyType for Length {
    fn len(&self) -> usize {
        self.0
    }
}

fn derive(salt: &[u8], from: &[u8], info: &[&[u8]], length: usize) -> Vec<u8> {
    let mut out = vec![0; length];
    Salt::new(HKDF_SHA256, salt).extract(from).expand(info, Length(length)).unwrap().fill(&mut out).unwrap();
    out
}

impl Browser {
    fn of(secret: SecretKey, auth: [u8; 16], endpoint: String) -> Self {
        let p256dh = B64.encode(secret.public_key().to_encoded_point(false));
        let subscription = Subscription { endpoint, p256dh, auth: B64.encode(auth) };
        Self { secret, auth, subscription }
    }

    /// What was sealed for it; nothing when it was not for this one.
    pub fn open(&self, body: &[u8]) -> Option<Vec<u8>> {
        let (salt, rest) = body.split_at(16);
        let size = u32::from_be_bytes(rest[..4].try_into().unwrap()) as usize;
        let (theirs, sealed) = rest[5..].split_at(rest[4].into());
        assert!(sealed.len() <= size, "one record");
        let shared = diffie_hellman(
            self.secret.to_nonzero_scalar(),
            PublicKey::from_sec1_bytes(theirs).ok()?.as_affine(),
        );
        let ours = self.secret.public_key().to_encoded_point(false);
        let key =
            derive(&self.auth, shared.raw_secret_bytes(), &[b"WebPush: info\0", ours.as_bytes(), theirs], 32);
        let content = derive(salt, &key, &[b"Content-Encoding: aes128gcm\0"], 16);
        let nonce = derive(salt, &key, &[b"Content-Encoding: nonce\0"], 12);
        let opener = LessSafeKey::new(UnboundKey::new(&AES_128_GCM, &content).unwrap());
        let mut sealed = sealed.to_vec();
        let nonce = Nonce::try_assume_unique_for_key(&nonce).unwrap();
        let mut plain = opener.open_in_place(nonce, Aad::empty(), &mut sealed).ok()?.to_vec();
        while plain.pop()? != 2 {}
        Some(plain)
    }
}

/// The example of RFC 8291: without it a mistake could be the same on both sides.
#[test]
fn the_browser_here_reads_the_example_of_the_standard() {
    let secret = B64.decode("q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94").unwrap();
    let auth = B64.decode("BTBZMqHH6r4Tts7J_aSIgg").unwrap().try_into().unwrap();
    let browser = Browser::of(SecretKey::from_slice(&secret).unwrap(), auth, String::new());
    let body = "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN";
    let said = browser.open(&B64.decode(body).unwrap()).unwrap();
    assert_eq!(String::from_utf8(said).unwrap(), "When I grow up, I want to be a watermelon");
}

/// How it behaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mood {
    Works,
    /// Answers with this status.
    Says(u16),
    /// Too much: come again after so many seconds.
    Busy(u32),
    /// Never answers.
    Silent,
}

/// What came.
#[derive(Clone, Debug)]
pub struct Came {
    /// Which browser it is for.
    pub path: String,
    pub ttl: u32,
    pub urgency: String,
    pub topic: String,
    pub body: Vec<u8>,
    claims: Value,
    key: String,
}

#[derive(Clone)]
pub struct PushService {
    pub port: u16,
    mood: Arc<Mutex<Mood>>,
    came: Arc<Mutex<Vec<Came>>>,
}

impl PushService {
    pub async fn start() -> Self {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let service = Self { port, mood: Arc::new(Mutex::new(Mood::Works)), came: Arc::default() };
        let serving = service.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serving.clone().talk(stream));
            }
        });
        service
    }

    pub fn origin(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    pub fn services(&self) -> PushServices {
        PushServices::parse(&self.origin()).unwrap()
    }

    pub fn adapter(&self, house: &House) -> Arc<dyn Channel> {
        let key = Keys::read(&house.keys_file()).unwrap().push_key().unwrap();
        let clock = Arc::clone(&house.clock) as Arc<dyn service::Clock>;
        let contact = "mailto:kantor@contoh.test".to_owned();
        Arc::new(Push::new(self.services(), key, contact, clock, Duration::from_millis(400)).unwrap())
    }

    /// A new browser that has just been asked.
    pub fn browser(&self, name: &str) -> Browser {
        let secret = SecretKey::from_slice(&[u8::try_from(name.len()).unwrap() + 1; 32]).unwrap();
        Browser::of(secret, [name.as_bytes()[0]; 16], format!("{}/{name}", self.origin()))
    }

    pub fn is(&self, mood: Mood) {
        *self.mood.lock().unwrap() = mood;
    }

    /// All that came, whatever was answered.
    pub fn came(&self) -> Vec<Came> {
        self.came.lock().unwrap().clone()
    }

    async fn talk(self, mut stream: TcpStream) {
        let Some(came) = read(&mut stream).await else { return };
        self.check(&came);
        let mood = *self.mood.lock().unwrap();
        self.came.lock().unwrap().push(came);
        let (status, more) = match mood {
            Mood::Works => (201, String::new()),
            Mood::Says(status) => (status, String::new()),
            Mood::Busy(seconds) => (429, format!("retry-after: {seconds}\r\n")),
            Mood::Silent => std::future::pending().await,
        };
        let answer = format!("HTTP/1.1 {status} x\r\n{more}content-length: 0\r\nconnection: close\r\n\r\n");
        let _ = stream.write_all(answer.as_bytes()).await;
    }

    /// What every service asks: said of itself, for the service that is spoken to, and not for long.
    fn check(&self, came: &Came) {
        assert_eq!(came.claims["aud"], self.origin());
        assert_eq!(came.claims["sub"], "mailto:kantor@contoh.test");
        assert_eq!(B64.decode(&came.key).unwrap().len(), 65);
        assert!(
            came.topic.len() <= 32
                && came.topic.bytes().all(|sign| sign.is_ascii_alphanumeric() || b"-_".contains(&sign))
        );
        assert!(came.body.len() < 4_096);
    }
}

impl Came {
    /// Until when the signed sentence counts, in seconds since 1970.
    pub fn expires(&self) -> i64 {
        self.claims["exp"].as_i64().unwrap()
    }

    /// With which key it was signed.
    pub fn key(&self) -> &str {
        &self.key
    }
}

async fn read(stream: &mut TcpStream) -> Option<Came> {
    let mut read = Vec::new();
    let mut buffer = [0; 4096];
    loop {
        if let Some(end) = read.windows(4).position(|four| four == b"\r\n\r\n") {
            let head = String::from_utf8(read[..end].to_vec()).unwrap();
            let value = |name: &str| {
                head.lines()
                    .find_map(|line| {
                        line.split_once(": ").filter(|(known, _)| known.eq_ignore_ascii_case(name))
                    })
                    .map(|(_, value)| value.to_owned())
            };
            let body = &read[end + 4..];
            if body.len() >= value("content-length")?.parse().ok()? {
                assert_eq!(value("content-encoding").as_deref(), Some("aes128gcm"));
                let said = value("authorization")?;
                let (token, key) = said.strip_prefix("vapid t=")?.split_once(", k=")?;
                let (text, signature) = token.rsplit_once('.')?;
                UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, B64.decode(key).unwrap())
                    .verify(text.as_bytes(), &B64.decode(signature).unwrap())
                    .unwrap();
                return Some(Came {
                    path: head.split(' ').nth(1)?.to_owned(),
                    ttl: value("ttl")?.parse().ok()?,
                    urgency: value("urgency")?,
                    topic: value("topic")?,
                    body: body.to_vec(),
                    claims: serde_json::from_slice(&B64.decode(text.split_once('.')?.1).unwrap()).unwrap(),
                    key: key.to_owned(),
                });
            }
        }
        match stream.read(&mut buffer).await {
            Ok(0) | Err(_) => return None,
            Ok(count) => read.extend_from_slice(&buffer[..count]),
        }
    }
}
