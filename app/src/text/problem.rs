//! What went wrong as a whole, in a sentence: what happened and what to do.
use super::pick;
use crate::wire::AppError;
use domain::{Language, Refusal, words_for_bytes};

/// The headline of an error summary.
pub fn summary_title(count: usize, language: Language) -> String {
    match language {
        Language::Id => format!("Ada {count} hal yang perlu diperbaiki"),
        Language::En if count == 1 => "There is 1 thing to put right".to_owned(),
        Language::En => format!("There are {count} things to put right"),
    }
}

/// The sentence for a problem.
pub fn problem(error: &AppError, language: Language) -> String {
    match error {
        AppError::Fields { issues } => summary_title(issues.len(), language),
        AppError::Refused { refusal } => refused(*refusal, language).to_owned(),
        AppError::SignInFirst => pick(
            language,
            "Sesi Anda telah berakhir. Silakan masuk kembali; isian Anda tetap tersimpan.",
            "Your session has ended. Please sign in again; what you filled in is kept.",
        )
        .to_owned(),
        AppError::Forbidden => {
            pick(language, "Peran Anda tidak boleh melakukan ini.", "Your role may not do this.").to_owned()
        }
        AppError::NotFound => pick(
            language,
            "Tidak ditemukan, atau bukan milik Anda. Periksa alamatnya.",
            "Not found, or not yours. Check the address.",
        )
        .to_owned(),
        AppError::Conflict { by: Some(name) } => match language {
            Language::Id => {
                format!("{name} sudah lebih dulu mengerjakan ini. Muat ulang untuk melihat keadaan terbaru.")
            }
            Language::En => format!("{name} has acted on this first. Reload to see how it stands now."),
        },
        AppError::Conflict { by: None } => pick(
            language,
            "Data ini berubah sejak Anda membukanya. Lihat keadaannya sekarang, lalu coba lagi.",
            "This has changed since you opened it. See how it stands now, then try again.",
        )
        .to_owned(),
        #[cfg(feature = "ssr")]
        AppError::NotHeld => {
            pick(language, "Ambil berkas ini lebih dulu.", "Take this request first.").to_owned()
        }
        #[cfg(feature = "ssr")]
        AppError::Contested => pick(
            language,
            "Dua akun memakai NIK ini. Pastikan dulu milik siapa, dengan KTP-el.",
            "Two accounts use this NIK. First settle whose it is, by the identity card.",
        )
        .to_owned(),
        // Said on pages that the server draws, to officers and to who signs in; a phone need not carry the words.
        #[cfg(not(feature = "ssr"))]
        AppError::NotHeld | AppError::Contested | AppError::WrongCredentials => {
            problem(&AppError::Forbidden, language)
        }
        AppError::TooMany { seconds } => {
            let minutes = seconds.div_ceil(60).max(1);
            match language {
                Language::Id => format!("Terlalu sering mencoba. Coba lagi {minutes} menit lagi."),
                Language::En => {
                    format!("Too many tries. Try again in {}.", super::minutes(minutes, language))
                }
            }
        }
        #[cfg(feature = "ssr")]
        AppError::WrongCredentials => pick(
            language,
            "Nama masuk atau kata sandi tidak sesuai. Periksa keduanya, atau buat kata sandi baru.",
            "The name or the password does not fit. Check both, or make a new password.",
        )
        .to_owned(),
        AppError::File { reason, bytes, limit } => file_refused(reason, *bytes, *limit, language),
        AppError::Busy => pick(
            language,
            "Sedang sangat ramai. Tidak ada yang hilang; coba lagi sebentar lagi.",
            "Very busy right now. Nothing is lost; try again in a moment.",
        )
        .to_owned(),
        AppError::Internal { incident } => match language {
            Language::Id => {
                format!("Ada kesalahan di pihak kami. Coba lagi; bila terulang, sebutkan nomor {incident}.")
            }
            Language::En => {
                format!("Something went wrong on our side. Try again; if it happens again, quote {incident}.")
            }
        },
        AppError::Malformed => pick(
            language,
            "Isian tidak lengkap diterima. Muat ulang halaman ini, lalu coba lagi.",
            "The form arrived incomplete. Reload this page, then try again.",
        )
        .to_owned(),
    }
}

