//! Words of the officers' desk.
use super::pick;
use domain::{Command, Language, Status};

words! {
    /// The desk, as the server draws it.
    Desk {
        parts: "Bagian meja" | "Parts of the desk",
        queue: "Antrean" | "Queue",
        case: "Permohonan" | "Request",
        papers: "Berkas" | "Documents",
        reload: "Muat ulang" | "Reload",
        first_page: "Dari awal" | "From the start",
        pick_title: "Pilih satu permohonan" | "Choose a request",
        pick_text: "Buka satu baris antrean untuk memeriksanya. Yang paling dekat batas waktunya ada di atas." | "Open a line of the queue to check it. What is due first stands at the top.",
        papers_empty: "Berkas permohonan tampil di sini." | "The documents of a request show here.",
        no_papers: "Permohonan ini tidak membawa berkas." | "This request comes without documents.",
        sent: "diajukan" | "sent",
        by: "oleh" | "by",
        due: "batas layanan" | "due",
        card: "KK" | "card",
        nik: "NIK pemohon" | "NIK of the applicant",
        version: "versi" | "version",
        changes: "Perubahan yang diajukan" | "Changes asked for",
        member: "Anggota" | "Member",
        element: "Elemen" | "Element",
        was: "Semula" | "Before",
        will: "Menjadi" | "After",
        verdict: "Penilaian" | "Verdict",
        new_member: "Anggota baru" | "New member",
        whole_card: "Kartu Keluarga" | "Family card",
        new_card: "Kartu Keluarga baru" | "New family card",
        number: "nomor" | "number",
        answers: "Isian lain" | "Other answers",
        answers_all: "Isian" | "Answers",
        documents: "Berkas" | "Documents",
        open_paper: "Lihat" | "View",
        brought: "Aslinya akan dibawa ke kantor." | "The original will be brought to the office.",
        right: "Benar" | "Right",
        doubt: "Tandai" | "Flag",
        choose_reason: "Pilih alasan" | "Choose a reason",
        note_hint: "Kalimat tambahan untuk warga. Boleh kosong." | "A sentence more for the citizen. May be empty.",
        whole: "Permohonan seluruhnya" | "The request as a whole",
        whole_hint: "Alasan yang bukan tentang satu isian atau satu berkas." | "A reason that is not about one answer or one document.",
        refuses_only: "hanya untuk menolak" | "only for rejecting",
        refuses_too: "juga untuk menolak" | "also for rejecting",
        corrected: "diperbaiki" | "corrected",
        answered_new: "baru diisi" | "newly answered",
        new_file: "baru" | "new",
        corrected_count: "hal berubah sejak perbaikan" | "things changed with the correction",
        history: "Riwayat" | "History",
        messages: "Pesan ke warga" | "Messages to the citizen",
        reasons_given: "Alasan keputusan terakhir" | "Reasons of the last decision",
        to_correct_until: "Perbaikan diterima sampai" | "Corrections are taken until",
        twice: "Mungkin tercatat dua kali" | "Perhaps recorded twice",
        sibling: "Permohonan lain untuk KK ini masih terbuka:" | "Other requests for this card are open:",
        contested_title: "NIK dipakai dua akun" | "Two accounts use this NIK",
        contested_text: "Akun ini mendaftar sesudah akun lain dengan NIK yang sama, dan tidak tahu itu. Minta pemohon datang dengan KTP-el; sebelum dipastikan, tidak ada yang dapat disetujui." | "This account registered after another one with the same NIK, and does not know. Ask the applicant to come with the identity card; nothing can be approved before this is settled.",
        contested_settle: "KTP-el cocok: NIK milik pemohon ini" | "The card fits: the NIK is this applicant's",
        unlink_title: "Akun ini tertaut ke data kependudukan" | "This account is linked to the register",
        unlink_text: "Cabut tautannya kalau keliru. Pemilik akun diberi tahu beserta alasannya." | "Take the tie back if it is wrong. The owner is told, with the reason.",
        unlink_reason: "Alasan mencabut" | "Why it is taken back",
        unlink: "Cabut tautan" | "Take the tie back",
        unlinked: "akun belum tertaut" | "account not linked",
        linked: "akun tertaut" | "account linked",
        link_title: "Akun ini belum tertaut ke data kependudukan" | "This account is not linked to the register yet",
        link_text: "Mendaftar hanya membuktikan ponsel dan email. Tautkan bila KTP-el dan KK di berkas ini milik pemohon dan cocok dengan SIAK." | "Registering proves only a phone and an e-mail. Link it when the identity card and the family card among these documents belong to the applicant and agree with SIAK.",
        link: "Tautkan akun" | "Link the account",
        warnings: "Periksa keluarga sesudah perubahan" | "Check the family after the changes",
        warned_before: "(sudah begitu sebelum permohonan ini)" | "(so before this request)",
        new_number: "Nomor KK baru pemohon" | "New card number of the applicant",
        new_number_hint: "Dari SIAK. Kosongkan kalau belum ada; warga dapat mengisinya sendiri." | "From SIAK. Leave it empty if there is none yet; the citizen can fill it in.",
        new_nik: "NIK anggota baru" | "NIK of the new member",
        new_nik_hint: "Dari SIAK. Kosongkan kalau belum terbit." | "From SIAK. Leave it empty if it is not issued yet.",
        tone_title: "Baca sekali lagi kata-kata Anda" | "Read your words once more",
        preview_title: "Yang akan dibaca warga" | "What the citizen will read",
        preview_text: "Belum ada yang terkirim. Baca sekali lagi." | "Nothing has been sent yet. Read it once more.",
        send_decision: "Kirim keputusan" | "Send the decision",
        edit: "Ubah" | "Change",
        result_note: "Bagaimana warga mendapat hasilnya?" | "How does the citizen get the result?",
        result_hint: "Ikut tertulis di pesan. Contoh: KK dikirim ke email Anda sebagai PDF." | "Goes into the message. Example: the card comes to your e-mail as a PDF.",
        reopen_note: "Mengapa dibuka kembali?" | "Why is it reopened?",
        release: "Lepaskan" | "Lay back",
        takeover: "Ambil alih" | "Take over",
        takeover_reason: "Mengapa Anda mengambil alih?" | "Why do you take it over?",
        takeover_hint: "Pengambilalihan tercatat di riwayat." | "The takeover goes into the history.",
        free: "Belum ada yang memegang berkas ini" | "Nobody holds this request",
        nothing_to_do: "Tidak ada yang dapat Anda putuskan pada status ini." | "There is nothing for you to decide at this stage.",
        next_in_queue: "Kembali ke antrean" | "Back to the queue",
        no_reason: "Tandai paling sedikit satu isian atau berkas dan pilih alasannya." | "Flag at least one answer or document and choose the reason.",
        reason_unfit: "Salah satu alasan tidak dapat dipakai untuk keputusan ini. Pilih yang lain, atau ganti keputusannya." | "One of the reasons cannot be used for this decision. Choose another, or another decision.",
        note_missing: "Tulis alasannya." | "Write the reason.",
        takeover_missing: "Tulis alasan mengambil alih." | "Write why you take it over.",
        changed_by: "Berkas ini baru saja berubah oleh" | "This request was just changed by",
        changed_keep: "Yang Anda tandai belum terkirim. Muat ulang untuk melihat keadaan terbaru." | "What you flagged has not been sent. Reload to see how it stands now.",
        keys: "Tombol pintas" | "Keyboard shortcuts",
        keys_on: "Pakai tombol pintas" | "Use keyboard shortcuts",
        key_rows: "baris antrean berikutnya, sebelumnya" | "next, previous line of the queue",
        key_open: "buka baris" | "open the line",
        key_next: "ambil berikutnya" | "take the next one",
        key_search: "cari permohonan" | "find a request",
        key_take: "ambil berkas" | "take the request",
        key_approve: "setujui; tekan dua kali" | "approve; press twice",
        key_return: "kembalikan untuk perbaikan" | "return for correction",
        key_reject: "tolak" | "reject",
        key_papers: "berkas berikutnya, sebelumnya" | "next, previous document",
        key_zoom: "perbesar, perkecil" | "larger, smaller",
        key_turn: "putar" | "turn",
        key_bright: "terang" | "brighter",
        key_beside: "dua berkas berdampingan" | "two documents side by side",
        key_help: "daftar ini" | "this list",
        not_drawn: "Halaman berkas ini tidak dapat ditampilkan di sini. Unduh untuk membacanya." | "The pages of this file cannot be shown here. Fetch it to read it.",
        drawn_soon: "Gambar halaman sedang dibuat. Muat ulang sebentar lagi, atau unduh berkasnya." | "Pictures of the pages are being made. Load again in a moment, or fetch the file.",
        open_file: "Unduh berkas PDF" | "Fetch the PDF file",
        larger: "Perbesar" | "Larger",
        smaller: "Perkecil" | "Smaller",
        turn: "Putar" | "Turn",
        bright: "Terang" | "Brighter",
        beside: "Berdampingan" | "Side by side",
        next: "Berikutnya" | "Next",
        before: "Sebelumnya" | "Previous",
        see_now: "Lihat keadaan terbaru" | "See how it stands now",
    }
}

