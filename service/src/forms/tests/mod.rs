//! Forms from made-up requests: the words first, then the paper.
#![expect(clippy::unwrap_used, reason = "tests")]

mod drawn;
mod filled;
mod layouts;

use super::{
    Forms,
    case::{Case, Told},
    fill::fill,
    paper::{Block, Entry, Paper},
};
use crate::Catalogue;
use domain::{
    Answers, CardForm, Context, Date, FamilyCard, Member, MemberForm, MemberView, Nik, Procedure, Words,
    code_for, propose,
};
use time::macros::date;
use uuid::Uuid;

const TODAY: Date = date!(2026 - 11 - 22);
const LONG_NAME: &str = "Raden Ajeng Kusumaningtyas Widyaningrum Prabawati Soerodipuro";

fn procedure(code: &str) -> Procedure<Words> {
    Procedure::clone(&Catalogue::built_in().unwrap().find(code, TODAY).unwrap().procedure)
}

fn member(at: u8, name: &str, sex: &str, birth: (&str, &str, &str), relation: &str) -> Member {
    let (day, month, year) = birth;
    let women = if sex == "2" { 40 } else { 0 };
    let nik = format!("990101{:02}{month:0>2}{}{at:04}", day.parse::<u8>().unwrap() + women, &year[2..]);
    let form = MemberForm {
        id: Uuid::from_u128(u128::from(at)),
        nik,
        name: name.into(),
        sex: sex.into(),
        birth_place: "Contoh".into(),
        birth_day: day.into(),
        birth_month: month.into(),
        birth_year: year.into(),
        religion: "1".into(),
        education: "4".into(),
        occupation: "3".into(),
        marital: if relation == "4" { "1".into() } else { "2".into() },
        relation: relation.into(),
        ..MemberForm::default()
    };
    form.parse(TODAY).unwrap()
}

/// Father, mother and two children.
fn family() -> FamilyCard {
    let head = CardForm {
        number: "9901010501150001".into(),
        address: "Dusun Kemiri 12".into(),
        rt: "2".into(),
        rw: "5".into(),
        village: "Contohsari".into(),
        district: "Contoh".into(),
        postcode: "55999".into(),
        ..CardForm::default()
    };
    let mut card = head.parse(Vec::new()).unwrap();
    card.members = vec![
        member(1, "Slamet Riyadi", "1", ("4", "5", "1980"), "1"),
        member(2, "Siti Aminah", "2", ("9", "8", "1982"), "3"),
        member(3, "Dimas Prasetyo", "1", ("4", "5", "2006"), "4"),
        member(4, "Laras Ayu", "2", ("1", "2", "2014"), "4"),
    ];
    card
}

/// A request of this family; a member in an answer is written as `@1`.
fn request_of(card: FamilyCard, code: &str, answers: &[(&str, &str)], slots: &[&str]) -> Case {
    let mut given = Answers::new();
    for (question, value) in answers {
        let person = |value: &str| value.strip_prefix('@').map(|at| Uuid::from_u128(at.parse().unwrap()));
        let question = match question.split_once('@') {
            Some((question, at)) => code_for(question, Uuid::from_u128(at.parse().unwrap())),
            None => (*question).to_owned(),
        };
        given.set(question, person(value).map_or_else(|| (*value).to_owned(), |id| id.to_string())).unwrap();
    }
    let applicant = card.members[1].clone();
    let context = Context {
        today: TODAY,
        members: card.members.iter().map(MemberView::with_nik).collect(),
        card: card.elements(),
        linked: false,
        applicant: Some(applicant.id),
        applicant_nik: applicant.nik.clone(),
        labels: domain::Labels::default(),
    };
    let procedure = procedure(code).for_family(&context.members);
    let changes = propose(&procedure, &given, &context).unwrap();
    Case::new(Told {
        applicant_name: applicant.name.as_str().to_owned(),
        applicant_nik: applicant.nik.as_ref().map(Nik::as_str).unwrap().to_owned(),
        kk_number: card.number.as_ref().unwrap().as_str().to_owned(),
        procedure,
        answers: given,
        context,
        card: Some(card),
        changes,
        slots: slots.iter().map(|slot| (*slot).to_owned()).collect(),
        sent: Some(("KK-7QF2-9M4T-XA".to_owned(), TODAY)),
        home: Some(("Kabupaten Contoh".to_owned(), "Provinsi Contoh".to_owned())),
    })
}

