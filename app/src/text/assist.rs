//! Words about helping a citizen at the counter or in the village.
use super::{minutes, pick};
use domain::Language;
use service::{AssistanceView, EndedBy};

words! {
    /// Assisted service.
    Assist {
        link: "Bantu warga" | "Help a citizen",
        title: "Bantu warga mengisi permohonan" | "Help a citizen with a request",
        intro: "Untuk warga di depan Anda yang tidak dapat mengisi sendiri. Anda mengisi; permohonan tetap milik warga, dan semua kabar sampai kepada warga." | "For a citizen in front of you who cannot fill it in alone. You fill it in; the request stays the citizen's, and all news goes to the citizen.",
        rule_code: "Warga menerima kode sekali pakai di ponsel atau emailnya sendiri. Kode itu persetujuannya: minta warga membacanya sendiri sebelum menyebutkannya." | "The citizen gets a one-time code on their own phone or e-mail. The code is the consent: let the citizen read the message before telling it.",
        rule_see: "Anda hanya melihat permohonan yang sedang diisi, bukan akun, permohonan lain, atau berkas warga." | "You see only what is being filled in, not the citizen's account, other requests or documents.",
        rule_history: "Kedua nama tercatat di riwayat, dan Anda tidak dapat memutuskan permohonan itu." | "Both names stand in the history, and you cannot decide that request.",
        name: "NIK, nomor ponsel, atau email warga" | "The citizen's NIK, phone or e-mail",
        by: "Kode dikirim ke" | "The code goes to",
        by_phone: "Ponsel warga" | "The citizen's phone",
        by_email: "Email warga" | "The citizen's e-mail",
        ask: "Kirim kode ke warga" | "Send the citizen a code",
        asked_title: "Minta kode dari warga" | "Ask the citizen for the code",
        asked: "Bila data itu milik akun yang ada, kode sudah dikirim ke ponsel atau email di akun itu. Portal tidak memberi tahu apakah akunnya ada." | "If there is such an account, a code has been sent to the phone or e-mail of that account. The portal does not say whether there is one.",
        code: "Kode dari warga" | "The citizen's code",
        code_hint: "Enam angka, disebutkan oleh warga sendiri." | "Six digits, told by the citizen.",
        begin: "Mulai membantu" | "Begin to help",
        other: "Kirim ulang, atau warga lain" | "Send again, or another citizen",
        none_title: "Kode tidak datang?" | "No code comes?",
        none_account: "Belum punya akun: buatkan bersama warga di loket dengan ponsel dan email milik warga sendiri. Jangan memakai nomor Anda." | "No account yet: register together at the counter with the citizen's own phone and e-mail. Never use your own number.",
        none_phone: "Tidak punya ponsel dan email: layani langsung di loket dengan formulir kertas. Jangan membuat akun atas nama warga." | "Neither phone nor e-mail: serve at the counter with the paper form. Do not make up an account.",
        none_changed: "Nomor sudah berganti: warga mengganti nomornya sendiri di akunnya, lewat email." | "A changed number: the citizen changes it in their own account, by e-mail.",
        register: "Pendaftaran akun" | "Registration",
        helping: "Anda membantu" | "You are helping",
        until: "selesai pukul" | "ends at",
        stop: "Selesai membantu" | "Stop helping",
        to_page: "Permohonan warga ini" | "This citizen's requests",
        new: "Mulai permohonan baru" | "Begin a new request",
        drafts: "Draf warga ini" | "This citizen's drafts",
        no_drafts: "Belum ada draf." | "No draft yet.",
        correction: "perbaikan" | "correction",
        card_missing: "Kartu Keluarga warga ini belum diisi. Salin dulu dari kartunya bersama warga." | "This citizen's family card is not filled in yet. Copy it first, together with the citizen.",
        card_begin: "Isi Kartu Keluarga" | "Fill in the family card",
        begun: "Anda dapat mulai mengisi. Bacakan setiap pertanyaan, dan tulis jawaban warga." | "You can begin. Read each question out, and write the citizen's answer.",
        ended: "Bantuan sudah diakhiri. Draf warga tetap tersimpan di akunnya." | "The help has ended. Drafts stay in the citizen's account.",
        over: "Bantuan sudah berakhir. Yang sudah disimpan tetap ada di akun warga; untuk melanjutkan, minta kode baru." | "The help is over. What was saved stays in the citizen's account; to go on, ask for a new code.",
        read_aloud: "Pernyataan ini sudah dibacakan kepada pemohon dan disetujui pemohon" | "This statement was read out to the applicant, who agreed",
        read_title: "Bacakan sebelum mengirim" | "Read out before sending",
        receipt_print: "Cetak halaman ini untuk warga. Tanda terima yang sama ada di akun warga." | "Print this page for the citizen. The same receipt is in the citizen's account.",
        mine_title: "Petugas yang membantu Anda" | "Officers who help you",
        mine_intro: "Petugas hanya dapat membantu setelah Anda menyebutkan kode. Ia hanya mengisi dan mengirim permohonan, dan tidak dapat mengubah akun Anda. Anda dapat mengakhirinya kapan saja." | "An officer can help only after you tell the code. They only fill in and send requests, and cannot change your account. You can end it at any time.",
        mine_none: "Belum pernah ada petugas yang membantu Anda di portal." | "No officer has helped you on the portal yet.",
        mine_open: "Sedang membantu" | "Helping now",
        mine_over: "Berakhir" | "Ended",
        mine_end: "Akhiri bantuan" | "End the help",
        mine_ended: "Bantuan diakhiri. Petugas itu tidak dapat mengisi apa-apa lagi." | "The help has ended. That officer can fill in nothing any more.",
        mine_strange: "Tidak mengenal petugas ini? Akhiri, lalu hubungi kantor." | "You do not know this officer? End it, then call the office.",
        sent: "Dikirim" | "Sent",
        desk_title: "Dibantu petugas" | "Filled in with an officer's help",
        desk_me: "Anda membantu mengisi permohonan ini, jadi petugas lain yang memutuskan." | "You helped to fill in this request, so another officer decides.",
    }
}

