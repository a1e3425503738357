//! Words of the help: questions, asking the office, the answers.
use super::pick;
use domain::Language;
use service::{HelpLink, HelpTopic, TicketPart, TicketState};

words! {
    /// Help.
    Help {
        title: "Bantuan" | "Help",
        search: "Cari pertanyaan" | "Search the questions",
        search_hint: "Misalnya: kode tidak datang" | "Such as: the code does not arrive",
        search_act: "Cari" | "Search",
        found: "Yang cocok dengan" | "What fits",
        none: "Tidak ada pertanyaan yang cocok" | "No question fits",
        none_text: "Coba kata lain, atau tanyakan langsung kepada kami." | "Try other words, or ask us yourself.",
        all: "Semua pertanyaan" | "All questions",
        this_step: "Untuk langkah ini" | "For this step",
        back_to_step: "Kembali ke langkah Anda" | "Back to your step",
        back_to_page: "Kembali ke halaman tadi" | "Back to the page before",
        back_kept: "Isian Anda sudah tersimpan." | "Your answers are kept.",
        others: "Pertanyaan lain" | "Other questions",
        not_helped: "Belum terjawab?" | "Not answered yet?",
        ask: "Tanyakan kepada kami" | "Ask us",
        tickets: "Pertanyaan saya" | "My questions",
        tickets_open: "Lihat jawaban pertanyaan Anda" | "See the answer to your question",
        office: "Kantor" | "The office",
        address: "Alamat" | "Address",
        hours: "Jam layanan" | "Opening hours",
        phone: "Telepon" | "Telephone",
        whatsapp: "WhatsApp" | "WhatsApp",
        email: "Email" | "E-mail",
        office_text: "Semua layanan ini juga tersedia di loket, tanpa biaya." | "All of these services are also available at the counter, free of charge.",
        incident: "Nomor kejadian" | "Incident number",
        incident_text: "Sebutkan nomor ini bila Anda bertanya kepada kami." | "Name this number when you ask us.",
    }
}

