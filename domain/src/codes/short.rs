//! The short lists: sex, religion, blood, marriage, relation, citizenship.

use super::{Code, code};
use time::macros::date;

pub(super) const SEX: &[Code] = &[code("1", "Laki-laki", "Male"), code("2", "Perempuan", "Female")];

pub(super) const RELIGION: &[Code] = &[
    code("1", "Islam", "Islam"),
    code("2", "Kristen", "Protestant Christianity"),
    code("3", "Katolik", "Catholic Christianity"),
    code("4", "Hindu", "Hinduism"),
    code("5", "Buddha", "Buddhism"),
    code("6", "Khonghucu", "Confucianism"),
    // Decision of the Constitutional Court 97/PUU-XIV/2016.
    code("7", "Kepercayaan terhadap Tuhan Yang Maha Esa", "Belief in the One Almighty God")
        .from(date!(2017 - 11 - 07)),
];

pub(super) const BLOOD: &[Code] = &[
    code("1", "A", "A"),
    code("2", "B", "B"),
    code("3", "AB", "AB"),
    code("4", "O", "O"),
    code("5", "A+", "A+"),
    code("6", "A-", "A-"),
    code("7", "B+", "B+"),
    code("8", "B-", "B-"),
    code("9", "AB+", "AB+"),
    code("10", "AB-", "AB-"),
    code("11", "O+", "O+"),
    code("12", "O-", "O-"),
    code("13", "Tidak tahu", "Not known"),
];

pub(super) const MARITAL: &[Code] = &[
    code("1", "Belum kawin", "Never married"),
    code("2", "Kawin tercatat", "Married, recorded"),
    code("3", "Kawin belum tercatat", "Married, not recorded"),
    code("4", "Cerai hidup tercatat", "Divorced, recorded"),
    code("5", "Cerai hidup belum tercatat", "Divorced, not recorded"),
    code("6", "Cerai mati", "Widowed"),
];

pub(super) const RELATION: &[Code] = &[
    code("1", "Kepala keluarga", "Head of family"),
    code("2", "Suami", "Husband"),
    code("3", "Istri", "Wife"),
    code("4", "Anak", "Child"),
    code("5", "Menantu", "Son- or daughter-in-law"),
    code("6", "Cucu", "Grandchild"),
    code("7", "Orang tua", "Parent"),
    code("8", "Mertua", "Parent-in-law"),
    code("9", "Famili lain", "Other relative"),
    code("10", "Pembantu", "Household help"),
    code("11", "Lainnya", "Other"),
];

pub(super) const CITIZENSHIP: &[Code] =
    &[code("WNI", "WNI", "Indonesian citizen"), code("OA", "Orang asing", "Foreigner")];
