//! Notices of browsers: Web Push (RFC 8030), read by that browser only (RFC 8291), from this office (RFC 8292).
//!
//! The address comes from the browser, so it is believed only if it leads to a push service that the office lists
//! ([`PushServices`]), and no name of theirs may lead into a private network.
mod near;
mod places;

use super::{Channel, Delivered, FailureCode, Message, SendError};
use crate::{clock::Clock, keys::PushKey};
use async_trait::async_trait;
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{Urgency, Way};
use reqwest::{Client, Response, StatusCode, header::RETRY_AFTER, redirect};
use serde::{Deserialize, Serialize};
use std::{fmt, sync::Arc, time::Duration};
use web_push_native::{Auth, encrypt, p256::PublicKey};

pub use self::places::PushServices;

/// So long the signed sentence about us counts; services take a day at most.
const PROOF_SECONDS: i64 = 12 * 60 * 60;
/// So long a push service keeps what asks for something, for a browser that is switched off.
const ACT_SECONDS: u32 = 7 * 24 * 60 * 60;
/// And what is good to know.
const NEWS_SECONDS: u32 = 3 * 24 * 60 * 60;
/// Services that ask for more patience than this are asked earlier all the same.
const LONGEST_PAUSE: Duration = Duration::from_hours(6);
/// What is sent is as long as another one: its length tells a push service nothing.
const ROUNDED_TO: usize = 256;

/// What a browser gave when it was asked for notices.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subscription {
    /// Where its push service takes them.
    pub endpoint: String,
    /// Its public key: an uncompressed point, base64url.
    pub p256dh: String,
    /// Its secret of 16 bytes, base64url.
    pub auth: String,
}

impl fmt::Debug for Subscription {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Subscription")
    }
}

impl Subscription {
    /// The keys, if they are some. Browsers write base64url without padding; a library may add it.
    fn keys(&self) -> Option<(PublicKey, Auth)> {
        let read = |text: &str| URL_SAFE_NO_PAD.decode(text.trim_end_matches('=')).ok();
        let point = PublicKey::from_sec1_bytes(&read(&self.p256dh)?).ok()?;
        let auth: [u8; 16] = read(&self.auth)?.try_into().ok()?;
        Some((point, auth.into()))
    }

    /// Whether something can be sent there.
    pub fn is_usable(&self, services: &PushServices) -> bool {
        services.endpoint(&self.endpoint).is_some() && self.keys().is_some()
    }
}

/// The channel of notices.
pub struct Push {
    client: Client,
    services: PushServices,
    key: PushKey,
    contact: String,
    clock: Arc<dyn Clock>,
}

impl Push {
    /// Connects to nothing yet. `contact` is where a push service complains: `mailto:` or `https:`. A rustls provider
    /// must have been installed.
    ///
    /// # Errors
    /// When this machine trusts no certificates.
    pub fn new(
        services: PushServices,
        key: PushKey,
        contact: String,
        clock: Arc<dyn Clock>,
        timeout: Duration,
    ) -> Result<Self, NoCertificates> {
        let client = Client::builder()
            .timeout(timeout)
            .redirect(redirect::Policy::none())
            .no_proxy()
            .dns_resolver(Arc::new(near::Public))
            .build()
            .map_err(|_| NoCertificates)?;
        Ok(Self { client, services, key, contact, clock })
    }
}

/// The client could not be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no certificates to trust were found on this machine (install ca-certificates)")]
pub struct NoCertificates;

impl fmt::Debug for Push {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Push").field("services", &self.services).finish_non_exhaustive()
    }
}

/// The same for every try of a message, and for all news of one matter: what was not fetched yet is replaced.
fn topic(message: &Message) -> String {
    let own = URL_SAFE_NO_PAD.encode(message.idempotency_key);
    message.topic.clone().unwrap_or(own)
}

fn rounded(text: &str) -> Vec<u8> {
    let mut bytes = text.as_bytes().to_vec();
    bytes.resize(bytes.len().next_multiple_of(ROUNDED_TO), b' ');
    bytes
}

#[async_trait]
impl Channel for Push {
    fn way(&self) -> Way {
        Way::Push
    }

    /// `message.to` is a [`Subscription`] as JSON, `message.body` what the service worker reads.
    async fn send(&self, message: &Message) -> Result<Delivered, SendError> {
        let address = SendError::Permanent(FailureCode::Address);
        let to: Subscription = serde_json::from_str(&message.to).map_err(|_| address)?;
        let endpoint = self.services.endpoint(&to.endpoint).ok_or(address)?;
        let (public, auth) = to.keys().ok_or(address)?;
        let sealed = encrypt(rounded(&message.body), &public, &auth)
            .map_err(|_| SendError::Permanent(FailureCode::Unsendable))?;
        let expires = self.clock.now().unix_timestamp() + PROOF_SECONDS;
        let origin = endpoint.origin().ascii_serialization();
        let (keep, urgency) = match message.urgency {
            Urgency::News => (NEWS_SECONDS, "normal"),
            Urgency::Act | Urgency::Security => (ACT_SECONDS, "high"),
        };
        let answer = self
            .client
            .post(endpoint)
            .header("authorization", self.key.authorization(&origin, &self.contact, expires))
            .header("content-encoding", "aes128gcm")
            .header("content-type", "application/octet-stream")
            .header("ttl", keep)
            .header("urgency", urgency)
            .header("topic", topic(message))
            .body(sealed)
            .send()
            .await
            .map_err(|error| SendError::Temporary(super::gateway::broken(&error)))?;
        // Nothing of the answer's body is read.
        judge(&answer)
    }
}

/// 404 and 410: this browser takes no notices any more. 401 and 403 are about our key, 429 about the moment.
fn judge(answer: &Response) -> Result<Delivered, SendError> {
    let code = answer.status().as_u16();
    match code {
        200..=299 => Ok(Delivered::default()),
        404 | 410 => Err(SendError::Permanent(FailureCode::Gone)),
        401 | 403 => Err(SendError::Temporary(FailureCode::Credentials)),
        408 | 429 | 500..=599 | 300..=399 => Err(match pause(answer) {
            Some(pause) => SendError::Later(FailureCode::Http(code), pause),
            None => SendError::Temporary(FailureCode::Http(code)),
        }),
        _ => Err(SendError::Permanent(FailureCode::Http(code))),
    }
}

/// What `Retry-After` asks for, in seconds; a date is not looked at.
fn pause(answer: &Response) -> Option<Duration> {
    let busy = matches!(answer.status(), StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE);
    let seconds = answer.headers().get(RETRY_AFTER).filter(|_| busy)?.to_str().ok()?.trim().parse().ok()?;
    Some(Duration::from_secs(seconds).min(LONGEST_PAUSE))
}
