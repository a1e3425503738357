//! Whether words to a citizen read like words to a citizen: to "Anda", whole, and not shouted. It warns, people judge.

/// What may be wrong with the tone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tone {
    /// Speaks of the reader as of somebody else: "pemohon", "yang bersangkutan".
    ThirdPerson,
    /// Too short to be understood alone.
    TooShort,
    /// In capitals.
    Shouted,
}

/// Words by which letters speak of their reader as of a third person, in lower case.
const THIRD_PERSON: [&str; 9] = [
    "pemohon",
    "yang bersangkutan",
    "ybs",
    "warga",
    "saudara pemohon",
    "the applicant",
    "the citizen",
    "the requester",
    "dirinya",
];
/// Fewer words than this say what is wrong, rarely what to do.
const FEWEST_WORDS: usize = 3;

/// What may be wrong with what an officer wrote to a citizen; nothing for nothing.
pub fn tone_of(text: &str) -> Vec<Tone> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut found = Vec::new();
    if words.is_empty() {
        return found;
    }
    let plain: String =
        text.to_lowercase().chars().map(|sign| if sign.is_alphanumeric() { sign } else { ' ' }).collect();
    let plain = format!(" {} ", plain.split_whitespace().collect::<Vec<_>>().join(" "));
    if THIRD_PERSON.iter().any(|word| plain.contains(&format!(" {word} "))) {
        found.push(Tone::ThirdPerson);
    }
    if words.len() < FEWEST_WORDS {
        found.push(Tone::TooShort);
    }
    let letters: Vec<char> = text.chars().filter(|sign| sign.is_alphabetic()).collect();
    let capitals = letters.iter().filter(|sign| sign.is_uppercase()).count();
    if letters.len() > 12 && capitals * 10 > letters.len() * 7 {
        found.push(Tone::Shouted);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_speak_to_their_reader() {
        for (text, found) in [
            ("", vec![]),
            ("Foto ijazah Anda buram. Foto ulang di tempat terang.", vec![]),
            ("Pemohon harus melampirkan ijazah asli.", vec![Tone::ThirdPerson]),
            ("Dokumen milik ybs. tidak lengkap", vec![Tone::ThirdPerson]),
            ("Kewargaan Anda belum terbaca jelas.", vec![]),
            ("Tidak jelas", vec![Tone::TooShort]),
            ("LENGKAPI BERKAS ANDA SEGERA", vec![Tone::Shouted]),
            ("NIK di KTP-el Anda salah ketik.", vec![]),
            ("WARGA SALAH", vec![Tone::ThirdPerson, Tone::TooShort]),
        ] {
            assert_eq!(tone_of(text), found, "{text}");
        }
    }
}
