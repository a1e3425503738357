//! The sentences. They say what happened, and what to do.

use domain::{Language, words_for_bytes};
use service::inspect::InspectError;

use super::Plain;

pub(super) fn sentence(plain: &Plain, language: Language) -> String {
    match language {
        Language::Id => indonesian(plain),
        Language::En => english(plain),
    }
}

fn minutes(seconds: u64) -> u64 {
    seconds.div_ceil(60).max(1)
}

fn indonesian(plain: &Plain) -> String {
    let size = |bytes| words_for_bytes(bytes, Language::Id);
    match plain {
        Plain::OtherSite => {
            "Permintaan ini tidak berasal dari halaman kami. Buka halaman ini dari alamat portal, lalu ulangi.".into()
        }
        Plain::Forbidden => "Anda tidak berwenang membuka ini.".into(),
        Plain::SignInFirst => "Masuk dahulu, lalu ulangi.".into(),
        Plain::NotFound => "Yang Anda cari tidak ada.".into(),
        Plain::Conflict => "Data ini sudah berubah. Muat ulang halaman, lalu periksa kembali.".into(),
        Plain::TooLarge { bytes: Some(bytes), limit } | Plain::File(InspectError::TooLarge { bytes, limit }) => {
            format!("Ukurannya {}, sedangkan batasnya {}. Pilih yang lebih kecil.", size(*bytes), size(*limit))
        }
        Plain::TooLarge { bytes: None, limit } => {
            format!("Ukurannya melewati batas {}. Pilih yang lebih kecil.", size(*limit))
        }
        Plain::Malformed => "Kiriman ini tidak lengkap. Kembali ke formulir, lalu kirim lagi.".into(),
        Plain::File(error) => file_indonesian(*error).into(),
        Plain::TooManyFiles { most } => {
            format!("Bagian ini sudah berisi {most} berkas, jumlah terbanyak. Hapus satu sebelum menambah.")
        }
        Plain::TooMany { seconds } => {
            format!("Terlalu sering dicoba. Coba lagi dalam {} menit.", minutes(*seconds))
        }
        Plain::Busy => "Sistem sedang sibuk dan tidak ada yang berubah. Coba lagi sebentar lagi.".into(),
        Plain::Broken { .. } => "Terjadi gangguan pada sistem kami. Isian Anda yang sudah tersimpan tetap aman.".into(),
    }
}

fn file_indonesian(error: InspectError) -> &'static str {
    match error {
        InspectError::Empty => "Berkas ini kosong. Pilih berkas lain.",
        InspectError::TooLarge { .. } => "Berkas ini terlalu besar. Pilih yang lebih kecil.",
        InspectError::UnknownType => "Jenis berkas ini tidak diterima. Kirim foto (JPG, PNG, WebP) atau PDF.",
        InspectError::Unreadable => "Berkas ini rusak atau terpotong. Foto atau simpan ulang, lalu kirim lagi.",
        InspectError::PdfEncrypted => "PDF ini terkunci kata sandi. Simpan tanpa kata sandi, lalu kirim lagi.",
        InspectError::PdfActive => {
            "PDF ini berisi program atau lampiran. Cetak ke PDF baru atau foto halamannya, lalu kirim lagi."
        }
        InspectError::PdfNoPages => "PDF ini tidak berisi halaman. Pilih berkas lain.",
        InspectError::HeicUnsupported => {
            "Foto HEIC dari iPhone belum dapat dibaca. Pilih format \"Paling Kompatibel\" di pengaturan kamera, atau \
             kirim tangkapan layarnya."
        }
        InspectError::TooManyPixels => "Gambar ini terlalu besar untuk dibuka. Foto dengan resolusi lebih rendah.",
    }
}

fn english(plain: &Plain) -> String {
    let size = |bytes| words_for_bytes(bytes, Language::En);
    match plain {
        Plain::OtherSite => {
            "This request was not made by one of our pages. Open the page from the portal's address and try again.".into()
        }
        Plain::Forbidden => "You are not allowed to open this.".into(),
        Plain::SignInFirst => "Sign in first, then try again.".into(),
        Plain::NotFound => "There is nothing here.".into(),
        Plain::Conflict => "This has changed meanwhile. Load the page again and check it.".into(),
        Plain::TooLarge { bytes: Some(bytes), limit } | Plain::File(InspectError::TooLarge { bytes, limit }) => {
            format!("It is {}, but the limit is {}. Choose a smaller one.", size(*bytes), size(*limit))
        }
        Plain::TooLarge { bytes: None, limit } => {
            format!("It is larger than the limit of {}. Choose a smaller one.", size(*limit))
        }
        Plain::Malformed => "What was sent is not complete. Go back to the form and send it again.".into(),
        Plain::File(error) => file_english(*error).into(),
        Plain::TooManyFiles { most } => {
            format!("This part already holds {most} files, as many as it can. Remove one before adding another.")
        }
        Plain::TooMany { seconds } => format!("Tried too often. Try again in {} minutes.", minutes(*seconds)),
        Plain::Busy => "The system is busy and nothing was changed. Try again in a moment.".into(),
        Plain::Broken { .. } => "Something of ours broke. What you had saved is safe.".into(),
    }
}

fn file_english(error: InspectError) -> &'static str {
    match error {
        InspectError::Empty => "This file is empty. Choose another one.",
        InspectError::TooLarge { .. } => "This file is too large. Choose a smaller one.",
        InspectError::UnknownType => "This type of file is not accepted. Send a photo (JPG, PNG, WebP) or a PDF.",
        InspectError::Unreadable => "This file is broken or cut off. Photograph or save it again and send it.",
        InspectError::PdfEncrypted => "This PDF is locked by a password. Save it without one and send it again.",
        InspectError::PdfActive => {
            "This PDF holds a program or an attachment. Print it to a new PDF or photograph its pages."
        }
        InspectError::PdfNoPages => "This PDF has no pages. Choose another file.",
        InspectError::HeicUnsupported => {
            "HEIC photos of the iPhone cannot be read yet. Choose \"Most Compatible\" in the camera's settings, or \
             send a screenshot."
        }
        InspectError::TooManyPixels => "This picture is too large to be opened. Photograph it at a lower resolution.",
    }
}
