//! How a message leaves the house: one trait, one adapter per way out.
//!
//! The outbox decides *what* is sent and *when* it is tried again; an adapter only tries once and says
//! whether another try can help. Neither address nor text ever appears in an error, so that a failed
//! message can be logged and shown to an officer without showing whom it was for.

pub(crate) mod bounce_token;
mod failure;
pub mod gateway;
pub mod push;
pub mod smtp;
#[cfg(test)]
mod stand_in;

use std::fmt;

use async_trait::async_trait;
use domain::{Urgency, Way};
use uuid::Uuid;

pub use failure::{FailureCode, SendError};
pub use gateway::{Gateway, GatewaySettings};
pub use push::{Push, PushServices, Subscription};
pub use smtp::{Smtp, SmtpSettings};

/// Which kind of address somebody has proven.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ChannelKind {
    /// An e-mail address.
    Email,
    /// A phone number in E.164, reached by SMS or `WhatsApp`.
    Phone,
}

impl ChannelKind {
    /// The stored word.
    pub const fn as_str(self) -> &'static str {
        self.way().as_str()
    }

    /// The way that leads to such an address.
    pub const fn way(self) -> Way {
        match self {
            Self::Email => Way::Email,
            Self::Phone => Way::Phone,
        }
    }
}

impl From<ChannelKind> for Way {
    fn from(kind: ChannelKind) -> Self {
        kind.way()
    }
}

impl fmt::Display for ChannelKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// One message to one address.
#[derive(Clone, PartialEq, Eq)]
pub struct Message {
    /// By which way, for adapters of several.
    pub way: Way,
    /// The address: an e-mail address, a phone number in E.164, or what a browser subscribed with.
    pub to: String,
    /// The subject; only e-mail has one.
    pub subject: Option<String>,
    /// Plain text, complete: the reason is in the message, not behind a login.
    pub body: String,
    /// The same for every try of the same message, so that the other side can drop a repetition.
    pub idempotency_key: Uuid,
    /// How much it matters now; only notices of browsers tell.
    pub urgency: Urgency,
    /// What its return path carries, so that a mail server says later which one did not arrive; only e-mail has one.
    pub bounce: Option<String>,
    /// What replaces it while it is still on its way; only notices of browsers have one.
    pub topic: Option<String>,
}

impl fmt::Debug for Message {
    /// Shows the key only: address and text are personal data.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Message").field("idempotency_key", &self.idempotency_key).finish_non_exhaustive()
    }
}

/// The other side has taken the message over.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Delivered {
    /// What the other side calls it, for tracing a complaint; at most 200 characters.
    pub reference: Option<String>,
}

/// A way out. Implementations bound their own time: `send` always comes back within half a minute.
#[async_trait]
pub trait Channel: fmt::Debug + Send + Sync {
    /// Which way it is; the word of it is stored in the outbox and sent to gateways.
    fn way(&self) -> Way;

    /// Whether it takes what goes by `way`: one adapter may have several.
    fn takes(&self, way: Way) -> bool {
        way == self.way()
    }

    /// Tries once.
    ///
    /// # Errors
    /// [`SendError::Temporary`] when a later try may succeed, [`SendError::Permanent`] when none will.
    async fn send(&self, message: &Message) -> Result<Delivered, SendError>;
}

/// Keeps a foreign reference storable and printable.
fn reference(raw: &str) -> Option<String> {
    let kept: String = raw.chars().filter(|c| !c.is_control()).take(200).collect();
    let kept = kept.trim();
    (!kept.is_empty()).then(|| kept.to_owned())
}
