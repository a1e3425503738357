//! Words of results: attaching them, getting them, printing them.
use super::pick;
use domain::{Language, ResultKind};

words! {
    /// Results.
    Results {
        title: "Hasil" | "Result",
        attach_title: "Lampirkan hasil" | "Attach the result",
        attach_intro: "Lampirkan PDF bertanda tangan elektronik, satu per satu, atau tulis di mana hasilnya diambil. Warga diberi tahu ketika permohonan selesai." | "Attach PDFs with an electronic signature, one by one, or say where the result is collected. The citizen is told when the request is done.",
        kind: "Jenis dokumen" | "Kind of document",
        whose: "Milik siapa" | "Whose it is",
        whose_hint: "Nama kepala keluarga pada KK, atau nama pada akta" | "The head of the family on a card, or the name on a certificate",
        file: "Berkas PDF, paling besar 20 MB" | "PDF file, at most 20 MB",
        attach: "Lampirkan" | "Attach",
        collect: "Diambil di kantor" | "Collected at the office",
        place: "Tempat" | "Place",
        place_hint: "Kantor dan loket" | "Office and counter",
        when: "Waktu" | "Time",
        when_hint: "Misalnya Senin–Jumat 08.00–15.00, mulai 1 Desember" | "Such as Monday to Friday 08:00-15:00, from 1 December",
        save: "Simpan" | "Save",
        attached: "Sudah dilampirkan" | "Attached so far",
        nothing: "Belum ada." | "Nothing yet.",
        not_now: "Hasil dilampirkan ketika Anda memegang berkas yang menunggu tanda tangan, atau sesudah permohonan selesai." | "A result is attached while you hold a request that awaits its signature, or after the request is done.",
        unsigned: "tanda tangan elektronik tidak ditemukan di berkas ini" | "no electronic signature was found in this file",
        remove: "Hapus" | "Remove",
        back: "Kembali ke permohonan" | "Back to the request",
        done: "Hasil sudah dilampirkan." | "The result is attached.",
        removed: "Lampiran sudah dihapus." | "The attachment was removed.",
        download: "Unduh" | "Download",
        until: "Dapat diunduh sampai" | "Can be downloaded until",
        over: "Waktu unduh sudah habis. Mintalah lagi ke kantor." | "The time to download it is over. Ask the office again.",
        print: "Cara mencetak" | "How to print it",
        print_text: "Cetak di kertas HVS A4 80 gram, satu sisi, ukuran asli (100%). Simpan berkasnya dan jangan diubah: tanda tangan elektroniknya berlaku pada berkas itu. Pada cetakan, keasliannya diperiksa lewat kode QR dokumen." | "Print it on plain A4 paper of 80 g, one side, actual size (100%). Keep the file and do not change it: the electronic signature is the file's. On paper, the document's own QR code proves it.",
        by_code: "Unduh hasil tanpa masuk" | "Download the result without signing in",
        by_code_text: "Kami mengirim kode sekali pakai ke ponsel pemohon." | "We send a one-time code to the applicant's phone.",
        send_code: "Kirim kode" | "Send a code",
        code: "Kode 6 angka" | "Code of 6 digits",
        open: "Buka hasil" | "Open the result",
        code_sent: "Kode sudah dikirim." | "The code was sent.",
    }
}

/// How a kind of result is called.
pub const fn result_kind(kind: ResultKind, language: Language) -> &'static str {
    match kind {
        ResultKind::Card => pick(language, "Kartu Keluarga", "Family card"),
        ResultKind::Birth => pick(language, "Akta kelahiran", "Birth certificate"),
        ResultKind::Death => pick(language, "Akta kematian", "Death certificate"),
        ResultKind::Marriage => pick(language, "Akta perkawinan", "Marriage certificate"),
        ResultKind::Moving => pick(language, "Surat keterangan pindah", "Letter of moving"),
        ResultKind::Other => pick(language, "Dokumen lain", "Other document"),
        ResultKind::Collect => pick(language, "Diambil di kantor", "Collected at the office"),
    }
}
