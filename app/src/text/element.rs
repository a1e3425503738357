//! Elements of the family card in words.
use super::pick;
use domain::{Element, Language};

/// The element as people read it.
pub const fn element(element: Element, language: Language) -> &'static str {
    match element {
        Element::Name => pick(language, "Nama lengkap", "Full name"),
        Element::Nik => pick(language, "NIK", "NIK"),
        Element::Sex => pick(language, "Jenis kelamin", "Sex"),
        Element::BirthPlace => pick(language, "Tempat lahir", "Place of birth"),
        Element::BirthDate => pick(language, "Tanggal lahir", "Date of birth"),
        Element::Religion => pick(language, "Agama", "Religion"),
        Element::Education => pick(language, "Pendidikan", "Education"),
        Element::Occupation => pick(language, "Pekerjaan", "Occupation"),
        Element::Blood => pick(language, "Golongan darah", "Blood type"),
        Element::Marital => pick(language, "Status perkawinan", "Marital status"),
        Element::MaritalDate => pick(language, "Tanggal perkawinan/perceraian", "Date of marriage/divorce"),
        Element::Relation => pick(language, "Hubungan dalam keluarga", "Relation in the family"),
        Element::Citizenship => pick(language, "Kewarganegaraan", "Citizenship"),
        Element::Passport => pick(language, "Nomor paspor", "Passport number"),
        Element::Kitap => pick(language, "Nomor KITAP", "KITAP number"),
        Element::Father => pick(language, "Nama ayah", "Father's name"),
        Element::Mother => pick(language, "Nama ibu", "Mother's name"),
        Element::Address => pick(language, "Alamat", "Address"),
        Element::Rt => "RT",
        Element::Rw => "RW",
        Element::Village => pick(language, "Desa atau kelurahan", "Village"),
        Element::District => pick(language, "Kecamatan", "District"),
        Element::Postcode => pick(language, "Kode pos", "Postcode"),
        Element::Membership => pick(language, "Keanggotaan", "Membership"),
        Element::Print => pick(language, "Cetakan KK", "Printed card"),
    }
}
