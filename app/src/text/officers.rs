//! Words of the pages about officers: the list, one officer, inviting, being invited, who is on duty.
use super::pick;
use domain::Language;
use service::OfficerReason;

words! {
    /// The officers of the installation.
    Officers {
        title: "Petugas" | "Officers",
        link: "Petugas" | "Officers",
        intro: "Siapa yang bekerja di portal ini, dengan peran dan wilayah apa. Setiap perubahan tercatat di riwayat." | "Who works on this portal, in which role and for which requests. Each change is written into the history.",
        search: "Cari nama, email, atau kecamatan" | "Search by name, e-mail or district",
        search_act: "Cari" | "Search",
        none: "Tidak ada petugas yang cocok." | "No officer matches.",
        next: "Berikutnya" | "Next",
        first: "Ke awal" | "To the first page",
        pages: "Halaman daftar petugas" | "Pages of officers",
        invite: "Undang petugas" | "Invite an officer",
        invited: "Undangan yang belum diterima" | "Invitations not yet accepted",
        invited_until: "berlaku sampai" | "good until",
        withdraw: "Tarik undangan" | "Withdraw",
        suspended: "Ditutup" | "Closed",
        me: "Anda" | "You",
        factor: "Dua langkah aktif" | "Two-step on",
        no_factor: "Tanpa dua langkah" | "No two-step",
        never: "belum pernah masuk" | "has never signed in",
        last: "masuk terakhir" | "last signed in",
        seen: "terlihat" | "seen",
        holds: "memegang" | "holds",
        requests: "berkas" | "requests",
        all_districts: "semua kecamatan" | "all districts",
        back: "Kembali ke daftar petugas" | "Back to the officers",
        scope: "Peran dan wilayah" | "Role and scope",
        scope_hint: "Berkas yang sedang dipegang dikembalikan ke antrean, dan petugas diberi tahu lewat email." | "What is held now goes back into the queue, and the officer is told by e-mail.",
        role: "Peran" | "Role",
        office: "Tempat layanan" | "Service point",
        district: "Kecamatan" | "District",
        district_hint: "Kosongkan untuk semua. Hanya untuk loket dan verifikator: permohonan dari kecamatan lain tidak terlihat." | "Leave empty for all. For front desk and verifiers only: requests from other districts are not seen.",
        districts_known: "Sudah ada permohonan dari:" | "There are requests from:",
        save: "Simpan" | "Save",
        suspend: "Tutup akun" | "Close the account",
        suspend_text: "Semua sesi berakhir seketika, berkas yang dipegang dikembalikan, dan petugas tidak dapat masuk sampai dibuka lagi." | "All sessions end at once, what is held goes back, and the officer cannot sign in until it is opened again.",
        restore: "Buka akun lagi" | "Open the account again",
        restore_text: "Petugas masuk seperti di perangkat baru." | "The officer signs in as on a new device.",
        reset: "Hapus verifikasi dua langkah" | "Remove two-step verification",
        reset_text: "Pastikan lebih dulu dengan siapa Anda berbicara. Semua sesi berakhir, dan petugas diberi tahu lewat email." | "First make sure whom you are talking to. All sessions end, and the officer is told by e-mail.",
        reason: "Alasan" | "Reason",
        choose: "Pilih satu" | "Choose one",
        own: "Ini akun Anda. Peran dan penutupan akun sendiri hanya dapat diubah administrator lain." | "This is your account. Your own role and its closing are another administrator's to change.",
        name: "Nama lengkap" | "Full name",
        email: "Email kerja" | "Work e-mail",
        letter_language: "Bahasa surat undangan" | "Language of the letter",
        email_hint: "Tautan undangan dikirim ke sini dan berlaku 3 hari." | "The link is sent here and works for 3 days.",
        send: "Kirim undangan" | "Send the invitation",
        taken: "Email ini sudah dipakai akun lain." | "Another account uses this e-mail.",
        join_title: "Menjadi petugas" | "Becoming an officer",
        join_intro: "Buat kata sandi Anda." | "Choose your password.",
        join_then: " Setelah itu Anda menyiapkan verifikasi dua langkah." | " After that you set up two-step verification.",
        join_as: "Anda masuk dengan" | "You sign in by",
        join_gone: "Undangan ini tidak berlaku lagi. Minta administrator mengirim yang baru." | "This invitation is no longer good. Ask an administrator for a new one.",
        password: "Kata sandi" | "Password",
        password_again: "Ulangi kata sandi" | "Password again",
        join: "Lanjutkan" | "Go on",
        history: "Riwayat perbuatan petugas ini" | "What this officer did",
    }
}

words! {
    /// Who is on duty.
    Duty {
        title: "Yang sedang bertugas" | "On duty",
        intro: "Terlihat dalam 15 menit terakhir atau sedang memegang berkas." | "Seen in the last 15 minutes, or holding a request.",
        nobody: "Saat ini tidak ada petugas yang terlihat." | "No officer has been seen just now.",
        holds_none: "tidak memegang berkas" | "holds nothing",
        held_until: "dipegang sampai" | "held until",
        to: "Alihkan ke" | "Hand over to",
        hand_over: "Alihkan" | "Hand over",
        reopen: "Berkas yang sudah selesai atau ditolak dibuka kembali, dengan alasan, di halaman berkasnya:" | "What is done or rejected is opened again, with a reason, on the request's own page:",
        ended: "permohonan yang selesai" | "requests that have ended",
    }
}

/// Why an administrator does something with an officer's account.
pub fn officer_reason(reason: OfficerReason, language: Language) -> &'static str {
    match reason {
        OfficerReason::Left => pick(language, "Tidak lagi bekerja di sini", "No longer works here"),
        OfficerReason::Away => pick(language, "Cuti atau tugas lain untuk sementara", "Away for a while"),
        OfficerReason::Suspicion => {
            pick(language, "Akun mungkin dipakai orang lain", "Somebody else may be using the account")
        }
        OfficerReason::Back => pick(language, "Kembali bekerja", "Back at work"),
        OfficerReason::Cleared => {
            pick(language, "Dugaan tidak terbukti", "There was nothing to the suspicion")
        }
        OfficerReason::Lost => {
            pick(language, "Ponsel dan kode kertas hilang", "Phone and codes on paper are lost")
        }
        OfficerReason::NewPhone => pick(language, "Ganti ponsel", "Another phone"),
        OfficerReason::Mistake => pick(language, "Salah tekan", "Done by mistake"),
    }
}
