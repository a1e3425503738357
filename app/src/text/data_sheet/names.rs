//! What the fields of the copy are called, in the order in which people read them.
use crate::text::pick;
use domain::Language;

words! {
    /// Of the sheet itself.
    Words {
        mark: "SALINAN" | "COPY",
        title: "Data saya" | "My data",
        intro: "Semua yang disimpan portal ini tentang Anda, dengan nomor lengkap (UU 27/2022 Pasal 7 dan 13). Berkas yang Anda unggah dapat dibuka di halaman permohonannya." | "All that this portal keeps about you, with whole numbers (Law 27/2022, Articles 7 and 13). The documents that you uploaded can be opened on the pages of their requests.",
        same_card: "Sama seperti Kartu Keluarga di awal salinan ini." | "The same as the family card at the beginning of this copy.",
        secret: "Berisi nomor lengkap: simpan di tempat yang aman" | "Holds whole numbers: keep it in a safe place",
    }
}

/// How much of the width of a table a field needs.
type Share = u16;

const NAMES: [(&str, &str, &str, Share); 69] = [
    ("made_at", "Dibuat", "Made", 3),
    ("office", "Kantor", "Office", 3),
    ("number", "Nomor", "Number", 3),
    ("at", "Waktu", "Time", 3),
    ("from", "Mulai", "From", 3),
    ("to", "Sampai", "Until", 3),
    ("submitted_at", "Dikirim", "Sent", 3),
    ("asked_at", "Ditanyakan", "Asked", 3),
    ("filed_at", "Diajukan", "Filed", 3),
    ("created_at", "Dibuat", "Begun", 3),
    ("attached_at", "Dilampirkan", "Attached", 3),
    ("stored_at", "Disimpan", "Stored", 3),
    ("starts_at", "Mulai", "Begins", 3),
    ("changed_at", "Terakhir berubah", "Last changed", 3),
    ("saved_at", "Terakhir disimpan", "Last saved", 3),
    ("due_at", "Dijawab paling lambat", "Answered at the latest", 3),
    ("settled_at", "Diputuskan", "Decided", 3),
    ("account", "Akun", "Account", 3),
    ("name", "Nama", "Name", 4),
    ("nik", "NIK", "NIK", 3),
    ("kk_number", "Nomor KK", "Family-card number", 3),
    ("phone", "Ponsel", "Phone", 3),
    ("email", "Email", "E-mail", 3),
    ("language", "Bahasa", "Language", 2),
    ("linked", "Ditautkan kantor", "Linked by the office", 2),
    ("card", "Kartu Keluarga", "Family card", 3),
    ("earlier_cards", "Kartu sebelumnya", "Earlier cards", 2),
    ("procedure", "Layanan", "Service", 3),
    ("title", "Layanan", "Service", 3),
    ("status", "Status", "Status", 2),
    ("state", "Keadaan", "State", 2),
    ("part", "Bagian", "Part", 2),
    ("kind", "Jenis", "Kind", 3),
    ("counter", "Loket", "Counter", 2),
    ("score", "Penilaian Anda", "Your rating", 2),
    ("applicant", "Pemohon", "Applicant", 3),
    ("changes", "Yang diminta berubah", "What was to change", 3),
    ("said", "Jawaban", "Answers", 3),
    ("question", "Pertanyaan", "Question", 3),
    ("label", "Berkas", "Document", 4),
    ("documents", "Berkas", "Documents", 3),
    ("size", "Ukuran", "Size", 2),
    ("bytes", "Ukuran", "Size", 2),
    ("from_office", "Dari kantor", "From the office", 2),
    ("subject", "Perihal", "Subject", 4),
    ("text", "Isi", "Text", 6),
    ("read", "Dibaca", "Read", 2),
    ("files", "Lampiran", "Files", 3),
    ("messages", "Pesan", "Messages", 3),
    ("what", "Peristiwa", "What happened", 4),
    ("reasons", "Alasan", "Reasons", 6),
    ("about", "Tentang", "About", 3),
    ("reason", "Alasan", "Reason", 4),
    ("advice", "Saran", "Advice", 4),
    ("note", "Catatan", "Note", 4),
    ("decisions", "Keputusan kantor", "Decisions of the office", 3),
    ("results", "Hasil", "Results", 3),
    ("appointment", "Janji temu", "Appointment", 3),
    ("should_be", "Seharusnya", "Should be", 4),
    ("words", "Keberatan", "Objection", 5),
    ("answer", "Jawaban", "Answer", 5),
    ("officer", "Petugas", "Officer", 3),
    ("sent", "Dikirim untuk Anda", "Sent for you", 3),
    ("whatsapp", "WhatsApp", "WhatsApp", 2),
    ("sms", "SMS", "SMS", 2),
    ("push", "Notifikasi peramban", "Notifications of browsers", 2),
    ("first", "Lebih dahulu lewat", "First by", 2),
    ("by", "Oleh", "By", 2),
    ("detail", "Rincian", "Details", 4),
];

/// The parts of the whole, in their order.
const PARTS: [(&str, &str, &str); 12] = [
    ("requests", "Permohonan", "Request"),
    ("drafts", "Draf", "Draft"),
    ("notices", "Surat", "Letters"),
    ("questions", "Pertanyaan kepada kantor", "Question to the office"),
    ("corrections", "Permintaan perbaikan data", "Corrections asked for"),
    ("objections", "Keberatan Anda", "Your objections"),
    ("helpers", "Petugas yang membantu", "Officers who helped"),
    ("wishes", "Cara menerima kabar", "How news comes"),
    ("sessions", "Perangkat yang sedang masuk", "Browsers signed in"),
    ("known_browsers", "Peramban yang dikenal", "Known browsers"),
    ("notified_browsers", "Peramban yang menerima notifikasi", "Browsers that get notifications"),
    ("history", "Riwayat", "History"),
];

/// What a field is called; one that has no name here by its own.
pub(super) fn name(key: &str, language: Language) -> String {
    let small = NAMES.iter().map(|(known, id, en, _)| (*known, *id, *en));
    let mut all = small.chain(PARTS);
    let found = all.find(|(known, ..)| *known == key);
    found.map_or_else(|| key.to_owned(), |(_, id, en)| pick(language, id, en).to_owned())
}

/// Its place among others.
pub(super) fn order(key: &str) -> usize {
    let keys = NAMES.iter().map(|(known, ..)| *known).chain(PARTS.iter().map(|(known, ..)| *known));
    keys.into_iter().position(|known| known == key).unwrap_or(usize::MAX)
}

/// Its share of the width of a table.
pub(super) fn share(key: &str) -> Share {
    NAMES.iter().find(|(known, ..)| *known == key).map_or(3, |(.., share)| *share)
}
