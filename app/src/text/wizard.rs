//! Words of the wizard. Those of a procedure are in the catalogue.
use domain::Language;

words! {
    /// The wizard.
    Wizard {
        documents: "Berkas" | "Documents",
        documents_title: "Unggah berkas" | "Upload the documents",
        documents_hint: "Foto dokumen asli di tempat terang. Setiap berkas disimpan begitu selesai diunggah." | "Photograph the originals in good light. Each file is kept as soon as it is uploaded.",
        check: "Periksa" | "Check",
        check_title: "Periksa dan kirim" | "Check and send",
        check_hint: "Baca sekali lagi. Setelah dikirim, isinya tidak dapat diubah sendiri." | "Read it once more. After sending you cannot change it yourself.",
        now_is: "Semula" | "Before",
        reload: "Perbarui halaman" | "Update the page",
        next: "Lanjutkan" | "Continue",
        back: "Kembali" | "Back",
        send: "Kirim permohonan" | "Send the request",
        send_again: "Kirim perbaikan" | "Send the correction",
        sending: "Mengirim…" | "Sending…",
        statement: "Saya menyatakan semua keterangan dan berkas ini benar." | "I state that all of this and the documents are true.",
        statement_hint: "Keterangan palsu dapat dipidana (UU 24/2013 Pasal 93)." | "False statements can be punished (Law 24/2013, Article 93).",
        no_member: "Tidak ada anggota yang sesuai di Kartu Keluarga Anda. Periksa dulu isinya." | "No member of your family card fits. Check the card first.",
        to_card: "Buka Kartu Keluarga saya" | "Open my family card",
        changes: "Yang akan berubah" | "What will change",
        new_member: "Anggota baru" | "New member",
        the_card: "Kartu Keluarga" | "Family card",
        new_card: "Kartu Keluarga baru" | "New family card",
        left_out: "Tidak diisi" | "Left out",
        officer_note: "Catatan petugas" | "The officer's note",
        sent_before: "Jawaban yang dikirim" | "The answer that was sent",
        not_uploaded: "Belum ada berkas" | "No file yet",
        upload: "Unggah" | "Upload",
        choose: "Pilih atau foto berkas" | "Choose or photograph the document",
        add_photo: "Tambah foto atau halaman" | "Add a photo or a page",
        formats: "JPG, PNG, WebP, atau PDF, paling besar 20 MB." | "JPG, PNG, WebP or PDF, at most 20 MB.",
        pages: "halaman" | "pages",
        remove: "Hapus" | "Remove",
        removed: "Berkas dihapus." | "The file was removed.",
        undo: "Urungkan" | "Undo",
        received: "Diterima" | "Received",
        waiting: "Menunggu giliran" | "Waiting for its turn",
        checking: "Diperiksa…" | "Being checked…",
        cancel: "Batal" | "Cancel",
        retry: "Coba lagi" | "Try again",
        pause: "Jeda" | "Pause",
        go_on: "Teruskan" | "Go on",
        bytes: "bita" | "bytes",
        bytes_of: "{sent} dari {all}" | "{sent} of {all}",
        seconds_left: ", {n} detik lagi" | ", {n} s left",
        minutes_left: ", {n} menit lagi" | ", {n} min left",
        file_again: "Terputus. Dilanjutkan sendiri sebentar lagi." | "Interrupted. It goes on by itself in a moment.",
        file_broken_off: "Terputus. Berkas ini belum sampai dan dicoba terus." | "Interrupted. This file has not arrived; it is tried again and again.",
        file_paused: "Dijeda" | "Paused",
        bring: "Saya akan membawa dokumen asli" | "I will bring the original",
        bring_not: "Unggah saja di sini" | "Upload it here instead",
        brought: "Dokumen asli Anda bawa ke kantor" | "You bring the original to the office",
        brought_text: "Permohonan tetap dapat dikirim. Petugas memeriksanya saat Anda datang." | "You can still send the request. The officer checks it when you come.",
        stands_in: "Boleh menggantikan: " | "May stand in for: ",
        form: "Formulir" | "Form",
        saved_on_continue: "Jawaban disimpan saat Anda menekan Lanjutkan." | "Answers are saved when you press Continue.",
        all_saved: "Semua tersimpan di server" | "Everything is saved on the server",
        on_device: "Tersimpan di perangkat" | "Saved on this device",
        in_window: "Belum tersimpan" | "Not saved yet",
        saving: "Menyimpan…" | "Saving…",
        save_failed: "Belum tersimpan di server, dicoba lagi" | "Not saved on the server yet, trying again",
        session_ended: "Sesi Anda berakhir. Isian Anda tetap ada di perangkat ini." | "Your session has ended. What you filled in is still on this device.",
        session_ended_only: "Sesi Anda berakhir. Isian terakhir belum tersimpan: jangan tutup halaman ini." | "Your session has ended. The last answers are not saved: do not close this page.",
        sign_in_again: "Masuk lagi untuk melanjutkan" | "Sign in again to go on",
        draft_gone: "Draf ini sudah dikirim atau dihapus." | "This draft was sent or deleted.",
        to_request: "Lihat permohonan" | "See the request",
        offline: "Tidak ada jaringan. Anda tetap dapat mengisi; isian dikirim begitu jaringan kembali." | "No network. You can go on filling in; it is sent as soon as the network is back.",
        offline_send: "Tidak ada jaringan. Permohonan dapat dikirim begitu jaringan kembali." | "No network. You can send the request once the network is back.",
        differ: "Di perangkat lain dijawab berbeda. Pilih yang benar." | "Another device has answered otherwise. Choose what is right.",
        wait_saving: "Menunggu isian tersimpan di server. Kirim menyusul sendiri." | "Waiting until your answers are saved. Sending follows by itself.",
    }
}

