//! Words of the search in the history.
use super::{desk_event, pick, security_event};
use domain::Language;

words! {
    /// The history, searched.
    Audit {
        title: "Riwayat" | "History",
        link: "Riwayat" | "History",
        intro: "Setiap perbuatan di portal ini, dari rantai riwayat yang tidak dapat diubah diam-diam. Pencarian Anda ikut tercatat." | "Everything that was done on this portal, from the chained history. Your own searching is written down too.",
        actor: "Petugas" | "Officer",
        anybody: "Siapa saja" | "Anybody",
        kind: "Perbuatan" | "Act",
        anything: "Semua" | "All",
        number: "Nomor permohonan" | "Request number",
        from: "Dari hari" | "From",
        to: "Sampai hari" | "To",
        day_hint: "Contoh: 2026-11-27. Paling lama 366 hari." | "For example: 2026-11-27. At most 366 days.",
        search: "Cari" | "Search",
        csv: "Unduh CSV" | "Download as CSV",
        none: "Tidak ada yang cocok pada hari-hari itu." | "Nothing matches on those days.",
        older: "Lebih lama" | "Older",
        newest: "Ke yang terbaru" | "To the newest",
        pages: "Halaman riwayat" | "Pages of the history",
        request: "permohonan" | "request",
        officer_account: "akun petugas" | "officer's account",
        citizen_account: "akun warga" | "citizen's account",
    }
}

/// The acts that one may search for.
pub const AUDIT_KINDS: [&str; 37] = [
    "officer_invited",
    "invitation_withdrawn",
    "officer_created",
    "officer_changed",
    "suspended",
    "restored",
    "second_factor_reset",
    "second_factor_on",
    "signed_in",
    "password_changed",
    "password_reset",
    "looked_at_request",
    "looked_at_document",
    "looked_at_form",
    "linked",
    "unlinked",
    "nik_settled",
    "holiday_added",
    "holiday_removed",
    "appointments_set",
    "audit_read",
    "audit_exported",
    "submit",
    "claim",
    "takeover",
    "handed_over",
    "return",
    "reject",
    "verify",
    "approve",
    "enter_siak",
    "await_signature",
    "complete",
    "reopen",
    "withdraw",
    "collected",
    "not_collected",
];

/// An act, in words.
pub fn audit_kind(kind: &str, language: Language) -> &'static str {
    match kind {
        "officer_invited" => pick(language, "Petugas diundang", "Officer invited"),
        "invitation_withdrawn" => pick(language, "Undangan ditarik", "Invitation withdrawn"),
        "officer_created" => pick(language, "Akun petugas dibuat", "Officer's account made"),
        "officer_changed" => pick(language, "Peran atau wilayah diubah", "Role or scope changed"),
        "suspended" => pick(language, "Akun ditutup", "Account closed"),
        "restored" => pick(language, "Akun dibuka lagi", "Account opened again"),
        "looked_at_request" => pick(language, "Permohonan dibuka", "Request opened"),
        "looked_at_document" => pick(language, "Berkas dibuka", "Document opened"),
        "looked_at_form" => pick(language, "Formulir diunduh", "Form downloaded"),
        "holiday_added" => pick(language, "Hari libur ditambah", "Holiday added"),
        "holiday_removed" => pick(language, "Hari libur dihapus", "Holiday removed"),
        "appointments_set" => pick(language, "Janji temu diatur", "Appointments set"),
        "audit_read" => pick(language, "Riwayat dicari", "History searched"),
        "audit_exported" => pick(language, "Riwayat diunduh", "History downloaded"),
        "claim" | "takeover" | "handed_over" | "return" | "enter_siak" | "withdraw" | "hold" | "form"
        | "siak_return" | "siak_refuse" | "submit" | "resubmit" | "verify" | "approve" | "reject"
        | "await_signature" | "complete" | "reopen" | "expire" | "collected" | "not_collected" => {
            desk_event(kind, language)
        }
        other => security_event(other, false, language),
    }
}
