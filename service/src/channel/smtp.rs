//! E-mail by SMTP.
//!
//! `lettre` speaks the protocol; connections are kept by us (see [`park`]), because a timed-out try must
//! close its connection: handed back half-way through a letter, the next citizen's letter would continue it.

mod letter;
mod park;
mod server;

use std::{fmt, time::Duration};

use async_trait::async_trait;
use domain::Way;
use lettre::{Address, address::Envelope, message::Mailbox, transport::smtp::client::AsyncSmtpConnection};

use self::{park::Park, server::Server};
use super::{Channel, Delivered, FailureCode, Message, SendError, reference};

pub use self::server::SmtpSettingsError;

/// What an installation says about its mail server.
#[derive(Clone)]
pub struct SmtpSettings {
    /// `smtps://user:password@host` (TLS from the first byte), `smtp://user:password@host` (STARTTLS is
    /// required) or `smtp://127.0.0.1:1025?tls=none` (no encryption, this machine only). A secret.
    pub url: String,
    /// The sender, such as `Dukcapil Kota Contoh <no-reply@contoh.go.id>`.
    pub from: String,
    /// How long one try may take, from connecting to the server's last answer.
    pub timeout: Duration,
    /// Where letters come back to that a mail server gives up later: `pantul@contoh.go.id`, to which each adds its own
    /// mark, `pantul+…@contoh.go.id`. Without one they come back to the sender.
    pub bounces: Option<String>,
}

impl SmtpSettings {
    /// Settings with the usual patience of 20 seconds.
    pub fn new(url: impl Into<String>, from: impl Into<String>) -> Self {
        Self { url: url.into(), from: from.into(), timeout: Duration::from_secs(20), bounces: None }
    }
}

impl fmt::Debug for SmtpSettings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SmtpSettings").field("from", &self.from).finish_non_exhaustive()
    }
}

/// The e-mail channel.
pub struct Smtp {
    server: Server,
    from: Mailbox,
    bounces: Option<Address>,
    timeout: Duration,
    park: Park,
}

impl Smtp {
    /// Checks the settings; connects to nothing yet.
    ///
    /// # Errors
    /// Says in a sentence which part of the settings is wrong, without repeating the password.
    pub fn new(settings: &SmtpSettings) -> Result<Self, SmtpSettingsError> {
        let from = settings.from.parse().map_err(|_| SmtpSettingsError::From)?;
        let server = Server::parse(&settings.url)?;
        let bounces = match &settings.bounces {
            Some(address) => Some(bounces(address).ok_or(SmtpSettingsError::Bounces)?),
            None => None,
        };
        Ok(Self { server, from, bounces, timeout: settings.timeout, park: Park::default() })
    }

    /// To whom it goes, and where it comes back to.
    fn envelope(&self, to: Address, message: &Message) -> Result<Envelope, SendError> {
        let back = match (&self.bounces, &message.bounce) {
            (Some(address), Some(mark)) => {
                Address::new(format!("{}+{mark}", address.user()), address.domain()).ok()
            }
            _ => Some(self.from.email.clone()),
        };
        Envelope::new(back, vec![to]).map_err(|_| SendError::Permanent(FailureCode::Unsendable))
    }

    async fn connection(&self) -> Result<AsyncSmtpConnection, SendError> {
        match self.park.take().await {
            Some(kept) => Ok(kept),
            None => self.server.connect(self.timeout).await,
        }
    }

    /// Owns its connection: dropped by the time limit, it closes the connection with it.
    async fn hand_over(&self, message: &Message) -> Result<Delivered, SendError> {
        let to: Address = message.to.parse().map_err(|_| SendError::Permanent(FailureCode::Address))?;
        let envelope = self.envelope(to.clone(), message)?;
        let letter = letter::write(&self.from, to, message)?;
        let mut connection = self.connection().await?;
        let answer =
            connection.send(&envelope, &letter.formatted()).await.map_err(|error| server::judge(&error))?;
        self.park.put(connection);
        Ok(Delivered { reference: answer.first_line().and_then(reference) })
    }
}

/// A local part that has room for a mark, and none yet.
fn bounces(text: &str) -> Option<Address> {
    let address: Address = text.parse().ok()?;
    let user = address.user();
    (user.len() <= LONGEST_BOUNCE_USER && !user.contains('+')).then_some(address)
}

/// With `+` and a mark of 48 signs it has the 64 that RFC 5321 grants.
const LONGEST_BOUNCE_USER: usize = 15;

impl fmt::Debug for Smtp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Smtp").field("server", &self.server).finish_non_exhaustive()
    }
}

#[async_trait]
impl Channel for Smtp {
    fn way(&self) -> Way {
        Way::Email
    }

    async fn send(&self, message: &Message) -> Result<Delivered, SendError> {
        tokio::time::timeout(self.timeout, self.hand_over(message))
            .await
            .unwrap_or(Err(SendError::Temporary(FailureCode::TimedOut)))
    }
}

#[cfg(test)]
mod tests;
