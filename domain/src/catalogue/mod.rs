//! The catalogue of procedures as data: forms were changed by decree in 2026 and offices differ, so what is
//! asked, required and shown is read from a file with a version and an effective date, never written in code.
//!
//! Everything is generic over its text: [`Words`](crate::language::Words) in the file, `String` after
//! [`Procedure::localize`] for one reader.

mod check;
mod check_effects;
mod checklist;
mod compose;
mod condition;
mod each;
mod effect;
mod event;
mod localize;
mod procedure;
mod question;
mod question_read;
mod read;
mod reason;
mod slot;
mod who;

pub use check::CatalogueProblem;
pub use checklist::{COMMON_POINTS, CheckPoint, Checklist, Checklists};
pub use condition::{APPLICANT, Condition};
pub(crate) use each::member_of;
pub use each::{Among, Each, code_for, code_in_file};
pub use effect::{BasisRef, Effect, ElementSource};
pub use event::{Continuation, Event, Given};
pub use procedure::{Group, Notice, Procedure, Step};
pub use question::{AreaLevel, ElementOf, Opt, Question, QuestionKind};
pub use reason::{Reason, ReasonCatalogue, ReasonCategory, ReasonEntry, ReasonTarget};
pub use slot::Slot;
pub use who::Who;
