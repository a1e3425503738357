//! What a receipt says, as one text that is signed. The text is canonical, names its version and needs nothing but
//! itself: whoever has it, its signature and the office's public key can check it years later.
//!
//! ```text
//! kk-daring-receipt/1
//! number: K7RT4MQX9
//! sending: 1
//! sent: 2026-11-22T03:00:00Z
//! due: 2026-11-23T09:00:00Z
//! office: Dinas Contoh
//! procedure: KK-07 | Perbarui pendidikan
//! applicant: Siti Rahmawati
//! change: Dimas Prasetyo | education | SLTP/sederajat | SLTA/sederajat
//! document: ijazah | 23144 | 3f0c…
//! original: ktp_el
//! salt: 9a4e…
//! ```
//!
//! One line a fact, in this order; parts are parted by ` | `. A backslash, bar or end of line inside a part is written
//! `\\`, `\p`, `\n`. The salt makes the text's hash, and so the receipt's code, impossible to guess.

use crate::{letters, receipt_number::ReceiptNumber};
use core::fmt::Write as _;
use time::{OffsetDateTime, UtcOffset, format_description::well_known::Rfc3339};

/// The first line: which version of the text this is.
pub const FORMAT: &str = "kk-daring-receipt/1";

/// Everything that is signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// The number of the request.
    pub number: ReceiptNumber,
    /// 1 for the request as first sent, 2 after its first correction.
    pub sending: u32,
    /// When it arrived.
    pub sent_at: OffsetDateTime,
    /// Expected by.
    pub due_at: OffsetDateTime,
    /// The office that took it in.
    pub office: String,
    /// Code of the procedure.
    pub procedure: String,
    /// What was asked for, in Indonesian.
    pub title: String,
    /// Who applied.
    pub applicant: String,
    /// What is to change, as shown.
    pub changes: Vec<ReceiptChange>,
    /// The files.
    pub documents: Vec<ReceiptDocument>,
    /// Slots whose original will be brought.
    pub originals: Vec<String>,
    /// Random letters.
    pub salt: String,
}

/// A change, as shown: numbers of people are masked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReceiptChange {
    /// Name of the member; empty for the card and for who is new.
    pub subject: String,
    /// Code of the element.
    pub element: String,
    /// As it was; empty if there was nothing.
    pub was: String,
    /// As it will be.
    pub will: String,
}

/// A file that was acknowledged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReceiptDocument {
    /// Code of the slot.
    pub slot: String,
    /// Bytes.
    pub bytes: u64,
    /// SHA-256 in hex.
    pub sha256: String,
}

fn escaped(part: &str) -> String {
    let mut out = String::with_capacity(part.len());
    for sign in part.chars() {
        match sign {
            '\\' => out.push_str("\\\\"),
            '|' => out.push_str("\\p"),
            '\n' => out.push_str("\\n"),
            // No other line ends: what one program takes for a line must be one for every other.
            sign if sign.is_control() || matches!(sign, '\u{2028}' | '\u{2029}') => out.push(' '),
            sign => out.push(sign),
        }
    }
    out.trim().to_owned()
}

fn plain(part: &str) -> Option<String> {
    let mut out = String::with_capacity(part.len());
    let mut signs = part.chars();
    while let Some(sign) = signs.next() {
        out.push(match sign {
            '\\' => match signs.next()? {
                '\\' => '\\',
                'p' => '|',
                'n' => '\n',
                _ => return None,
            },
            sign => sign,
        });
    }
    Some(out)
}

fn moment(at: OffsetDateTime) -> String {
    at.to_offset(UtcOffset::UTC).format(&Rfc3339).unwrap_or_default()
}

