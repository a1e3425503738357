//! Made-up people and what they write; area 99 exists nowhere.
#![expect(clippy::unwrap_used, reason = "tests")]

use std::{collections::BTreeMap, io::Cursor, time::Duration};

use domain::{CardForm, Language, MemberForm, Role};
use server::session;
use service::{Actor, CodePurpose, NewOfficer, Proof, RegistrationForm, Service};
use tower_sessions::session::Id;
use uuid::Uuid;

/// The password of everybody.
pub const PASSWORD: &str = "perahu-kayu-biru-7";

/// Names of citizens, in turn.
const NAMES: [&str; 3] = ["Made Wirawan", "Slamet Riyadi", "Yohana Tarigan"];

/// Somebody with an account, signed in.
#[derive(Clone, Debug)]
pub struct Person {
    /// Who.
    pub actor: Actor,
    /// What the browser sends.
    pub cookie: String,
}

/// One draft that is ready to be sent.
#[derive(Clone, Debug)]
pub struct Errand {
    /// Its id.
    pub draft: Uuid,
    /// Whose it is.
    pub owner: Person,
}

impl Errand {
    /// Where sending it leads.
    pub fn receipt(&self) -> String {
        format!("/permohonan/{}/tanda-terima", self.draft)
    }

    /// "Kirim", pressed in a browser without scripts, at a server that listens at `at`.
    pub fn press(&self, client: &reqwest::Client, at: &str) -> reqwest::RequestBuilder {
        client
            .post(format!("{at}/api/kirim"))
            .header("content-type", "application/x-www-form-urlencoded")
            .header("referer", format!("{at}/permohonan/{}/isi/periksa", self.draft))
            .header("sec-fetch-site", "same-origin")
            .header("accept", "text/html,application/xhtml+xml,*/*;q=0.8")
            .header("cookie", &self.owner.cookie)
            .body(format!("draft={}&statement=true", self.draft))
    }

    /// Whether an answer leads to its receipt.
    pub fn is_receipt(&self, answer: &reqwest::Response) -> bool {
        let leads = answer.headers().get("location").and_then(|leads| leads.to_str().ok());
        leads.is_some_and(|leads| leads.split('#').next() == Some(&self.receipt()))
    }
}

impl Person {
    /// The account.
    pub fn account(&self) -> Uuid {
        self.actor.account().unwrap()
    }

    /// The `serial`th citizen, at an address of their own: registered, both addresses proven, with a card of
    /// one member, signed in.
    pub async fn citizen(service: &Service, serial: u32) -> Self {
        let name = NAMES[serial as usize % NAMES.len()];
        let form = RegistrationForm {
            nik: nik(serial),
            kk_number: format!("990101050115{serial:04}"),
            name: name.into(),
            phone: format!("0812900{serial:05}"),
            email: format!("warga{serial}@contoh.test"),
            password: PASSWORD.into(),
            password_again: PASSWORD.into(),
        };
        let [.., high, low] = serial.to_be_bytes();
        let id = service.register(&form, Language::Id, &format!("127.0.{high}.{low}")).await.unwrap();
        let mail = service.mailbox().await.unwrap();
        let code = |channel: &str, to: &str| {
            let letter = mail.iter().find(|mail| mail.channel == channel && mail.to == to);
            letter.and_then(|mail| mail.code.clone()).unwrap()
        };
        let (email, phone) = (code("email", &form.email), code("phone", &format!("+62{}", &form.phone[1..])));
        service.prove_address(id, CodePurpose::RegisterEmail, &email).await.unwrap();
        let Proof::Account { account, .. } =
            service.prove_address(id, CodePurpose::RegisterPhone, &phone).await.unwrap()
        else {
            unreachable!("both are proven")
        };
        let person = Self::signed_in(service, account).await;
        let head = CardForm {
            number: form.kk_number,
            address: "Dusun Kemiri 12".into(),
            rt: "2".into(),
            rw: "5".into(),
            village: "Contohsari".into(),
            district: "Contoh".into(),
            postcode: "55999".into(),
            ..CardForm::default()
        };
        service.save_card(&person.actor, &head, None).await.unwrap();
        service.save_member(&person.actor, &member(serial, name), None).await.unwrap();
        person
    }