words! {
    /// The desk's islands.
    DeskLive {
        filter: "Saring antrean" | "Filter the queue",
        queue_empty: "Tidak ada permohonan di bagian ini." | "There is no request in this part.",
        next_page: "Berikutnya" | "Next",
        pages: "Halaman antrean" | "Pages of the queue",
        you: "Anda" | "You",
        new: "baru" | "new",
        again: "dikirim ulang" | "sent again",
        gone: "sudah pindah" | "moved on",
        seen_by: "dilihat" | "read by",
        message: "pesan" | "message",
        objection: "keberatan" | "objection",
        live: "Langsung" | "Live",
        joining: "Menyambung" | "Connecting",
        off: "Terputus, dicoba lagi" | "Cut off, trying again",
        ended: "Sesi Anda telah berakhir. Muat ulang untuk masuk lagi." | "Your session has ended. Reload to sign in again.",
        lost: "Anda tidak lagi memegang berkas ini." | "You no longer hold this request.",
    }
}

/// "Anda memegang berkas ini 12 menit lagi".
pub fn held_for(minutes: u64, language: Language) -> String {
    match language {
        Language::Id if minutes == 0 => "Anda memegang berkas ini kurang dari 1 menit lagi".to_owned(),
        Language::Id => format!("Anda memegang berkas ini {minutes} menit lagi"),
        Language::En if minutes == 0 => "You hold this request for less than a minute".to_owned(),
        Language::En => format!("You hold this request for {} more", super::minutes(minutes, language)),
    }
}

