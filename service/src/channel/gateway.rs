//! SMS and `WhatsApp` through an HTTP gateway of the office's choice.
//!
//! There is no standard for these; `docs/gateway.md` is the contract, small enough to be put in front of
//! any provider with a few lines. Each message says whether it goes by SMS or `WhatsApp`, or leaves the choice to the
//! gateway.

use std::{fmt, time::Duration};

use async_trait::async_trait;
use domain::Way;
use reqwest::{Client, Response, StatusCode, Url, redirect};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Channel, Delivered, FailureCode, Message, SendError, reference};

/// More than any acknowledgement needs; the rest is not read.
const LONGEST_ANSWER: usize = 16 * 1024;

/// What an installation says about its gateway.
#[derive(Clone)]
pub struct GatewaySettings {
    /// Where messages are posted to; `https`, or `http` on this machine.
    pub url: String,
    /// The bearer token. A secret.
    pub token: String,
    /// How long one try may take.
    pub timeout: Duration,
    /// What is asked for where the choice is the gateway's.
    pub either: Way,
}

impl GatewaySettings {
    /// Settings with the contract's patience of 10 seconds.
    pub fn new(url: impl Into<String>, token: impl Into<String>) -> Self {
        Self { url: url.into(), token: token.into(), timeout: Duration::from_secs(10), either: Way::Phone }
    }
}

impl fmt::Debug for GatewaySettings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("GatewaySettings").field("timeout", &self.timeout).finish_non_exhaustive()
    }
}

/// What is wrong with the settings.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum GatewaySettingsError {
    /// No usable URL.
    #[error("the gateway must be an https:// address (http:// on this machine only)")]
    Url,
    /// The token is empty or cannot stand in a header.
    #[error("the gateway's token must be one line of visible characters")]
    Token,
    /// The client for it could not be made.
    #[error("no certificates to trust were found on this machine (install ca-certificates)")]
    Certificates,
}

/// The phone channel.
pub struct Gateway {
    client: Client,
    url: Url,
    token: String,
    either: Way,
}

#[derive(Serialize)]
struct Outgoing<'a> {
    to: &'a str,
    text: &'a str,
    channel: &'static str,
    id: Uuid,
}

#[derive(Deserialize)]
struct Accepted {
    id: Option<String>,
}

impl Gateway {
    /// Checks the settings; connects to nothing yet. A rustls provider must have been installed.
    ///
    /// # Errors
    /// Says in a sentence what is wrong, without repeating the token.
    pub fn new(settings: &GatewaySettings) -> Result<Self, GatewaySettingsError> {
        let url = Url::parse(&settings.url).map_err(|_| GatewaySettingsError::Url)?;
        let local = matches!(url.host_str(), Some("localhost" | "127.0.0.1" | "[::1]"));
        if !(url.scheme() == "https" || url.scheme() == "http" && local) {
            return Err(GatewaySettingsError::Url);
        }
        if settings.token.is_empty() || !settings.token.chars().all(|c| c.is_ascii_graphic()) {
            return Err(GatewaySettingsError::Token);
        }
        let client = Client::builder()
            .timeout(settings.timeout)
            // The token and the text are for this address only.
            .redirect(redirect::Policy::none())
            // Only the configuration decides where messages go, not a proxy of the environment.
            .no_proxy()
            .build()
            .map_err(|_| GatewaySettingsError::Certificates)?;
        Ok(Self { client, url, token: settings.token.clone(), either: settings.either })
    }
}

impl fmt::Debug for Gateway {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Gateway").field("host", &self.url.host_str()).finish_non_exhaustive()
    }
}

#[async_trait]
impl Channel for Gateway {
    fn way(&self) -> Way {
        Way::Phone
    }

    fn takes(&self, way: Way) -> bool {
        way.is_to_phone()
    }

    async fn send(&self, message: &Message) -> Result<Delivered, SendError> {
        let outgoing = Outgoing {
            to: &message.to,
            text: &message.body,
            channel: if message.way == Way::Phone { self.either } else { message.way }.as_str(),
            id: message.idempotency_key,
        };
        let answer = self
            .client
            .post(self.url.clone())
            .bearer_auth(&self.token)
            .header("idempotency-key", message.idempotency_key.to_string())
            .json(&outgoing)
            .send()
            .await
            .map_err(|error| SendError::Temporary(broken(&error)))?;
        judge(answer.status())?;
        Ok(Delivered { reference: acknowledged(answer).await })
    }
}

/// 401, 403 and 404 are about our settings, and 408 and 429 about the moment; every other 4xx is about the
/// message.
fn judge(status: StatusCode) -> Result<(), SendError> {
    match status.as_u16() {
        200..=299 => Ok(()),
        401 | 403 => Err(SendError::Temporary(FailureCode::Credentials)),
        code @ (404 | 408 | 429) => Err(SendError::Temporary(FailureCode::Http(code))),
        code @ 400..=499 => Err(SendError::Permanent(FailureCode::Http(code))),
        code => Err(SendError::Temporary(FailureCode::Http(code))),
    }
}

pub(super) fn broken(error: &reqwest::Error) -> FailureCode {
    if error.is_timeout() {
        FailureCode::TimedOut
    } else if error.is_connect() || error.is_request() {
        FailureCode::Unreachable
    } else {
        FailureCode::Nonsense
    }
}

/// The gateway's own number of the message. It has accepted already: an answer that cannot be read only
/// means that there is no number.
async fn acknowledged(mut answer: Response) -> Option<String> {
    let mut body = Vec::new();
    while let Ok(Some(chunk)) = answer.chunk().await {
        if body.len() + chunk.len() > LONGEST_ANSWER {
            return None;
        }
        body.extend_from_slice(&chunk);
    }
    serde_json::from_slice::<Accepted>(&body).ok()?.id.as_deref().and_then(reference)
}

#[cfg(test)]
mod tests;
