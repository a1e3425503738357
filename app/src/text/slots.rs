//! Words of one document that is several photos, of taking one again, and of a phone that lends its camera.
use domain::Language;

words! {
    /// Around a slot.
    Slots {
        up: "Naik" | "Up",
        down: "Turun" | "Down",
        turn: "Putar" | "Turn",
        example: "Lihat contohnya" | "See an example",
        example_hint: "Seluruh lembar terlihat, keempat sudutnya masuk, tulisannya tajam, tanpa bayangan dan pantulan." | "The whole sheet, all four corners, sharp writing, no shadow and no glare.",
        again: "Pakai lagi" | "Use again",
        phone: "Pakai ponsel sebagai pemindai" | "Use a phone as the scanner",
        phone_title: "Ponsel sebagai pemindai" | "A phone as the scanner",
        phone_lead: "Foto dengan kamera ponsel, hasilnya langsung masuk ke berkas ini. Ponsel tidak perlu masuk akun." | "Photograph with a phone's camera; it goes straight into this document. The phone does not sign in.",
        show_code: "Tampilkan kode" | "Show the code",
        new_code: "Tampilkan kode baru" | "Show a new code",
        read_code: "Arahkan kamera ponsel ke kode ini, lalu buka tautannya." | "Point the phone's camera at this code and open the link.",
        square: "Kode QR untuk ponsel" | "QR code for the phone",
        or_type: "Atau buka alamat ini di ponsel:" | "Or open this address on the phone:",
        one_phone: "Hanya untuk satu ponsel. Jangan tunjukkan kode ini kepada orang lain." | "For one phone only. Do not show this code to others.",
        until: "Berlaku sampai" | "Valid until",
        connected: "Ponsel sudah tersambung" | "The phone is connected",
        connected_text: "Foto yang dikirim muncul di bawah ini." | "Photos that it sends appear below.",
        arrived: "Sudah sampai" | "Arrived",
        nothing_yet: "Belum ada." | "Nothing yet.",
        reload: "Muat ulang" | "Reload",
        end: "Putuskan ponsel" | "Disconnect the phone",
        end_code: "Akhiri kode ini" | "End this code",
        to_documents: "Kembali ke berkas" | "Back to the documents",
        full: "Berkas ini sudah penuh." | "This document is full.",
        take_title: "Kirim foto dari ponsel ini" | "Send photos from this phone",
        take_text: "Seseorang meminta foto dokumen ini dari komputernya:" | "Somebody asks for photos of this document on their computer:",
        take: "Sambungkan ponsel ini" | "Connect this phone",
        send: "Kirim foto" | "Send the photo",
        choose: "Foto atau pilih berkas" | "Take or choose a photo",
        formats: "JPG, PNG, WebP, atau PDF, paling besar 20 MB." | "JPG, PNG, WebP or PDF, at most 20 MB.",
        sent: "Anda boleh mengirim lagi." | "You may send more.",
        over: "Sudah selesai? Tutup halaman ini dan lanjutkan di komputer." | "Finished? Close this page and go on at the computer.",
        gone_title: "Kode ini tidak berlaku" | "This code is not valid",
        gone: "Waktunya habis, sudah dipakai ponsel lain, atau sudah diakhiri. Minta kode baru di komputer." | "It has expired, another phone has it, or it was ended. Show a new code on the computer.",
        going: "Mengirim…" | "Sending…",
        trying: "Terputus. Dicoba lagi sendiri…" | "Interrupted. Trying again…",
        reused: "Dipakai lagi dari permohonan" | "Used again from request",
    }
}

/// "dari permohonan KK-…, diunggah 3 Mei 2026".
pub fn from_request(number: &str, day: &str, language: Language) -> String {
    match language {
        Language::Id => format!("dari permohonan {number}, diunggah {day}"),
        Language::En => format!("from request {number}, uploaded {day}"),
    }
}

/// "3 berkas sudah terkirim".
pub fn files_sent(count: u32, language: Language) -> String {
    match (language, count) {
        (Language::Id, _) => format!("{count} foto sudah sampai."),
        (Language::En, 1) => "1 photo has arrived.".to_owned(),
        (Language::En, _) => format!("{count} photos have arrived."),
    }
}

/// What the example picture of a kind of document shows.
pub const fn example(kind: &str, language: Language) -> &'static str {
    use super::pick;
    match kind.as_bytes() {
        b"kartu" => pick(
            language,
            "Contoh: kartu tanda pengenal, difoto lurus dari atas",
            "Example: an identity card, photographed straight from above",
        ),
        b"keluarga" => pick(
            language,
            "Contoh: Kartu Keluarga, tabelnya terlihat seluruhnya",
            "Example: a family card, its whole table visible",
        ),
        b"akta" => pick(
            language,
            "Contoh: akta, dengan bingkai, tanda tangan dan cap",
            "Example: a certificate with border, signature and stamp",
        ),
        b"buku" => pick(
            language,
            "Contoh: buku terbuka, kedua halamannya terlihat",
            "Example: an open booklet, both pages visible",
        ),
        b"formulir" => pick(
            language,
            "Contoh: formulir yang sudah diisi dan ditandatangani",
            "Example: a form, filled in and signed",
        ),
        _ => pick(
            language,
            "Contoh: surat dengan kop, nomor, tanda tangan dan cap",
            "Example: a letter with letterhead, number, signature and stamp",
        ),
    }
}
