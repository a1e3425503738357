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
#[cfg(feature = "ssr")]
mod appointment;
mod area;
#[cfg(feature = "ssr")]
mod assist;
#[cfg(feature = "ssr")]
mod audit;
#[cfg(feature = "ssr")]
mod calendar;
mod card;
#[cfg(feature = "ssr")]
mod catalogue;
mod common;
#[cfg(feature = "ssr")]
mod confirm;
#[cfg(feature = "ssr")]
mod crowd;
#[cfg(feature = "ssr")]
mod data_sheet;
mod desk;
#[cfg(feature = "ssr")]
mod desk_filter;
#[cfg(feature = "ssr")]
mod desk_work;
#[cfg(feature = "ssr")]
mod duplicate;
mod element;
#[cfg(feature = "ssr")]
mod ending;
#[cfg(feature = "ssr")]
mod eyes;
#[cfg(feature = "ssr")]
mod family;
#[cfg(feature = "ssr")]
mod feedback;
mod field;
#[cfg(feature = "ssr")]
mod forms;
mod group;
#[cfg(feature = "ssr")]
mod help;
mod home;
#[cfg(feature = "ssr")]
mod letter;
#[cfg(feature = "ssr")]
mod number;
#[cfg(feature = "ssr")]
mod objection;
#[cfg(feature = "ssr")]
mod office;
#[cfg(feature = "ssr")]
mod office_act;
#[cfg(feature = "ssr")]
mod officers;
#[cfg(feature = "ssr")]
mod offline;
#[cfg(feature = "ssr")]
mod passkey;
#[cfg(feature = "ssr")]
mod performance;
#[cfg(feature = "ssr")]
mod photo;
#[cfg(feature = "ssr")]
mod privacy;
mod problem;
#[cfg(feature = "ssr")]
mod progress;
#[cfg(feature = "ssr")]
mod receipt;
mod requests;
#[cfg(feature = "ssr")]
mod results;
#[cfg(feature = "ssr")]
mod rights;
#[cfg(feature = "ssr")]
mod security;
#[cfg(feature = "ssr")]
mod slots;
#[cfg(feature = "ssr")]
mod state;
#[cfg(feature = "ssr")]
mod statistics;
mod status;
#[cfg(feature = "ssr")]
mod strength;
#[cfg(feature = "ssr")]
mod talk;
#[cfg(feature = "ssr")]
mod telling;
#[cfg(feature = "ssr")]
mod templates;
mod time;
#[cfg(feature = "ssr")]
mod track;
mod wizard;

#[cfg(feature = "ssr")]
pub use account::reset_wait;
pub use account::{Account, Register, SignIn};
#[cfg(feature = "ssr")]
pub use appointment::{
    Appointment, AppointmentRulesPage, CounterDay, appointment_event, at_counter, free_count, long_day,
    long_time, time_of_day, weekday_name,
};
pub use area::Area;
#[cfg(feature = "ssr")]
pub use area::lies_in;
#[cfg(feature = "ssr")]
pub use assist::{Assist, ended_by, helped_by};
#[cfg(feature = "ssr")]
pub use audit::{AUDIT_KINDS, Audit, audit_detail, audit_kind};
#[cfg(feature = "ssr")]
pub use calendar::Calendar;
pub use card::Card;
#[cfg(feature = "ssr")]
pub use catalogue::{CataloguePage, condition};
pub use common::Common;
#[cfg(feature = "ssr")]
pub use confirm::Confirm;
#[cfg(feature = "ssr")]
pub use crowd::{Crowd, about_so_long, about_so_many, only_a_demonstration};
#[cfg(feature = "ssr")]
pub use data_sheet::data_sheet;
pub use desk::{
    Desk, DeskLive, acted, arrived, command, delivery, desk_event, done, filter_name, held_by, held_for,
    looking_too, note_for, queue_word, reason_for, reason_missing, time_used,
};
#[cfg(feature = "ssr")]
pub use desk_filter::{DeskFilter, age_word, found_as, held_by_word, manner, sort_word, time_left_word};
#[cfg(feature = "ssr")]
pub use desk_work::*;
#[cfg(feature = "ssr")]
pub use duplicate::{duplicate, elsewhere};
pub use element::element;
#[cfg(feature = "ssr")]
pub use ending::{Ending, clock_time};
#[cfg(feature = "ssr")]
pub use eyes::eyes;
#[cfg(feature = "ssr")]
pub use family::{finding, mind, remedy};
#[cfg(feature = "ssr")]
pub use feedback::Feedback;
pub use field::sentence;
#[cfg(feature = "ssr")]
pub use forms::Forms;
pub use group::group_name;
#[cfg(feature = "ssr")]
pub use help::{Help, Ticket, help_link, help_topic, ticket_act, ticket_part, ticket_state};
pub use home::Home;
#[cfg(feature = "ssr")]
pub use letter::Letters;
#[cfg(feature = "ssr")]
pub use objection::{Objection, objection_state};
#[cfg(feature = "ssr")]
pub use office::{Office, Sides, register_finding, sides};
#[cfg(feature = "ssr")]
pub use office_act::unlink_reason;
#[cfg(feature = "ssr")]
pub use officers::{Duty, Officers, officer_reason};
#[cfg(feature = "ssr")]
pub use offline::Offline;
#[cfg(feature = "ssr")]
pub use passkey::Passkeys;
#[cfg(feature = "ssr")]
pub use performance::{Figures, last_days, weekday};
#[cfg(feature = "ssr")]
pub use photo::Photo;
#[cfg(feature = "ssr")]
pub use privacy::Privacy;
pub use problem::{file_refused, problem, summary_title};
#[cfg(feature = "ssr")]
pub use progress::{Progress, by_when, can_do, who_acts};
#[cfg(feature = "ssr")]
pub use receipt::{Receipt, receipt_sheet};
pub use requests::{Requests, event};
#[cfg(feature = "ssr")]
pub use results::{Results, result_kind};
#[cfg(feature = "ssr")]
pub use rights::{Rights, correction_state, data_part, hours_left};
#[cfg(feature = "ssr")]
pub use security::{Security, device_name, looked_at, role_name, security_event};
#[cfg(feature = "ssr")]
pub use slots::{Slots, example, files_sent, from_request};
#[cfg(feature = "ssr")]
pub use state::{State, found, grade, remedy_for, watched};
#[cfg(feature = "ssr")]
pub use statistics::{
    Statistics, StatisticsNames, first_figures, month_words, rule, shown, since, statistics_file,
    statistics_reasons_file, times_fields, times_words, together, unseen,
};
pub use status::{Tone as StatusTone, status, status_tone};
#[cfg(feature = "ssr")]
pub use strength::Strength;
#[cfg(feature = "ssr")]
pub use talk::Talk;
#[cfg(feature = "ssr")]
pub use telling::{Telling, push_since, quiet_hours, unreachable, unreachable_at_desk, way_name};
#[cfg(feature = "ssr")]
pub use templates::{Templates, urgency};
pub use time::{ago, day, day_time, minutes};
#[cfg(feature = "ssr")]
pub use track::{Track, what_now};
#[cfg(feature = "ssr")]
pub use wizard::years;
pub use wizard::{Wizard, held_up_by, saved_at, step_of, waits_for};

/// Chooses between two words.
pub const fn pick(language: Language, id: &'static str, en: &'static str) -> &'static str {
    match language {
        Language::Id => id,
        Language::En => en,
    }
}
