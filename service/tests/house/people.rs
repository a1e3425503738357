//! Who comes to the office, and who works there.
use super::House;
use domain::{CardForm, Language, MemberForm, Role};
use service::{Actor, NewOfficer, Proof, RegistrationForm};
use uuid::Uuid;

impl House {
    /// An officer of the office.
    pub async fn officer(&self, email: &str, role: Role) -> Actor {
        self.officer_of(email, role, "DINAS").await
    }

    /// An officer of the office with this code.
    pub async fn officer_of(&self, email: &str, role: Role, office: &str) -> Actor {
        let name = format!("{} Petugas", email.split('@').next().unwrap());
        let new = NewOfficer {
            name,
            email: email.into(),
            role,
            office_code: office.into(),
            password: "perahu-kayu-biru-7".into(),
        };
        let account = self.service.create_officer(&new).await.unwrap();
        self.service.actor(account).await.unwrap()
    }

    /// A citizen who has registered and proven both addresses.
    pub async fn citizen(&self, nik: &str, email: &str, phone: &str) -> Actor {
        let form = RegistrationForm {
            nik: nik.into(),
            kk_number: "9901021706190002".into(),
            name: "Made Wirawan".into(),
            phone: phone.into(),
            email: email.into(),
            password: "perahu-kayu-biru-7".into(),
            password_again: "perahu-kayu-biru-7".into(),
        };
        let id = self.service.register(&form, Language::Id, "127.0.0.1").await.unwrap();
        let code = self.code_to("email", email).await;
        self.service.prove_address(id, service::CodePurpose::RegisterEmail, &code).await.unwrap();
        let code = self.code_to("phone", &format!("+62{}", &phone[1..])).await;
        match self.service.prove_address(id, service::CodePurpose::RegisterPhone, &code).await.unwrap() {
            Proof::Account { account, .. } => self.service.actor(account).await.unwrap(),
            Proof::OneToGo => unreachable!(),
        }
    }

    /// The head of a family card as somebody types it.
    pub fn head_of_a_card() -> CardForm {
        CardForm {
            number: "9901010501150001".into(),
            address: "Dusun Kemiri 12".into(),
            rt: "2".into(),
            rw: "5".into(),
            village: "Contohsari".into(),
            district: "Contoh".into(),
            postcode: "55999".into(),
            ..CardForm::default()
        }
    }

    /// A family card with one son; answers the son's id.
    pub async fn card(&self, citizen: &Actor) -> Uuid {
        self.service.save_card(citizen, &Self::head_of_a_card(), None).await.unwrap();
        let member = |name: &str, nik: &str, sex: &str, year: &str, relation: &str| MemberForm {
            id: Uuid::now_v7(),
            nik: nik.into(),
            name: name.into(),
            sex: sex.into(),
            birth_place: "Contoh".into(),
            birth_day: "4".into(),
            birth_month: "5".into(),
            birth_year: year.into(),
            religion: "1".into(),
            education: "4".into(),
            occupation: "3".into(),
            marital: if relation == "4" { "1".into() } else { "2".into() },
            relation: relation.into(),
            ..MemberForm::default()
        };
        let son = member("Dimas Prasetyo", "9901010405060003", "1", "2006", "4");
        self.service
            .save_member(citizen, &member("Slamet Riyadi", "9901010405800001", "1", "1980", "1"), None)
            .await
            .unwrap();
        self.service.save_member(citizen, &son, None).await.unwrap();
        son.id
    }
}
