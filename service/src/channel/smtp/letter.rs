//! Turns a message into an RFC 5322 letter.

use lettre::{
    Address,
    message::{
        Mailbox,
        header::{ContentType, Header, HeaderName, HeaderValue},
    },
};

use super::{FailureCode, Message, SendError};

/// RFC 3834: asks answering machines to keep quiet.
#[derive(Clone)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}

/// The Message-ID comes from the idempotency key: mailboxes show a letter that was sent twice once.
pub(super) fn write(from: &Mailbox, to: Address, message: &Message) -> Result<lettre::Message, SendError> {
    let id = format!("<{}@{}>", message.idempotency_key, from.email.domain());
    lettre::Message::builder()
        .from(from.clone())
        .to(Mailbox::new(None, to))
        .subject(message.subject.clone().unwrap_or_default())
        .message_id(Some(id))
        .header(AutoSubmitted)
        .header(ContentType::TEXT_PLAIN)
        .body(message.body.clone())
        .map_err(|_| SendError::Permanent(FailureCode::Unsendable))
}
