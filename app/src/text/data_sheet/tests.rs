use super::*;
use serde_json::json;

fn lines(copy: &Value) -> Vec<String> {
    let sheet = data_sheet(copy, Language::Id, Zone::Wita, true);
    let mut lines = Vec::new();
    for part in sheet.parts {
        match part {
            SheetPart::Heading(text) => lines.push(format!("# {text}")),
            SheetPart::Facts(facts) => {
                lines.extend(facts.into_iter().map(|(name, value)| format!("{name}: {value}")));
            }
            SheetPart::Table(heads, rows) => {
                lines.push(heads.into_iter().map(|(head, _)| head).collect::<Vec<_>>().join(" | "));
                lines.extend(rows.into_iter().map(|row| row.join(" | ")));
            }
            SheetPart::Text(_) | SheetPart::Note(_) | SheetPart::Square(..) => {}
        }
    }
    lines
}

#[test]
fn times_and_codes_are_words_and_what_is_empty_is_left_out() {
    let copy = json!({
        "account": { "name": "Made", "nik": null, "linked": true, "phone": "", "language": "en" },
        "corrections": [
            { "asked_at": "2026-11-20T03:04:05Z", "part": "name", "state": "open", "answer": "" },
            { "asked_at": "2026-11-21T03:04:05Z", "part": "nik", "state": "refused", "answer": "Sudah benar" },
        ],
        "drafts": [],
        "known_browsers": 2,
    });
    assert_eq!(
        lines(&copy),
        [
            "Peramban yang dikenal: 2",
            "# Akun",
            "Nama: Made",
            "Bahasa: English",
            "Ditautkan kantor: Ya",
            "# Permintaan perbaikan data",
            "Ditanyakan | Keadaan | Bagian | Jawaban",
            "20 November 2026 pukul 11.04 WITA | Menunggu | Nama | ",
            "21 November 2026 pukul 11.04 WITA | Ditolak | NIK | Sudah benar",
        ]
    );
}

#[test]
fn each_request_is_a_part_and_what_nobody_has_named_is_shown_all_the_same() {
    let copy = json!({
        "requests": [{
            "id": "018f", "number": "12", "status": "needs_correction", "shoe_size": 42,
            "answers": { "alasan": "hilang" },
            "said": [{ "question": "Mengapa?", "answer": "Hilang" }],
            "history": [
                { "at": "2026-11-20T03:04:05Z", "what": "submit", "by": "owner", "detail": "" },
                { "at": "2026-11-20T04:04:05Z", "what": "looked_at_document", "by": "verifier", "detail": "slot=ktp_el" },
            ],
        }],
    });
    assert_eq!(
        lines(&copy),
        [
            "# Permohonan 12",
            "Nomor: 12",
            "Status: Perlu perbaikan",
            "shoe_size: 42",
            "# Permohonan 12 · Jawaban",
            "Mengapa?: Hilang",
            "# Permohonan 12 · Riwayat",
            "Waktu | Peristiwa | Oleh | Rincian",
            "20 November 2026 pukul 11.04 WITA | Diterima | warga | ",
            "20 November 2026 pukul 12.04 WITA | Berkas dibuka | verifikator | berkas: ktp el",
        ]
    );
}
