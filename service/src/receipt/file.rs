//! Checking a receipt offline: from its PDF and the office's public keys, without any portal, years later.
//!
//! Signed is the text that the PDF carries, not how the page looks: whoever changes the page does not change the
//! text. So what was signed is told, and that is what counts.
use super::{SIGNATURE_FILE, TEXT_FILE};
use crate::PublicKey;
use domain::Receipt;
use lopdf::{Dictionary, Document, Object};

/// No receipt of ours is larger; more is not even read.
const LARGEST: usize = 10 * 1024 * 1024;

/// What a receipt's file proves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileProof {
    /// What was signed.
    pub receipt: Receipt,
    /// The id of the key that signed it.
    pub key: String,
}

/// Why a file proves nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReceiptFileError {
    /// No PDF, damaged, or too large.
    #[error("this is no PDF that can be read")]
    Unreadable,
    /// Nothing signed in it.
    #[error(
        "this PDF carries no signed receipt: it was made without a signature, printed anew, or is no receipt"
    )]
    NothingSigned,
    /// More than one text or signature: which one counts nobody can say.
    #[error("this PDF carries more than one signed text; somebody has added to it")]
    Ambiguous,
    /// A text that is none of ours.
    #[error("what this PDF carries is no receipt of a version that this program knows")]
    UnknownText,
    /// No key fits.
    #[error(
        "the signature fits none of the public keys: the receipt was changed, or another office issued it"
    )]
    NotGenuine,
}

impl FileProof {
    /// Checks the bytes of a PDF against public keys.
    pub fn of(pdf: &[u8], keys: &[PublicKey]) -> Result<Self, ReceiptFileError> {
        if pdf.len() > LARGEST {
            return Err(ReceiptFileError::Unreadable);
        }
        let document = Document::load_mem(pdf).map_err(|_| ReceiptFileError::Unreadable)?;
        let text = one(&document, TEXT_FILE)?;
        let signature = one(&document, SIGNATURE_FILE)?;
        let text = String::from_utf8(text).map_err(|_| ReceiptFileError::UnknownText)?;
        let receipt = Receipt::parse(&text).ok_or(ReceiptFileError::UnknownText)?;
        let key = keys.iter().find(|key| key.proves(&text, &signature));
        Ok(Self { receipt, key: key.ok_or(ReceiptFileError::NotGenuine)?.id() })
    }
}

/// The content of the only attached file with this name.
fn one(document: &Document, name: &str) -> Result<Vec<u8>, ReceiptFileError> {
    let dictionaries = document.objects.values().filter_map(|object| object.as_dict().ok());
    let mut found = dictionaries.filter(|dict| is_named(dict, name));
    let spec = found.next().ok_or(ReceiptFileError::NothingSigned)?;
    if found.next().is_some() {
        return Err(ReceiptFileError::Ambiguous);
    }
    content(document, spec).ok_or(ReceiptFileError::NothingSigned)
}

fn is_named(dict: &Dictionary, name: &str) -> bool {
    dict.has(b"EF") && dict.get(b"F").and_then(Object::as_str).is_ok_and(|known| known == name.as_bytes())
}

fn content(document: &Document, spec: &Dictionary) -> Option<Vec<u8>> {
    let files = document.dereference(spec.get(b"EF").ok()?).ok()?.1.as_dict().ok()?;
    let stream = document.dereference(files.get(b"F").ok()?).ok()?.1.as_stream().ok()?;
    if stream.dict.has(b"Filter") { stream.decompressed_content().ok() } else { Some(stream.content.clone()) }
}
