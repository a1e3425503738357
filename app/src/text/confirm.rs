//! Words of proving oneself again before an act of administration.

words! {
    /// The page that asks for the password once more.
    Confirm {
        title: "Masukkan kata sandi sekali lagi" | "Enter your password once more",
        intro: "Perubahan ini berlaku bagi seluruh kantor. Setelah kata sandi cocok, yang Anda kirim langsung dijalankan. Berlaku 10 menit di perangkat ini." | "This change counts for the whole office. Once the password fits, what you sent is done at once. Counts for 10 minutes on this device.",
        code: "Kode aplikasi autentikator, atau kode pemulihan" | "Code of the authenticator, or a recovery code",
        submit: "Lanjutkan" | "Go on",
        cancel: "Batalkan, tidak ada yang berubah" | "Cancel, nothing is changed",
    }
}
