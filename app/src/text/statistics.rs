//! Words of the public figures, on the page and in its files.
use super::{number::grouped, pick};
use domain::{Cells, Language, Month, Shown, Times};

words! {
    /// The figures for everybody.
    Statistics {
        title: "Statistik layanan" | "Service statistics",
        link: "Statistik" | "Statistics",
        lead: "Berapa permohonan masuk, berapa lama dikerjakan, dan apa yang paling sering perlu diperbaiki." | "How many requests come in, how long they take, and what most often has to be corrected.",
        from: "Dari bulan" | "From",
        to: "Sampai bulan" | "To",
        service: "Layanan" | "Service",
        every: "Semua layanan" | "All services",
        rest: "Layanan yang sudah tidak ada" | "Services that are no longer there",
        show: "Tampilkan" | "Show",
        month: "Bulan" | "Month",
        came: "Masuk" | "Received",
        went: "Selesai" | "Completed",
        half: "Separuh selesai dalam" | "Half completed within",
        most: "Sembilan dari sepuluh dalam" | "Nine in ten within",
        by_month: "Masuk dan selesai per bulan" | "Received and completed per month",
        by_month_key: "Batang gelap: masuk. Batang terang: selesai." | "Dark bars: received. Light bars: completed.",
        waiting: "Lama pengerjaan per bulan, jam kerja" | "Working time per month, in working hours",
        waiting_key: "Batang gelap: sembilan dari sepuluh selesai dalam waktu ini. Batang terang: separuh." | "Dark bars: nine in ten completed within. Light bars: half.",
        waiting_none: "Jumlahnya terlalu sedikit untuk menyebut lamanya." | "There are too few to tell how long they took.",
        by_service: "Masuk menurut layanan" | "Received by service",
        reasons: "Alasan perbaikan pertama" | "Reasons for the first correction",
        reasons_text: "Mengapa permohonan dikembalikan untuk pertama kali. Satu permohonan dapat mempunyai beberapa alasan." | "Why requests were returned for the first time. One request can have several reasons.",
        reasons_none: "Tidak ada alasan yang cukup sering untuk ditampilkan." | "No reason is frequent enough to be shown.",
        not_counted: "Untuk bulan-bulan ini belum dihitung." | "Not counted for these months yet.",
        reason: "Alasan" | "Reason",
        count: "Permohonan" | "Requests",
        highest: "Tertinggi:" | "Highest:",
        month_none: "Tidak ada bulan dengan jumlah yang dapat ditampilkan." | "No month has a number that may be shown.",
        table: "Angka-angkanya" | "The figures",
        about: "Tentang angka ini" | "About these figures",
        about_went: "Selesai berarti sudah jadi atau ditolak. Lamanya adalah jam kerja kantor; waktu yang dipakai warga untuk memperbaiki tidak dihitung." | "Completed means done or rejected. The time is the office's working time; what citizens need for corrections is not counted.",
        csv: "Unduh angka per bulan dan layanan (CSV)" | "Download figures by month and service (CSV)",
        csv_reasons: "Unduh alasan perbaikan (CSV)" | "Download reasons for correction (CSV)",
        empty: "Belum ada bulan yang lengkap" | "No month is complete yet",
        hidden: "tidak ditampilkan" | "not shown",
        too_few: "terlalu sedikit" | "too few",
        code: "Kode" | "Code",
        half_hours: "Separuh selesai dalam jam kerja" | "Half completed within working hours",
        most_hours: "Sembilan dari sepuluh dalam jam kerja" | "Nine in ten within working hours",
    }
}

/// "Oktober 2026".
pub fn month_words(month: Month, language: Language) -> String {
    let name = time::Month::try_from(month.number()).unwrap_or(time::Month::January);
    format!("{} {}", domain::date::month_name(name, language), month.year())
}

