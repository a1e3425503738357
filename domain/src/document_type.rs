//! Kinds of uploaded files, told by their first bytes. Names and declared types lie: phones send HEIC as .jpg.

use crate::language::Language;
use serde::{Deserialize, Serialize};

/// Most bytes of an original, before the device or the server shrinks it.
pub const MAX_ORIGINAL_BYTES: u64 = 20 * 1024 * 1024;
/// Most bytes of a file as kept; this size counts, not the original's.
pub const MAX_KEPT_BYTES: u64 = 5 * 1024 * 1024;
/// Bytes needed by [`sniff`].
pub const SNIFF_BYTES: usize = 64;

/// A kind of file that is accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MediaType {
    /// JPEG photo.
    Jpeg,
    /// PNG image.
    Png,
    /// WebP image.
    WebP,
    /// PDF document.
    Pdf,
    /// HEIC or HEIF photo, as iPhones take them.
    Heic,
}

impl MediaType {
    /// As in `Content-Type`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::WebP => "image/webp",
            Self::Pdf => "application/pdf",
            Self::Heic => "image/heic",
        }
    }

    /// Reads a `Content-Type` as written by [`MediaType::as_str`].
    pub fn parse(raw: &str) -> Option<Self> {
        [Self::Jpeg, Self::Png, Self::WebP, Self::Pdf, Self::Heic]
            .into_iter()
            .find(|kind| kind.as_str() == raw)
    }

    /// The usual ending of a file name, without a dot.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::WebP => "webp",
            Self::Pdf => "pdf",
            Self::Heic => "heic",
        }
    }

    /// Whether it is a picture.
    pub const fn is_image(self) -> bool {
        !matches!(self, Self::Pdf)
    }
}

/// The kind of a file by its first bytes (64 are enough); `None` for everything else.
pub fn sniff(head: &[u8]) -> Option<MediaType> {
    if head.starts_with(&[0xFF, 0xD8, 0xFF]) {
        return Some(MediaType::Jpeg);
    }
    if head.starts_with(b"\x89PNG\r\n\x1a\n") {
        return Some(MediaType::Png);
    }
    if head.starts_with(b"RIFF") && head.get(8..12) == Some(b"WEBP") {
        return Some(MediaType::WebP);
    }
    if head.starts_with(b"%PDF-") {
        return Some(MediaType::Pdf);
    }
    if head.get(4..8) == Some(b"ftyp") && is_heic_brand(head) {
        return Some(MediaType::Heic);
    }
    None
}

/// The main brand, or for the generic `mif1` one of the compatible ones.
fn is_heic_brand(head: &[u8]) -> bool {
    const BRANDS: [&[u8]; 8] = [b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"];
    head.get(8..12).is_some_and(|brand| BRANDS.contains(&brand))
}

/// A size in words people use: `2,4 MB`, in English `2.4 MB`; below a kilobyte in bytes.
pub fn words_for_bytes(bytes: u64, language: Language) -> String {
    const KB: u64 = 1_024;
    const MB: u64 = KB * 1_024;
    const GB: u64 = MB * 1_024;
    let (unit, name) = match bytes {
        0..KB => return format!("{bytes} {}", if language == Language::Id { "bita" } else { "bytes" }),
        KB..MB => return format!("{} KB", bytes.div_ceil(KB).min(1_023)),
        MB..GB => (MB, "MB"),
        _ => (GB, "GB"),
    };
    let comma = if language == Language::Id { ',' } else { '.' };
    match (bytes / unit, bytes % unit * 10 / unit) {
        (whole, 0) => format!("{whole} {name}"),
        (whole, tenth) => format!("{whole}{comma}{tenth} {name}"),
    }
}