/// A status in one short word for a line of the queue; nothing where the queue itself says it.
pub const fn queue_word(status: Status, language: Language) -> Option<&'static str> {
    Some(match status {
        Status::Submitted | Status::InReview | Status::NeedsCorrection => return None,
        Status::Verified => pick(language, "terverifikasi", "verified"),
        Status::Approved => pick(language, "disetujui", "approved"),
        Status::InSiak => pick(language, "di SIAK", "in SIAK"),
        Status::AwaitingSignature => pick(language, "TTE", "signature"),
        Status::Done => pick(language, "selesai", "done"),
        Status::Rejected => pick(language, "ditolak", "rejected"),
        Status::Withdrawn => pick(language, "dibatalkan", "withdrawn"),
        Status::Expired => pick(language, "kedaluwarsa", "expired"),
    })
}

/// "2 permohonan baru".
pub fn arrived(count: u32, language: Language) -> String {
    match language {
        Language::Id => format!("{count} permohonan baru"),
        Language::En if count == 1 => "1 new request".to_owned(),
        Language::En => format!("{count} new requests"),
    }
}

/// "62 persen waktu layanan terpakai".
pub fn time_used(percent: u8, language: Language) -> String {
    match language {
        // As far as it is counted.
        Language::Id if percent == u8::MAX => "lebih dari 250 persen waktu layanan terpakai".to_owned(),
        Language::En if percent == u8::MAX => "more than 250 per cent of the service time is used".to_owned(),
        Language::Id => format!("{percent} persen waktu layanan terpakai"),
        Language::En => format!("{percent} per cent of the service time is used"),
    }
}

