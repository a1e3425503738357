//! Words of the page that shows the catalogue as it is in force, conditions included.
use super::pick;
use domain::{Condition, Labels, Language, Procedure, QuestionKind};

words! {
    /// The catalogue.
    CataloguePage {
        title: "Katalog layanan" | "Catalogue of services",
        link: "Katalog" | "Catalogue",
        intro: "Layanan seperti yang berlaku di instalasi ini. Halaman ini hanya menampilkan; perubahan dilakukan lewat berkas katalog." | "The services as they are in force here. This page only shows them; changes come from the files of the catalogue.",
        version: "Versi" | "Version",
        built_in: "bawaan" | "compiled in",
        own_file: "berkas sendiri" | "own file",
        from: "berlaku sejak" | "in force since",
        to: "sampai" | "until",
        not_now: "Tidak berlaku hari ini" | "Not in force today",
        two: "Dua petugas" | "Two officers",
        back: "Kembali ke katalog" | "Back to the catalogue",
        seen: "Lihat seperti warga melihatnya" | "See it as citizens do",
        target: "Target, jam kerja" | "Target, working hours",
        usual: "bawaan kantor" | "the office's usual",
        correction: "Waktu perbaikan, hari" | "Days for a correction",
        basis: "Dasar hukum" | "Legal basis",
        form: "Kotak F-1.02" | "Box on F-1.02",
        hash: "Sidik jari" | "Fingerprint",
        source: "Asal" | "From",
        result: "Hasil" | "Result",
        who: "Siapa yang boleh" | "Who may",
        questions: "Langkah dan pertanyaan" | "Steps and questions",
        optional: "tidak wajib" | "optional",
        documents: "Dokumen" | "Documents",
        original: "asli boleh dibawa" | "original may be brought",
        always: "selalu" | "always",
        when: "bila" | "when",
        reasons: "Alasan untuk petugas" | "Reasons for officers",
        advice: "Saran untuk warga" | "Advice to the citizen",
        events: "Dapat berlanjut dengan" | "May go on with",
    }
}

/// What a question is called, or its code where the procedure has none of that name.
fn asked(procedure: &Procedure<String>, code: &str) -> String {
    procedure.question(code).map_or_else(|| code.to_owned(), |question| question.label.clone())
}

fn joined(of: &[Condition], word: &str, procedure: &Procedure<String>, language: Language) -> String {
    let parts: Vec<String> = of.iter().map(|one| condition(one, procedure, language)).collect();
    parts.join(&format!(" {word} "))
}

/// A raw answer to a question as people read it; what nobody can name stays as it is.
fn answer(procedure: &Procedure<String>, code: &str, value: &str, language: Language) -> String {
    let kind = procedure.question(code).map(|question| &question.kind);
    let named = match kind {
        Some(QuestionKind::Options { options }) => {
            options.iter().find(|option| option.code == value).map(|option| option.label.clone())
        }
        Some(QuestionKind::Codes { list, .. }) => Some(Labels::default().of(*list, value, language)),
        _ => None,
    };
    let usual = match value {
        "yes" => Some(pick(language, "ya", "yes")),
        "no" => Some(pick(language, "tidak", "no")),
        _ => None,
    };
    named.or(usual.map(str::to_owned)).unwrap_or_else(|| value.to_owned())
}

/// Some of several.
fn or(values: impl Iterator<Item = String>, language: Language) -> String {
    values.collect::<Vec<_>>().join(pick(language, " atau ", " or "))
}

/// The questions by their labels.
fn questions(procedure: &Procedure<String>, codes: &[String], language: Language) -> String {
    or(codes.iter().map(|code| format!("“{}”", asked(procedure, code))), language)
}

