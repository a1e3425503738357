//! Words of the search in the history.
use super::{desk_event, pick, security_event};
use domain::{Language, ResultKind};

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
pub const AUDIT_KINDS: [&str; 53] = [
    "officer_invited",
    "invitation_withdrawn",
    "officer_created",
    "officer_changed",
    "suspended",
    "restored",
    "second_factor_reset",
    "second_factor_on",
    "passkey_added",
    "passkey_removed",
    "signed_in",
    "password_changed",
    "password_reset",
    "password_waits",
    "password_objected",
    "looked_at_request",
    "looked_at_document",
    "looked_at_form",
    "looked_at_result",
    "looked_at_ticket",
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
    "ticket_claimed",
    "ticket_answered",
    "ticket_closed",
    "collected",
    "not_collected",
    "objected",
    "objection_withdrawn",
    "objection_upheld",
    "objection_dismissed",
    "assistance_asked",
    "assistance_began",
    "assistance_ended",
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
        "looked_at_ticket" => pick(language, "Pertanyaan dibaca", "Question read"),
        "looked_at_result" => pick(language, "Hasil diunduh", "Result downloaded"),
        "holiday_added" => pick(language, "Hari libur ditambah", "Holiday added"),
        "holiday_removed" => pick(language, "Hari libur dihapus", "Holiday removed"),
        "appointments_set" => pick(language, "Janji temu diatur", "Appointments set"),
        "audit_read" => pick(language, "Riwayat dicari", "History searched"),
        "audit_exported" => pick(language, "Riwayat diunduh", "History downloaded"),
        "claim"
        | "takeover"
        | "handed_over"
        | "return"
        | "enter_siak"
        | "withdraw"
        | "hold"
        | "form"
        | "siak_return"
        | "siak_refuse"
        | "submit"
        | "resubmit"
        | "verify"
        | "approve"
        | "reject"
        | "await_signature"
        | "complete"
        | "reopen"
        | "expire"
        | "collected"
        | "not_collected"
        | "objected"
        | "objection_withdrawn"
        | "objection_upheld"
        | "objection_dismissed" => desk_event(kind, language),
        ticket if ticket.starts_with("ticket_") => super::ticket_act(ticket, language),
        other => security_event(other, false, language),
    }
}

/// What a line of the history keeps as `key=value`, for people: keys in words, codes without their underscores, ids and
/// keyed hashes left out. The file for machines has it as it is kept.
pub fn audit_detail(detail: &str, language: Language) -> String {
    let mut told: Vec<String> = Vec::new();
    let mut hidden = false;
    for piece in detail.split_whitespace() {
        let Some((key, value)) = piece.split_once('=') else {
            // The value before has several words, or there is no key: a target with its reason.
            match told.last_mut().filter(|_| !hidden && piece.split(':').count() < 2) {
                Some(last) => *last = format!("{last} {piece}"),
                None => told.push(plain(piece.split_once(':').map_or(piece, |(_, rest)| rest))),
            }
            continue;
        };
        hidden = matches!(
            key,
            "key" | "office" | "invitation" | "evidence" | "hash" | "objection" | "assistance" | "helped_by"
        );
        if !hidden {
            let kind = ResultKind::parse(value).filter(|_| key == "kind");
            let value =
                kind.map_or_else(|| plain(value), |kind| super::result_kind(kind, language).to_owned());
            told.push(format!("{}: {value}", label(key, language)));
        }
    }
    told.join(" · ")
}

fn plain(code: &str) -> String {
    code.replace('_', " ").replace(':', ": ")
}

fn label(key: &str, language: Language) -> String {
    match key {
        "from" => pick(language, "dari", "from"),
        "to" => pick(language, "sampai atau kepada", "to"),
        "day" => pick(language, "tanggal", "day"),
        "procedure" => pick(language, "layanan", "service"),
        "part" => pick(language, "bagian", "part"),
        "state" => pick(language, "keadaan", "state"),
        "reason" => pick(language, "alasan", "reason"),
        "role" => pick(language, "peran", "role"),
        "district" => pick(language, "kecamatan", "district"),
        "request" => pick(language, "permohonan", "request"),
        "device" => pick(language, "perangkat", "device"),
        "factor" => pick(language, "langkah kedua", "second step"),
        "browser" => pick(language, "peramban", "browser"),
        "new_documents" => pick(language, "berkas baru", "new documents"),
        "reused" => pick(language, "berkas dipakai lagi", "documents taken again"),
        "by" => pick(language, "menurut", "by"),
        "slot" => pick(language, "berkas", "document"),
        "kind" => pick(language, "jenis", "kind"),
        other => return plain(other),
    }
    .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_for_machines_is_told_in_words() {
        let table = [
            ("", ""),
            ("from=2026-11-01 to=2026-11-27", "dari: 2026-11-01 · sampai atau kepada: 2026-11-27"),
            ("d:ijazah:cut_off q:child_name:unclear", "ijazah: cut off · child name: unclear"),
            ("kind=collect", "jenis: Diambil di kantor"),
            ("role=verifier office=7e0c district=Contoh Barat", "peran: verifier · kecamatan: Contoh Barat"),
            ("by=nik key=abcd office=7e0c", "menurut: nik"),
            ("invitation=7e0c", ""),
        ];
        for (kept, told) in table {
            assert_eq!(audit_detail(kept, Language::Id), told, "{kept}");
        }
        assert_eq!(audit_detail("reason=left_office", Language::En), "reason: left office");
    }
}
