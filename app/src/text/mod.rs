//! Every word people read, in both languages side by side, so that none is missing. Indonesian is the
//! first language; English the second. Words of a procedure are in the catalogue instead.
//!
//! Style: "Anda", plain words, sentences of about twelve words; what to do and by when.
use domain::Language;

/// Declares the words of one subject: a struct with one `&'static str` a key, in both languages.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($key:ident: $id:literal | $en:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        pub struct $name {
            $(#[doc = $en] pub $key: &'static str,)*
        }

        impl $name {
            /// The words in `language`.
            pub const fn of(language: domain::Language) -> Self {
                match language {
                    domain::Language::Id => Self { $($key: $id,)* },
                    domain::Language::En => Self { $($key: $en,)* },
                }
            }
        }
    };
}

mod account;
mod area;
mod card;
mod common;
mod desk;
#[cfg(feature = "ssr")]
mod duplicate;
mod element;
#[cfg(feature = "ssr")]
mod family;
mod field;
#[cfg(feature = "ssr")]
mod forms;
mod group;
mod home;
#[cfg(feature = "ssr")]
mod letter;
#[cfg(feature = "ssr")]
mod office;
mod problem;
mod requests;
mod status;
mod time;
mod wizard;

pub use account::{Account, Register, SignIn};
pub use area::Area;
#[cfg(feature = "ssr")]
pub use area::lies_in;
pub use card::Card;
pub use common::Common;
pub use desk::{
    Desk, DeskLive, acted, arrived, channel, command, delivery, desk_event, done, filter_name, held_by,
    held_for, note_for, queue_word, reason_for, reason_missing, time_used,
};
#[cfg(feature = "ssr")]
pub use duplicate::{duplicate, elsewhere};
pub use element::element;
#[cfg(feature = "ssr")]
pub use family::{finding, mind, remedy};
pub use field::sentence;
#[cfg(feature = "ssr")]
pub use forms::Forms;
pub use group::group_name;
pub use home::Home;
#[cfg(feature = "ssr")]
pub use letter::Letters;
#[cfg(feature = "ssr")]
pub use office::{Office, Sides, register_finding, sides};
pub use problem::{file_refused, problem, summary_title};
pub use requests::{Requests, event};
pub use status::{Tone as StatusTone, status, status_tone};
pub use time::{ago, day, day_time, minutes};
#[cfg(feature = "ssr")]
pub use wizard::years;
pub use wizard::{Wizard, bytes_left, held_up_by, saved_at, step_of, waits_for};

/// Chooses between two words.
pub const fn pick(language: Language, id: &'static str, en: &'static str) -> &'static str {
    match language {
        Language::Id => id,
        Language::En => en,
    }
}
