//! Words of the meter of new passwords. Its script says one of the first four and one of those behind them.
words! {
    /// How good a new password is, why, and what to do.
    Strength {
        weak: "Sandi lemah." | "Weak password.",
        fair: "Sandi cukup." | "Fair password.",
        strong: "Sandi kuat." | "Strong password.",
        very_strong: "Sandi sangat kuat." | "Very strong password.",
        short: "Belum 12 huruf. Tambahkan satu atau dua kata lagi." | "Not yet 12 characters. Add one or two more words.",
        long: "Lebih dari 128 huruf. Pendekkan sedikit." | "More than 128 characters. Make it a little shorter.",
        personal: "Ada nama, nomor, atau email Anda di dalamnya. Pakai kata lain." | "Your name, a number or your e-mail is in it. Use other words.",
        common: "Banyak orang memakai sandi seperti ini. Pakai beberapa kata lain." | "Many people use passwords like this. Use several other words.",
        word: "Ada kata yang sering dipakai orang. Tambahkan dua kata lain." | "There is a word in it that people often use. Add two other words.",
        swapped: "Kata yang dibalik atau berangka tetap mudah ditebak. Tambahkan dua kata lain." | "A word turned around or with digits for letters is still easy to guess. Add two other words.",
        row: "Deretan seperti 12345 atau qwerty mudah ditebak. Ganti dengan kata lain." | "Rows like 12345 or qwerty are easy to guess. Use other words in their place.",
        repeat: "Mengulang hampir tidak menambah kekuatan. Tambahkan dua kata lain." | "Repeating hardly makes it stronger. Add two other words.",
        date: "Tanggal dan tahun mudah ditebak. Ganti dengan kata lain." | "Dates and years are easy to guess. Use another word in their place.",
        more: "Masih bisa ditebak. Tambahkan satu kata lagi." | "It can still be guessed. Add one more word.",
        good: "Sulit ditebak. Jangan pakai sandi ini di tempat lain." | "Hard to guess. Do not use this password anywhere else.",
        note: "Dihitung di perangkat ini. Setelah dikirim, kantor juga memeriksanya." | "Worked out on this device. Once it is sent, the office checks it too.",
    }
}