words! {
    /// Asking the office, and what comes of it.
    Ticket {
        ask_title: "Tanyakan kepada kami" | "Ask us",
        ask_intro_known: "Petugas menjawab pada jam kerja." | "An officer answers in working hours.",
        ask_intro: "Tanpa akun. Petugas menjawab pada jam kerja." | "No account needed. An officer answers in working hours.",
        from_page: "Anda bertanya dari halaman" | "You ask from the page",
        about_request: "Tentang permohonan" | "About request",
        text: "Pertanyaan Anda" | "Your question",
        text_hint: "Jangan tulis kata sandi, kode, atau NIK." | "No password, code or NIK, please.",
        reach: "Ke mana kami menjawab?" | "Where do we answer?",
        reach_text: "Boleh keduanya. Tanpa ini, jawaban hanya ada di halaman ini, dengan nomor dan kode yang Anda terima." | "Both if you like. Without them the answer is only on this site, by the number and the code that you are given.",
        email: "Email" | "E-mail",
        phone: "Nomor ponsel" | "Mobile phone",
        number: "Nomor permohonan, bila ada" | "Request number, if there is one",
        number_hint: "Misalnya K7RT-4MQX-9. Tidak menampilkan apa pun tentang permohonan itu." | "Such as K7RT-4MQX-9. Shows nothing about that request.",
        with_account: "Jawaban ada di halaman ini; kami memberi tahu Anda di portal, lewat email dan ponsel." | "The answer comes to this site; we tell you on the portal, by e-mail and phone.",
        trap: "Biarkan kosong" | "Leave this empty",
        trap_filled: "Sebuah isian tersembunyi terisi, mungkin oleh peramban. Kami sudah mengosongkannya: tekan Kirim sekali lagi." | "A hidden field was filled in, perhaps by the browser. It is empty again: press Send once more.",
        send: "Kirim pertanyaan" | "Send the question",
        sent: "Pertanyaan Anda sudah kami terima." | "We have your question.",
        keep: "Simpan nomor dan kode ini" | "Keep this number and code",
        keep_text: "Dengan keduanya Anda membaca jawabannya dan dapat menulis lagi. Kodenya tidak ditampilkan lagi." | "With both you read the answer and can write again. The code is not shown again.",
        ticket: "Nomor pertanyaan" | "Question number",
        code: "Kode" | "Code",
        code_hint: "16 huruf dan angka yang Anda terima saat bertanya" | "The 16 letters and figures you were given when you asked",
        ticket_hint: "Misalnya B-K7RT-4MQX-9" | "Such as B-K7RT-4MQX-9",
        open_title: "Jawaban atas pertanyaan Anda" | "The answer to your question",
        open_intro: "Ketik nomor dan kode yang Anda terima saat bertanya." | "Type the number and the code that you were given when you asked.",
        open_account: "Bertanya dengan akun? Masuk untuk melihat semua pertanyaan Anda." | "Asked with an account? Sign in to see all your questions.",
        open: "Lihat jawaban" | "See the answer",
        not_found: "Nomor dan kode ini tidak cocok" | "This number and this code do not fit",
        not_found_text: "Periksa keduanya. Sesudah lima kali salah, nomor ini ditutup satu jam. Anda juga dapat bertanya lagi." | "Check both. After five wrong tries this number is closed for an hour. You may also ask again.",
        mine: "Pertanyaan saya" | "My questions",
        none: "Anda belum bertanya apa pun." | "You have not asked anything yet.",
        answer_comes: "Jawaban dikirim juga ke" | "The answer also goes to",
        none_sent: "Jawabannya akan ada di halaman ini." | "The answer will be on this page.",
        files_signed_in: "Foto dan berkas hanya dapat dikirim setelah masuk, supaya jelas milik siapa." | "Photos and files can be sent after signing in only, so that it is clear whose they are.",
        write: "Tulis lagi" | "Write again",
        write_send: "Kirim" | "Send",
        written: "Pesan Anda sudah kami terima." | "We have your message.",
        too_old: "Pertanyaan ini sudah lama ditutup. Ajukan yang baru." | "This question was closed long ago. Ask a new one.",
        asked_at: "Ditanyakan" | "Asked",
        new_answer: "jawaban baru" | "new answer",
        part_open: "Menunggu jawaban" | "Waiting for an answer",
        desk_title: "Pertanyaan warga" | "Questions of citizens",
        desk_link: "Bantuan" | "Help",
        desk_parts: "Bagian" | "Parts",
        desk_none: "Tidak ada pertanyaan di bagian ini." | "There are no questions in this part.",
        desk_more: "Masih ada yang lain; yang ditampilkan sudah paling lama menunggu." | "There are more; those shown have waited longest.",
        to_list: "Ke daftar pertanyaan" | "To the list of questions",
        who: "Penanya" | "Who asks",
        stranger: "Tanpa akun" | "Without an account",
        language: "Bahasa" | "Language",
        page: "Dari halaman" | "From the page",
        topic: "Pertanyaan yang dibaca" | "Question that was read",
        typed_number: "Nomor yang ditulis penanya" | "Number typed by the asker",
        unproven: "belum terbukti miliknya" | "not proven to be theirs",
        no_reach: "Tidak menulis email atau ponsel" | "Gave neither e-mail nor phone",
        held_by: "Dipegang" | "Held by",
        free: "Belum diambil" | "Not taken yet",
        me: "Anda" | "You",
        claim: "Ambil" | "Take",
        release: "Lepas" | "Give back",
        close: "Tutup" | "Close",
        reopen: "Buka lagi" | "Open again",
        answer: "Jawaban Anda" | "Your answer",
        answer_hint: "Dikirim lewat email kepada yang tidak punya akun; jadi tanpa data pribadi." | "It goes by e-mail to who has no account, so without personal data.",
        answer_send: "Kirim jawaban" | "Send the answer",
        acts: "Riwayat" | "History",
        by_asker: "penanya" | "the asker",
        by_system: "otomatis" | "by itself",
        forgotten: "Isinya sudah dihapus, tiga bulan sesudah ditutup." | "What it said was deleted, three months after it was closed.",
        done: "Tersimpan." | "Saved.",
    }
}

