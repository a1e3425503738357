//! Words of the page that shows the catalogue as it is in force, conditions included.
use super::pick;
use domain::{Condition, Language, Procedure};

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

/// A condition in words, for whoever checks the catalogue: questions by their label, values by their code.
pub fn condition(when: &Condition, procedure: &Procedure<String>, language: Language) -> String {
    let is = pick(language, "adalah", "is");
    match when {
        Condition::Always => pick(language, "selalu", "always").to_owned(),
        Condition::All { of } => joined(of, pick(language, "dan", "and"), procedure, language),
        Condition::Any { of } => joined(of, pick(language, "atau", "or"), procedure, language),
        Condition::Not { of } => {
            let inner = condition(of, procedure, language);
            format!("{} ({inner})", pick(language, "bukan", "not"))
        }
        Condition::Is { question, value } => format!("“{}” {is} {value}", asked(procedure, question)),
        Condition::OneOf { question, values } => {
            format!("“{}” {is} {}", asked(procedure, question), values.join(" / "))
        }
        Condition::Answered { question } => {
            format!("“{}” {}", asked(procedure, question), pick(language, "diisi", "is answered"))
        }
        Condition::MemberIs { question, element, values } => {
            let element = super::element(*element, language);
            format!("“{}”: {element} {is} {}", asked(procedure, question), values.join(" / "))
        }
        Condition::OlderThanDays { question, days } => {
            let words = pick(language, "lebih dari {n} hari yang lalu", "is more than {n} days ago");
            format!("“{}” {}", asked(procedure, question), words.replace("{n}", &days.to_string()))
        }
        Condition::Unlinked => pick(language, "akun belum tertaut", "the account is not linked").to_owned(),
        Condition::ApplicantElsewhere => {
            pick(language, "pemohon bukan anggota kartu", "the applicant is not on the card").to_owned()
        }
        // Rare ones are told as the file has them.
        other => format!("{other:?}"),
    }
}
