//! Members are read field by field, and a card is looked at as a whole.

use domain::family::{Severity, warnings};
use domain::{
    CardForm, Element, FamilyCard, FieldError, FieldIssue, KkNumber, Language, Member, MemberForm,
    MemberView, WarningCode,
};
use time::macros::date;
use uuid::Uuid;

pub(crate) const TODAY: time::Date = date!(2026 - 11 - 22);

pub(crate) fn form(id: u128, relation: &str, year: &str) -> MemberForm {
    MemberForm {
        id: Uuid::from_u128(id),
        nik: format!("99010114038500{id:02}"),
        name: "Slamet".into(),
        sex: "1".into(),
        birth_place: " Kulon  Progo ".into(),
        birth_day: "14".into(),
        birth_month: "03".into(),
        birth_year: year.into(),
        religion: "1".into(),
        education: "5".into(),
        occupation: "9".into(),
        marital: if relation == "4" { "1" } else { "2" }.into(),
        relation: relation.into(),
        father: "-".into(),
        mother: "Nur'aini".into(),
        ..MemberForm::default()
    }
}

pub(crate) fn member(id: u128, relation: &str, year: &str) -> Member {
    form(id, relation, year).parse(TODAY).unwrap()
}

pub(crate) fn card(members: Vec<Member>) -> FamilyCard {
    FamilyCard {
        number: Some(KkNumber::parse("9901012211260001").unwrap()),
        address: "Jalan Melati 3".into(),
        rt: "001".into(),
        rw: "002".into(),
        village_code: None,
        village: "Wates".into(),
        district: "Wates".into(),
        postcode: "55611".into(),
        members,
    }
}

#[test]
fn a_member_is_read_with_defaults_and_shown_again() {
    let read = member(1, "1", "1985");
    assert_eq!((read.blood.as_str(), read.citizenship.as_str()), ("13", "WNI"));
    assert_eq!((read.birth_place.as_str(), read.father.as_str()), ("Kulon Progo", ""));
    assert_eq!(read.get(Element::BirthDate).as_deref(), Some("1985-03-14"));
    assert_eq!(read.get(Element::Father), None);
    assert_eq!(Element::BirthDate.display("1985-03-14", Language::Id), "14 Maret 1985");
    assert_eq!(Element::Education.display("5", Language::Id), "SLTA/sederajat");
    assert_eq!(Element::Education.display("77", Language::Id), "77");
    assert_eq!(MemberForm::of(&read).parse(TODAY), Ok(read.clone()));
    let json = serde_json::to_string(&read).unwrap();
    assert_eq!(serde_json::from_str::<Member>(&json).unwrap(), read);
}

#[test]
fn every_wrong_field_is_told_at_once() {
    let issues = MemberForm::default().parse(TODAY).unwrap_err();
    let fields: Vec<_> = issues.iter().map(|issue| issue.field.as_str()).collect();
    let required = [
        "name",
        "sex",
        "birth_place",
        "birth_date",
        "religion",
        "education",
        "occupation",
        "marital",
        "relation",
    ];
    assert_eq!(fields, required);
    assert!(issues.iter().all(|issue| issue.error == FieldError::Missing));

    let wrong =
        MemberForm { nik: "12".into(), sex: "3".into(), birth_year: "2027".into(), ..form(1, "1", "1985") };
    assert_eq!(
        wrong.parse(TODAY).unwrap_err(),
        [
            FieldIssue::new("nik", FieldError::NotSixteenDigits),
            FieldIssue::new("sex", FieldError::NotInList),
            FieldIssue::new("birth_date", FieldError::FutureDate),
        ]
    );
}

#[test]
fn what_goes_to_the_device_has_no_nik() {
    let view = MemberView::of(&member(1, "1", "1985"));
    let json = serde_json::to_string(&view).unwrap();
    assert!(!json.contains("9901011403850001") && json.contains("9901••••••••0001"), "{json}");
    assert_eq!(serde_json::from_str::<MemberView>(&json).unwrap(), view);
    let full = MemberView::with_nik(&member(1, "1", "1985"));
    assert_eq!(full.elements.get(&Element::Nik).map(String::as_str), Some("9901011403850001"));
    assert!(!format!("{full:?}").contains("Slamet"));
}