impl Receipt {
    /// The text that is signed.
    pub fn to_text(&self) -> String {
        let mut text = format!("{FORMAT}\n");
        let mut line = |key: &str, parts: &[&str]| {
            let parts: Vec<_> = parts.iter().map(|part| escaped(part)).collect();
            let _ = writeln!(text, "{key}: {}", parts.join(" | "));
        };
        line("number", &[self.number.as_str()]);
        line("sending", &[&self.sending.to_string()]);
        line("sent", &[&moment(self.sent_at)]);
        line("due", &[&moment(self.due_at)]);
        line("office", &[&self.office]);
        line("procedure", &[&self.procedure, &self.title]);
        line("applicant", &[&self.applicant]);
        for change in &self.changes {
            line("change", &[&change.subject, &change.element, &change.was, &change.will]);
        }
        for document in &self.documents {
            line("document", &[&document.slot, &document.bytes.to_string(), &document.sha256]);
        }
        for slot in &self.originals {
            line("original", &[slot]);
        }
        line("salt", &[&self.salt]);
        text
    }

    /// Reads a text back. Nothing but what [`Receipt::to_text`] writes is read, byte by byte.
    pub fn parse(text: &str) -> Option<Self> {
        let mut lines = Lines { rest: text.strip_prefix(FORMAT)?.strip_prefix('\n')? };
        let [number] = lines.one("number")?;
        let [sending] = lines.one("sending")?;
        let [sent] = lines.one("sent")?;
        let [due] = lines.one("due")?;
        let [office] = lines.one("office")?;
        let [procedure, title] = lines.one("procedure")?;
        let [applicant] = lines.one("applicant")?;
        let mut receipt = Self {
            number: ReceiptNumber::parse(&number).ok()?,
            sending: sending.parse().ok()?,
            sent_at: OffsetDateTime::parse(&sent, &Rfc3339).ok()?,
            due_at: OffsetDateTime::parse(&due, &Rfc3339).ok()?,
            office,
            procedure,
            title,
            applicant,
            changes: Vec::new(),
            documents: Vec::new(),
            originals: Vec::new(),
            salt: String::new(),
        };
        while let Some([subject, element, was, will]) = lines.one("change") {
            receipt.changes.push(ReceiptChange { subject, element, was, will });
        }
        while let Some([slot, bytes, sha256]) = lines.one("document") {
            receipt.documents.push(ReceiptDocument { slot, bytes: bytes.parse().ok()?, sha256 });
        }
        while let Some([slot]) = lines.one("original") {
            receipt.originals.push(slot);
        }
        [receipt.salt] = lines.one("salt")?;
        (receipt.to_text() == text).then_some(receipt)
    }
}

struct Lines<'a> {
    rest: &'a str,
}

impl Lines<'_> {
    /// The next line, if it has this key and so many parts.
    fn one<const N: usize>(&mut self, key: &str) -> Option<[String; N]> {
        let (line, rest) = self.rest.split_once('\n')?;
        let parts = line.strip_prefix(key)?.strip_prefix(": ")?;
        let parts: Vec<String> = parts.split(" | ").map(plain).collect::<Option<_>>()?;
        let parts = parts.try_into().ok()?;
        self.rest = rest;
        Some(parts)
    }
}

const CODE_LENGTH: usize = 16;

/// The code by which a receipt can be checked, made of the hash of its text: shown as `K7RT-4MQX-9ABC-DEFG`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReceiptCode(String);

impl ReceiptCode {
    /// The code of a text with this SHA-256. 31^15, about 2^74, are possible.
    pub fn from_hash(hash: [u8; 32]) -> Self {
        let mut first = [0; 16];
        first.copy_from_slice(&hash[..16]);
        Self(letters::from_entropy(u128::from_be_bytes(first), CODE_LENGTH))
    }

    /// Reads a code as people type it; none if it cannot be one.
    pub fn parse(raw: &str) -> Option<Self> {
        letters::typed(raw, CODE_LENGTH).filter(|typed| !typed.is_empty()).map(Self)
    }

    /// Without dashes, as in addresses.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl core::fmt::Display for ReceiptCode {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        letters::grouped(f, &self.0)
    }
}
