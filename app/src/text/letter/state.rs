//! What administrators read about the machine.
use crate::{
    routes,
    text::{found, grade, pick, remedy_for, watched},
};
use domain::Language;
use service::{AlertNews, Alerted, Grade};
use std::fmt::Write as _;

/// The worst of it in one line.
pub(super) fn subject(told: &[Alerted], language: Language) -> String {
    let open: Vec<&Alerted> = told.iter().filter(|one| one.news != AlertNews::Well).collect();
    let Some(worst) = open.iter().max_by_key(|one| one.point.grade) else {
        return pick(language, "Portal sudah baik lagi", "The portal is well again").to_owned();
    };
    let name = watched(worst.point.subject, language);
    let word = match (worst.point.grade, language) {
        (Grade::Broken, Language::Id) => "rusak",
        (Grade::Broken, Language::En) => "broken",
        (_, Language::Id) => "terlambat",
        (_, Language::En) => "late",
    };
    match (open.len() - 1, language) {
        (0, _) => format!("{name}: {word}"),
        (more, Language::Id) => format!("{name}: {word}, dan {more} hal lain"),
        (more, Language::En) => format!("{name}: {word}, and {more} more"),
    }
}

/// One paragraph a thing, what is worst first.
pub(super) fn text(told: &[Alerted], language: Language, base: &str) -> String {
    let mut told: Vec<&Alerted> = told.iter().collect();
    told.sort_by_key(|one| std::cmp::Reverse(one.point.grade));
    let mut body = String::new();
    for Alerted { news, point } in told {
        let name = watched(point.subject, language);
        let word = grade(point.grade, language).to_lowercase();
        let said = found(point, language);
        let news = match news {
            AlertNews::Begins => word,
            AlertNews::Lasts => format!("{} {word}", pick(language, "masih", "still")),
            AlertNews::Well => pick(language, "sudah baik lagi", "well again").to_owned(),
        };
        let _ = write!(body, "{name}: {news}. {said}.");
        if let Some(advice) = remedy_for(point, language) {
            let _ = write!(body, "\n{advice}");
        }
        body.push_str("\n\n");
    }
    let link = pick(language, "Keadaan sistem", "State of the system");
    let _ = write!(body, "{link}: {base}{}", routes::STATE);
    body
}
