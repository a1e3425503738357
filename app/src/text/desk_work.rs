//! Words of the desk's daily work: checklists, acts on many requests at once, files of messages, searches.
use super::pick;
use domain::Language;

words! {
    /// The checklist of a request.
    Checklist {
        title: "Daftar periksa" | "Checklist",
        hint: "Centang yang sudah Anda pastikan. Tersimpan bersama keputusan, atau dengan tombol di bawah." | "Tick what you have made sure of. It is kept with the decision, or by the button below.",
        save: "Simpan centang" | "Save the ticks",
        required: "wajib sebelum disetujui" | "required before approval",
        by: "dicentang" | "ticked by",
        earlier: "dicentang sebelum perbaikan oleh" | "ticked before the correction by",
        about: "Berkas" | "Document",
        open: "belum dicentang" | "not ticked",
        missing: "Centang dulu semua butir yang wajib di daftar periksa." | "First tick every required point of the checklist.",
        key: "butir daftar periksa berikutnya; spasi mencentang" | "next point of the checklist; space ticks it",
        saved: "Centang tersimpan." | "The ticks are saved.",
    }
}

words! {
    /// Acts on many requests at once.
    Batch {
        title: "Beberapa permohonan sekaligus" | "Several requests at once",
        link: "Pilih beberapa" | "Choose several",
        intro: "Centang permohonannya, lalu pilih tindakannya. Setiap permohonan diperiksa sendiri-sendiri; yang tidak dapat dilakukan disebutkan beserta sebabnya." | "Tick the requests, then choose the act. Each is checked on its own; what cannot be done is told with its reason.",
        back: "Kembali ke antrean" | "Back to the queue",
        all: "Centang semua" | "Tick all",
        none: "Kosongkan" | "Tick none",
        more: "Tampilkan sampai 500" | "Show up to 500",
        list: "Permohonan" | "Requests",
        empty: "Tidak ada permohonan di saringan ini." | "There is no request under this filter.",
        acts: "Tindakan" | "Act",
        claim: "Ambil untuk saya" | "Take for me",
        release: "Lepaskan" | "Lay back",
        hand_over: "Serahkan kepada rekan" | "Hand over to a colleague",
        colleague: "Rekan" | "Colleague",
        choose: "Pilih rekan" | "Choose a colleague",
        note: "Pesan untuk rekan" | "Words for the colleague",
        optional: "Boleh kosong." | "May be empty.",
        signature: "Catat menunggu tanda tangan" | "Record as awaiting signature",
        complete: "Selesai, diambil di tempat" | "Done, to be collected",
        place: "Di mana dan kapan diambil" | "Where and when to collect",
        place_hint: "Ikut tertulis di pesan ke warga. Yang perlu nomor KK atau NIK baru dilewati." | "Goes into the message. Those that need a new card number or NIK are left out.",
        give_back: "Kembalikan untuk perbaikan" | "Return for correction",
        reason: "Alasan yang sama untuk semua" | "One reason for all",
        choose_reason: "Pilih alasan" | "Choose a reason",
        citizen_note: "Kalimat tambahan untuk warga" | "A sentence more for the citizens",
        preview: "Yang akan dibaca setiap warga" | "What each citizen will read",
        preview_hint: "Belum ada yang terkirim." | "Nothing has been sent yet.",
        send: "Kirim ke semua yang dicentang" | "Send to all that are ticked",
        cancel: "Ubah" | "Change",
        chosen: "dicentang" | "ticked",
        none_chosen: "Centang paling sedikit satu permohonan." | "Tick at least one request.",
        too_many: "Paling banyak 500 permohonan sekaligus." | "At most 500 requests at once.",
        done: "berhasil" | "done",
        not_done: "tidak dilakukan" | "not done",
        report: "Hasil" | "Result",
        changed: "Berubah sejak daftar ini dibuka." | "Changed since this list was opened.",
        number_needed: "Perlu nomor dari SIAK. Selesaikan di halamannya sendiri." | "Needs a number from SIAK. Finish it on its own page.",
        unreadable: "Nomor tidak dikenal." | "No such number.",
        keys: "J K pindah baris · spasi mencentang · Shift+spasi sampai sini · * semua" | "J K next, previous line · space ticks · Shift+space up to here · * all",
        key: "pilih beberapa permohonan" | "choose several requests",
    }
}

/// "Budi sudah lebih dulu mengerjakan ini.", in the report of an act on many.
pub fn acted_first(name: &str, language: Language) -> String {
    match language {
        Language::Id => format!("{name} lebih dulu mengerjakannya."),
        Language::En => format!("{name} acted on it first."),
    }
}

/// By what an officer had searched before a request was opened.
pub fn found_by_search(kind: service::SoughtAs, language: Language) -> &'static str {
    use service::SoughtAs;
    match kind {
        SoughtAs::Number => pick(language, "dicari dengan nomor permohonan", "found by the request's number"),
        SoughtAs::Identity => {
            pick(language, "dicari dengan NIK atau nomor KK", "found by NIK or card number")
        }
        SoughtAs::Phone => pick(language, "dicari dengan nomor ponsel", "found by the phone"),
        SoughtAs::Email => pick(language, "dicari dengan email", "found by the e-mail"),
        SoughtAs::Name => pick(language, "dicari dengan nama", "found by a name"),
    }
}