    /// An officer of the office that takes requests in, signed in.
    pub async fn officer(service: &Service, role: Role) -> Self {
        Self::officer_of(service, "DINAS", role).await
    }

    /// An officer of the office with this code, signed in.
    pub async fn officer_of(service: &Service, office: &str, role: Role) -> Self {
        let new = NewOfficer {
            name: "Rina Wulandari".into(),
            email: format!("{}.{}@contoh.test", role.as_str(), office.to_lowercase()),
            role,
            office_code: office.to_owned(),
            password: PASSWORD.into(),
        };
        let account = service.create_officer(&new).await.unwrap();
        Self::signed_in(service, account).await
    }

    /// Types the password again, as acts of administration want.
    pub async fn confirm(&self, service: &Service) {
        let id: Id = self.cookie.split_once('=').unwrap().1.parse().unwrap();
        service.confirm(&self.actor, &id.0.to_le_bytes(), PASSWORD, "").await.unwrap();
    }

    /// Whoever has this account, with a session as signing in leaves it.
    pub async fn signed_in(service: &Service, account: Uuid) -> Self {
        let id = Id(i128::from_le_bytes(*Uuid::new_v4().as_bytes()));
        let data = BTreeMap::from([(server::visitor::ACCOUNT, account.to_string())]);
        let until = service.now() + Duration::from_hours(12);
        let data = serde_json::to_vec(&data).unwrap();
        service.session_save(&id.0.to_le_bytes(), Some(account), &data, until).await.unwrap();
        Self { actor: service.actor(account).await.unwrap(), cookie: format!("{}={id}", session::COOKIE) }
    }

    /// A lost card's replacement, written to the end, documents and all.
    pub async fn errand(&self, service: &Service) -> Errand {
        let draft = Uuid::now_v7();
        service.start_draft(&self.actor, draft, "RP-01").await.unwrap();
        service.save_answers(&self.actor, draft, &answers(service)).await.unwrap();
        for slot in ["surat_kehilangan", "ktp_el"] {
            self.upload(service, draft, slot).await;
        }
        Errand { draft, owner: self.clone() }
    }

    /// A small picture into a slot; its id.
    pub async fn upload(&self, service: &Service, draft: Uuid, slot: &str) -> Uuid {
        let name = format!("{slot}.jpg");
        service.store_document(&self.actor, draft, slot, &name, picture()).await.unwrap().id
    }
}

/// A NIK that nobody else here has.
pub fn nik(serial: u32) -> String {
    format!("990101010190{serial:04}")
}

/// The head of a family of this name.
pub fn member(serial: u32, name: &str) -> MemberForm {
    MemberForm {
        id: Uuid::now_v7(),
        nik: nik(serial),
        name: name.into(),
        sex: "1".into(),
        birth_place: "Contoh".into(),
        birth_day: "1".into(),
        birth_month: "1".into(),
        birth_year: "1990".into(),
        religion: "4".into(),
        education: "4".into(),
        occupation: "3".into(),
        marital: "2".into(),
        relation: "1".into(),
        ..MemberForm::default()
    }
}

/// Answers of RP-01 by the names of their inputs.
pub fn answers(service: &Service) -> BTreeMap<String, String> {
    let week_ago = service.today() - Duration::from_hours(7 * 24);
    let mut answers = BTreeMap::new();
    let mut put = |field: &str, value: &str| answers.insert(field.to_owned(), value.to_owned());
    for (field, value) in [
        ("cause", "lost"),
        ("lost_place", "Pasar Contoh"),
        ("police_station", "Polsek Contoh"),
        ("police_number", "SKTLK/99/V/2026"),
    ] {
        put(field, value);
    }
    for date in ["lost_date", "police_date"] {
        put(&format!("{date}.day"), &week_ago.day().to_string());
        put(&format!("{date}.month"), &u8::from(week_ago.month()).to_string());
        put(&format!("{date}.year"), &week_ago.year().to_string());
    }
    answers
}

/// A small JPEG.
pub fn picture() -> Vec<u8> {
    let picture = image::RgbImage::from_fn(48, 32, |x, y| {
        image::Rgb([u8::try_from(x).unwrap_or(0), 90, u8::try_from(y).unwrap_or(0)])
    });
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, image::ImageFormat::Jpeg).unwrap();
    bytes.into_inner()
}
