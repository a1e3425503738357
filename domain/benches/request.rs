//! How long the rules take for the largest request: a head of twelve has died, another leads, and everybody becomes
//! somebody else's relative. Measured is all that happens at one look: the journey, what is still missing, the
//! documents, the changes, the family that results and what is wrong with it.
//!
//! Run by `make bench`. The aim is less than a millisecond on an ordinary computer.

#![expect(clippy::unwrap_used, reason = "a bench that cannot be prepared measures nothing")]

use criterion::{Criterion, criterion_group, criterion_main};
use domain::{
    Answers, Context, FamilyCard, Member, MemberForm, MemberView, Procedure, Words, code_for, findings,
    journey::journey, needed_slots, outcome, propose, ready,
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

fn request() -> Request {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../service/catalogue/kk-02.toml");
    let procedure: Procedure<Words> = toml::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    let card = FamilyCard { members: (1..=MEMBERS).map(member).collect(), ..FamilyCard::blank() };
    let context = Context {
        today: date!(2026 - 11 - 22),
        members: card.members.iter().map(MemberView::with_nik).collect(),
        card: card.elements(),
        linked: true,
        applicant: Some(Uuid::from_u128(2)),
        applicant_nik: None,
    };
    let [head, wife, leads] = [1, 2, 3].map(|number| Uuid::from_u128(number).to_string());
    let mut answers = Answers::new();
    for (code, value) in [
        ("reason", "death"),
        ("old_head", head.as_str()),
        ("proof_number", "9901-KM-12112026-0003"),
        ("proof_date.day", "12"),
        ("proof_date.month", "11"),
        ("proof_date.year", "2026"),
        ("spouse_here", "yes"),
        ("spouse", wife.as_str()),
        ("adult_left", "yes"),
        ("new_head", leads.as_str()),
    ] {
        answers.set(code, value).unwrap();
    }
    for number in (2..=MEMBERS).filter(|number| *number != 3) {
        let relation = if number == 2 { "7" } else { "9" };
        answers.set(code_for("relation", Uuid::from_u128(number)), relation).unwrap();
    }
    let procedure = procedure.for_family(&context.members);
    Request { procedure, context, card, answers }
}

fn look(request: &Request) -> usize {
    let Request { procedure, context, card, answers } = request;
    let way = journey(procedure, answers, context, &[], None);
    let missing = ready(procedure, answers, context, &[]);
    let slots = needed_slots(procedure, answers, context);
    let changes = propose(procedure, answers, context).unwrap();
    let after = outcome(card, &changes, Uuid::from_u128(99)).unwrap();
    let found = findings(card, &after, context.today);
    way.stops.len() + missing.len() + slots.len() + changes.len() + found.len()
}

fn bench(criterion: &mut Criterion) {
    let request = request();
    let changes = propose(&request.procedure, &request.answers, &request.context).unwrap();
    assert!(changes.len() >= 13, "a head, a widow and eleven relations: {}", changes.len());
    criterion.bench_function("one look at the largest request", |bencher| {
        bencher.iter(|| look(black_box(&request)));
    });
}

criterion_group!(benches, bench);
criterion_main!(benches);
