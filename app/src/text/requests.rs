//! Words of a citizen's requests: choosing, list, status, receipt.
use super::pick;
use domain::Language;

words! {
    /// A citizen's requests.
    Requests {
        title: "Permohonan Anda" | "Your requests",
        new: "Perbarui Kartu Keluarga" | "Update the family card",
        empty_title: "Belum ada permohonan" | "No requests yet",
        empty_text: "Pilih apa yang berubah di keluarga Anda. Kami tunjukkan dokumen yang diperlukan." | "Choose what has changed in your family. We show which documents are needed.",
        waiting: "Menunggu perbaikan Anda" | "Waiting for your correction",
        drafts: "Belum dikirim" | "Not sent yet",
        sent: "Sudah dikirim" | "Sent",
        continue_draft: "Lanjutkan" | "Continue",
        discard: "Hapus draf" | "Delete the draft",
        discarded: "Draf sudah dihapus." | "The draft was deleted.",
        last_saved: "Terakhir disimpan" | "Last saved",
        begun: "Dimulai" | "Begun",
        sent_on: "Dikirim" | "Sent",
        correction: "Perbaikan" | "Correction",
        choose_title: "Apa yang ingin Anda perbarui?" | "What would you like to update?",
        choose_intro: "Pilih satu. Perubahan lain dapat diajukan sesudahnya." | "Choose one. Other changes can follow.",
        you_need: "Siapkan" | "Have ready",
        start: "Mulai mengisi" | "Begin",
        needs_card: "Isi Kartu Keluarga Anda lebih dulu, agar kami tahu siapa anggotanya." | "Fill in your family card first, so that we know its members.",
        number: "Nomor permohonan" | "Request number",
        status: "Status" | "Status",
        progress: "Perkembangan" | "Progress",
        what_you_sent: "Yang Anda ajukan" | "What you sent",
        answers: "Keterangan" | "Details",
        documents: "Berkas" | "Documents",
        files_gone: "Dimusnahkan karena masa simpannya habis:" | "Destroyed because its time was over:",
        brought: "Dokumen asli dibawa ke kantor" | "The original is brought to the office",
        receipt: "Tanda terima" | "Receipt",
        see_receipt: "Lihat tanda terima" | "See the receipt",
        to_status: "Lihat status" | "See the status",
        withdraw: "Batalkan permohonan" | "Withdraw the request",
        withdraw_text: "Permohonan yang dibatalkan tidak dapat dibuka lagi. Anda dapat mengajukan yang baru." | "A withdrawn request cannot be opened again. You can send a new one.",
        withdraw_confirm: "Ya, batalkan" | "Yes, withdraw",
        repair_now: "Perbaiki sekarang" | "Correct it now",
        repair_until: "Batas perbaikan" | "Correct until",
        reasons: "Yang perlu diperbaiki" | "What to correct",
        reasons_rejected: "Alasan penolakan" | "Reasons for the refusal",
        officer_note: "Catatan petugas" | "The officer's note",
        expected: "Perkiraan selesai" | "Expected by",
        result_note: "Hasil" | "Result",
        messages_sent: "Pemberitahuan" | "Notices",
        message_waiting: "menunggu dikirim" | "waiting to be sent",
        message_sent: "terkirim" | "sent",
        message_failed: "gagal; periksa alamat di akun Anda" | "failed; check the address in your account",
        receipt_title: "Permohonan Anda sudah diterima" | "Your request has arrived",
        receipt_keep: "Simpan nomor ini. Anda juga menerimanya lewat email dan ponsel." | "Keep this number. You also get it by e-mail and phone.",
        receipt_is_not: "Ini tanda terima permohonan, bukan Kartu Keluarga." | "This is a receipt of a request, not a family card.",
        receipt_when: "Diterima" | "Received",
        receipt_by: "Pemohon" | "Applicant",
        receipt_what: "Layanan" | "Service",
        receipt_next: "Apa selanjutnya?" | "What happens next?",
        receipt_next_text: "Petugas memeriksa permohonan Anda. Kami memberi tahu setiap perubahan. Anda tidak perlu datang." | "An officer checks your request. We tell you about every change. You need not come.",
        receipt_ask: "Ada pertanyaan?" | "Any questions?",
        receipt_ask_text: "Sebutkan nomor ini kepada kantor:" | "Quote this number to the office:",
        hash: "sidik" | "fingerprint",
        inbox_title: "Pesan" | "Messages",
        inbox_empty: "Belum ada pesan" | "No messages yet",
        inbox_empty_text: "Setiap perkembangan permohonan Anda akan muncul di sini." | "Everything that happens to your requests will show here.",
        open_request: "Buka permohonan" | "Open the request",
        unread: "baru" | "new",
        next_review: "Diperiksa petugas" | "Checked by an officer",
        next_siak: "Diproses di SIAK dan ditandatangani" | "Processed in SIAK and signed",
        next_done: "Hasil siap" | "The result is ready",
        waiting_you: "Menunggu perbaikan dari Anda" | "Waiting for your correction",
        live_on: "Halaman ini memperbarui diri." | "This page updates itself.",
        head_submitted: "Sudah kami terima" | "We have received it",
        head_in_review: "Sedang diperiksa petugas" | "An officer is checking it",
        head_needs_correction: "Perlu Anda perbaiki" | "You need to correct something",
        head_approved: "Disetujui" | "Approved",
        head_in_siak: "Sedang diproses di SIAK" | "Being processed in SIAK",
        head_awaiting_signature: "Menunggu tanda tangan elektronik" | "Awaiting the electronic signature",
        head_done: "Selesai" | "Done",
        head_rejected: "Tidak dapat disetujui" | "It cannot be approved",
        head_withdrawn: "Anda batalkan" | "You withdrew it",
        head_expired: "Waktu perbaikan habis" | "The time to correct it is over",
    }
}

