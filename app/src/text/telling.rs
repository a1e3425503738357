//! Words of how people are told of news: ways, language, quiet hours, and addresses that do not answer.
use super::pick;
use domain::{Language, Way};

words! {
    /// "Kabar dan surat", behind "Akun".
    Telling {
        title: "Kabar dan surat" | "News and letters",
        intro: "Semua kabar selalu ada di Pesan di portal ini. Pilih ke mana lagi kami mengirimnya." | "All news is always in Messages on this portal. Choose where else we send it.",
        ways: "Kirim juga lewat" | "Also send it by",
        email: "Email" | "E-mail",
        phone: "WhatsApp atau SMS" | "WhatsApp or SMS",
        whatsapp: "WhatsApp" | "WhatsApp",
        sms: "SMS" | "SMS",
        first: "Yang dicoba lebih dahulu" | "Which is tried first",
        first_hint: "Berikutnya dipakai bila dalam 15 menit belum terkirim. Kabar yang meminta tindakan Anda dikirim ke email dan ponsel sekaligus; SMS hanya bila WhatsApp tidak terkirim." | "The next one is used when it could not be sent within 15 minutes. News that asks something of you goes to e-mail and phone at once; SMS only when WhatsApp did not work.",
        language: "Bahasa surat" | "Language of letters",
        language_same: "Sama dengan bahasa halaman" | "That of the pages",
        security: "Kode dan pesan keamanan selalu dikirim ke alamat Anda yang terbukti." | "Codes and security messages always go to your proven addresses.",
        save: "Simpan pilihan" | "Save",
        saved: "Pilihan Anda sudah disimpan." | "Your choices were saved.",
        again: "Alamatnya benar, kirim lagi" | "The address is right, send again",
        again_done: "Kabar yang belum sampai dikirim lagi." | "What did not arrive is being sent again.",
        correct_email: "Perbaiki alamat email" | "Correct the e-mail address",
        correct_phone: "Perbaiki nomor ponsel" | "Correct the phone number",
        digest: "Ringkasan tiap pagi hari kerja" | "A digest each working morning",
        digest_hint: "Lewat email: berapa yang menunggu, yang hampir lewat batas, dan yang Anda pegang. Tanpa data warga." | "By e-mail: how many wait, how many are running out, and what you hold. No data of citizens.",
        officer_intro: "Kabar tentang permohonan ada di Pesan. Pilih apa yang juga dikirim ke email Anda." | "News of requests is in Messages. Choose what else is sent to your e-mail.",
        push: "Notifikasi di peramban yang dinyalakan di bawah" | "Notifications of the browsers turned on below",
        push_title: "Notifikasi di peramban ini" | "Notifications of this browser",
        push_intro: "Hanya memberi tahu bahwa ada kabar, tanpa nama, nomor atau isinya, karena layar terkunci terbaca siapa saja." | "They only say that there is news: no name, number or content, because anybody can read a locked screen.",
        push_script: "Menyalakannya membutuhkan JavaScript. Daftar di bawah dapat diubah tanpa itu." | "Turning them on needs JavaScript. The list below can be changed without.",
        push_on: "Menyala di peramban ini." | "On in this browser.",
        push_off: "Tidak menyala di peramban ini." | "Off in this browser.",
        push_refused: "Peramban ini menolak notifikasi dari portal. Izinkan di pengaturan peramban untuk situs ini, lalu muat ulang halaman." | "This browser refuses notifications of the portal. Allow them in its settings for this site, then load the page again.",
        push_unsupported: "Peramban ini tidak mengenal notifikasi. Di iPhone dan iPad, tambahkan dahulu portal ke Layar Utama dan buka dari sana." | "This browser knows no notifications. On iPhone and iPad, first add the portal to the Home Screen and open it from there.",
        push_insecure: "Notifikasi membutuhkan HTTPS, dan halaman ini dibuka tanpa itu." | "Notifications need HTTPS, and this page was opened without it.",
        push_failed: "Belum berhasil: layanan notifikasi peramban tidak menjawab, atau jaringan terputus. Coba lagi." | "That did not work: the browser's push service does not answer, or the network is gone. Try again.",
        push_turn_on: "Nyalakan di peramban ini" | "Turn on in this browser",
        push_turn_off: "Matikan di peramban ini" | "Turn off in this browser",
        push_list: "Peramban yang menerima notifikasi" | "Browsers that get notifications",
        push_none: "Belum ada." | "None yet.",
        push_remove: "Hapus" | "Remove",
        push_removed: "Peramban itu tidak menerima notifikasi lagi." | "That browser gets no more notifications.",
        push_leave: "Berhenti sendiri saat Anda keluar, atau saat orang lain masuk di peramban yang sama." | "They end by themselves when you sign out, or when somebody else signs in in the same browser.",
        unreachable_desk: "Pesan tidak sampai ke warga" | "Messages do not reach the citizen",
    }
}

/// "Email", "WhatsApp/SMS", "Notifikasi".
pub fn way_name(way: Way, language: Language) -> &'static str {
    match way {
        Way::Email => pick(language, "Email", "E-mail"),
        Way::Phone => "WhatsApp/SMS",
        Way::WhatsApp => "WhatsApp",
        Way::Sms => "SMS",
        Way::Push => pick(language, "Notifikasi", "Notification"),
    }
}

/// Since when a browser gets notices.
pub fn push_since(since: &str, language: Language) -> String {
    match language {
        Language::Id => format!("sejak {since}"),
        Language::En => format!("since {since}"),
    }
}

/// When nothing is sent.
pub fn quiet_hours(from: &str, until: &str, language: Language) -> String {
    match language {
        Language::Id => {
            format!("Antara pukul {from} dan {until} kabar ditahan, lalu dikirim pada pagi hari.")
        }
        Language::En => format!("Between {from} and {until} news is held back and sent in the morning."),
    }
}

/// What the owner of an address reads that does not answer.
pub fn unreachable(way: Way, kept: u64, language: Language) -> String {
    let sentence = match (way, language) {
        (Way::Phone, Language::Id) => "Kabar ke nomor ponsel Anda tidak sampai.",
        (Way::Phone, Language::En) => "News does not reach your phone.",
        (_, Language::Id) => "Kabar ke email Anda tidak sampai.",
        (_, Language::En) => "News does not reach your e-mail.",
    };
    if kept == 0 {
        return sentence.to_owned();
    }
    match language {
        Language::Id => format!("{sentence} {kept} kabar dikirim lagi setelah alamatnya diperbaiki."),
        Language::En => format!("{sentence} {kept} are sent again once the address is corrected."),
    }
}

/// The same for an officer, with the code.
pub fn unreachable_at_desk(way: Way, failure: &str, since: &str, language: Language) -> String {
    match language {
        Language::Id => format!("{}: tidak sampai sejak {since} ({failure}).", way_name(way, language)),
        Language::En => format!("{}: not delivered since {since} ({failure}).", way_name(way, language)),
    }
}
