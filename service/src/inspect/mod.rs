//! What an upload is, and whether it is safe to keep and to show to an officer.
//!
//! Decided by content alone: phones send HEIC named `.jpg`, and attackers send anything named anything.
//! Images are drawn anew, which drops the place where they were taken together with everything else that is
//! not picture. PDFs are kept as they are and therefore refused when they could do more than be read.
//! Nothing here waits or touches the world; it is work for a blocking thread, and a heavy one: the caller
//! bounds how many run at once.

mod paper;
mod pdf;
mod picture;

pub(crate) use paper::draw_pages;

use std::panic::{AssertUnwindSafe, catch_unwind};

use bytes::Bytes;

use domain::{
    MediaType,
    document_type::{MAX_KEPT_BYTES, MAX_ORIGINAL_BYTES},
    sniff,
};

/// A file that may be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inspected {
    /// What the kept bytes are; images come out as JPEG.
    pub media_type: MediaType,
    /// The bytes to keep.
    pub bytes: Bytes,
    /// In pixels, as seen upright; images only.
    pub width: Option<u32>,
    /// In pixels, as seen upright; images only.
    pub height: Option<u32>,
    /// How many pages; 1 for an image.
    pub pages: u32,
    /// Whether a photo can be read.
    pub quality: Option<photo::Verdict>,
}

/// A document as officers see it, in JPEG.
#[derive(Debug)]
pub(crate) struct Drawing {
    /// For a list.
    pub(crate) small: Vec<u8>,
    /// Its pages; of a picture none, it is its own page.
    pub(crate) pages: Vec<Vec<u8>>,
}

/// A kept picture, small.
pub(crate) fn draw_small(jpeg: &[u8]) -> Option<Drawing> {
    let drawn = catch_unwind(AssertUnwindSafe(|| picture::small(&picture::kept(jpeg)?)));
    Some(Drawing { small: drawn.ok().flatten()?, pages: Vec::new() })
}

/// Why a file is not kept. Each has its own sentence for the person who sent it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize, thiserror::Error)]
pub enum InspectError {
    /// No bytes at all.
    #[error("empty")]
    Empty,
    /// Too many bytes, before or after shrinking.
    #[error("{bytes} bytes where {limit} are allowed")]
    TooLarge {
        /// How many there are.
        bytes: u64,
        /// How many may be.
        limit: u64,
    },
    /// None of the types that are accepted.
    #[error("unknown type")]
    UnknownType,
    /// The right type, but broken or cut off.
    #[error("unreadable")]
    Unreadable,
    /// A PDF behind a password.
    #[error("encrypted pdf")]
    PdfEncrypted,
    /// A PDF with scripts, attachments, forms that act, or media.
    #[error("active pdf")]
    PdfActive,
    /// A PDF with nothing to look at.
    #[error("pdf without pages")]
    PdfNoPages,
    /// The iPhone's own format, which no free decoder reads safely.
    #[error("heic")]
    HeicUnsupported,
    /// A virus scanner knows it.
    #[error("infected")]
    Infected,
    /// An image that would unfold to more than the memory set aside for one.
    #[error("too many pixels")]
    TooManyPixels,
}

impl InspectError {
    /// The stable name used on the wire and in logs.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::TooLarge { .. } => "too_large",
            Self::UnknownType => "unknown_type",
            Self::Unreadable => "unreadable",
            Self::PdfEncrypted => "pdf_encrypted",
            Self::PdfActive => "pdf_active",
            Self::PdfNoPages => "pdf_no_pages",
            Self::HeicUnsupported => "heic_unsupported",
            Self::Infected => "infected",
            Self::TooManyPixels => "too_many_pixels",
        }
    }
}

/// Looks at an upload. The declared name decides nothing; a lie in it is worth a line in the log.
///
/// # Errors
/// See [`InspectError`].
pub fn inspect(bytes: Vec<u8>, declared_name: &str) -> Result<Inspected, InspectError> {
    // Decoders are the one place where strangers choose the input of much foreign code: a panic in one is
    // a broken file, not a broken server.
    let media_type = judge_size_and_type(&bytes)?;
    if media_type_named(declared_name).is_some_and(|named| named != media_type) {
        tracing::info!(content = media_type.as_str(), "the name of an upload does not fit its content");
    }
    catch_unwind(AssertUnwindSafe(|| look(bytes, media_type))).unwrap_or(Err(InspectError::Unreadable))
}

/// Looks at a signed PDF, which is kept byte by byte: anything else would break its signature. Answers whether there
/// is a signature in it; whose it is and whether it holds is not judged here.
///
/// # Errors
/// See [`InspectError`].
pub fn inspect_result(bytes: Vec<u8>) -> Result<(Vec<u8>, bool), InspectError> {
    if judge_size_and_type(&bytes)? != MediaType::Pdf {
        return Err(InspectError::UnknownType);
    }
    catch_unwind(AssertUnwindSafe(|| pdf::pages(&bytes))).unwrap_or(Err(InspectError::Unreadable))?;
    let signed = bytes.windows(10).any(|window| window == b"/ByteRange");
    Ok((bytes, signed))
}

fn judge_size_and_type(bytes: &[u8]) -> Result<MediaType, InspectError> {
    if bytes.is_empty() {
        return Err(InspectError::Empty);
    }
    within(bytes.len(), MAX_ORIGINAL_BYTES)?;
    match sniff(bytes) {
        Some(MediaType::Heic) => Err(InspectError::HeicUnsupported),
        Some(other) => Ok(other),
        None => Err(InspectError::UnknownType),
    }
}

fn look(bytes: Vec<u8>, media_type: MediaType) -> Result<Inspected, InspectError> {
    match media_type {
        MediaType::Pdf => {
            within(bytes.len(), MAX_KEPT_BYTES)?;
            let pages = pdf::pages(&bytes)?;
            Ok(Inspected { media_type, bytes: bytes.into(), width: None, height: None, pages, quality: None })
        }
        MediaType::Heic => Err(InspectError::HeicUnsupported),
        MediaType::Jpeg | MediaType::Png | MediaType::WebP => {
            let drawn = picture::redraw(&bytes, media_type)?;
            Ok(Inspected {
                media_type: MediaType::Jpeg,
                bytes: drawn.jpeg.into(),
                width: Some(drawn.width),
                height: Some(drawn.height),
                pages: 1,
                quality: drawn.quality,
            })
        }
    }
}

fn within(bytes: usize, limit: u64) -> Result<(), InspectError> {
    let bytes = u64::try_from(bytes).unwrap_or(u64::MAX);
    if bytes <= limit { Ok(()) } else { Err(InspectError::TooLarge { bytes, limit }) }
}

fn media_type_named(name: &str) -> Option<MediaType> {
    let (_, ending) = name.rsplit_once('.')?;
    Some(match ending.to_ascii_lowercase().as_str() {
        "jpg" | "jpeg" => MediaType::Jpeg,
        "png" => MediaType::Png,
        "webp" => MediaType::WebP,
        "pdf" => MediaType::Pdf,
        "heic" | "heif" => MediaType::Heic,
        _ => return None,
    })
}

#[cfg(test)]
mod tests;
