//! Words of the waiting room, for when more come than can be served.
use super::{Common, number::grouped, pick};
use domain::Language;

words! {
    /// What it says.
    Crowd {
        title: "Portal sedang ramai" | "The portal is crowded",
        before: "Di depan Anda ada" | "Before you there are",
        nobody: "Sebentar lagi giliran Anda." | "Your turn comes in a moment.",
        stay: "Biarkan halaman ini terbuka. Halaman memuat ulang sendiri, dan tempat Anda tidak hilang." | "Leave this page open. It loads again by itself, and your place is kept.",
        kept: "Permohonan yang sudah dikirim atau disimpan tetap aman." | "What you have sent or saved is safe.",
        reload: "Muat ulang sekarang" | "Load again now",
    }
}

/// What stands above every page of a demonstration.
pub fn only_a_demonstration(language: Language) -> &'static str {
    Common::of(language).demo
}

/// "sekitar 120 orang", rounded so that nobody counts on it.
pub fn about_so_many(people: u64, language: Language) -> String {
    let people = match people {
        0..=20 => people,
        21..=200 => people.div_ceil(10) * 10,
        _ => people.div_ceil(100) * 100,
    };
    let said = grouped(people, language);
    match (language, people) {
        (Language::Id, _) => format!("sekitar {said} orang."),
        (Language::En, 1) => "about 1 person.".to_owned(),
        (Language::En, _) => format!("about {said} people."),
    }
}

/// "Perkiraan tunggu: 3 menit."
pub fn about_so_long(seconds: u64, language: Language) -> String {
    if seconds <= 45 {
        return pick(
            language,
            "Perkiraan tunggu: kurang dari 1 menit.",
            "Expected wait: less than a minute.",
        )
        .to_owned();
    }
    if seconds >= 3_600 {
        return pick(language, "Perkiraan tunggu: lebih dari 1 jam.", "Expected wait: more than an hour.")
            .to_owned();
    }
    let minutes = seconds.div_ceil(60);
    match (language, minutes) {
        (Language::Id, _) => format!("Perkiraan tunggu: {minutes} menit."),
        (Language::En, 1) => "Expected wait: 1 minute.".to_owned(),
        (Language::En, _) => format!("Expected wait: {minutes} minutes."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_are_told_in_plain_words() {
        assert_eq!(about_so_long(10, Language::Id), "Perkiraan tunggu: kurang dari 1 menit.");
        assert_eq!(about_so_long(61, Language::En), "Expected wait: 2 minutes.");
        assert_eq!(about_so_long(60, Language::En), "Expected wait: 1 minute.");
        assert_eq!(about_so_long(9_999, Language::Id), "Perkiraan tunggu: lebih dari 1 jam.");
        assert_eq!(about_so_many(7, Language::Id), "sekitar 7 orang.");
        assert_eq!(about_so_many(121, Language::Id), "sekitar 130 orang.");
        assert_eq!(about_so_many(2_410, Language::Id), "sekitar 2.500 orang.");
        assert_eq!(about_so_many(1, Language::En), "about 1 person.");
    }
}
