//! Receipts that prove themselves: a text is signed at each sending, kept beside the request, and checked by a code
//! that is made of its hash, online, or offline from the PDF with the office's public key.
mod check;
mod file;
mod issue;
mod square;
mod view;

pub use check::CheckedReceipt;
pub use file::{FileProof, ReceiptFileError};
pub(crate) use issue::Said;
pub use square::CodeSquare;
pub use view::{ReceiptPaper, ReceiptProof, ReceiptView};

use domain::ReceiptCode;
use sha2::{Digest, Sha256};

/// The names of the two files that a receipt's PDF carries: the text that is signed, and its signature.
pub const TEXT_FILE: &str = "tanda-terima.txt";
/// See [`TEXT_FILE`].
pub const SIGNATURE_FILE: &str = "tanda-terima.sig";

/// The place of the sealed text.
const PLACE: &str = "receipt.body";

pub(crate) fn code_of(text: &str) -> ReceiptCode {
    ReceiptCode::from_hash(Sha256::digest(text.as_bytes()).into())
}