/// "Rina memegang berkas ini".
pub fn held_by(name: &str, language: Language) -> String {
    match language {
        Language::Id => format!("{name} memegang berkas ini"),
        Language::En => format!("{name} holds this request"),
    }
}

/// "Rina dan Budi juga membuka berkas ini."; nothing when nobody does.
pub fn looking_too(names: &[String], language: Language) -> String {
    let and = pick(language, " dan ", " and ");
    let names = match names {
        [] => return String::new(),
        [first @ .., last] if !first.is_empty() => [&first.join(", "), and, last].concat(),
        [one, ..] => one.clone(),
    };
    match language {
        Language::Id => format!("{names} juga membuka berkas ini."),
        Language::En => format!("Also open at: {names}."),
    }
}

/// "Alasan untuk Pendidikan".
pub fn reason_for(about: &str, language: Language) -> String {
    match language {
        Language::Id => format!("Alasan untuk {about}"),
        Language::En => format!("Reason for {about}"),
    }
}

/// "Catatan untuk Pendidikan".
pub fn note_for(about: &str, language: Language) -> String {
    match language {
        Language::Id => format!("Catatan untuk {about}"),
        Language::En => format!("Note on {about}"),
    }
}

/// "Pilih alasan untuk Pendidikan", as an error.
pub fn reason_missing(about: &str, language: Language) -> String {
    match language {
        Language::Id => format!("Pilih alasan untuk {about}, atau hapus tandanya."),
        Language::En => format!("Choose a reason for {about}, or take the flag off."),
    }
}

/// A command as a button.
pub const fn command(command: Command, language: Language) -> &'static str {
    match command {
        Command::Submit | Command::Resubmit => pick(language, "Kirim", "Send"),
        Command::Claim => pick(language, "Ambil berkas", "Take it"),
        Command::Return => pick(language, "Kembalikan untuk perbaikan", "Return for correction"),
        Command::Reject => pick(language, "Tolak", "Reject"),
        Command::Verify => pick(language, "Verifikasi", "Verify"),
        Command::Approve => pick(language, "Setujui", "Approve"),
        Command::EnterSiak => pick(language, "Catat sudah di SIAK", "Record as entered in SIAK"),
        Command::SiakRefuse => pick(language, "SIAK menolak: periksa ulang", "Refused by SIAK: check again"),
        Command::SiakReturn => {
            pick(language, "SIAK menolak: kembalikan ke warga", "Refused by SIAK: return to the citizen")
        }
        Command::AwaitSignature => pick(language, "Ajukan tanda tangan", "Send for signature"),
        Command::Complete => pick(language, "Selesai", "Done"),
        Command::Withdraw => pick(language, "Batalkan", "Withdraw"),
        Command::Expire => pick(language, "Kedaluwarsakan", "Expire"),
        Command::Reopen => pick(language, "Buka kembali", "Reopen"),
    }
}

/// What was done, said once afterwards. `code` is that of a command, or `link`, `release`.
pub fn done(code: &str, language: Language) -> &'static str {
    match code {
        "claim" => pick(language, "Anda memegang berkas ini.", "You hold this request now."),
        "handed_over" => pick(
            language,
            "Berkas sudah diserahkan. Rekan Anda diberi tahu.",
            "The request is handed over. Your colleague has been told.",
        ),
        "nothing_next" => pick(
            language,
            "Tidak ada lagi permohonan yang menunggu di saringan ini.",
            "No request is waiting under this filter any more.",
        ),
        "holiday" => pick(
            language,
            "Kalender tersimpan. Batas waktu dihitung ulang dalam beberapa menit.",
            "The calendar is saved. Due times are reckoned anew within minutes.",
        ),
        "message" => pick(language, "Pesan sudah dikirim.", "The message is sent."),
        "checklist" => pick(language, "Centang tersimpan.", "The ticks are saved."),
        "release" => pick(language, "Berkas sudah Anda lepaskan.", "You have laid the request back."),
        "link" => pick(language, "Akun sudah tertaut.", "The account is linked."),
        "unlink" => pick(language, "Tautan akun sudah dicabut.", "The account is no longer linked."),
        "nik" => pick(language, "NIK sekarang milik akun ini.", "The NIK is this account's now."),
        "return" | "siak_return" => pick(
            language,
            "Dikembalikan ke warga. Pesannya sudah dikirim.",
            "Returned to the citizen. The message is on its way.",
        ),
        "reject" => {
            pick(language, "Ditolak. Pesannya sudah dikirim.", "Rejected. The message is on its way.")
        }
        "verify" => pick(
            language,
            "Terverifikasi. Petugas lain yang menyetujui.",
            "Verified. Another officer approves.",
        ),
        "approve" => {
            pick(language, "Disetujui. Berikutnya catat di SIAK.", "Approved. Next, record it in SIAK.")
        }
        "enter_siak" => pick(language, "Tercatat sudah di SIAK.", "Recorded as entered in SIAK."),
        "siak_refuse" => pick(language, "Kembali diperiksa.", "Back to being checked."),
        "await_signature" => pick(language, "Tanda tangan sudah diajukan.", "Sent for signature."),
        "complete" => pick(language, "Selesai. Warga sudah diberi tahu.", "Done. The citizen has been told."),
        "reopen" => pick(language, "Dibuka kembali.", "Reopened."),
        "objection" => pick(
            language,
            "Keberatan sudah dijawab. Yang keberatan dan pemohon sudah diberi tahu.",
            "The objection is answered. Whoever objected and the applicant have been told.",
        ),
        _ => pick(language, "Tersimpan.", "Saved."),
    }
}

