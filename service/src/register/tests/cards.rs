//! Cards and requests of made-up people; area 99 exists nowhere.
#![expect(clippy::unwrap_used, reason = "tests")]
use crate::requests::Body;
use domain::{
    Answers, CardForm, Change, ChangeSubject, Context, Element, FamilyCard, Member, MemberForm,
    date::from_iso,
};
use uuid::Uuid;

pub(crate) fn person(name: &str, nik: &str, relation: &str) -> Member {
    let form = MemberForm {
        id: Uuid::now_v7(),
        nik: nik.into(),
        name: name.into(),
        sex: "1".into(),
        birth_place: "Contoh".into(),
        birth_day: "4".into(),
        birth_month: "5".into(),
        birth_year: "1980".into(),
        religion: "1".into(),
        education: "4".into(),
        occupation: "3".into(),
        marital: "1".into(),
        relation: relation.into(),
        ..MemberForm::default()
    };
    form.parse(from_iso("2026-11-22").unwrap()).unwrap()
}

pub(crate) fn card(number: &str, members: &[Member]) -> FamilyCard {
    let form = CardForm {
        number: number.into(),
        address: "Dusun Kemiri 12".into(),
        rt: "2".into(),
        rw: "5".into(),
        village: "Contohsari".into(),
        district: "Contoh".into(),
        ..CardForm::default()
    };
    form.parse(members.to_vec()).unwrap()
}

pub(crate) fn body(nik: &str, card: FamilyCard) -> Body {
    let today = from_iso("2026-11-22").unwrap();
    Body {
        applicant_name: "Slamet Riyadi".into(),
        applicant_nik: nik.into(),
        kk_number: card.number.as_ref().unwrap().as_str().into(),
        card: Some(card),
        answers: Answers::default(),
        context: Context {
            today,
            members: Vec::new(),
            card: std::collections::BTreeMap::new(),
            linked: false,
            applicant: None,
            applicant_nik: None,
            labels: domain::Labels::default(),
        },
        changes: Vec::new(),
        documents: Vec::new(),
        bring_original: Vec::new(),
        before_correction: None,
        new_documents: Vec::new(),
        reused: std::collections::BTreeMap::new(),
    }
}

pub(crate) fn joining(name: &str, nik: &str) -> Vec<Change> {
    let change = |element, will: &str| Change {
        subject: ChangeSubject::NewMember,
        element,
        was: None,
        will: will.into(),
        basis: None,
        event: None,
    };
    vec![change(Element::Name, name), change(Element::Nik, nik)]
}
