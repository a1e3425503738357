//! The elements of data on a family card (UU 23/2006 Ps 61(1), Permendagri 108/2019 Ps 15).

use crate::codes::{CodeList, label};
use crate::date::{from_iso, in_words};
use crate::identity::Nik;
use crate::language::Language;
use crate::leaving::Leaving;
use serde::{Deserialize, Serialize};

/// One element of a member, or of the card itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Element {
    /// Nama lengkap.
    Name,
    /// NIK.
    Nik,
    /// Jenis kelamin.
    Sex,
    /// Tempat lahir.
    BirthPlace,
    /// Tanggal lahir.
    BirthDate,
    /// Agama atau kepercayaan.
    Religion,
    /// Pendidikan.
    Education,
    /// Jenis pekerjaan.
    Occupation,
    /// Golongan darah.
    Blood,
    /// Status perkawinan.
    Marital,
    /// Tanggal perkawinan atau perceraian.
    MaritalDate,
    /// Status hubungan dalam keluarga.
    Relation,
    /// Kewarganegaraan.
    Citizenship,
    /// Nomor paspor.
    Passport,
    /// Nomor KITAP.
    Kitap,
    /// Nama ayah.
    Father,
    /// Nama ibu.
    Mother,
    /// Alamat, of the card: street or hamlet.
    Address,
    /// RT, of the card.
    Rt,
    /// RW, of the card.
    Rw,
    /// Desa or kelurahan, of the card.
    Village,
    /// Kecamatan, of the card.
    District,
    /// Kode pos, of the card.
    Postcode,
    /// Whether somebody is on the card, or why not any more.
    Membership,
    /// The printed card itself: a reprint changes nothing else.
    Print,
}

impl Element {
    /// Every element, in the order of the printed card.
    pub const ALL: [Self; 25] = [
        Self::Name,
        Self::Nik,
        Self::Sex,
        Self::BirthPlace,
        Self::BirthDate,
        Self::Religion,
        Self::Education,
        Self::Occupation,
        Self::Blood,
        Self::Marital,
        Self::MaritalDate,
        Self::Relation,
        Self::Citizenship,
        Self::Passport,
        Self::Kitap,
        Self::Father,
        Self::Mother,
        Self::Address,
        Self::Rt,
        Self::Rw,
        Self::Village,
        Self::District,
        Self::Postcode,
        Self::Membership,
        Self::Print,
    ];

    /// The elements of the card itself, in the order of its head.
    pub const OF_CARD: [Self; 6] =
        [Self::Address, Self::Rt, Self::Rw, Self::Village, Self::District, Self::Postcode];

    /// The stable name, the same as in JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Nik => "nik",
            Self::Sex => "sex",
            Self::BirthPlace => "birth_place",
            Self::BirthDate => "birth_date",
            Self::Religion => "religion",
            Self::Education => "education",
            Self::Occupation => "occupation",
            Self::Blood => "blood",
            Self::Marital => "marital",
            Self::MaritalDate => "marital_date",
            Self::Relation => "relation",
            Self::Citizenship => "citizenship",
            Self::Passport => "passport",
            Self::Kitap => "kitap",
            Self::Father => "father",
            Self::Mother => "mother",
            Self::Address => "address",
            Self::Rt => "rt",
            Self::Rw => "rw",
            Self::Village => "village",
            Self::District => "district",
            Self::Postcode => "postcode",
            Self::Membership => "membership",
            Self::Print => "print",
        }
    }

    /// Reads a stable name.
    pub fn parse(raw: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|element| element.as_str() == raw)
    }

    /// The list its values come from, if it is coded.
    pub const fn code_list(self) -> Option<CodeList> {
        match self {
            Self::Sex => Some(CodeList::Sex),
            Self::Religion => Some(CodeList::Religion),
            Self::Education => Some(CodeList::Education),
            Self::Occupation => Some(CodeList::Occupation),
            Self::Blood => Some(CodeList::Blood),
            Self::Marital => Some(CodeList::Marital),
            Self::Relation => Some(CodeList::Relation),
            Self::Citizenship => Some(CodeList::Citizenship),
            _ => None,
        }
    }

    /// A stored value for people: the label of a code, a date in words, a NIK masked, anything else as it is.
    /// A value that cannot be read is shown as stored, never dropped.
    pub fn display(self, value: &str, language: Language) -> String {
        if let Some(list) = self.code_list() {
            return label(list, value, language).unwrap_or(value).to_owned();
        }
        match self {
            Self::BirthDate | Self::MaritalDate => {
                from_iso(value).map_or_else(|| value.to_owned(), |date| in_words(date, language))
            }
            Self::Membership => Leaving::display(value, language).to_owned(),
            Self::Nik => Nik::parse_recorded(value).map_or_else(|_| value.to_owned(), |nik| nik.masked()),
            _ => value.to_owned(),
        }
    }
}