/// A line of the history in plain words.
pub fn event(kind: &str, language: Language) -> &'static str {
    match kind {
        "submit" => pick(language, "Diterima", "Received"),
        "resubmit" => pick(language, "Perbaikan diterima", "Correction received"),
        "claim" | "hold" | "takeover" => pick(language, "Diperiksa petugas", "Checked by an officer"),
        "return" | "siak_return" => {
            pick(language, "Dikembalikan untuk diperbaiki", "Returned for correction")
        }
        "reject" => pick(language, "Ditolak", "Rejected"),
        "verify" => pick(language, "Terverifikasi", "Verified"),
        "approve" => pick(language, "Disetujui", "Approved"),
        "enter_siak" => pick(language, "Diproses di SIAK", "Processed in SIAK"),
        "siak_refuse" => pick(language, "Diperiksa ulang", "Checked again"),
        "await_signature" => {
            pick(language, "Menunggu tanda tangan elektronik", "Awaiting electronic signature")
        }
        "complete" => pick(language, "Selesai", "Done"),
        "withdraw" => pick(language, "Dibatalkan oleh Anda", "Withdrawn by you"),
        "expire" => pick(language, "Waktu perbaikan habis", "Time to correct is over"),
        "reopen" => pick(language, "Dibuka kembali", "Reopened"),
        "appointment_booked" => pick(language, "Janji temu dipilih", "Appointment chosen"),
        "appointment_changed" => pick(language, "Janji temu diubah", "Appointment changed"),
        "appointment_cancelled" => pick(language, "Janji temu dibatalkan", "Appointment cancelled"),
        "appointment_displaced" => {
            pick(language, "Kantor tutup pada janji temu itu", "Office closed at the appointment")
        }
        "appointment_voided" => {
            pick(language, "Janji temu tidak berlaku lagi", "Appointment no longer stands")
        }
        "collected" => pick(language, "Hasil diserahkan di loket", "Result handed over at the counter"),
        "not_collected" => pick(language, "Tidak datang pada janji temu", "Did not come to the appointment"),
        "collect_undone" => pick(language, "Catatan loket dibatalkan", "Note of the counter taken back"),
        "objected" => {
            pick(language, "Ada keberatan, kantor memeriksanya", "An objection; the office looks into it")
        }
        "objection_withdrawn" => pick(language, "Keberatan dicabut", "Objection taken back"),
        "objection_upheld" => {
            pick(language, "Keberatan diterima kantor", "The office found the objection right")
        }
        "objection_dismissed" => pick(
            language,
            "Keberatan diperiksa, tidak menghalangi",
            "Objection looked into; it does not stand in the way",
        ),
        "files_destroyed" => pick(
            language,
            "Berkas dimusnahkan, masa simpannya habis",
            "Documents destroyed, their time was over",
        ),
        "message_files_destroyed" => pick(
            language,
            "Lampiran pesan dimusnahkan, masa simpannya habis",
            "Files of messages destroyed, their time was over",
        ),
        "result_attached" => pick(language, "Hasil dilampirkan", "Result attached"),
        "result_removed" => pick(language, "Hasil ditarik", "Result taken back"),
        "result_read" => pick(language, "Hasil diunduh", "Result downloaded"),
        _ => pick(language, "Perubahan", "Change"),
    }
}