#[test]
fn a_sound_card_has_no_warnings() {
    let members =
        vec![member(1, "1", "1985"), member(2, "3", "1988"), member(3, "4", "2010"), member(4, "7", "1960")];
    assert_eq!(warnings(&card(members), TODAY), []);
}

#[test]
fn what_looks_wrong_is_a_warning() {
    use WarningCode::{
        ChildOlderThanHead, ChildrenAlone, DateOfNoMarriage, HeadNotMarried, HeadTooYoung, NikIsCardNumber,
        NoHead, ParentYoungerThanHead, SameNik, SeveralHeads, SpouseNotMarried,
    };
    let codes = |members: Vec<Member>| -> Vec<WarningCode> {
        warnings(&card(members), TODAY).into_iter().map(|warning| warning.code).collect()
    };
    assert_eq!(codes(Vec::new()), [], "nobody is left: nothing is wrong");
    assert_eq!(codes(vec![member(3, "4", "2005")]), [NoHead]);
    assert_eq!(codes(vec![member(3, "4", "2010")]), [NoHead, ChildrenAlone]);
    assert_eq!(codes(vec![member(1, "1", "1985"), member(2, "1", "1985")]), [SeveralHeads]);
    let young = Member { marital: "1".into(), ..member(1, "1", "2012") };
    assert_eq!(codes(vec![young.clone()]), [ChildrenAlone, HeadTooYoung]);
    assert_eq!(codes(vec![young.clone(), member(2, "7", "1960")]), [HeadTooYoung]);
    assert_eq!(codes(vec![Member { marital: "6".into(), ..young }]), []);
    let unmarried = Member { marital: "1".into(), ..member(2, "3", "1988") };
    assert_eq!(codes(vec![member(1, "1", "1985"), unmarried]), [SpouseNotMarried]);
    let head = member(1, "1", "1985");
    let divorced = Member { marital: "4".into(), ..head.clone() };
    assert_eq!(codes(vec![divorced, member(2, "3", "1988")]), [HeadNotMarried]);
    let dated = Member { marital_date: Some(TODAY), ..member(3, "4", "2010") };
    assert_eq!(codes(vec![head.clone(), dated]), [DateOfNoMarriage]);
    assert_eq!(codes(vec![head.clone(), member(2, "4", "1980")]), [ChildOlderThanHead]);
    assert_eq!(codes(vec![head.clone(), member(2, "7", "1990")]), [ParentYoungerThanHead]);
    assert_eq!(
        codes(vec![head.clone(), Member { nik: head.nik.clone(), ..member(2, "9", "1990") }]),
        [SameNik]
    );
    let mut same = card(vec![head.clone()]);
    same.number = Some(KkNumber::parse(head.nik.as_ref().unwrap().as_str()).unwrap());
    let found = warnings(&same, TODAY);
    assert_eq!(
        (found[0].code, found[0].severity, found[0].member),
        (NikIsCardNumber, Severity::Impossible, Some(head.id))
    );
}

#[test]
fn a_card_is_read_with_its_members() {
    let typed = CardForm {
        number: "9901 0122 1126 0001".into(),
        address: " Jalan  Melati 3 ".into(),
        rt: "1".into(),
        village: "Wates".into(),
        district: "Wates".into(),
        ..CardForm::default()
    };
    let read = typed.parse(vec![member(1, "1", "1985")]).unwrap();
    assert_eq!((read.rt.as_str(), read.rw.as_str(), read.address.as_str()), ("001", "000", "Jalan Melati 3"));
    assert_eq!(
        (read.village_code.as_deref(), read.head().map(|head| head.id)),
        (None, Some(Uuid::from_u128(1)))
    );
    assert_eq!(CardForm::of(&read).parse(read.members.clone()), Ok(read));

    let wrong =
        CardForm { number: "9901011403850001".into(), rt: "1234".into(), postcode: "5561".into(), ..typed };
    assert_eq!(
        wrong.parse(vec![member(1, "1", "1985")]).unwrap_err(),
        [
            FieldIssue::new("number", FieldError::SameAsKkNumber),
            FieldIssue::new("rt", FieldError::NotAnRtRw),
            FieldIssue::new("postcode", FieldError::NotAPostcode),
        ]
    );
}
