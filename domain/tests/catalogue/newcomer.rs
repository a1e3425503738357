//! Somebody who has a NIK and joins a card: the steps that several services share.

use super::support::{CHILD, Citizen, FATHER, MOTHER};
use domain::{Change, ChangeSubject, Element, code_for};

/// The steps about the person who joins; the relation is not asked of the head of a new card.
pub(crate) fn joins<'a>(citizen: &'a mut Citizen, born: &str, relation: Option<&str>) -> &'a mut Citizen {
    citizen.answers.set("father", "Karto").unwrap();
    citizen.answers.set("mother", "Ngatinem").unwrap();
    citizen
        .answers_step("orang", &[("name", "Sri Lestari"), ("nik", "9902015506950007")])
        .answers_step("jenis-kelamin", &[("sex", "2")])
        .answers_step(
            "kelahiran",
            &[
                ("birth_place", "Sleman"),
                ("birth_date.day", "15"),
                ("birth_date.month", "6"),
                ("birth_date.year", born),
            ],
        )
        .answers_step("agama", &[("religion", "1")])
        .answers_step("pendidikan", &[("education", "5")])
        .answers_step("pekerjaan", &[("occupation", "15")])
        .answers_step("golongan-darah", &[("blood", "13")])
        .answers_step("status-perkawinan", &[("marital", "1")]);
    match relation {
        Some(code) => citizen.answers_step("hubungan", &[("relation", code)]),
        None => citizen,
    }
}

/// The new member, in the order of the card.
pub(crate) fn new_member(changes: &[Change]) -> Vec<(Element, &str)> {
    let new = changes.iter().filter(|change| change.subject == ChangeSubject::NewMember);
    new.map(|change| (change.element, change.will.as_str())).collect()
}

/// What [`joins`] tells, as it comes on the card.
pub(crate) fn as_told<'a>(born: &'a str, relation: &'a str) -> Vec<(Element, &'a str)> {
    vec![
        (Element::Name, "Sri Lestari"),
        (Element::Nik, "9902015506950007"),
        (Element::Sex, "2"),
        (Element::BirthPlace, "Sleman"),
        (Element::BirthDate, born),
        (Element::Religion, "1"),
        (Element::Education, "5"),
        (Element::Occupation, "15"),
        (Element::Blood, "13"),
        (Element::Marital, "1"),
        (Element::Relation, relation),
        (Element::Citizenship, "WNI"),
        (Element::Father, "Karto"),
        (Element::Mother, "Ngatinem"),
    ]
}

/// Father, mother and child answer whether they move.
pub(crate) fn moving<'a>(citizen: &'a mut Citizen, moves: [&str; 3]) -> &'a mut Citizen {
    let codes = [FATHER, MOTHER, CHILD].map(|member| code_for("moves", member));
    let given: Vec<_> = codes.iter().map(String::as_str).zip(moves).collect();
    citizen.answers_step("siapa-pindah", &given)
}

/// The address that several services ask for.
pub(crate) fn address(citizen: &mut Citizen) -> &mut Citizen {
    citizen
        .answers_step("jalan", &[("street", "Jalan Melati 5")])
        .answers_step("rt-rw", &[("rt", "003"), ("rw", "12")])
        .answers_step("desa", PLACE)
}

/// A village, with what it lies in.
pub(crate) const PLACE: &[(&str, &str)] = &[
    ("destination.village", "Giripeni"),
    ("destination.district", "Wates"),
    ("destination.regency", "Kabupaten Kulon Progo"),
    ("destination.province", "Daerah Istimewa Yogyakarta"),
    ("destination.postcode", "55651"),
];

/// What is said about the card that those get who leave for one of their own.
pub(crate) fn new_card(changes: &[Change]) -> Vec<(Element, &str)> {
    let new = changes.iter().filter(|change| change.subject == ChangeSubject::NewCard);
    let told = |change| {
        let Change { element, was, will, .. }: &Change = change;
        assert_eq!(*was, None, "it was nothing before");
        (*element, will.as_str())
    };
    new.map(told).collect()
}

/// [`address`], as it comes on a card.
pub(crate) const ADDRESS: [(Element, &str); 6] = [
    (Element::Address, "Jalan Melati 5"),
    (Element::Rt, "003"),
    (Element::Rw, "012"),
    (Element::Village, "Giripeni"),
    (Element::District, "Wates"),
    (Element::Postcode, "55651"),
];

/// Who leaves the card, and why.
pub(crate) fn leaving(changes: &[Change]) -> Vec<(&str, &str)> {
    let leave = changes.iter().filter_map(|change| match &change.subject {
        ChangeSubject::Member(_, name) if change.element == Element::Membership => {
            assert_eq!(change.was.as_deref(), Some("member"));
            assert_eq!(change.basis.as_ref().unwrap().label.id, "Formulir perpindahan F-1.03");
            Some((name.as_str(), change.will.as_str()))
        }
        _ => None,
    });
    leave.collect()
}

/// The codes of what is told on a page.
pub(crate) fn told<'a>(citizen: &'a Citizen, step: &str) -> Vec<&'a str> {
    let live = domain::reading::live_answers(&citizen.procedure, &citizen.answers, &citizen.context);
    let notices = citizen.procedure.notices_at(step, &live, &citizen.context);
    notices.into_iter().map(|notice| notice.code.as_str()).collect()
}
