//! What may be there twice, in words: to officers with the request, to citizens without anything of others.
use super::{mind, pick};
use domain::Language;
use service::{Duplicate, Elsewhere};

/// A sentence for the officer; the number of the other request follows it.
pub fn duplicate(found: &Duplicate, language: Language) -> String {
    match found {
        Duplicate::SamePerson { name, .. } => {
            [name, pick(language, " juga ada di permohonan", " is in another request too:")].concat()
        }
        Duplicate::Alike { name, other, .. } => {
            let like = pick(language, " mirip dengan ", " is like ");
            [name, like, other, pick(language, " di permohonan", " in the request")].concat()
        }
        Duplicate::OnCard { name, other } => {
            let like = pick(language, " mirip dengan ", " is like ");
            [
                name,
                like,
                other,
                pick(language, ", yang sudah ada di kartu ini.", ", who is on this card already."),
            ]
            .concat()
        }
        Duplicate::SameBirth { number, name, other } => {
            let (and, born) = match language {
                Language::Id => {
                    (" dan ", " lahir berdekatan di kartu yang sama: kembar, atau satu anak dengan dua nama?")
                }
                Language::En => {
                    (" and ", " were born within days on the same card: twins, or one child under two names?")
                }
            };
            let there =
                number.as_ref().map_or("", |_| pick(language, " Lihat permohonan", " See the request"));
            [name, and, other, born, there].concat()
        }
    }
}

/// What stands before a line of the last look, what is on its way already, what to do.
pub fn elsewhere(found: &Elsewhere, language: Language) -> (&'static str, String, &'static str) {
    let told = match found {
        Elsewhere::SameCard => pick(
            language,
            "Masih ada permohonan lain untuk Kartu Keluarga ini.",
            "There is another request for this family card.",
        )
        .to_owned(),
        Elsewhere::SamePerson { name } => [
            name,
            pick(
                language,
                " juga ada di permohonan lain yang masih diproses.",
                " is also in another request that is being processed.",
            ),
        ]
        .concat(),
    };
    let remedy = pick(
        language,
        "Kalau isinya sama, permohonan ini tidak perlu dikirim.",
        "If it asks for the same, this one need not be sent.",
    );
    (mind(language), told, remedy)
}