/// A number as it is published: "42", "kurang dari 5", "sedikitnya 120".
pub fn shown(shown: Shown, least: u64, language: Language) -> String {
    match shown {
        Shown::Exact(n) => grouped(n, language),
        Shown::Few => format!("{} {least}", pick(language, "kurang dari", "fewer than")),
        Shown::AtLeast(n) => format!("{} {}", pick(language, "sedikitnya", "at least"), grouped(n, language)),
        Shown::Hidden => Statistics::of(language).hidden.to_owned(),
    }
}

/// What all months make together; of one service nothing is shown where each month is below the threshold.
pub fn together(sum: Shown, of_one: bool, least: u64, language: Language) -> String {
    match (sum, of_one) {
        (Shown::Hidden, true) => {
            let each_month = pick(language, "setiap bulan", "each month");
            format!("{} {each_month}", shown(Shown::Few, least, language))
        }
        _ => shown(sum, least, language),
    }
}

/// Half and nine in ten as fields of a table whose heads say what is counted.
pub fn times_fields(times: Times, language: Language) -> [String; 2] {
    match times {
        Times::Hours { half, most } => [half, most].map(|hours| hours.to_string()),
        other => times_words(other, language),
    }
}

/// Half and nine in ten: "6 jam kerja", or why nothing is told.
pub fn times_words(times: Times, language: Language) -> [String; 2] {
    let words = Statistics::of(language);
    let hours = |hours: u64| match language {
        Language::Id => format!("{hours} jam kerja"),
        Language::En if hours == 1 => "1 working hour".to_owned(),
        Language::En => format!("{hours} working hours"),
    };
    match times {
        Times::Hours { half, most } => [half, most].map(hours),
        Times::TooFew => [words.too_few; 2].map(str::to_owned),
        Times::NotCounted => ["-"; 2].map(str::to_owned),
    }
}

/// Which numbers are hidden, and why.
pub fn rule(least: u64, language: Language) -> String {
    match language {
        Language::Id => format!(
            "Angka di bawah {least} ditulis \u{201c}kurang dari {least}\u{201d} agar tidak ada orang yang dikenali. Jumlah yang dapat membuka \
             angka itu ditulis \u{201c}sedikitnya\u{201d}. Hanya bulan yang sudah berakhir yang ditampilkan, dan angkanya tidak berubah lagi."
        ),
        Language::En => format!(
            "Numbers below {least} read \u{201c}fewer than {least}\u{201d}, so that nobody can be recognised. Sums that would give them away \
             read \u{201c}at least\u{201d}. Only months that are over are shown, and their figures never change again."
        ),
    }
}

/// Since when there are figures, and when the next month comes.
pub fn since(oldest: Month, next: domain::Date, language: Language) -> String {
    let (oldest, next) = (month_words(oldest, language), domain::date::in_words(next, language));
    match language {
        Language::Id => format!("Ada angka sejak {oldest}. Bulan berikutnya terbit pada {next}."),
        Language::En => format!("There are figures since {oldest}. The next month comes on {next}."),
    }
}

/// When the first month comes.
pub fn first_figures(next: domain::Date, language: Language) -> String {
    let next = domain::date::in_words(next, language);
    match language {
        Language::Id => format!("Angka terbit beberapa hari setelah bulan berakhir, paling cepat {next}."),
        Language::En => format!("Figures come some days after a month is over, on {next} at the earliest."),
    }
}

/// "7 layanan lain: kurang dari 5 setiap bulan."
pub fn unseen(services: usize, least: u64, language: Language) -> String {
    match language {
        Language::Id => format!("{services} layanan lain: kurang dari {least} setiap bulan."),
        Language::En if services == 1 => format!("1 other service: fewer than {least} each month."),
        Language::En => format!("{services} other services: fewer than {least} each month."),
    }
}

