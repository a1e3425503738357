//! Words of "Data saya": what people may ask about their own data.
use super::pick;
use domain::Language;
use service::{CorrectionState, Part};

words! {
    /// The page behind "Akun", and the supervisors' list.
    Rights {
        title: "Data saya" | "My data",
        intro: "Hak Anda menurut UU 27/2022: melihat, mengunduh, memperbaiki, dan menghapus data Anda." | "Your rights under Law 27/2022: to see, download, correct and delete your data.",
        see: "Yang kami simpan" | "What we keep",
        see_card: "Kartu Keluarga" | "Family card",
        see_requests: "Permohonan, berkas, dan pesan" | "Requests, documents and messages",
        see_inbox: "Surat" | "Letters",
        see_access: "Siapa yang membuka data saya" | "Who opened my data",
        download: "Unduh data saya" | "Download my data",
        download_text: "Semua data Anda dalam satu PDF untuk dibaca, dan satu berkas JSON untuk program lain. Nomornya lengkap: simpan di tempat yang aman." | "All your data in one PDF to read, and in one JSON file for other programs. The numbers are whole: keep them in a safe place.",
        download_go: "Siapkan unduhan" | "Prepare the download",
        download_ready: "Unduhan siap selama 10 menit." | "The download is ready for 10 minutes.",
        download_sheet: "Unduh PDF untuk dibaca" | "Download the PDF to read",
        download_link: "Unduh berkas JSON untuk program lain" | "Download the JSON file for other programs",
        correct: "Minta perbaikan data akun" | "Ask for a correction",
        correct_text: "Petugas menjawab paling lambat 3 x 24 jam. Ponsel dan email dapat Anda ganti sendiri; isi KK lewat permohonan." | "An officer answers within three times 24 hours. You change phone and e-mail yourself, the family card by a request.",
        part: "Yang salah" | "What is wrong",
        should_be: "Yang benar" | "What is right",
        correct_send: "Kirim permintaan" | "Send",
        correct_done: "Permintaan sudah dikirim." | "Your request was sent.",
        answer_until: "dijawab paling lambat" | "answered at the latest on",
        delete: "Hapus akun" | "Delete the account",
        delete_text: "Draf, kartu yang Anda ketik, surat, dan data akun dimusnahkan tujuh hari sesudahnya. Permohonan yang sudah dikirim beserta berkasnya adalah arsip kependudukan dan tetap disimpan kantor." | "Drafts, the card that you typed, letters and the data of the account are destroyed seven days later. Requests that were sent, with their documents, are records of the civil registry and are kept by the office.",
        delete_open: "Akun belum dapat dihapus: masih ada permohonan yang berjalan. Tunggu sampai selesai, atau batalkan." | "The account cannot be deleted yet: a request is still open. Wait until it is done, or take it back.",
        delete_go: "Hapus akun saya" | "Delete my account",
        desk_title: "Perbaikan data warga" | "Corrections of data",
        desk_intro: "Wajib dijawab paling lambat 3 x 24 jam (UU 27/2022 Ps 30). Periksa KTP-el sebelum mengubah nama atau nomor." | "To be answered within three times 24 hours (Law 27/2022, Art. 30). See the identity card before you change a name or number.",
        desk_none: "Tidak ada yang menunggu." | "Nothing waits.",
        desk_now: "Sekarang" | "Now",
        desk_left: "Sisa" | "Left",
        desk_late: "Terlambat" | "Late",
        desk_answer: "Jawaban untuk warga" | "Answer to the citizen",
        desk_make: "Perbaiki" | "Correct it",
        desk_refuse: "Tolak dengan alasan" | "Refuse with a reason",
        desk_done: "Sudah dijawab. Warga diberi tahu." | "Answered. The citizen is told.",
    }
}

/// What of the account is wrong.
pub fn data_part(part: Part, language: Language) -> &'static str {
    match part {
        Part::Name => pick(language, "Nama", "Name"),
        Part::Nik => "NIK",
        Part::KkNumber => pick(language, "Nomor KK", "Family-card number"),
        Part::Other => pick(language, "Lainnya", "Something else"),
    }
}

/// How a correction stands.
pub fn correction_state(state: CorrectionState, language: Language) -> &'static str {
    match state {
        CorrectionState::Open => pick(language, "Menunggu", "Waiting"),
        CorrectionState::Done => pick(language, "Diperbaiki", "Corrected"),
        CorrectionState::Refused => pick(language, "Ditolak", "Refused"),
    }
}

/// "41 jam".
pub fn hours_left(hours: i64, language: Language) -> String {
    match language {
        Language::Id => format!("{hours} jam"),
        Language::En => format!("{hours} h"),
    }
}
