//! How long the rules take for the largest request, of five events: a head of twelve has died, another leads, everybody
//! becomes somebody else's relative, and three elements of the next head change besides. Measured is all that happens at one look: the journey, what is still missing, the
//! documents, the changes, the family that results and what is wrong with it.
//!
//! Run by `make bench`. The aim is less than a millisecond on an ordinary computer.

#![expect(clippy::unwrap_used, reason = "a bench that cannot be prepared measures nothing")]

use criterion::{Criterion, criterion_group, criterion_main};
use domain::{
    Answers, Context, FamilyCard, Labels, Member, MemberForm, MemberView, Procedure, Reading, Words,
    code_for, findings, outcome, propose,
};
use std::hint::black_box;
use time::macros::date;
use uuid::Uuid;

const MEMBERS: u128 = 12;

/// The head, the wife, eight adult children and two parents.
fn member(number: u128) -> Member {
    let (sex, relation, year, marital) = match number {
        1 => ("1", "1", "1965", "2"),
        2 => ("2", "3", "1968", "2"),
        11 | 12 => ("2", "7", "1940", "6"),
        _ => ("1", "4", "1990", "1"),
    };
    let form = MemberForm {
        id: Uuid::from_u128(number),
        nik: format!("990101{}0385{number:04}", if sex == "1" { "14" } else { "54" }),
        name: ["Slamet Riyadi", "Sri Santoso", "Agus Widodo"][usize::try_from(number % 3).unwrap()].into(),
        sex: sex.into(),
        birth_place: "Kulon Progo".into(),
        birth_day: "14".into(),
        birth_month: "3".into(),
        birth_year: year.into(),
        religion: "1".into(),
        education: "5".into(),
        occupation: "9".into(),
        marital: marital.into(),
        relation: relation.into(),
        ..MemberForm::default()
    };
    form.parse(date!(2026 - 11 - 22)).unwrap()
}

struct Request {
    procedure: Procedure<Words>,
    context: Context,
    card: FamilyCard,
    answers: Answers,
}

/// KK-06, which goes on with KK-02 by itself, and with three more.
fn five_events() -> Procedure<Words> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../service/catalogue");
    let file =
        |code: &str| std::fs::read_to_string(format!("{folder}/{}.toml", code.to_lowercase())).unwrap();
    let others = ["KK-02", "KK-07", "KK-08", "KK-10"];
    let more = others[1..].iter().map(|code| format!("\n[[continues]]\nprocedure = \"{code}\"\n"));
    let first: Procedure<Words> = toml::from_str(&[file("KK-06"), more.collect()].concat()).unwrap();
    let others = others.map(|code| toml::from_str::<Procedure<Words>>(&file(code)).unwrap());
    first.compose(|code| others.iter().find(|other| other.code == code)).unwrap()
}

fn request() -> Request {
    let procedure = five_events();
    let card = FamilyCard { members: (1..=MEMBERS).map(member).collect(), ..FamilyCard::blank() };
    let context = Context {
        today: date!(2026 - 11 - 22),
        members: card.members.iter().map(MemberView::with_nik).collect(),
        card: card.elements(),
        linked: true,
        applicant: Some(Uuid::from_u128(2)),
        applicant_nik: None,
        labels: Labels::default(),
    };
    let [head, wife, leads] = [1, 2, 3].map(|number| Uuid::from_u128(number).to_string());
    let mut answers = Answers::new();
    for (code, value) in [
        ("deceased", head.as_str()),
        ("death_date.day", "10"),
        ("death_date.month", "11"),
        ("death_date.year", "2026"),
        ("death_place", "Rumah, Kulon Progo"),
        ("has_spouse", "yes"),
        ("spouse", wife.as_str()),
        ("proof", "village"),
        ("proof_number", "474.3/17/XI/2026"),
        ("proof_date.day", "12"),
        ("proof_date.month", "11"),
        ("proof_date.year", "2026"),
        ("witness1_name", "Darmi"),
        ("witness1_nik", "9901014505700004"),
        ("witness2_name", "Joko Susilo"),
        ("witness2_nik", "9901010506720005"),
        ("kk02_new_head", leads.as_str()),
        ("kk07_member", leads.as_str()),
        ("kk07_education", "8"),
        ("kk07_proof", "diploma"),
        ("kk07_school", "Universitas Contoh"),
        ("kk07_proof_number", "12/2026"),
        ("kk07_proof_date.day", "2"),
        ("kk07_proof_date.month", "11"),
        ("kk07_proof_date.year", "2026"),
        ("kk08_member", leads.as_str()),
        ("kk08_occupation", "65"),
        ("kk08_employment", "employed"),
        ("kk08_issuer", "Sekolah Contoh"),
        ("kk08_proof_number", "13/2026"),
        ("kk08_proof_date.day", "2"),
        ("kk08_proof_date.month", "11"),
        ("kk08_proof_date.year", "2026"),
        ("kk10_member", leads.as_str()),
        ("kk10_blood", "4"),
        ("kk10_proof", "donor_card"),
        ("kk10_proof_number", "14/2026"),
    ] {
        answers.set(code, value).unwrap();
    }
    for number in (2..=MEMBERS).filter(|number| *number != 3) {
        let relation = if number == 2 { "7" } else { "9" };
        answers.set(code_for("kk02_relation", Uuid::from_u128(number)), relation).unwrap();
    }
    let procedure = procedure.for_family(&context.members);
    Request { procedure, context, card, answers }
}

fn look(request: &Request) -> usize {
    let Request { procedure, context, card, answers } = request;
    let read = Reading::of(procedure, answers, context);
    let way = read.journey(&[], None);
    let missing = read.ready(&[]);
    let slots = read.needed_slots();
    let changes = read.propose().unwrap();
    let after = outcome(card, &changes, Uuid::from_u128(99)).unwrap();
    let found = findings(card, &after, context.today);
    way.stops.len() + missing.len() + slots.len() + changes.len() + found.len()
}

fn bench(criterion: &mut Criterion) {
    let request = request();
    let changes = propose(&request.procedure, &request.answers, &request.context).unwrap();
    assert_eq!(request.procedure.events.len(), 4, "and the first is the fifth");
    assert!(changes.len() >= 16, "a head, a widow, eleven relations and three elements: {}", changes.len());
    criterion.bench_function("one look at the largest request", |bencher| {
        bencher.iter(|| look(black_box(&request)));
    });
}

criterion_group!(benches, bench);
criterion_main!(benches);
