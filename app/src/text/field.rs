//! What is wrong with a field, in a sentence: what is wrong and what to do.
use domain::{FieldError, Language};

/// The sentence for an error.
pub fn sentence(error: &FieldError, language: Language) -> String {
    match language {
        Language::Id => indonesian(error),
        Language::En => english(error),
    }
}

fn indonesian(error: &FieldError) -> String {
    match error {
        FieldError::Missing => "Bagian ini belum diisi.".into(),
        FieldError::NotSixteenDigits => "Harus 16 angka, tanpa huruf. Periksa lagi angkanya.".into(),
        FieldError::NikDate => {
            "Angka ke-7 sampai ke-12 bukan tanggal lahir. Salin NIK dari KTP-el atau KK.".into()
        }
        FieldError::NikSerial => "Nomor ini bukan nomor yang sebenarnya. Salin dari KTP-el atau KK.".into(),
        FieldError::RepeatedDigits => "Semua angkanya sama. Salin nomor dari KTP-el atau KK.".into(),
        FieldError::SameAsKkNumber => {
            "NIK dan nomor KK tidak mungkin sama. Nomor KK ada di bagian atas KK.".into()
        }
        FieldError::NotLatinLetters => "Pakai huruf A sampai Z saja, tanpa tanda baca.".into(),
        FieldError::TooShort { min } => format!("Terlalu pendek. Paling sedikit {min} huruf."),
        FieldError::TooLong { max } => format!("Terlalu panjang. Paling banyak {max} huruf."),
        FieldError::OneWord => "Nama baru paling sedikit dua kata.".into(),
        FieldError::HasDigits => "Nama tidak boleh memakai angka.".into(),
        FieldError::NotAPhone => "Ini bukan nomor ponsel Indonesia. Contoh: 0812 3456 7890.".into(),
        FieldError::NotAnEmail => "Ini bukan alamat email. Contoh: siti@contoh.id.".into(),
        FieldError::NotANumber => "Tulis dengan angka saja.".into(),
        FieldError::TooSmall { min } => format!("Paling sedikit {min}."),
        FieldError::TooLarge { max } => format!("Paling banyak {max}."),
        FieldError::NoSuchDate => {
            "Tanggal ini tidak ada di kalender. Periksa tanggal, bulan, dan tahun.".into()
        }
        FieldError::IncompleteDate => "Isi tanggal, bulan, dan tahun.".into(),
        FieldError::FutureDate => "Tanggal tidak boleh melebihi hari ini.".into(),
        FieldError::PastDate => "Tanggal ini sudah lewat. Isi tanggal hari ini atau sesudahnya.".into(),
        FieldError::TooLongAgo { years } => {
            format!("Tanggal ini lebih dari {years} tahun yang lalu. Periksa tahunnya.")
        }
        FieldError::NotWithinDays { days } => format!("Tanggal ini lebih dari {days} hari yang lalu."),
        FieldError::NotInList => "Pilih salah satu dari daftar.".into(),
        FieldError::UnknownMember => "Pilih anggota keluarga dari daftar.".into(),
        FieldError::NothingChanges => {
            "Dengan jawaban ini tidak ada yang berubah di Kartu Keluarga. Periksa lagi jawaban Anda.".into()
        }
        FieldError::FamilyImpossible => {
            "Kartu seperti ini tidak mungkin ada. Periksa lagi jawaban Anda.".into()
        }
        FieldError::NobodyNew => "Tidak ada anggota baru tanpa NIK. Kosongkan.".into(),
        FieldError::SameAsBefore => "Ini sama dengan data sekarang. Pilih yang baru.".into(),
        FieldError::SamePerson => {
            "Orang ini Anda sendiri atau sudah disebut di bagian lain. Pilih orang lain.".into()
        }
        FieldError::PasswordCommon => {
            "Kata sandi ini mudah ditebak. Pakai beberapa kata yang tidak berhubungan.".into()
        }
        FieldError::PasswordHasPersonal => {
            "Jangan memakai nama, NIK, nomor, atau email Anda di kata sandi.".into()
        }
        FieldError::PasswordsDiffer => "Kedua kata sandi berbeda. Ketik lagi yang sama.".into(),
        #[cfg(feature = "ssr")]
        FieldError::PasswordWrong => "Ini bukan kata sandi akun Anda. Ketik lagi.".into(),
        #[cfg(feature = "ssr")]
        FieldError::CodeUsed => "Kode ini sudah dipakai. Tunggu kode berikutnya di aplikasi Anda.".into(),
        #[cfg(feature = "ssr")]
        FieldError::PasskeyRefused => {
            "Kunci sandi ini tidak diterima, atau waktunya sudah habis. Coba sekali lagi.".into()
        }
        // Of the account's pages, which are drawn on the server only: every byte of the wizard counts.
        #[cfg(not(feature = "ssr"))]
        FieldError::PasswordWrong | FieldError::CodeUsed | FieldError::PasskeyRefused => String::new(),
        FieldError::NotATime => "Ini bukan jam. Contoh: 07.30.".into(),
        FieldError::StatementNotTicked => "Centang pernyataan ini untuk mengirim.".into(),
        FieldError::DocumentMissing => "Berkas ini belum diunggah.".into(),
        FieldError::TooManyDocuments { max } => {
            format!("Paling banyak {max} berkas di sini. Hapus yang tidak perlu.")
        }
        FieldError::CodeWrong { tries_left } if *tries_left <= 3 => {
            format!("Kode salah. Sisa {tries_left} kali lagi, lalu harus menunggu 10 menit.")
        }
        FieldError::CodeWrong { .. } => "Kode salah. Periksa lagi enam angkanya.".into(),
        FieldError::CodeExpired => "Kode ini sudah habis waktunya. Kode baru sudah kami kirim.".into(),
        FieldError::NotACode => "Kode terdiri dari enam angka.".into(),
        FieldError::NoCard => "Isi Kartu Keluarga Anda lebih dulu.".into(),
        FieldError::NotAReceiptNumber => "Ini bukan nomor permohonan. Periksa huruf dan angkanya.".into(),
        FieldError::NotAPostcode => "Kode pos terdiri dari lima angka.".into(),
        FieldError::NotAnRtRw => "RT dan RW paling banyak tiga angka.".into(),
        FieldError::AnswersTooLong => "Jawaban terlalu panjang. Ringkas tulisannya.".into(),
        FieldError::AlreadyUsed => "Sudah dipakai anggota lain di KK ini. Periksa lagi.".into(),
    }
}

