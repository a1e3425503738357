//! Letters about objections. None of them says whose an objection is, what it says or what was answered: that is read
//! after signing in, because a mailbox or a phone may be looked at by the very person one objects to.
use super::named;
use crate::{routes, text::pick};
use domain::{Language, Words};
use service::{Letter, ObjectionState, Regarding};

/// The text of each of them; of another letter nothing.
pub(super) fn text(letter: &Letter, language: Language, base: &str) -> String {
    match letter {
        Letter::Concerned { number, procedure, office } => {
            concerned(number, procedure, office, (language, base))
        }
        Letter::Objected { regarding } => objected(regarding, language),
        Letter::ObjectionAnswered { number, procedure, outcome } => {
            answered(number, procedure, *outcome, (language, base))
        }
        Letter::ObjectionSettled { regarding, upheld } => {
            settled(&named(regarding, language), *upheld, language)
        }
        _ => String::new(),
    }
}

/// To the officer who holds the request.
fn objected(regarding: &Regarding, language: Language) -> String {
    let request = named(regarding, language);
    match language {
        Language::Id => format!(
            "Ada orang yang keberatan atas permohonan {request} yang Anda pegang. Jawab keberatannya di meja petugas."
        ),
        Language::En => format!(
            "Somebody objects to the request {request} that you hold. Answer the objection at the desk."
        ),
    }
}

/// To somebody whom another's request is about.
fn concerned(number: &str, procedure: &Words, office: &str, (language, base): (Language, &str)) -> String {
    let href = format!("{base}{}", routes::REQUESTS);
    match language {
        Language::Id => format!(
            "Ada permohonan {number} ({}) yang menyangkut data Anda, diajukan oleh anggota keluarga lain. Bila Anda setuju, tidak ada yang perlu Anda lakukan. Bila Anda keberatan, masuk ke {href} lalu buka \"Menyangkut Anda\", atau sebutkan nomor itu kepada {office}. Petugas memeriksa keberatan Anda sebelum memutuskan; pemohon tidak membaca isinya.",
            procedure.get(language)
        ),
        Language::En => format!(
            "There is a request {number} ({}) that concerns your data, sent by somebody else of a family. If you agree you need not do anything. If you object, sign in at {href} and open \"Concerns you\", or quote that number to {office}. Officers look into your objection before they decide; the applicant does not read what you say.",
            procedure.get(language)
        ),
    }
}

/// The subject of an answer.
pub(super) const fn answered_subject(outcome: ObjectionState, language: Language) -> &'static str {
    match outcome {
        ObjectionState::Moot => pick(
            language,
            "Keberatan Anda tidak perlu dijawab lagi",
            "Your objection needs no answer any more",
        ),
        _ => pick(language, "Keberatan Anda sudah dijawab", "Your objection is answered"),
    }
}

/// To whoever objected.
fn answered(
    number: &str,
    procedure: &Words,
    outcome: ObjectionState,
    (language, base): (Language, &str),
) -> String {
    let (procedure, href) = (procedure.get(language), format!("{base}{}", routes::REQUESTS));
    if outcome == ObjectionState::Moot {
        return match language {
            Language::Id => format!(
                "Permohonan {number} ({procedure}), yang Anda ajukan keberatannya, sudah berakhir tanpa disetujui. Tidak ada yang perlu Anda lakukan."
            ),
            Language::En => format!(
                "The request {number} ({procedure}) that you objected to has ended without being approved. You need not do anything."
            ),
        };
    }
    let found = match outcome {
        ObjectionState::Upheld => pick(
            language,
            "Petugas menerima keberatan Anda.",
            "The officers find that your objection is right.",
        ),
        _ => pick(
            language,
            "Menurut petugas, keberatan Anda tidak menghalangi permohonan itu.",
            "The officers find that your objection does not stand in the way.",
        ),
    };
    match language {
        Language::Id => format!(
            "Kantor sudah menjawab keberatan Anda atas permohonan {number} ({procedure}). {found} Baca jawabannya di {href}, bagian \"Menyangkut Anda\"."
        ),
        Language::En => format!(
            "The office has answered your objection to the request {number} ({procedure}). {found} Read the answer at {href}, under \"Concerns you\"."
        ),
    }
}

/// To the applicant; the request is named before.
fn settled(named: &str, upheld: bool, language: Language) -> String {
    match (language, upheld) {
        (Language::Id, true) => format!(
            "Ada orang yang keberatan atas permohonan {named}. Petugas sudah memeriksanya dan menerima keberatan itu. Apa akibatnya bagi permohonan Anda, kami kabarkan dengan keputusannya. Siapa yang keberatan dan isinya tidak kami beri tahukan."
        ),
        (Language::Id, false) => format!(
            "Ada orang yang keberatan atas permohonan {named}. Petugas sudah memeriksanya: keberatan itu tidak menghalangi permohonan Anda, dan pemeriksaannya berlanjut. Siapa yang keberatan dan isinya tidak kami beri tahukan."
        ),
        (Language::En, true) => format!(
            "Somebody has objected to your request {named}. Officers have looked into it and find the objection right. What that means for your request you are told with the decision. We do not tell who objects, nor what is said."
        ),
        (Language::En, false) => format!(
            "Somebody has objected to your request {named}. Officers have looked into it: it does not stand in the way of your request, and the checking goes on. We do not tell who objects, nor what is said."
        ),
    }
}