/// A number in a file: `42`, `<5`, `>=120`, or nothing.
fn field(shown: Shown, least: u64) -> String {
    match shown {
        Shown::Exact(n) => n.to_string(),
        Shown::Few => format!("<{least}"),
        Shown::AtLeast(n) => format!(">={n}"),
        Shown::Hidden => String::new(),
    }
}

/// One line of a file, every field in quotes; a spreadsheet takes none for a formula.
fn line<const N: usize>(fields: [&str; N]) -> String {
    let quoted = fields.map(|text| {
        let formula = text.starts_with(['=', '+', '-', '@']);
        format!("\"{}{}\"", if formula { "'" } else { "" }, text.replace('"', "\"\""))
    });
    quoted.join(",") + "\r\n"
}

/// What a file needs to know besides the figures.
pub struct StatisticsNames<'a> {
    /// Of a service, by its code.
    pub service: &'a dyn Fn(&str) -> String,
    /// Of a reason, by its code.
    pub reason: &'a dyn Fn(&str) -> String,
    /// Only this service.
    pub only: Option<&'a str>,
    /// In which language.
    pub language: Language,
}

/// The figures by month and service as a file: of all services first, unless one was chosen.
pub fn statistics_file(published: &domain::Published, least: u64, names: &StatisticsNames<'_>) -> String {
    let words = Statistics::of(names.language);
    let heads =
        [words.month, words.code, words.service, words.came, words.went, words.half_hours, words.most_hours];
    let mut file = line(heads);
    let mut add = |month: Month, code: &str, name: &str, cells: &Cells| {
        let hours = match cells.times {
            Times::Hours { half, most } => [half, most].map(|hours| hours.to_string()),
            Times::TooFew | Times::NotCounted => Default::default(),
        };
        let (came, went) = (field(cells.came, least), field(cells.went, least));
        file.push_str(&line([&month.to_string(), code, name, &came, &went, &hours[0], &hours[1]]));
    };
    for month in &published.months {
        if names.only.is_none() {
            add(month.month, "", words.every, &month.all);
        }
        for (code, cells) in &month.of {
            if names.only.is_none_or(|only| only == code) {
                add(month.month, code, &(names.service)(code), cells);
            }
        }
    }
    file
}

/// The reasons of first returns by month, reason and service as a file. What is not in it is below the threshold.
pub fn statistics_reasons_file(
    published: &domain::Published,
    least: u64,
    names: &StatisticsNames<'_>,
) -> String {
    let words = Statistics::of(names.language);
    let mut file = line([words.month, words.reason, words.code, words.service, words.count]);
    for month in &published.months {
        for (reason, cells) in month.reasons.iter().flatten() {
            let (at, reason) = (month.month.to_string(), (names.reason)(reason));
            if names.only.is_none() {
                file.push_str(&line([&at, &reason, "", words.every, &field(cells.all, least)]));
            }
            for (code, n) in cells.of.iter().filter(|(code, _)| names.only.is_none_or(|only| only == *code)) {
                file.push_str(&line([&at, &reason, code, &(names.service)(code), &n.to_string()]));
            }
        }
    }
    file
}

#[cfg(test)]
mod tests {
    use super::{shown, times_words};
    use domain::{Language, Shown, Times};

    #[test]
    fn what_is_hidden_says_so_in_words() {
        let told = |what| [Language::Id, Language::En].map(|language| shown(what, 5, language));
        assert_eq!(told(Shown::Exact(0)), ["0", "0"]);
        assert_eq!(told(Shown::Few), ["kurang dari 5", "fewer than 5"]);
        assert_eq!(told(Shown::AtLeast(12)), ["sedikitnya 12", "at least 12"]);
        assert_eq!(told(Shown::Hidden), ["tidak ditampilkan", "not shown"]);
        let hours = Times::Hours { half: 1, most: 9 };
        assert_eq!(times_words(hours, Language::En), ["1 working hour", "9 working hours"]);
        assert_eq!(times_words(Times::TooFew, Language::Id)[0], "terlalu sedikit");
    }
}
