//! What the office's data say, in words: to an officer about a request, to a linked citizen about their own card.
use super::{element, pick};
use domain::{Element, KkNumber, Language};
use service::{Difference, RegisterFinding};

words! {
    /// The office's data on "Kartu Keluarga saya".
    Office {
        shown: "Kartu ini diisi dari data kantor. Periksa dengan KK Anda, dan ubah yang berbeda." | "This card was filled in from the office's data. Check it with your own, and change what differs.",
        differs_title: "Berbeda dari data kantor" | "Not the same as the office's data",
        differs: "Sebagian isi kartu ini tidak sama dengan data kantor." | "Some of this card is not the same as the office's data.",
        take: "Pakai data kantor" | "Use the office's data",
        as_of: "Data kantor per" | "The office's data of",
        question: "Pakai data kantor untuk kartu ini?" | "Use the office's data for this card?",
        lead: "Ini yang akan berubah. Kalau isian Anda yang benar, biarkan saja: petugas memeriksanya." | "This is what would change. If what you typed is right, leave it: an officer checks it.",
        confirm: "Ya, pakai data kantor" | "Yes, use the office's data",
        keep: "Biarkan isian saya" | "Leave what I typed",
        taken: "Kartu ini sekarang memakai data kantor." | "This card uses the office's data now.",
        number: "Nomor KK" | "Family card number",
        on_card: "ada di kartu ini" | "on this card",
        off_card: "tidak ada di kartu ini" | "not on this card",
        desk_title: "Menurut data kantor per" | "By the office's data of",
        desk_same: "Cocok dengan data kantor per" | "Agrees with the office's data of",
    }
}

/// Both sides of a difference: what it is about, what the portal has, what the office has.
pub struct Sides {
    /// Whose, and which element.
    pub label: String,
    /// In the portal.
    pub own: String,
    /// In the office's data.
    pub office: String,
}

/// A difference, laid side by side. Numbers are masked.
pub fn sides(difference: &Difference, language: Language) -> Sides {
    let words = Office::of(language);
    let shown = |element: Element, value: &str| element.display(value, language);
    match difference {
        Difference::Number { own, office } => {
            Sides { label: words.number.to_owned(), own: own.masked(), office: office.masked() }
        }
        Difference::Card { element: which, own, office } => Sides {
            label: element(*which, language).to_owned(),
            own: shown(*which, own),
            office: shown(*which, office),
        },
        Difference::Member { name, element: which, own, office } => Sides {
            label: [name, ", ", element(*which, language)].concat(),
            own: shown(*which, own),
            office: shown(*which, office),
        },
        Difference::OnlyHere { name, .. } => {
            Sides { label: name.clone(), own: words.on_card.to_owned(), office: words.off_card.to_owned() }
        }
        Difference::OnlyOffice { name } => {
            Sides { label: name.clone(), own: words.off_card.to_owned(), office: words.on_card.to_owned() }
        }
    }
}

/// A finding for the officer.
pub fn register_finding(found: &RegisterFinding, language: Language) -> String {
    let of = |name: &str, words: &str| [name, ": ", words].concat();
    match found {
        RegisterFinding::NoApplicant => pick(
            language,
            "NIK pemohon tidak ada di data kantor.",
            "The NIK of the applicant is not in the office's data.",
        )
        .to_owned(),
        RegisterFinding::NotThere { name } => {
            of(name, pick(language, "NIK tidak ada di data kantor.", "the NIK is not in the office's data."))
        }
        RegisterFinding::OtherCard { name, number } => of(name, &on_another_card(number, language)),
        RegisterFinding::Differs(Difference::OnlyHere { name, .. }) => of(
            name,
            pick(language, "tidak ada di KK ini menurut kantor.", "not on this card, says the office."),
        ),
        RegisterFinding::Differs(Difference::OnlyOffice { name }) => {
            of(name, pick(language, "ada di KK ini menurut kantor.", "on this card too, says the office."))
        }
        RegisterFinding::Differs(difference) => {
            let Sides { label, own, office } = sides(difference, language);
            if own == office {
                // Two numbers that are alike where they are shown.
                return of(
                    &label,
                    pick(language, "berbeda di data kantor.", "another one in the office's data."),
                );
            }
            match language {
                Language::Id => format!("{label}: {own} di permohonan, {office} di data kantor."),
                Language::En => format!("{label}: {own} in the request, {office} in the office's data."),
            }
        }
    }
}

fn on_another_card(number: &KkNumber, language: Language) -> String {
    match language {
        Language::Id => format!("tercatat di KK lain, {}.", number.masked()),
        Language::En => format!("on another card, {}.", number.masked()),
    }
}
