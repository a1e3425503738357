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
        first: "Yang dicoba lebih dahulu" | "Which is tried first",
        first_hint: "Yang lain dipakai bila dalam 15 menit belum terkirim. Kabar yang meminta tindakan Anda dikirim ke semua pilihan." | "The other one is used when it could not be sent within 15 minutes. News that asks something of you goes by all that you chose.",
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
        unreachable_desk: "Pesan tidak sampai ke warga" | "Messages do not reach the citizen",
    }
}

/// "Email", "WhatsApp/SMS", "Notifikasi".
pub fn way_name(way: Way, language: Language) -> &'static str {
    match way {
        Way::Email => pick(language, "Email", "E-mail"),
        Way::Phone => "WhatsApp/SMS",
        Way::Push => pick(language, "Notifikasi", "Notification"),
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
