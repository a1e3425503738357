//! Numbers, names and addresses that identify people. Each type is parsed once and then trusted; its `Debug`
//! never shows the whole value, so a stray log line cannot leak one.

mod digits;
mod email;
mod hide;
mod kk_number;
mod name;
mod nik;
mod password;
mod phone;
mod text_type;

pub use email::Email;
pub use hide::hide_numbers;
pub use kk_number::KkNumber;
pub use name::{MAX_NAME, PersonName, RecordedName, normalise_words};
pub use nik::{Nik, NikWarning};
pub use password::{MAX_PASSWORD, MIN_PASSWORD, Password};
pub use phone::Phone;
