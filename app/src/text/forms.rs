//! Words around the official forms; the forms themselves are Indonesian and lie in `service/forms`.

words! {
    /// Official forms.
    Forms {
        title: "Formulir terisi (PDF)" | "Completed forms (PDF)",
        about: "Salinan dalam bahasa Indonesia, tiap formulir kurang dari 100 KB. Berisi NIK lengkap: simpan di tempat aman." | "Copies in Indonesian, each form below 100 KB. They hold whole NIKs: keep them safe.",
        for_siak: "Untuk memasukkan data ke SIAK. Tiap formulir kurang dari 100 KB." | "For entering the data into SIAK. Each form is below 100 KB.",
        to_sign: "Unduh formulir terisi, cetak, tanda tangani, lalu foto" | "Download the completed form, print it, sign it, then photograph it",
        empty: "Unduh formulir kosong, cetak, isi, lalu tanda tangani" | "Download the empty form, print it, fill it in, then sign it",
        size: "PDF, kurang dari 100 KB" | "PDF, below 100 KB",
        authority: "Diwakilkan orang lain? Bawa surat kuasa:" | "Does somebody else apply for you? They need a power of attorney:",
    }
}
