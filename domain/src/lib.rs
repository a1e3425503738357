//! What is true: the rules of the Indonesian family card (Kartu Keluarga, KK).
//!
//! Pure functions and types. No I/O, no clock, no async: time and entropy are arguments. The same code runs
//! on the server and, compiled to wasm32, on the phone of a citizen without a network.

pub mod alike;
pub mod answers;
pub mod appointment;
pub mod audience;
pub mod calendar_file;
pub mod catalogue;
pub mod change;
pub mod codes;
pub mod date;
pub mod decision;
pub mod document_type;
pub mod element;
pub mod family;
pub mod field_error;
pub mod figures;
pub mod flag;
pub mod identity;
pub mod journey;
pub mod language;
pub mod leaving;
mod letters;
pub mod name_words;
pub mod outcome;
pub mod quiet;
pub mod reading;
pub mod receipt;
pub mod receipt_number;
pub mod result_kind;
pub mod role;
pub mod service_clock;
pub mod service_time;
pub mod status;
pub mod step_view;
pub mod telling;
pub mod tone;
pub mod tree;

pub use alike::{BIRTH_DAYS, births_close, names_alike, words_alike};
pub use answers::{Answers, AnswersFull, question_of};
pub use appointment::{
    AppointmentForm, AppointmentRules, AppointmentTime, CounterPlace, FreeTime, TakenPlaces, remind_at,
};
pub use audience::{Audience, Viewer, may_see};
pub use calendar_file::{CalendarEvent, calendar_file};
pub use catalogue::{
    Among, AreaLevel, BasisRef, COMMON_POINTS, CatalogueProblem, CheckPoint, Checklist, Checklists,
    Condition, Continuation, Each, Effect, ElementOf, ElementSource, Event, Given, Group, Notice, Opt,
    Procedure, Question, QuestionKind, Reason, ReasonCatalogue, ReasonTarget, Slot, Step, Who, code_for,
    code_in_file,
};
pub use change::{Basis, Change, ChangeSubject, Fact, facts, propose};
pub use codes::{Code, CodeList, Labels};
pub use date::{Date, Zone, age_on, iso, parse_date};
pub use decision::{ActorKind, Command, FourEyes, Hindrances, Refusal, allowed, decide, may_object};
pub use document_type::{MediaType, sniff, words_for_bytes};
pub use element::Element;
pub use family::{
    CardForm, FamilyCard, FamilyWarning, Member, MemberForm, MemberView, Severity, WarningCode, warnings,
};
pub use field_error::{FieldError, FieldIssue};
pub use figures::{
    Cells, LEAST_LEAST, Month, MonthCounts, Published, PublishedMonth, REST, ReasonCells, Shown, Times,
};
pub use flag::{Flag, Flagged, Target};
pub use identity::{
    Email, KkNumber, Nik, NikWarning, Password, PersonName, Phone, RecordedName, hide_numbers,
    normalise_words,
};
pub use journey::{
    Advice, Advised, CHECK, DOCUMENTS, Journey, Opened, Stop, StopKind, StopState, advice, advised_answers,
    brought_originals, journey, needed_slots, opened, ready,
};
pub use language::{Language, Words};
pub use name_words::{asked_keys, search_keys, search_words};
pub use outcome::{Finding, Outcome, Unreadable, findings, other_head, outcome};
pub use quiet::QuietHours;
pub use reading::{Context, Place, Reading, Value, check_step, live_answers, parse_answer};
pub use receipt::{Receipt, ReceiptChange, ReceiptCode, ReceiptDocument};
pub use receipt_number::ReceiptNumber;
pub use result_kind::ResultKind;
pub use role::Role;
pub use service_clock::{Calendar, ServiceClock};
pub use service_time::{Pace, WorkingWeek, due_after, due_at, pace, worked_on};
pub use status::Status;
pub use step_view::{DocumentView, StepView};
pub use telling::{Leg, NEXT_WAY_AFTER, Urgency, Way, Wishes, legs};
pub use tone::tone_of;