/// "dibantu Siti".
pub fn helped_by(name: &str, language: Language) -> String {
    match language {
        Language::Id => format!("dibantu {name}"),
        Language::En => format!("helped by {name}"),
    }
}

/// Who ended it, for the citizen.
pub fn ended_by(view: &AssistanceView, language: Language) -> &'static str {
    match view.ended_by {
        Some(EndedBy::Citizen) => pick(language, "oleh Anda", "by you"),
        Some(EndedBy::Officer | EndedBy::Next) => pick(language, "oleh petugas", "by the officer"),
        Some(EndedBy::Suspended) => pick(language, "oleh kantor", "by the office"),
        Some(EndedBy::Closed) => pick(language, "akun ditutup", "the account was closed"),
        None => pick(language, "waktunya habis", "its time was over"),
    }
}

/// The code with which a citizen consents: first of all, as it is read on a locked screen, and then to what.
pub(super) fn code_letter(
    (officer, office): (&str, &str),
    code: &str,
    (valid, lasts): (u64, u64),
    language: Language,
) -> String {
    let long = minutes(lasts, language);
    match language {
        Language::Id => format!(
            "{code} adalah kode persetujuan Anda. Berlaku {valid} menit.\n\n{officer}, petugas {office}, meminta izin mengisi dan mengirim permohonan untuk Anda. Dengan menyebutkan kode ini, Anda mengizinkannya selama {long}. Petugas melihat draf dan perbaikan yang belum Anda kirim, dengan nama keluarga Anda. Petugas tidak dapat mengubah akun Anda atau melihat permohonan lain, dan semua kabar tetap sampai kepada Anda.\n\nSebutkan kode hanya kepada petugas di depan Anda. Tidak meminta bantuan? Jangan sebutkan kode ini kepada siapa pun: tanpa kode, tidak terjadi apa-apa."
        ),
        Language::En => format!(
            "{code} is your consent code. Valid for {valid} minutes.\n\n{officer} of {office} asks to fill in and send requests for you. By telling this code you allow it for {long}. The officer sees drafts and corrections that you have not sent, with the names of your family. The officer cannot change your account or see other requests, and all news still goes to you.\n\nTell it only to the officer in front of you. You did not ask for help? Tell this code to nobody: without it nothing happens."
        ),
    }
}

/// The help has begun.
pub(super) fn began_letter(
    (officer, office): (&str, &str),
    lasts: u64,
    link: &str,
    language: Language,
) -> String {
    let long = minutes(lasts, language);
    match language {
        Language::Id => format!(
            "{officer}, petugas {office}, mulai membantu Anda mengisi permohonan dengan kode yang Anda sebutkan. Bantuan berakhir sendiri setelah {long}.\n\nLihat apa yang dikirim, atau akhiri sekarang: {link}\n\nBukan Anda yang menyebutkan kode? Akhiri lewat tautan itu dan hubungi kantor."
        ),
        Language::En => format!(
            "{officer} of {office} has begun to help you with requests, by the code that you told. The help ends by itself after {long}.\n\nSee what is sent, or end it now: {link}\n\nIt was not you who told the code? End it there and call the office."
        ),
    }
}
