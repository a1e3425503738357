//! Statuses in words. Colour is never alone: each has a word and a tone that carries a sign.
use super::pick;
use domain::{Language, Status};

/// How a status is coloured, without knowing the design system.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// On its way.
    Info,
    /// Well.
    Ok,
    /// The citizen must act.
    Warn,
    /// Refused.
    Bad,
    /// Ended without a result.
    Plain,
}

/// The status as people read it.
pub const fn status(status: Status, language: Language) -> &'static str {
    match status {
        Status::Submitted => pick(language, "Diajukan", "Submitted"),
        Status::InReview => pick(language, "Sedang diverifikasi", "Being checked"),
        Status::Verified => pick(language, "Terverifikasi", "Verified"),
        Status::NeedsCorrection => pick(language, "Perlu perbaikan", "Needs correction"),
        Status::Approved => pick(language, "Disetujui", "Approved"),
        Status::InSiak => pick(language, "Sedang diproses", "Being processed"),
        Status::AwaitingSignature => pick(language, "Menunggu tanda tangan", "Awaiting signature"),
        Status::Done => pick(language, "Selesai", "Done"),
        Status::Rejected => pick(language, "Ditolak", "Rejected"),
        Status::Withdrawn => pick(language, "Dibatalkan", "Withdrawn"),
        Status::Expired => pick(language, "Kedaluwarsa", "Expired"),
    }
}

/// How the status is coloured.
pub const fn status_tone(status: Status) -> Tone {
    match status {
        Status::Submitted
        | Status::InReview
        | Status::Verified
        | Status::InSiak
        | Status::AwaitingSignature => Tone::Info,
        Status::NeedsCorrection => Tone::Warn,
        Status::Approved | Status::Done => Tone::Ok,
        Status::Rejected => Tone::Bad,
        Status::Withdrawn | Status::Expired => Tone::Plain,
    }
}