fn graduation() -> Case {
    let answers = [
        ("member", "@3"),
        ("education", "5"),
        ("proof", "diploma"),
        ("school", "SMA Negeri 1 Contoh"),
        ("proof_number", "DN-99/M-SMA/26/0012345"),
        ("proof_date.day", "4"),
        ("proof_date.month", "5"),
        ("proof_date.year", "2026"),
    ];
    request_of(family(), "KK-07", &answers, &["ijazah", "kartu_keluarga"])
}

const MOVING: [(&str, &str); 9] = [
    ("street", "Jalan Melati 5"),
    ("rt", "3"),
    ("rw", "12"),
    ("destination.village", "Contoharjo"),
    ("destination.district", "Kec. Contoh"),
    ("destination.regency", "Kabupaten Contoh"),
    ("destination.province", "Provinsi Contoh"),
    ("dwelling", "rented"),
    ("reason", "5"),
];

fn moving(who: &[&str]) -> Case {
    let mut answers: Vec<(String, &str)> = (1..=4)
        .map(|at| (format!("moves@{at}"), if who.contains(&at.to_string().as_str()) { "yes" } else { "no" }))
        .collect();
    answers.extend(MOVING.iter().map(|(question, value)| ((*question).to_owned(), *value)));
    // Who is what on a card of their own.
    answers.extend(
        who.iter().zip(["1", "9", "9", "9"]).map(|(at, relation)| (format!("relation@{at}"), relation)),
    );
    // A head who moves leaves the wife to lead those who stay.
    if who.contains(&"1") && who.len() < 4 {
        answers.push(("kk02_new_head".to_owned(), "@2"));
        let stay = ["3", "4"].iter().filter(|at| !who.contains(at));
        answers.extend(stay.map(|at| (format!("kk02_relation@{at}"), "4")));
    }
    let answers: Vec<(&str, &str)> =
        answers.iter().map(|(question, value)| (question.as_str(), *value)).collect();
    request_of(family(), "MV-01", &answers, &["persetujuan_alamat"])
}

fn filled(code: &str, case: &Case) -> Paper {
    let forms = Forms::built_in().unwrap();
    fill(forms.find(code, TODAY).unwrap(), Some(case), &forms.words, true)
}

fn empty(code: &str) -> Paper {
    let forms = Forms::built_in().unwrap();
    fill(forms.find(code, TODAY).unwrap(), None, &forms.words, false)
}

fn text(entry: &Entry) -> &str {
    match entry {
        Entry::Written(text) => text,
        Entry::ByHand => "…",
    }
}

/// The value of the numbered field.
fn field(paper: &Paper, number: &str) -> String {
    let lines = paper.blocks.iter().filter_map(|block| match block {
        Block::Fields(lines) => Some(lines),
        _ => None,
    });
    let mut found = lines.flatten().filter(|line| line.number == number);
    found.next().map_or_else(|| "no such field".to_owned(), |line| text(&line.value).to_owned())
}

/// Labels of the ticked boxes.
fn ticked(paper: &Paper) -> Vec<String> {
    let boxes = paper.blocks.iter().filter_map(|block| match block {
        Block::Boxes { boxes, .. } => Some(boxes),
        _ => None,
    });
    boxes.flatten().filter(|one| one.ticked).map(|one| one.label.clone()).collect()
}

/// The rows of the tables, cells joined by `|`.
fn rows(paper: &Paper) -> Vec<String> {
    let tables = paper.blocks.iter().filter_map(|block| match block {
        Block::Table { rows, .. } => Some(rows),
        _ => None,
    });
    tables.flatten().map(|row| row.iter().map(text).collect::<Vec<_>>().join("|")).collect()
}
