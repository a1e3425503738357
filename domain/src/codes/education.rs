//! Pendidikan: the highest level completed.

use super::{Code, code};

pub(super) const EDUCATION: &[Code] = &[
    code("1", "Tidak/belum sekolah", "No schooling yet"),
    code("2", "Belum tamat SD/sederajat", "Primary school not completed"),
    code("3", "Tamat SD/sederajat", "Primary school"),
    code("4", "SLTP/sederajat", "Lower secondary school"),
    code("5", "SLTA/sederajat", "Upper secondary school"),
    code("6", "Diploma I/II", "Diploma I or II"),
    code("7", "Akademi/Diploma III/S. Muda", "Academy or Diploma III"),
    code("8", "Diploma IV/Strata I", "Diploma IV or bachelor's degree"),
    code("9", "Strata II", "Master's degree"),
    code("10", "Strata III", "Doctorate"),
];
