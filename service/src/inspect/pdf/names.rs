//! The names in a PDF that mean more than reading.
//!
//! A name may be written with escapes (`/J#53` is `/JS`, ISO 32000-1, 7.3.5), so plain searching misses it.

/// What a name in the raw bytes says about the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Finding {
    Encrypted,
    Active,
}

/// Longest name looked for, with a byte to see that it ends there.
const LONGEST: usize = 16;

/// Names that make a file act: scripts, programs, attachments, media, forms that send or compute.
pub(super) fn is_active(name: &[u8]) -> bool {
    matches!(
        name,
        b"JS"
            | b"JavaScript"
            | b"AA"
            | b"Launch"
            | b"EmbeddedFile"
            | b"EmbeddedFiles"
            | b"GoToE"
            | b"ImportData"
            | b"SubmitForm"
            | b"RichMedia"
            | b"Rendition"
            | b"Movie"
            | b"Sound"
            | b"3D"
            | b"XFA"
    )
}

/// Short names occur by chance in compressed pictures; these do not.
fn is_telling(name: &[u8]) -> bool {
    name.len() >= 6 && is_active(name)
}

/// The worst finding in the raw bytes.
pub(super) fn worst(bytes: &[u8]) -> Option<Finding> {
    let mut active = false;
    for (at, _) in bytes.iter().enumerate().filter(|(_, byte)| **byte == b'/') {
        let name = read(&bytes[at + 1..]);
        if name.as_slice() == b"Encrypt" {
            return Some(Finding::Encrypted);
        }
        active |= is_telling(&name);
    }
    active.then_some(Finding::Active)
}

fn read(mut bytes: &[u8]) -> Vec<u8> {
    let mut name = Vec::with_capacity(LONGEST);
    while name.len() < LONGEST {
        let (byte, rest) = match bytes {
            [b'#', high, low, rest @ ..] => match (digit(*high), digit(*low)) {
                (Some(high), Some(low)) => (high * 16 + low, rest),
                _ => break,
            },
            [byte, rest @ ..] if byte.is_ascii_alphanumeric() => (*byte, rest),
            _ => break,
        };
        name.push(byte);
        bytes = rest;
    }
    name
}

fn digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}