fn english(error: &FieldError) -> String {
    match error {
        FieldError::Missing => "This has not been filled in.".into(),
        FieldError::NotSixteenDigits => "It must be 16 digits, no letters. Check the number.".into(),
        FieldError::NikDate => {
            "Digits 7 to 12 are no birth date. Copy the NIK from the identity or family card.".into()
        }
        FieldError::NikSerial => {
            "This is not a real number. Copy it from the identity or family card.".into()
        }
        FieldError::RepeatedDigits => "All digits are the same. Copy the number from the card.".into(),
        FieldError::SameAsKkNumber => {
            "The NIK and the card number cannot be the same. The card number is at its top.".into()
        }
        FieldError::NotLatinLetters => "Use the letters A to Z only, without punctuation.".into(),
        FieldError::TooShort { min } => format!("Too short. At least {min} characters."),
        FieldError::TooLong { max } => format!("Too long. At most {max} characters."),
        FieldError::OneWord => "A new name has at least two words.".into(),
        FieldError::HasDigits => "A name has no digits.".into(),
        FieldError::NotAPhone => "This is no Indonesian mobile number. Example: 0812 3456 7890.".into(),
        FieldError::NotAnEmail => "This is no e-mail address. Example: siti@contoh.id.".into(),
        FieldError::NotANumber => "Use digits only.".into(),
        FieldError::TooSmall { min } => format!("At least {min}."),
        FieldError::TooLarge { max } => format!("At most {max}."),
        FieldError::NoSuchDate => "There is no such date. Check day, month and year.".into(),
        FieldError::IncompleteDate => "Fill in day, month and year.".into(),
        FieldError::FutureDate => "The date cannot be after today.".into(),
        FieldError::PastDate => "This date has passed. Give today or a later day.".into(),
        FieldError::TooLongAgo { years } => format!("This is more than {years} years ago. Check the year."),
        FieldError::NotWithinDays { days } => format!("This is more than {days} days ago."),
        FieldError::NotInList => "Choose one from the list.".into(),
        FieldError::UnknownMember => "Choose a member of the family from the list.".into(),
        FieldError::NothingChanges => {
            "With these answers nothing on the family card changes. Look at your answers again.".into()
        }
        FieldError::FamilyImpossible => "No card can be like this. Look at your answers again.".into(),
        FieldError::NobodyNew => "Nobody new is without a NIK. Leave it empty.".into(),
        FieldError::SameAsBefore => "This is the same as now. Choose the new one.".into(),
        FieldError::SamePerson => {
            "This person is you, or was given for another part. Choose somebody else.".into()
        }
        FieldError::PasswordCommon => "This password is easy to guess. Use several unrelated words.".into(),
        FieldError::PasswordHasPersonal => {
            "Do not use your name, NIK, number or e-mail in the password.".into()
        }
        FieldError::PasswordsDiffer => "The two passwords differ. Type the same one again.".into(),
        #[cfg(feature = "ssr")]
        FieldError::PasswordWrong => "This is not the password of your account. Type it again.".into(),
        #[cfg(feature = "ssr")]
        FieldError::CodeUsed => "This code was used already. Wait for the next one in your app.".into(),
        #[cfg(feature = "ssr")]
        FieldError::PasskeyRefused => {
            "This passkey was not accepted, or its time is over. Try once more.".into()
        }
        #[cfg(not(feature = "ssr"))]
        FieldError::PasswordWrong | FieldError::CodeUsed | FieldError::PasskeyRefused => String::new(),
        FieldError::NotATime => "This is no time of day. Example: 07.30.".into(),
        FieldError::StatementNotTicked => "Tick this statement to send.".into(),
        FieldError::DocumentMissing => "This document has not been uploaded.".into(),
        FieldError::TooManyDocuments { max } => {
            format!("At most {max} files here. Remove what is not needed.")
        }
        FieldError::CodeWrong { tries_left } if *tries_left <= 3 => {
            format!("Wrong code. {tries_left} tries left, then you must wait 10 minutes.")
        }
        FieldError::CodeWrong { .. } => "Wrong code. Check the six digits.".into(),
        FieldError::CodeExpired => "This code has expired. We have sent you a new one.".into(),
        FieldError::NotACode => "The code has six digits.".into(),
        FieldError::NoCard => "Fill in your family card first.".into(),
        FieldError::NotAReceiptNumber => "This is no request number. Check its letters and digits.".into(),
        FieldError::NotAPostcode => "A postcode has five digits.".into(),
        FieldError::NotAnRtRw => "RT and RW have at most three digits.".into(),
        FieldError::AnswersTooLong => "The answers are too long. Make them shorter.".into(),
        FieldError::AlreadyUsed => "Another member of this card has it already. Check again.".into(),
    }
}
