//! The number a citizen copies from a receipt, reads out over the phone and types into the tracking page.
//! Eight characters without look-alikes and a ninth that finds every single typo and every swap of neighbours.

use crate::{field_error::FieldError, letters};
use serde::{Deserialize, Serialize};

const LENGTH: usize = 9;

/// A receipt number, shown as `K7RT-4MQX-9`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ReceiptNumber(String);

impl ReceiptNumber {
    /// A number from eight random bytes: 31^8, about 850 thousand million, are possible.
    pub fn from_entropy(entropy: [u8; 8]) -> Self {
        Self(letters::from_entropy(u64::from_be_bytes(entropy).into(), LENGTH))
    }

    /// Reads a number as people type it: lower case, spaces and dashes allowed; look-alikes refused.
    ///
    /// # Errors
    /// `Missing`, `NotAReceiptNumber`.
    pub fn parse(raw: &str) -> Result<Self, FieldError> {
        match letters::typed(raw, LENGTH) {
            Some(typed) if typed.is_empty() => Err(FieldError::Missing),
            Some(typed) => Ok(Self(typed)),
            None => Err(FieldError::NotAReceiptNumber),
        }
    }

    /// A number that was stored, as people read it; what is none stays as it is.
    pub fn displayed(stored: &str) -> String {
        Self::parse(stored).map_or_else(|_| stored.to_owned(), |number| number.to_string())
    }

    /// Nine characters without dashes, as stored and in addresses.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl core::fmt::Display for ReceiptNumber {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        letters::grouped(f, &self.0)
    }
}

impl core::fmt::Debug for ReceiptNumber {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "ReceiptNumber({self})")
    }
}

impl TryFrom<String> for ReceiptNumber {
    type Error = FieldError;

    fn try_from(raw: String) -> Result<Self, Self::Error> {
        Self::parse(&raw)
    }
}

impl From<ReceiptNumber> for String {
    fn from(number: ReceiptNumber) -> Self {
        number.0
    }
}