/// The heading of a topic.
pub const fn help_topic(topic: HelpTopic, language: Language) -> &'static str {
    match topic {
        HelpTopic::Account => pick(language, "Akun, kode, dan masuk", "Account, codes, signing in"),
        HelpTopic::Filling => pick(language, "Mengisi permohonan", "Filling in a request"),
        HelpTopic::Documents => pick(language, "Dokumen dan foto", "Documents and photos"),
        HelpTopic::Waiting => pick(language, "Sesudah dikirim", "After sending"),
        HelpTopic::Result => pick(language, "Hasil", "The result"),
        HelpTopic::Safety => {
            pick(language, "Keamanan, privasi, dan kantor", "Safety, privacy and the office")
        }
    }
}

/// Where something can be done, in words.
pub const fn help_link(link: HelpLink, language: Language) -> &'static str {
    match link {
        HelpLink::Register => pick(language, "Buat akun", "Create an account"),
        HelpLink::SignIn => pick(language, "Masuk", "Sign in"),
        HelpLink::Forgot => pick(language, "Buat kata sandi baru", "Make a new password"),
        HelpLink::Requests => pick(language, "Buka permohonan saya", "Open my requests"),
        HelpLink::Requirements => pick(language, "Lihat persyaratan", "See the requirements"),
        HelpLink::Card => pick(language, "Kartu Keluarga saya", "My family card"),
        HelpLink::Account => pick(language, "Buka akun saya", "Open my account"),
        HelpLink::Devices => pick(language, "Perangkat saya", "My devices"),
        HelpLink::Access => pick(language, "Siapa yang melihat data saya", "Who looked at my data"),
        HelpLink::Data => pick(language, "Data saya", "My data"),
        HelpLink::Track => pick(language, "Lacak permohonan", "Track a request"),
        HelpLink::Verify => pick(language, "Periksa tanda terima", "Check a receipt"),
        HelpLink::Offline => pick(language, "Yang ada di perangkat ini", "What lies on this device"),
    }
}

/// How a ticket stands, for whoever asked and for officers.
pub const fn ticket_state(state: TicketState, language: Language) -> &'static str {
    match state {
        TicketState::Open => pick(language, "menunggu jawaban", "waiting for an answer"),
        TicketState::Answered => pick(language, "sudah dijawab", "answered"),
        TicketState::Closed => pick(language, "ditutup", "closed"),
    }
}

/// A part of the tickets.
pub const fn ticket_part(part: TicketPart, language: Language) -> &'static str {
    match part {
        TicketPart::Open => pick(language, "Menunggu jawaban", "Waiting"),
        TicketPart::Mine => pick(language, "Yang saya pegang", "Mine"),
        TicketPart::Answered => pick(language, "Dijawab", "Answered"),
        TicketPart::Closed => pick(language, "Ditutup", "Closed"),
    }
}

/// An act in the history of a ticket.
pub fn ticket_act(kind: &str, language: Language) -> &'static str {
    match kind {
        "ticket_asked" => pick(language, "Ditanyakan", "Asked"),
        "ticket_written" => pick(language, "Penanya menulis lagi", "The asker wrote again"),
        "ticket_claimed" => pick(language, "Diambil", "Taken"),
        "ticket_released" => pick(language, "Dilepas", "Given back"),
        "ticket_answered" => pick(language, "Dijawab", "Answered"),
        "ticket_closed" => pick(language, "Ditutup", "Closed"),
        "ticket_reopened" => pick(language, "Dibuka lagi", "Opened again"),
        "ticket_forgotten" => pick(language, "Isi dihapus", "Contents deleted"),
        _ => "",
    }
}
