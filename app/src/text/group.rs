//! Groups of services in words.
use super::pick;
use domain::{Group, Language};

/// A group as a headline.
pub const fn group_name(group: Group, language: Language) -> &'static str {
    match group {
        Group::Members => pick(language, "Anggota keluarga", "Family members"),
        Group::Data => pick(language, "Data di kartu", "Data on the card"),
        Group::NewCard => pick(language, "Kartu Keluarga baru", "A new family card"),
        Group::Moving => pick(language, "Pindah atau datang", "Moving"),
        Group::Reprint => pick(language, "Kartu hilang atau rusak", "Lost or damaged card"),
        Group::Special => pick(language, "Keadaan khusus", "Special situations"),
    }
}
