//! The register of the demonstration: its families as the office has them, but for one thing.
use super::people::FAMILIES;
use crate::{Error, ImportOptions, Service};
use std::{fmt::Write as _, io::Cursor};

const HEADER: &str = "kk_number,address,rt,rw,village,district,postcode,name,nik,sex,birth_place,birth_date,religion,\
                      education,occupation,marital,relation,father,mother";
/// Whose occupation is another one in the register: the sign for the desk that data differ.
const OTHERWISE: (&str, &str) = ("9901024202920006", "88");

/// The families as a file that an office would send.
fn file() -> String {
    let mut file = HEADER.to_owned();
    for family in FAMILIES {
        for (name, nik, sex, place, [day, month, year], codes, father, mother) in family.members {
            let [religion, education, occupation, marital, relation] = codes;
            let occupation = if *nik == OTHERWISE.0 { OTHERWISE.1 } else { occupation };
            // Writing into a string cannot fail.
            let _ = write!(
                file,
                "\n{},{},2,5,{},Contoh,55999,{},{nik},{sex},{place},{day}-{month}-{year},{religion},{education},\
                 {occupation},{marital},{relation},{},{}",
                family.kk_number,
                family.address,
                family.village,
                name.to_uppercase(),
                father.to_uppercase(),
                mother.to_uppercase(),
            );
        }
    }
    file
}

impl Service {
    /// Imports the register; how many cards it has.
    pub(super) async fn seed_register(&self) -> Result<u64, Error> {
        let wrong = |_| Error::Internal("demonstration data".into());
        let file = Box::new(Cursor::new(file().into_bytes()));
        let report =
            self.import_families(file, ImportOptions::default(), &mut |_| ()).await.map_err(wrong)?;
        if report.counts { Ok(report.cards()) } else { Err(wrong(crate::ImportError::Running)) }
    }
}
