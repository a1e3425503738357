//! The types that are accepted, by their first bytes. Stands in for `domain::document_type`.

/// A type of file that the portal knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MediaType {
    /// image/jpeg
    Jpeg,
    /// image/png
    Png,
    /// image/webp
    WebP,
    /// application/pdf
    Pdf,
    /// image/heic
    Heic,
}

impl MediaType {
    /// The name registered with IANA.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::WebP => "image/webp",
            Self::Pdf => "application/pdf",
            Self::Heic => "image/heic",
        }
    }
}

/// The type of a file by its first bytes.
pub fn sniff(bytes: &[u8]) -> Option<MediaType> {
    let brand = bytes.get(4..12);
    Some(match bytes {
        [0xff, 0xd8, 0xff, ..] => MediaType::Jpeg,
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => MediaType::Png,
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => MediaType::WebP,
        [b'%', b'P', b'D', b'F', b'-', ..] => MediaType::Pdf,
        _ if matches!(brand, Some(b"ftypheic" | b"ftypheix" | b"ftypmif1" | b"ftyphevc")) => MediaType::Heic,
        _ => return None,
    })
}
