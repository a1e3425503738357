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
        personal: "Ada nama, nomor, atau email Anda di dalamnya. Ganti dengan kata yang tidak berhubungan dengan Anda." | "Your name, a number or your e-mail is in it. Use words that have nothing to do with you.",
        common: "Banyak orang memakai sandi seperti ini. Pakai beberapa kata lain yang tidak berhubungan." | "Many people use passwords like this. Use several other, unrelated words.",
        word: "Ada kata yang sering dipakai orang di dalamnya. Tambahkan dua kata lain yang tidak berhubungan." | "There is a word in it that people often use. Add two other, unrelated words.",
        swapped: "Kata yang dibalik atau ditulis dengan angka tetap mudah ditebak. Tambahkan dua kata lain." | "A word turned around or written with digits is still easy to guess. Add two other words.",
        row: "Deretan seperti 12345 atau qwerty mudah ditebak. Ganti dengan kata lain." | "Rows like 12345 or qwerty are easy to guess. Use other words in their place.",
        repeat: "Mengulang hampir tidak menambah kekuatan. Ganti ulangannya dengan kata lain." | "Repeating hardly makes it stronger. Use another word in place of the repeated one.",
        date: "Tanggal dan tahun mudah ditebak. Ganti dengan kata lain." | "Dates and years are easy to guess. Use another word in their place.",
        more: "Masih bisa ditebak. Tambahkan satu kata lagi." | "It can still be guessed. Add one more word.",
        good: "Sulit ditebak. Jangan pakai sandi ini di tempat lain." | "Hard to guess. Do not use this password anywhere else.",
        note: "Dihitung di perangkat ini. Setelah dikirim, kantor juga memeriksanya." | "Worked out on this device. Once it is sent, the office checks it too.",
    }
}
