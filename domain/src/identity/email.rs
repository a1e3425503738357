//! E-mail addresses, pragmatically: what mail providers here really give out, no quoted or national forms.

use super::text_type::text_type;
use crate::field_error::FieldError;
use serde::{Deserialize, Serialize};

/// An e-mail address, lower case.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Email(String);

text_type!(Email, Email::parse);

impl Email {
    /// Reads an address and puts it into lower case.
    ///
    /// # Errors
    /// `Missing`, `TooLong`, `NotAnEmail`.
    pub fn parse(raw: &str) -> Result<Self, FieldError> {
        let raw = raw.trim();
        if raw.is_empty() {
            return Err(FieldError::Missing);
        }
        if raw.len() > 254 {
            return Err(FieldError::TooLong { max: 254 });
        }
        match raw.split_once('@') {
            Some((local, domain)) if is_local(local) && is_domain(domain) => {
                Ok(Self(raw.to_ascii_lowercase()))
            }
            _ => Err(FieldError::NotAnEmail),
        }
    }

    /// The first letter and the domain: `s•••@contoh.id`.
    pub fn masked(&self) -> String {
        let (local, domain) = self.0.split_once('@').unwrap_or_default();
        let first = local.get(..1).unwrap_or_default();
        format!("{first}•••@{domain}")
    }
}

fn is_local(local: &str) -> bool {
    let fits = |b: u8| b.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~.".contains(&b);
    (1..=64).contains(&local.len())
        && local.bytes().all(fits)
        && !local.starts_with('.')
        && !local.ends_with('.')
        && !local.contains("..")
}

fn is_domain(domain: &str) -> bool {
    let label = |part: &str| {
        (1..=63).contains(&part.len())
            && part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
            && !part.starts_with('-')
            && !part.ends_with('-')
    };
    let last = domain.rsplit('.').next().unwrap_or_default();
    domain.contains('.')
        && domain.split('.').all(label)
        && last.len() >= 2
        && last.bytes().any(|b| b.is_ascii_alphabetic())
}
