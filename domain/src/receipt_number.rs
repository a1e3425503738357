//! The number a citizen copies from a receipt, reads out over the phone and types into the tracking page.
//! Eight characters without look-alikes and a ninth that finds every single typo and every swap of neighbours.

use crate::field_error::FieldError;
use serde::{Deserialize, Serialize};

/// No 0 and O, no 1, I and L. Its size is a prime, so that the check character finds what it must.
const ALPHABET: &[u8; 31] = b"23456789ABCDEFGHJKMNPQRSTUVWXYZ";
const LENGTH: usize = 9;

/// A receipt number, shown as `K7RT-4MQX-9`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ReceiptNumber(String);

impl ReceiptNumber {
    /// A number from eight random bytes: 31^8, about 850 thousand million, are possible.
    pub fn from_entropy(entropy: [u8; 8]) -> Self {
        let mut rest = u64::from_be_bytes(entropy);
        let mut values = [0_u8; LENGTH];
        for value in values.iter_mut().take(LENGTH - 1) {
            *value = u8::try_from(rest % 31).unwrap_or(0);
            rest /= 31;
        }
        values[LENGTH - 1] = check_value(&values);
        Self(values.iter().map(|value| char::from(ALPHABET[usize::from(*value)])).collect())
    }

    /// Reads a number as people type it: lower case, spaces and dashes allowed; look-alikes refused.
    ///
    /// # Errors
    /// `Missing`, `NotAReceiptNumber`.
    pub fn parse(raw: &str) -> Result<Self, FieldError> {
        let kept: String = raw
            .chars()
            .filter(|c| !c.is_whitespace() && *c != '-')
            .take(LENGTH + 1)
            .collect::<String>()
            .to_ascii_uppercase();
        if kept.is_empty() {
            return Err(FieldError::Missing);
        }
        let values: Option<Vec<u8>> = kept.bytes().map(value_of).collect();
        match values {
            Some(values) if values.len() == LENGTH && values[LENGTH - 1] == check_value(&values) => {
                Ok(Self(kept))
            }
            _ => Err(FieldError::NotAReceiptNumber),
        }
    }

    /// Nine characters without dashes, as stored and in addresses.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn value_of(byte: u8) -> Option<u8> {
    ALPHABET.iter().position(|letter| *letter == byte).and_then(|at| u8::try_from(at).ok())
}

/// Weights 1 to 8: all different and none zero modulo 31, so one wrong or two swapped characters change the sum.
fn check_value(values: &[u8]) -> u8 {
    let weighted =
        values.iter().take(LENGTH - 1).zip(1_u16..).map(|(value, weight)| u16::from(*value) * weight);
    u8::try_from(weighted.sum::<u16>() % 31).unwrap_or(0)
}

impl core::fmt::Display for ReceiptNumber {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        for (at, letter) in self.0.chars().enumerate() {
            if at == 4 || at == 8 {
                f.write_str("-")?;
            }
            write!(f, "{letter}")?;
        }
        Ok(())
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
