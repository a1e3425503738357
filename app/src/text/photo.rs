//! Words about the quality of a photo: what is wrong, what helps, and what the officer reads beside it.
use service::Cause;

words! {
    /// A photo that may be hard to read.
    Photo {
        blank: "Foto ini kosong atau sangat buram" | "This photo is empty or very blurred",
        blank_cure: "Pastikan sisi yang bertulisan menghadap kamera dan layar sudah fokus, lalu foto ulang." | "Turn the written side to the camera, wait until it is in focus and photograph again.",
        blurred: "Tulisan pada foto ini buram" | "The writing in this photo is blurred",
        blurred_cure: "Letakkan dokumen di meja, pegang ponsel dengan dua tangan, ketuk layar supaya fokus, tunggu sebentar, lalu foto." | "Lay the document on a table, hold the phone with both hands, tap the screen to focus, wait a moment, then photograph.",
        glare: "Ada pantulan cahaya pada dokumen" | "Light is reflected on the document",
        glare_cure: "Matikan lampu kilat. Geser dokumen sampai tidak ada bagian yang memantul putih." | "Switch the flash off. Move the document until no part of it shines white.",
        dark: "Foto ini terlalu gelap" | "This photo is too dark",
        dark_cure: "Foto di dekat jendela atau di bawah lampu, dan jangan sampai bayangan Anda menutupi dokumen." | "Photograph near a window or under a lamp, and keep your shadow off the document.",
        bright: "Foto ini terlalu terang, tulisannya pudar" | "This photo is too bright, the writing fades",
        bright_cure: "Jauhkan dari cahaya langsung dan matikan lampu kilat, lalu foto ulang." | "Keep it out of direct light, switch the flash off and photograph again.",
        small: "Tulisan pada foto ini terlalu kecil" | "The writing in this photo is too small",
        small_cure: "Dekatkan kamera sampai dokumen memenuhi layar. Kirim foto aslinya, bukan tangkapan layar atau kiriman ulang dari WhatsApp." | "Move closer until the document fills the screen. Send the photo itself, not a screenshot or one forwarded by WhatsApp.",
        cut_off: "Sebagian tulisan tampak terpotong" | "Part of the writing seems to be cut off",
        cut_off_cure: "Mundur sedikit sampai keempat sudut dokumen terlihat." | "Move back a little until all four corners of the document show.",
        coarse: "Foto ini kasar atau terlalu dipadatkan" | "This photo is grainy or squeezed too hard",
        coarse_cure: "Foto ulang dokumen aslinya di tempat terang, dengan kualitas kamera biasa." | "Photograph the original again in good light, at the camera's normal quality.",
        question: "Bisakah Anda membaca NIK dan nomornya di sini?" | "Can you read the NIK and the numbers here?",
        enlarged: "Foto diperbesar" | "The photo, enlarged",
        again: "Foto ulang" | "Photograph again",
        keep: "Ya, pakai foto ini" | "Yes, use this photo",
        once_more: "Foto yang sulit dibaca sering dikembalikan petugas." | "Photos that are hard to read are often returned.",
        last_time: "Setelah ini kami tidak bertanya lagi. Petugas tetap memeriksanya." | "We will not ask again after this. The officer still looks at it.",
        hint: "Berkas sudah diterima, tetapi mungkin sulit dibaca petugas." | "The file has arrived, but it may be hard for the officer to read.",
        hint_again: "Kalau bisa, hapus dan foto ulang. Kalau Anda dapat membaca semua nomornya, biarkan saja." | "If you can, remove it and photograph again. If you can read every number on it, leave it.",
        flag: "Mungkin sulit dibaca" | "May be hard to read",
        flag_blank: "kosong atau sangat buram" | "empty or very blurred",
        flag_blurred: "buram" | "blurred",
        flag_glare: "pantulan cahaya" | "glare",
        flag_dark: "gelap" | "dark",
        flag_bright: "terlalu terang" | "too bright",
        flag_small: "tulisan kecil" | "small writing",
        flag_cut_off: "terpotong" | "cut off",
        flag_coarse: "kasar" | "grainy",
    }
}

impl Photo {
    /// What is wrong, what helps, and the word for officers.
    pub const fn about(&self, cause: Cause) -> [&'static str; 3] {
        match cause {
            Cause::Blank => [self.blank, self.blank_cure, self.flag_blank],
            Cause::Blurred => [self.blurred, self.blurred_cure, self.flag_blurred],
            Cause::Glare => [self.glare, self.glare_cure, self.flag_glare],
            Cause::Dark => [self.dark, self.dark_cure, self.flag_dark],
            Cause::Bright => [self.bright, self.bright_cure, self.flag_bright],
            Cause::Small => [self.small, self.small_cure, self.flag_small],
            Cause::CutOff => [self.cut_off, self.cut_off_cure, self.flag_cut_off],
            Cause::Coarse => [self.coarse, self.coarse_cure, self.flag_coarse],
        }
    }

    /// What `app/browser/photo` says, by the names that it asks for.
    pub fn for_browser(&self) -> Vec<(String, &'static str)> {
        let fixed = [
            ("question", self.question),
            ("enlarged", self.enlarged),
            ("again", self.again),
            ("keep", self.keep),
            ("once_more", self.once_more),
            ("last_time", self.last_time),
        ];
        let causes = Cause::ALL.into_iter().flat_map(|cause| {
            let [what, cure, _] = self.about(cause);
            [(cause.code().to_owned(), what), (format!("{}_cure", cause.code()), cure)]
        });
        fixed.into_iter().map(|(name, words)| (name.to_owned(), words)).chain(causes).collect()
    }

    /// For officers: `Mungkin sulit dibaca: buram, gelap`.
    pub fn flagged(&self, causes: &[Cause]) -> String {
        let words: Vec<&str> = causes.iter().map(|cause| self.about(*cause)[2]).collect();
        [self.flag, ": ", &words.join(", ")].concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::Language;

    #[test]
    fn every_cause_is_told_with_its_cure_in_both_languages() {
        for language in [Language::Id, Language::En] {
            let words = Photo::of(language).for_browser();
            for cause in Cause::ALL {
                for name in [cause.code().to_owned(), format!("{}_cure", cause.code())] {
                    assert!(words.iter().any(|(known, text)| *known == name && text.len() > 10), "{name}");
                }
            }
        }
        assert_eq!(
            Photo::of(Language::Id).flagged(&[Cause::Blurred, Cause::Dark]),
            "Mungkin sulit dibaca: buram, gelap"
        );
    }
}
