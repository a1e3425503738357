//! The officers' digest of a morning.
use crate::routes;
use domain::{Date, Language};

/// How much waits, and where.
pub(super) fn digest(
    day: Date,
    [waiting, running_out, late, mine]: [u64; 4],
    language: Language,
    base: &str,
) -> String {
    let day = domain::date::in_words(day, language);
    match language {
        Language::Id => format!(
            "Ringkasan {day}.\n\nMenunggu kantor: {waiting}\nLewat batas layanan: {late}\nBatasnya hari ini: {running_out}\nYang Anda pegang: {mine}\n\nBuka antrean: {base}{}\n\nTidak ingin menerimanya? Matikan di {base}{}",
            routes::QUEUE,
            routes::ACCOUNT_NOTICES
        ),
        Language::En => format!(
            "Digest of {day}.\n\nWaiting for the office: {waiting}\nLate: {late}\nDue today: {running_out}\nIn your hands: {mine}\n\nOpen the queue: {base}{}\n\nDo not want it? Switch it off at {base}{}",
            routes::QUEUE,
            routes::ACCOUNT_NOTICES
        ),
    }
}