/// "Langkah 3 dari 6 · Data anak".
pub fn step_of(at: usize, all: usize, name: &str, language: Language) -> String {
    let (at, all) = (at.to_string(), all.to_string());
    match language {
        Language::Id => ["Langkah ", &at, " dari ", &all, " · ", name].concat(),
        Language::En => ["Step ", &at, " of ", &all, " · ", name].concat(),
    }
}

/// "41 tahun".
#[cfg(feature = "ssr")]
pub fn years(count: i32, language: Language) -> String {
    match (language, count) {
        (Language::Id, _) => format!("{count} tahun"),
        (Language::En, 1) => "1 year".to_owned(),
        (Language::En, _) => format!("{count} years"),
    }
}

/// "Tersimpan di perangkat · di server pukul 12.04".
pub fn saved_at(clock: &str, language: Language) -> String {
    match language {
        Language::Id => ["Tersimpan di server pukul ", clock].concat(),
        Language::En => ["Saved on the server at ", clock].concat(),
    }
}

/// What sending waits for.
pub fn waits_for(file: &str, language: Language) -> String {
    match language {
        Language::Id => {
            ["Menunggu berkas \"", file, "\" selesai diunggah. Setelah itu dilanjutkan otomatis."].concat()
        }
        Language::En => ["Waiting for the file \"", file, "\". Then it goes on by itself."].concat(),
    }
}

/// Sending is stopped by a file that did not arrive.
pub fn held_up_by(file: &str, language: Language) -> String {
    match language {
        Language::Id => {
            ["Berkas \"", file, "\" belum sampai. Coba unggah lagi atau batalkan, lalu kirim."].concat()
        }
        Language::En => {
            ["The file \"", file, "\" has not arrived. Try it again or cancel it, then send."].concat()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn progress_says_where_one_is() {
        assert_eq!(step_of(3, 6, "Data anak", Language::Id), "Langkah 3 dari 6 · Data anak");
        assert_eq!(step_of(3, 6, "The child", Language::En), "Step 3 of 6 · The child");
    }
}