/// A condition in words, for whoever checks the catalogue: questions by their label, values by theirs.
pub fn condition(when: &Condition, procedure: &Procedure<String>, language: Language) -> String {
    let is = pick(language, "adalah", "is");
    let label = |code: &str| {
        // One that is asked of each member has a place for the name.
        asked(procedure, code).replace("{name}", pick(language, "anggota itu", "the member"))
    };
    let value = |code: &str, value: &str| answer(procedure, code, value, language);
    match when {
        Condition::Always => pick(language, "selalu", "always").to_owned(),
        Condition::All { of } => joined(of, pick(language, "dan", "and"), procedure, language),
        Condition::Any { of } => joined(of, pick(language, "atau", "or"), procedure, language),
        Condition::Not { of } => {
            let inner = condition(of, procedure, language);
            format!("{} ({inner})", pick(language, "bukan", "not"))
        }
        Condition::Is { question, value: raw } => {
            format!("“{}” {is} {}", label(question), value(question, raw))
        }
        Condition::OneOf { question, values } => {
            let values = or(values.iter().map(|raw| value(question, raw)), language);
            format!("“{}” {is} {values}", label(question))
        }
        Condition::Answered { question } => {
            format!("“{}” {}", label(question), pick(language, "diisi", "is answered"))
        }
        Condition::MemberIs { question, element, values } => {
            let values = or(values.iter().map(|raw| element.display(raw, language)), language);
            let element = super::element(*element, language);
            format!("“{}”: {element} {is} {values}", label(question))
        }
        Condition::OlderThanDays { question, days } => {
            let words = pick(language, "lebih dari {n} hari yang lalu", "is more than {n} days ago");
            format!("“{}” {}", label(question), words.replace("{n}", &days.to_string()))
        }
        Condition::AnyMember { question, value: raw } => {
            let whom = pick(language, "untuk sedikitnya satu anggota", "for at least one member");
            format!("“{}” {is} {} {whom}", label(question), value(question, raw))
        }
        Condition::HeadIs { question, value: raw } => {
            let whom = pick(language, "untuk kepala keluarga", "for the head of the family");
            format!("“{}” {is} {} {whom}", label(question), value(question, raw))
        }
        Condition::Unlinked => pick(language, "akun belum tertaut", "the account is not linked").to_owned(),
        Condition::ApplicantElsewhere => {
            pick(language, "pemohon bukan anggota kartu", "the applicant is not on the card").to_owned()
        }
        Condition::GrownBesides { except, without } => {
            let mut words =
                pick(language, "ada orang dewasa di kartu", "somebody grown up is on the card").to_owned();
            if !except.is_empty() {
                let chosen = pick(language, "selain yang dipilih di", "besides whoever is chosen in");
                words = format!("{words} {chosen} {}", questions(procedure, except, language));
            }
            if let Some(among) = without {
                let not = pick(language, "dan bukan yang", "and not those of whom");
                let (label, value) = (label(&among.question), value(&among.question, &among.value));
                words = format!("{words} {not} “{label}” {is} {value}");
            }
            words
        }
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use super::*;
    use domain::Language;

    /// A code of ours, which nobody reads: `new_head`, `K7`.
    fn looks_like_a_code(words: &str) -> bool {
        words.contains('_') || words.contains('{') || words.contains("Condition")
    }

    #[test]
    fn no_condition_of_the_catalogue_is_told_by_codes() {
        let catalogue = service::Catalogue::built_in().unwrap();
        let mut told = 0;
        for entry in catalogue.entries() {
            for language in [Language::Id, Language::En] {
                let procedure = entry.procedure.localize(language);
                let steps = procedure.steps.iter().flat_map(|step| {
                    std::iter::once(&step.when).chain(step.questions.iter().map(|question| &question.when))
                });
                for when in steps.chain(procedure.documents.iter().map(|slot| &slot.when)) {
                    let words = condition(when, &procedure, language);
                    assert!(!looks_like_a_code(&words), "{}: {words}", procedure.code);
                    told += usize::from(*when != Condition::Always);
                }
            }
        }
        assert!(told > 100, "{told}");
    }
}
