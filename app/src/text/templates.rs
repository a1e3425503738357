//! Words of the administrator's preview of letters.
use super::pick;
use domain::{Language, Urgency};

words! {
    /// The preview.
    Templates {
        title: "Surat dan pesan" | "Letters and messages",
        link: "Surat" | "Letters",
        intro: "Setiap surat seperti warga dan petugas membacanya, dengan data karangan. Halaman ini hanya menampilkan." | "Each letter as citizens and officers read it, with made-up data. This page only shows them.",
        email: "Email dan Pesan di portal" | "E-mail, and Messages on the portal",
        phone: "WhatsApp/SMS" | "WhatsApp/SMS",
        push: "Notifikasi peramban" | "Notification of a browser",
        signs: "huruf" | "characters",
        indonesian: "Bahasa Indonesia" | "Indonesian",
        english: "Bahasa Inggris" | "English",
    }
}

/// How a letter goes.
pub fn urgency(urgency: Urgency, language: Language) -> &'static str {
    match urgency {
        Urgency::Security => pick(language, "segera, ke semua alamat", "at once, to every address"),
        Urgency::Act => pick(language, "semua saluran pilihan, tidak malam", "all chosen ways, not at night"),
        Urgency::News => pick(language, "satu saluran, tidak malam", "one way, not at night"),
    }
}
