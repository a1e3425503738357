//! Words of the supervisor's figures.
use super::pick;
use domain::Language;

words! {
    /// The figures of the office.
    Figures {
        title: "Kinerja" | "Performance",
        link: "Kinerja" | "Performance",
        period: "Periode" | "Period",
        show: "Tampilkan" | "Show",
        csv: "Unduh CSV" | "Download as CSV",
        came: "Masuk" | "In",
        went: "Selesai atau ditolak" | "Done or rejected",
        half: "Separuh selesai dalam (jam kerja)" | "Half done within (working hours)",
        most: "Sembilan dari sepuluh selesai dalam (jam kerja)" | "Nine in ten done within (working hours)",
        per_day: "Masuk dan keluar per hari" | "In and out per day",
        waiting: "Lama layanan per hari, jam kerja" | "Service time per day, working hours",
        by_service: "Menurut layanan" | "By service",
        by_reason: "Alasan pengembalian dan penolakan" | "Reasons of returns and refusals",
        by_officer: "Keputusan menurut petugas" | "Decisions by officer",
        by_hour: "Jam masuk" | "When requests come in",
        scores: "Pendapat warga" | "What citizens think",
        scores_text: "Seberapa mudah mengurus permohonan? 1 sangat sulit, 5 sangat mudah." | "How easy was the request? 1 very hard, 5 very easy.",
        scores_csv: "Unduh pendapat sebagai CSV" | "Download what citizens think as CSV",
        answers: "Jawaban" | "Answers",
        average: "Rata-rata" | "Average",
        score: "Nilai" | "Score",
        no_scores: "Belum ada jawaban pada periode ini." | "There are no answers in this period yet.",
        said: "Yang ditulis warga" | "What citizens wrote",
        table: "Angka-angkanya" | "The figures",
        day: "Hari" | "Day",
        hour: "Jam" | "Hour",
        service: "Layanan" | "Service",
        reason: "Alasan" | "Reason",
        officer: "Petugas" | "Officer",
        count: "Jumlah" | "Count",
        nothing: "Belum ada angka pada periode ini." | "There are no figures in this period yet.",
    }
}

/// "30 hari terakhir".
pub fn last_days(days: u16, language: Language) -> String {
    match language {
        Language::Id => format!("{days} hari terakhir"),
        Language::En => format!("The last {days} days"),
    }
}

/// A weekday in short, Monday first.
pub const fn weekday(day: usize, language: Language) -> &'static str {
    match day {
        0 => pick(language, "Sen", "Mon"),
        1 => pick(language, "Sel", "Tue"),
        2 => pick(language, "Rab", "Wed"),
        3 => pick(language, "Kam", "Thu"),
        4 => pick(language, "Jum", "Fri"),
        5 => pick(language, "Sab", "Sat"),
        _ => pick(language, "Min", "Sun"),
    }
}