fn refused(refusal: Refusal, language: Language) -> &'static str {
    match refusal {
        Refusal::WrongStatus { .. } => pick(
            language,
            "Status permohonan sudah berubah, jadi ini tidak dapat dilakukan lagi.",
            "The request has moved on, so this can no longer be done.",
        ),
        // Said on pages that the server draws; a phone need not carry the words.
        #[cfg(feature = "ssr")]
        Refusal::NotYours => {
            pick(language, "Hanya pemohon yang dapat melakukan ini.", "Only the applicant can do this.")
        }
        #[cfg(feature = "ssr")]
        Refusal::FourEyes => pick(
            language,
            "Petugas lain harus memutuskan ini: yang memverifikasi tidak boleh menyetujui sendiri, dan yang membantu mengisi tidak boleh memutuskan.",
            "Another officer must decide this: whoever verified may not approve, and whoever helped to fill it in may not decide.",
        ),
        #[cfg(feature = "ssr")]
        Refusal::Objected => pick(
            language,
            "Ada keberatan yang belum dijawab. Jawab dulu, baru permohonan dapat disetujui.",
            "An objection has no answer yet. Answer it first; then the request can be approved.",
        ),
        #[cfg(not(feature = "ssr"))]
        Refusal::NotYours | Refusal::FourEyes | Refusal::Objected => refused(Refusal::NotAllowed, language),
        Refusal::NotAllowed => {
            pick(language, "Peran Anda tidak boleh melakukan ini.", "Your role may not do this.")
        }
    }
}

/// Why a file was refused, with sizes in words people use.
pub fn file_refused(reason: &str, bytes: u64, limit: u64, language: Language) -> String {
    let (size, most) = (words_for_bytes(bytes, language), words_for_bytes(limit, language));
    match (reason, language) {
        ("empty", Language::Id) => "Berkas ini kosong. Pilih atau foto ulang dokumennya.".into(),
        ("empty", Language::En) => "This file is empty. Choose or photograph the document again.".into(),
        ("too_large", Language::Id) => {
            format!("Berkas ini {size}; paling besar {most}. Foto ulang dengan ukuran lebih kecil.")
        }
        ("too_large", Language::En) => {
            format!("This file has {size}; at most {most} are allowed. Photograph it smaller.")
        }
        ("unknown_type", Language::Id) => {
            "Jenis berkas ini tidak dapat dipakai. Pakai foto JPG, PNG, WebP, atau PDF.".into()
        }
        ("unknown_type", Language::En) => {
            "This kind of file cannot be used. Use a JPG, PNG or WebP photo, or a PDF.".into()
        }
        ("pdf_encrypted", Language::Id) => {
            "PDF ini terkunci kata sandi. Simpan tanpa kata sandi, lalu unggah lagi.".into()
        }
        ("pdf_encrypted", Language::En) => {
            "This PDF is locked by a password. Save it without one and upload again.".into()
        }
        ("pdf_active", Language::Id) => {
            "PDF ini berisi program. Cetak ke PDF baru atau unggah fotonya.".into()
        }
        ("pdf_active", Language::En) => {
            "This PDF contains a program. Print it to a new PDF or upload a photo.".into()
        }
        ("pdf_no_pages", Language::Id) => "PDF ini tidak berisi halaman. Pilih berkas lain.".into(),
        ("pdf_no_pages", Language::En) => "This PDF has no pages. Choose another file.".into(),
        ("infected", Language::Id) => {
            "Pemindai virus menolak berkas ini. Foto dokumennya lagi, atau pakai perangkat lain.".into()
        }
        ("infected", Language::En) => {
            "The virus scanner refused this file. Photograph the document again, or use another device."
                .into()
        }
        ("heic_unsupported", Language::Id) => {
            "Foto HEIC belum dapat dibaca. Di pengaturan kamera pilih \"Paling kompatibel\", lalu foto ulang."
                .into()
        }
        ("heic_unsupported", Language::En) => {
            "HEIC photos cannot be read yet. Set the camera to \"Most compatible\" and photograph again."
                .into()
        }
        ("too_many_pixels", Language::Id) => {
            "Gambar ini terlalu besar untuk dibuka. Foto ulang dengan resolusi biasa.".into()
        }
        ("too_many_pixels", Language::En) => {
            "This picture is too large to open. Photograph it at a normal resolution.".into()
        }
        // Told by the server's pages only; the phone need not carry it.
        #[cfg(feature = "ssr")]
        ("waiting", Language::Id) => {
            "Berkas sudah kami terima dan sedang diperiksa. Berkas muncul di sini sebentar lagi; tidak perlu dikirim ulang."
                .into()
        }
        #[cfg(feature = "ssr")]
        ("waiting", Language::En) => {
            "We have the file and are checking it. It appears here in a while; you need not send it again.".into()
        }
        (_, Language::Id) => {
            "Berkas ini rusak dan tidak dapat dibuka. Pilih atau foto ulang dokumennya.".into()
        }
        (_, Language::En) => {
            "This file is damaged and cannot be opened. Choose or photograph it again.".into()
        }
    }
}
