//! Who is in the demonstration. Invented; area 99 exists nowhere.
use crate::{Actor, Error, Service, accounts::Applicant, clock::millis};
use domain::{CardForm, Email, KkNumber, Language, MemberForm, Nik, Phone, RecordedName, Role};
use uuid::Uuid;

pub(super) const OFFICERS: [(&str, &str, Role); 8] = [
    ("Dewi Loket", "dewi@contoh.test", Role::FrontDesk),
    ("Rina Wulandari", "rina@contoh.test", Role::Verifier),
    ("Budi Santosa", "budi.petugas@contoh.test", Role::Verifier),
    ("Supriyadi Penyelia", "supri@contoh.test", Role::Supervisor),
    ("Agus Pengelola", "agus@contoh.test", Role::Administrator),
    ("Wayan Loket", "wayan@contoh.test", Role::FrontDesk),
    ("Maria Verifikator", "maria@contoh.test", Role::Verifier),
    ("Hasan Pengelola", "hasan@contoh.test", Role::Administrator),
];

/// One member: name, NIK, sex, birth place, day, month, year, religion, education, occupation, marital, relation, father, mother.
pub(super) type MemberRow = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    [&'static str; 3],
    [&'static str; 5],
    &'static str,
    &'static str,
);

/// One family with the account of one of its members.
pub(super) struct Family {
    pub(super) email: &'static str,
    phone: &'static str,
    pub(super) kk_number: &'static str,
    pub(super) address: &'static str,
    pub(super) village: &'static str,
    applicant: usize,
    pub(super) members: &'static [MemberRow],
}

/// The first account is the one that the sign-in page names.
pub(super) const FAMILIES: &[Family] = &[
    Family {
        email: "siti@contoh.test",
        phone: "081290000001",
        kk_number: "9901010501150001",
        address: "Dusun Kemiri 12",
        village: "Contohsari",
        applicant: 1,
        members: &[
            (
                "Slamet Riyadi",
                "9901011203800001",
                "1",
                "Contoh",
                ["12", "3", "1980"],
                ["1", "5", "9", "2", "1"],
                "Kasiman",
                "Tumirah",
            ),
            (
                "Siti Rahmawati",
                "9901016507840002",
                "2",
                "Contoh",
                ["25", "7", "1984"],
                ["1", "5", "2", "2", "3"],
                "Sukardi",
                "Sumarni",
            ),
            (
                "Dimas Prasetyo",
                "9901010405060003",
                "1",
                "Contoh",
                ["4", "5", "2006"],
                ["1", "4", "3", "1", "4"],
                "Slamet Riyadi",
                "Siti Rahmawati",
            ),
            (
                "Ayu Lestari",
                "9901015911120004",
                "2",
                "Contoh",
                ["19", "11", "2012"],
                ["1", "2", "3", "1", "4"],
                "Slamet Riyadi",
                "Siti Rahmawati",
            ),
        ],
    },
    Family {
        email: "made@contoh.test",
        phone: "081290000002",
        kk_number: "9901021706190002",
        address: "Jalan Melati 7",
        village: "Ngulon",
        applicant: 0,
        members: &[
            (
                "Made Wirawan",
                "9901020101900005",
                "1",
                "Contoh",
                ["1", "1", "1990"],
                ["4", "8", "15", "2", "1"],
                "Ketut Arta",
                "Wayan Rini",
            ),
            (
                "Ni Luh Sekar",
                "9901024202920006",
                "2",
                "Contoh",
                ["2", "2", "1992"],
                ["4", "8", "65", "2", "3"],
                "Nyoman Gede",
                "Ketut Sari",
            ),
        ],
    },
    Family {
        email: "yohana@contoh.test",
        phone: "081290000003",
        kk_number: "9901032012100003",
        address: "Kampung Muara RT 2",
        village: "Muara Contoh",
        applicant: 0,
        members: &[
            (
                "Yohana Tarigan",
                "9901036303750007",
                "2",
                "Contoh",
                ["23", "3", "1975"],
                ["2", "4", "84", "6", "1"],
                "Petrus Tarigan",
                "Maria Ginting",
            ),
            (
                "Andreas Tarigan",
                "9901031508020008",
                "1",
                "Contoh",
                ["15", "8", "2002"],
                ["2", "5", "1", "1", "4"],
                "Johan Tarigan",
                "Yohana Tarigan",
            ),
        ],
    },
];

impl Service {
    pub(super) async fn seed_family(&self, family: &Family) -> Result<Actor, Error> {
        let wrong = |_| Error::Internal("demonstration data".into());
        let member = family
            .members
            .get(family.applicant)
            .ok_or_else(|| Error::Internal("demonstration data".into()))?;
        let applicant = Applicant {
            nik: Nik::parse(member.1).map_err(wrong)?,
            kk_number: KkNumber::parse(family.kk_number).map_err(wrong)?,
            name: RecordedName::parse(member.0).map_err(wrong)?,
            phone: Phone::parse(family.phone).map_err(wrong)?,
            email: Email::parse(family.email).map_err(wrong)?,
            language: Language::Id,
        };
        let password_hash = self.passwords.hash(super::DEMO_PASSWORD).await?;
        let account = self.create_citizen(&applicant, password_hash, millis(self.clock.now())).await?;
        let actor = self.actor(account).await?;
        let head = CardForm {
            number: family.kk_number.into(),
            address: family.address.into(),
            rt: "2".into(),
            rw: "5".into(),
            village: family.village.into(),
            district: "Contoh".into(),
            postcode: "55999".into(),
            ..CardForm::default()
        };
        self.save_card(&actor, &head, None).await?;
        for row in family.members {
            self.save_member(&actor, &form(row), None).await?;
        }
        Ok(actor)
    }
}

fn form(row: &MemberRow) -> MemberForm {
    let (
        name,
        nik,
        sex,
        birth_place,
        [day, month, year],
        [religion, education, occupation, marital, relation],
        father,
        mother,
    ) = *row;
    MemberForm {
        id: Uuid::now_v7(),
        nik: nik.into(),
        name: name.into(),
        sex: sex.into(),
        birth_place: birth_place.into(),
        birth_day: day.into(),
        birth_month: month.into(),
        birth_year: year.into(),
        religion: religion.into(),
        education: education.into(),
        occupation: occupation.into(),
        blood: String::new(),
        marital: marital.into(),
        relation: relation.into(),
        citizenship: String::new(),
        father: father.into(),
        mother: mother.into(),
    }
}
