//! What the head of a request says.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use http::{HeaderMap, Method, StatusCode, header};
use service::NewUpload;
use uuid::Uuid;

use super::metadata;
use crate::layer::body_limit::declared_length;

pub(super) const VERSION: &str = "1.0.0";
pub(super) const EXTENSIONS: &str = "creation,creation-with-upload,checksum,expiration,termination";
pub(super) const CHECKSUMS: &str = "sha1,sha256";
const OFFSET_STREAM: &str = "application/offset+octet-stream";

/// The protocol's own status for bytes that are not what their checksum says.
pub(super) fn checksum_mismatch() -> StatusCode {
    StatusCode::from_u16(460).unwrap_or(StatusCode::BAD_REQUEST)
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()
}

fn number(headers: &HeaderMap, name: &str) -> Option<u64> {
    // `parse` takes a sign; the protocol does not.
    text(headers, name).filter(|raw| raw.bytes().all(|digit| digit.is_ascii_digit()))?.parse().ok()
}

pub(super) fn speaks(headers: &HeaderMap) -> bool {
    text(headers, "tus-resumable") == Some(VERSION)
}

pub(super) fn is_offset_stream(headers: &HeaderMap) -> bool {
    text(headers, header::CONTENT_TYPE.as_str()) == Some(OFFSET_STREAM)
}

/// Whether a creation brings the first bytes along.
pub(super) fn has_bytes(headers: &HeaderMap) -> bool {
    is_offset_stream(headers) && declared_length(headers) != Some(0)
}

pub(super) fn other_method(headers: &HeaderMap) -> Option<Method> {
    text(headers, "x-http-method-override")?.to_ascii_uppercase().parse().ok()
}

/// What a creation announces. A phone knows neither draft nor slot.
pub(super) fn announced(headers: &HeaderMap, by_phone: bool) -> Result<NewUpload, StatusCode> {
    // Lengths that are told later are an extension that this server does not have.
    let length = number(headers, "upload-length").ok_or(StatusCode::BAD_REQUEST)?;
    let mut told = metadata::read(text(headers, "upload-metadata").unwrap_or_default())
        .ok_or(StatusCode::BAD_REQUEST)?;
    let (draft, slot) = if by_phone {
        (Uuid::nil(), String::new())
    } else {
        let draft = told.get("draft").and_then(|id| id.parse().ok());
        let draft = draft.ok_or(StatusCode::UNPROCESSABLE_ENTITY)?;
        (draft, told.remove("slot").ok_or(StatusCode::UNPROCESSABLE_ENTITY)?)
    };
    let key = told.get("key").and_then(|id| id.parse().ok()).unwrap_or_else(Uuid::now_v7);
    let is_hash = |text: &String| text.len() == 64 && text.bytes().all(|sign| sign.is_ascii_hexdigit());
    let sha256 = told.remove("sha256").filter(is_hash);
    let name = told.remove("filename").unwrap_or_default();
    Ok(NewUpload { draft, slot, name, key, length, sha256 })
}

/// A checksum of the bytes of one request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Checksum {
    None,
    Sha1(Vec<u8>),
    Sha256(Vec<u8>),
    /// Not one of ours, or no checksum at all.
    Unknown,
}

/// What is asked with the bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Asked {
    pub(super) offset: u64,
    /// How many there are, if that is told.
    pub(super) bytes: Option<u64>,
    pub(super) checksum: Checksum,
}

impl Asked {
    pub(super) fn of(headers: &HeaderMap) -> Self {
        let checksum = text(headers, "upload-checksum").map_or(Checksum::None, checksum);
        Self { offset: 0, bytes: declared_length(headers), checksum }
    }

    pub(super) fn at_an_offset(headers: &HeaderMap) -> Option<Self> {
        Some(Self { offset: number(headers, "upload-offset")?, ..Self::of(headers) })
    }
}

fn checksum(raw: &str) -> Checksum {
    let Some((algorithm, value)) = raw.split_once(' ') else { return Checksum::Unknown };
    match (algorithm, STANDARD.decode(value)) {
        ("sha1", Ok(hash)) => Checksum::Sha1(hash),
        ("sha256", Ok(hash)) => Checksum::Sha256(hash),
        _ => Checksum::Unknown,
    }
}
