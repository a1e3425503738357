//! Reads the structure of a PDF, strictly and within a budget.
//!
//! Strictly, because a damaged file is repaired differently by every reader, and what the officer's reader
//! finds must be what was checked here. Within a budget, because a few kilobytes can describe gigabytes.

pub(super) mod budget;
mod names;

use lopdf::{Dictionary, Document, LoadOptions, Object};

use super::InspectError;

/// A single compressed stream of objects unfolds to at most this many bytes.
pub(super) const LARGEST_STREAM: usize = 2 * 1024 * 1024;

/// The number of pages of a PDF that can do nothing but be read.
pub(super) fn pages(bytes: &[u8]) -> Result<u32, InspectError> {
    // The words as they stand in the file, also in parts that no table of contents mentions. Encryption is
    // found here because an encrypted file would be unfolded past the budget.
    match names::worst(bytes) {
        Some(names::Finding::Encrypted) => return Err(InspectError::PdfEncrypted),
        Some(names::Finding::Active) => return Err(InspectError::PdfActive),
        None => {}
    }
    let document = budget::spend(|filter| {
        let options = LoadOptions {
            filter: Some(filter),
            strict: true,
            max_decompressed_size: Some(LARGEST_STREAM),
            ..LoadOptions::default()
        };
        Document::load_mem_with_options(bytes, options)
    })
    .and_then(Result::ok)
    .ok_or(InspectError::Unreadable)?;

    if document.is_encrypted() || document.was_encrypted() {
        return Err(InspectError::PdfEncrypted);
    }
    let starts = document.catalog().and_then(|catalog| catalog.get_deref(b"OpenAction", &document));
    if document.objects.values().any(acts)
        || dictionary_acts(&document.trailer)
        || starts.is_ok_and(|start| !is_a_place(start))
    {
        return Err(InspectError::PdfActive);
    }
    match u32::try_from(document.page_iter().count()) {
        Ok(0) | Err(_) => Err(InspectError::PdfNoPages),
        Ok(pages) => Ok(pages),
    }
}

/// Depth is bounded by the parser (100).
fn acts(object: &Object) -> bool {
    match object {
        Object::Array(items) => items.iter().any(acts),
        Object::Dictionary(dictionary) => dictionary_acts(dictionary),
        Object::Stream(stream) => dictionary_acts(&stream.dict),
        Object::Name(name) => names::is_active(name),
        _ => false,
    }
}

fn dictionary_acts(dictionary: &Dictionary) -> bool {
    dictionary.iter().any(|(key, value)| names::is_active(key) || acts(value))
}

/// What happens on opening. Many writers say where to open the file, `[page /Fit]` or a jump inside it: that
/// is no action. Scripts anywhere are found by [`acts`]; this is about harmless-looking ones, such as a web
/// address, that would run unasked.
fn is_a_place(value: &Object) -> bool {
    match value {
        Object::Array(_) | Object::Null => true,
        Object::Dictionary(jump) => {
            matches!(jump.get(b"S"), Ok(Object::Name(kind)) if kind == b"GoTo") && !jump.has(b"Next")
        }
        _ => false,
    }
}

#[cfg(test)]
pub(super) mod tests;