/// A line of the history, as officers read it.
pub fn desk_event(kind: &str, language: Language) -> &'static str {
    match kind {
        "claim" => pick(language, "Diambil", "Taken"),
        "hold" => pick(language, "Dipegang", "Held"),
        "form" => pick(language, "Formulir dibuka", "Form opened"),
        "takeover" => pick(language, "Diambil alih", "Taken over"),
        "handed_over" => pick(language, "Diserahkan kepada rekan", "Handed over to a colleague"),
        "withdraw" => pick(language, "Dibatalkan warga", "Withdrawn by the citizen"),
        "return" => pick(language, "Dikembalikan untuk diperbaiki", "Returned for correction"),
        "siak_return" => {
            pick(language, "SIAK menolak; dikembalikan ke warga", "Refused by SIAK; returned to the citizen")
        }
        "siak_refuse" => pick(language, "SIAK menolak; diperiksa ulang", "Refused by SIAK; checked again"),
        "enter_siak" => pick(language, "Dicatat di SIAK", "Entered in SIAK"),
        "checklist" => pick(language, "Daftar periksa dicentang", "Checklist ticked"),
        "release" => pick(language, "Dilepaskan", "Laid back"),
        "objected" => pick(language, "Keberatan diajukan", "Objection filed"),
        other => super::event(other, language),
    }
}

/// Who acted: a role of the history.
pub fn acted(role: &str, language: Language) -> &'static str {
    match role {
        "owner" => pick(language, "warga", "the citizen"),
        "concerned" => pick(language, "orang yang bersangkutan", "somebody concerned"),
        "front_desk" => pick(language, "operator", "front desk"),
        "verifier" => pick(language, "verifikator", "verifier"),
        "supervisor" => pick(language, "penyelia", "supervisor"),
        "administrator" => pick(language, "administrator", "administrator"),
        _ => pick(language, "sistem", "the portal"),
    }
}

/// How a message to the citizen fares: `waiting`, `sent`, `failed`.
pub fn delivery(state: &str, language: Language) -> &'static str {
    match state {
        "sent" => pick(language, "terkirim", "sent"),
        "failed" => pick(language, "gagal", "failed"),
        _ => pick(language, "menunggu", "waiting"),
    }
}

/// A part of the queue, by its code in addresses.
pub fn filter_name(code: &str, language: Language) -> &'static str {
    match code {
        "baru" => pick(language, "Baru", "New"),
        "milik-saya" => pick(language, "Milik saya", "Mine"),
        "semua" => pick(language, "Semua", "All"),
        "siak" => pick(language, "SIAK & TTE", "SIAK & signature"),
        "menunggu-warga" => pick(language, "Menunggu warga", "With the citizen"),
        "selesai" => pick(language, "Selesai", "Ended"),
        _ => pick(language, "Terbuka", "Open"),
    }
}
