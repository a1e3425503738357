//! Codes of the copy in words.
use crate::text::{
    acted, audit_detail, audit_kind, data_part, event, pick, result_kind, security_event, status, ticket_act,
    way_name,
};
use domain::{Language, ResultKind, Status, Way, words_for_bytes};
use service::Part;

/// What a value of this field means; one that is no code is itself.
pub(super) fn said_of(key: &str, value: &str, language: Language) -> String {
    let known: Option<&str> = match key {
        "status" => Status::parse(value).map(|of| status(of, language)),
        "state" => state(value, language),
        "part" => Part::parse(value).map(|part| data_part(part, language)),
        "kind" => ResultKind::parse(value).map(|kind| result_kind(kind, language)),
        "what" => Some(happened(value, language)),
        "by" => Some(acted(value, language)),
        "language" => Language::parse(value).map(|own| pick(own, "Bahasa Indonesia", "English")),
        "first" => Way::parse(value).map(|way| way_name(way, language)),
        "detail" => return audit_detail(value, language),
        // Nothing to keep: collected at the office.
        "size" if value == "0" => return String::new(),
        "size" | "bytes" => {
            let bytes = value.parse();
            return bytes.map_or_else(|_| value.to_owned(), |bytes| words_for_bytes(bytes, language));
        }
        _ => None,
    };
    known.unwrap_or(value).to_owned()
}

/// How a correction, an objection, a question or an appointment stands.
fn state(code: &str, language: Language) -> Option<&'static str> {
    Some(match code {
        "open" => pick(language, "Menunggu", "Waiting"),
        "done" => pick(language, "Selesai", "Done"),
        "refused" => pick(language, "Ditolak", "Refused"),
        "withdrawn" => pick(language, "Dicabut", "Taken back"),
        "upheld" => pick(language, "Diterima", "Found right"),
        "dismissed" => pick(language, "Tidak menghalangi", "Does not stand in the way"),
        "moot" => pick(language, "Permohonan berakhir", "The request ended"),
        "answered" => pick(language, "Dijawab", "Answered"),
        "closed" => pick(language, "Ditutup", "Closed"),
        "booked" => pick(language, "Dipesan", "Booked"),
        "cancelled" => pick(language, "Dibatalkan", "Cancelled"),
        "displaced" => {
            pick(language, "Kantor tutup, pilih yang lain", "The office is closed, choose another one")
        }
        "collected" => pick(language, "Sudah diambil", "Collected"),
        "missed" => pick(language, "Tidak datang", "Did not come"),
        _ => return None,
    })
}

/// A line of a history, whichever it is of.
fn happened(kind: &str, language: Language) -> &'static str {
    if kind.starts_with("looked_at_") {
        return audit_kind(kind, language);
    }
    if kind.starts_with("ticket_") {
        return ticket_act(kind, language);
    }
    match event(kind, language) {
        other if other == event("", language) => security_event(kind, false, language),
        known => known,
    }
}
