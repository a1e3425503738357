//! The office's register: loaded from a file, generation by generation, and what it is good for.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "tests")]
mod house;

use domain::{CardForm, Element, FamilyCard, FieldError, Language, Role};
use house::{House, both_databases, contains};
use service::{Actor, Difference, Error, ImportError, ImportOptions, ImportReport, RegisterFinding};
use std::{
    io::{Cursor, Read},
    pin::pin,
    sync::atomic::{AtomicBool, Ordering},
};
use uuid::Uuid;

const HEADER: &str = "kk_number,address,rt,rw,village,district,nik,name,sex,birth_place,birth_date,religion,education,\
                      occupation,marital,relation,father,mother";
const OWN_CARD: &str = "9901010501150001";
const OTHER_CARD: &str = "9901032012100003";
const FATHER: &str = "9901010405800001";
const SON: &str = "9901010405060003";
const MADE: &str = "9901020101900005";

/// One row: card, NIK, name, year of birth, education, marital status, relation.
fn row(card: &str, nik: &str, name: &str, details: [&str; 4], mark: &str) -> String {
    let [year, education, marital, relation] = details;
    format!(
        "{card},Dusun Kemiri 12,2,5,Contohsari,Contoh,{nik},{name},1,Contoh,{year}-05-04,1,{education},3,{marital},\
         {relation},{mark},{mark}"
    )
}

/// The family that `House::card` types, with Made, who signs in; the son's schooling is the office's own.
fn family(education: &str) -> Vec<String> {
    vec![
        row(OWN_CARD, FATHER, "SLAMET RIYADI", ["1980", "4", "2", "1"], ""),
        row(OWN_CARD, SON, "DIMAS PRASETYO", ["2006", education, "1", "4"], ""),
        row(OWN_CARD, MADE, "MADE WIRAWAN", ["1990", "4", "2", "9"], ""),
    ]
}

/// Many other families, three on a card.
fn crowd(cards: u32, mark: &str) -> Vec<String> {
    let mut rows = Vec::new();
    for card in 1..=cards {
        let number = format!("9902010501{card:06}");
        for (place, relation) in ["1", "3", "4"].into_iter().enumerate() {
            let nik = format!("990{}020405{card:06}", place + 2);
            rows.push(row(&number, &nik, "ORANG", ["1980", "4", "2", relation], mark));
        }
    }
    rows
}

fn file(rows: &[String]) -> Box<dyn Read + Send> {
    Box::new(Cursor::new(format!("{HEADER}\n{}\n", rows.join("\n")).into_bytes()))
}

async fn import(house: &House, rows: &[String], options: ImportOptions) -> Result<ImportReport, ImportError> {
    house.service.import_families(file(rows), options, &mut |_| ()).await
}

async fn loads(house: &House, rows: &[String]) {
    let report = import(house, rows, ImportOptions::default()).await.unwrap();
    assert!(report.counts, "{report:?}");
}

/// How many rows the tables of the register have: generations, cards, people.
async fn stored(house: &House) -> [i64; 3] {
    let mut counts = [0; 3];
    for (count, table) in counts.iter_mut().zip(["generation", "card", "person"]) {
        *count = house.count(&format!("register_{table}")).await;
    }
    counts
}

async fn made(house: &House) -> Actor {
    house.citizen(MADE, "made@contoh.test", "081290000002").await
}

/// Ties the account to the person, as an officer does with the first request; answers who it is now.
async fn linked(house: &House, citizen: &Actor, verifier: &Actor) -> Actor {
    let draft = house.written_request(citizen).await;
    let number = house.service.send(citizen, draft, true).await.unwrap().number.to_string();
    house.service.claim(verifier, &number, None).await.unwrap();
    let version = house.service.desk_request(verifier, &number, Language::Id).await.unwrap().request.version;
    house.service.link_account(verifier, &number, version).await.unwrap();
    house.service.actor(citizen.account().unwrap()).await.unwrap()
}

/// The same for somebody who has typed nothing.
async fn linked_without_a_card(house: &House) -> Actor {
    let citizen = made(house).await;
    house.execute("UPDATE account SET link = 'linked' WHERE role = 'citizen'").await;
    house.service.actor(citizen.account().unwrap()).await.unwrap()
}

async fn card(house: &House, citizen: &Actor) -> Option<FamilyCard> {
    house.service.card(citizen).await.unwrap().card
}

both_databases!(a_file_is_loaded_whole_and_the_next_one_takes_its_place, house => {
    let citizen = linked_without_a_card(&house).await;
    assert!(card(&house, &citizen).await.is_none(), "nothing is loaded yet");
    let keys = house.count("data_key").await;
    loads(&house, &[family("5"), crowd(900, "")].concat()).await;
    assert_eq!(stored(&house).await, [1, 901, 2_703]);
    assert_eq!(card(&house, &citizen).await.unwrap().members[1].education, "5");

    let report = import(&house, &[family("8"), crowd(10, "")].concat(), ImportOptions::default()).await.unwrap();
    assert_eq!((report.rows(), report.cards(), report.members(), report.faults()), (33, 11, 33, 0));
    assert_eq!(stored(&house).await, [1, 11, 33], "nothing of the first is left");
    assert_eq!(house.count("data_key").await, keys + 1, "nor its key");
    assert_eq!(card(&house, &citizen).await.unwrap().members[1].education, "8");
});

both_databases!(a_file_with_bad_rows_changes_nothing_unless_their_cards_may_be_left_out, house => {
    let citizen = linked_without_a_card(&house).await;
    loads(&house, &family("4")).await;
    let mut rows = [family("5"), crowd(3, "")].concat();
    rows[4] = rows[4].replace("1980", "2980");
    let mut report = import(&house, &rows, ImportOptions::default()).await.unwrap();
    assert!(!report.counts);
    let mut told = Vec::new();
    report.each_fault(|fault| { told.push((fault.line, fault.column, fault.reason)); Ok(()) }).unwrap();
    assert_eq!(told, [(6, "birth_date".to_owned(), "future_date".to_owned())]);
    assert_eq!(card(&house, &citizen).await.unwrap().members[1].education, "4");
    assert_eq!(stored(&house).await, [1, 1, 3], "nothing was written");

    let dry = ImportOptions { dry_run: true, ..ImportOptions::default() };
    assert!(!import(&house, &family("5"), dry).await.unwrap().counts);
    assert_eq!(card(&house, &citizen).await.unwrap().members[1].education, "4");

    let skip = ImportOptions { skip_bad: true, ..ImportOptions::default() };
    let report = import(&house, &rows, skip).await.unwrap();
    assert_eq!((report.counts, report.cards(), report.left_out()), (true, 3, 1));
    assert_eq!(card(&house, &citizen).await.unwrap().members[1].education, "5");
    assert_eq!(stored(&house).await, [1, 3, 9]);

    let nobody = rows.iter().skip(4).take(1).cloned().collect::<Vec<_>>();
    assert!(!import(&house, &nobody, skip).await.unwrap().counts, "an empty register takes no place");
    let damaged: Box<dyn Read + Send> = Box::new(Cursor::new(b"nik,name\n1,2\n".to_vec()));
    let refused = house.service.import_families(damaged, skip, &mut |_| ()).await;
    assert!(matches!(refused, Err(ImportError::File(_))), "{refused:?}");
    assert_eq!(stored(&house).await, [1, 3, 9]);
});

both_databases!(an_import_that_is_broken_off_leaves_what_counted_and_the_next_removes_its_traces, house => {
    let citizen = linked_without_a_card(&house).await;
    loads(&house, &family("4")).await;
    let rows = [family("5"), crowd(2_500, "")].concat();
    for batches in [1_u32, 4] {
        let (told, mut heard) = tokio::sync::mpsc::unbounded_channel();
        let mut left = batches;
        let mut written = move |_| {
            left = left.saturating_sub(1);
            if left == 0 {
                let _ = told.send(());
            }
        };
        let importing = house.service.import_families(file(&rows), ImportOptions::default(), &mut written);
        tokio::select! {
            biased;
            _ = heard.recv() => {}
            done = importing => unreachable!("{done:?}"),
        }
        let [generations, cards, _] = stored(&house).await;
        assert!(generations == 2 && cards > 500, "it was in the middle: {generations}, {cards}");
        assert_eq!(card(&house, &citizen).await.unwrap().members[1].education, "4");
        let early = import(&house, &rows, ImportOptions::default()).await;
        assert!(matches!(early, Err(ImportError::Running)), "{early:?}");
        house.clock.advance(time::Duration::seconds(61));
    }
    loads(&house, &family("5")).await;
    assert_eq!(card(&house, &citizen).await.unwrap().members[1].education, "5");
    assert_eq!(stored(&house).await, [1, 1, 3]);
});

both_databases!(of_two_imports_at_once_one_is_told_to_wait, house => {
    let rows = [family("5"), crowd(1_500, "")].concat();
    let one = import(&house, &rows, ImportOptions::default());
    let other = import(&house, &rows, ImportOptions::default());
    let (one, other) = tokio::join!(one, other);
    let refused = |outcome: &Result<ImportReport, ImportError>| matches!(outcome, Err(ImportError::Running));
    assert_eq!([&one, &other].into_iter().filter(|outcome| refused(outcome)).count(), 1, "{one:?} {other:?}");
    assert_eq!(stored(&house).await, [1, 1_501, 4_503]);
});

both_databases!(an_import_that_stood_still_is_overtaken_and_never_counts, house => {
    let citizen = linked_without_a_card(&house).await;
    let rows = [family("4"), crowd(2_500, "")].concat();
    let (told, mut heard) = tokio::sync::mpsc::unbounded_channel();
    let mut written = move |_| {
        let _ = told.send(());
    };
    let mut slow = pin!(house.service.import_families(file(&rows), ImportOptions::default(), &mut written));
    tokio::select! {
        biased;
        _ = heard.recv() => {}
        done = &mut slow => unreachable!("{done:?}"),
    }
    house.clock.advance(time::Duration::seconds(61));
    loads(&house, &family("5")).await;
    let slow = slow.await;
    assert!(matches!(slow, Err(ImportError::Overtaken)), "{slow:?}");
    assert_eq!(card(&house, &citizen).await.unwrap().members[1].education, "5");
    assert_eq!(stored(&house).await, [1, 1, 3]);
});

both_databases!(whoever_reads_meanwhile_sees_the_old_or_the_new_and_never_a_mix, house => {
    let citizen = linked_without_a_card(&house).await;
    let rows = |mark: &str| {
        let marked = |row: String| format!("{},{mark},{mark}", row.strip_suffix(",,").unwrap());
        [family("5").into_iter().map(marked).collect(), crowd(400, mark)].concat()
    };
    loads(&house, &rows("AAA")).await;
    let done = AtomicBool::new(false);
    let importing = async {
        for mark in ["BBB", "CCC", "DDD", "EEE"] {
            loads(&house, &rows(mark)).await;
        }
        done.store(true, Ordering::SeqCst);
    };
    let reading = async {
        let mut seen: Vec<String> = Vec::new();
        while !done.load(Ordering::SeqCst) {
            let card = card(&house, &citizen).await.expect("there is always a card");
            let marks: Vec<&str> = card.members.iter().map(|member| member.father.as_str()).collect();
            assert!(marks.len() == 3 && marks.iter().all(|mark| *mark == marks[0]), "{marks:?}");
            if seen.last().map(String::as_str) != Some(marks[0]) {
                seen.push(marks[0].to_owned());
            }
        }
        seen
    };
    let ((), seen) = tokio::join!(importing, reading);
    let mut ordered = seen.clone();
    ordered.sort();
    ordered.dedup();
    assert_eq!(seen, ordered, "never back to an older one");
    assert!(seen.len() >= 3, "{seen:?}");
});

both_databases!(nothing_of_the_register_lies_there_in_the_clear, house => {
    let citizen = made(&house).await;
    house.written_request(&citizen).await;
    loads(&house, &[family("5"), vec![row(OTHER_CARD, "9901036303750007", "YOHANA", ["1975", "6", "6", "1"], "")]].concat()).await;
    let dump = house.everything_stored().await;
    for secret in ["9901036303750007", OTHER_CARD, "YOHANA", "SLAMET RIYADI"] {
        assert!(!contains(&dump, secret.as_bytes()), "{secret}");
    }
});

both_databases!(whoever_is_not_linked_learns_nothing, house => {
    let citizen = made(&house).await;
    let before = (card(&house, &citizen).await, house.service.card_form(&citizen).await.unwrap());
    loads(&house, &family("5")).await;
    assert!(card(&house, &citizen).await.is_none());
    assert!(before == (None, house.service.card_form(&citizen).await.unwrap()));
    assert!(house.service.office_data(&citizen).await.unwrap().is_none());
    assert!(matches!(house.service.take_office_data(&citizen).await, Err(Error::NotFound)));
    let draft = house.service.start_draft(&citizen, Uuid::now_v7(), "KK-07").await;
    assert!(matches!(&draft, Err(Error::Fields(issues)) if issues[0].error == FieldError::NoCard), "{draft:?}");

    // A card that was typed, with the numbers of others on it: still nothing.
    house.card(&citizen).await;
    assert!(house.service.office_data(&citizen).await.unwrap().is_none());
    assert!(matches!(house.service.take_office_data(&citizen).await, Err(Error::NotFound)));
    let stranger = Actor::default();
    assert!(matches!(house.service.office_data(&stranger).await, Err(Error::SignInFirst)));
});

both_databases!(whoever_is_linked_begins_with_the_offices_card, house => {
    let citizen = linked_without_a_card(&house).await;
    loads(&house, &family("4")).await;
    let shown = card(&house, &citizen).await.unwrap();
    assert_eq!(shown.number.as_ref().map(domain::KkNumber::as_str), Some(OWN_CARD));
    assert_eq!(house.service.card_form(&citizen).await.unwrap().address, "Dusun Kemiri 12");
    let office = house.service.office_data(&citizen).await.unwrap().unwrap();
    assert!(office.shown && office.differences.is_empty());
    assert_eq!(house.count("family_card").await, 0, "looking keeps nothing");

    // Another import may come while it is looked at: who is on it keeps the same address.
    loads(&house, &family("5")).await;
    let ids = |card: &FamilyCard| card.members.iter().map(|member| member.id).collect::<Vec<_>>();
    let again = card(&house, &citizen).await.unwrap();
    assert_eq!(ids(&again), ids(&shown));

    // With the first draft it is one's own, and a later import changes nothing under it.
    house.service.start_draft(&citizen, Uuid::now_v7(), "KK-07").await.unwrap();
    assert_eq!(house.count("family_card").await, 1);
    loads(&house, &family("8")).await;
    assert_eq!(card(&house, &citizen).await.unwrap(), again);
    let office = house.service.office_data(&citizen).await.unwrap().unwrap();
    assert!(!office.shown);
    let differs = Difference::Member {
        name: "DIMAS PRASETYO".into(),
        element: Element::Education,
        own: "5".into(),
        office: "8".into(),
    };
    assert_eq!(office.differences, [differs]);
    house.service.take_office_data(&citizen).await.unwrap();
    assert_eq!(card(&house, &citizen).await.unwrap().members[1].education, "8");
    assert_eq!(ids(&card(&house, &citizen).await.unwrap()), ids(&again), "a draft about them is still about them");
    assert!(house.service.office_data(&citizen).await.unwrap().is_none(), "nothing differs any more");
});

both_databases!(the_first_change_of_the_offices_card_keeps_the_rest_of_it, house => {
    let citizen = linked_without_a_card(&house).await;
    loads(&house, &family("5")).await;
    let form = CardForm { rt: "9".into(), ..house.service.card_form(&citizen).await.unwrap() };
    house.service.save_card(&citizen, &form, None).await.unwrap();
    let kept = card(&house, &citizen).await.unwrap();
    assert_eq!((kept.rt.as_str(), kept.members.len()), ("009", 3));
    let office = house.service.office_data(&citizen).await.unwrap().unwrap();
    assert!(matches!(&office.differences[..], [Difference::Card { element: Element::Rt, .. }]), "{office:?}");
});

both_databases!(what_a_linked_account_types_about_others_brings_nothing_of_them, house => {
    let citizen = linked_without_a_card(&house).await;
    let stranger = row(OTHER_CARD, "9901036303750007", "YOHANA TARIGAN", ["1975", "6", "6", "1"], "");
    loads(&house, &[family("4"), vec![stranger]].concat()).await;
    let mut told = Vec::new();
    for nik in ["9901036303750007", "9901036303750008"] {
        let form = domain::MemberForm {
            id: Uuid::from_u128(7),
            nik: nik.into(),
            name: "Yohana Tarigan".into(),
            sex: "2".into(),
            birth_place: "Contoh".into(),
            birth_day: "4".into(),
            birth_month: "5".into(),
            birth_year: "1980".into(),
            religion: "2".into(),
            education: "1".into(),
            occupation: "2".into(),
            marital: "1".into(),
            relation: "9".into(),
            ..domain::MemberForm::default()
        };
        house.service.save_member(&citizen, &form, None).await.unwrap();
        told.push(house.service.office_data(&citizen).await.unwrap().unwrap().differences);
    }
    assert_eq!(told[0], told[1], "a number that the office knows and one that it does not");
    assert!(matches!(&told[0][..], [Difference::OnlyHere { .. }]), "{told:?}");

    // And who is not in the register gets nothing.
    loads(&house, &family("4")[..2]).await;
    assert!(house.service.office_data(&citizen).await.unwrap().is_none());
});

both_databases!(what_a_request_changed_later_is_newer_than_the_offices_data, house => {
    let citizen = made(&house).await;
    loads(&house, &family("4")).await;
    house.clock.advance(time::Duration::hours(1));
    let verifier = house.officer("rina@contoh.test", Role::Verifier).await;
    let citizen = linked(&house, &citizen, &verifier).await;
    let number = house.service.requests(&citizen, Language::Id).await.unwrap()[0].number.clone();
    assert!(house.service.office_data(&citizen).await.unwrap().is_some(), "Made is not on the card that was typed");
    house.finish(&verifier, &number, service::Recorded::default()).await.unwrap();
    assert_eq!(card(&house, &citizen).await.unwrap().members[1].education, "5");
    assert!(house.service.office_data(&citizen).await.unwrap().is_none(), "the office's data are older");
    let yesterday = ImportOptions { as_of: Some(house.service.today().previous_day().unwrap()), ..ImportOptions::default() };
    assert!(import(&house, &family("4"), yesterday).await.unwrap().counts);
    assert!(house.service.office_data(&citizen).await.unwrap().is_none(), "these too, though they came later");
    house.clock.advance(time::Duration::hours(1));
    loads(&house, &family("4")).await;
    assert!(house.service.office_data(&citizen).await.unwrap().is_some());
});

both_databases!(officers_who_may_see_the_request_see_what_the_register_says_and_nobody_else, house => {
    let citizen = made(&house).await;
    let verifier = house.officer("rina@contoh.test", Role::Verifier).await;
    let draft = house.written_request(&citizen).await;
    let number = house.service.send(&citizen, draft, true).await.unwrap().number.to_string();
    let desk = house.service.desk_request(&verifier, &number, Language::Id).await.unwrap();
    assert_eq!(desk.register, None, "nothing is loaded");

    let mut rows = family("8");
    rows[1] = rows[1].replace("DIMAS PRASETYO", "DIMAS PRASETIO");
    loads(&house, &rows).await;
    let register = house.service.desk_request(&verifier, &number, Language::Id).await.unwrap().register.unwrap();
    assert_eq!(register.as_of, house.service.now());
    let differs = |element, own: &str, office: &str| RegisterFinding::Differs(Difference::Member {
        name: "Dimas Prasetyo".into(), element, own: own.into(), office: office.into(),
    });
    assert_eq!(register.findings, [
        differs(Element::Name, "Dimas Prasetyo", "DIMAS PRASETIO"),
        differs(Element::Education, "4", "8"),
        RegisterFinding::Differs(Difference::OnlyOffice { name: "MADE WIRAWAN".into() }),
    ]);

    // The son is on another card there; the applicant is on none.
    loads(&house, &[
        row(OWN_CARD, FATHER, "SLAMET RIYADI", ["1980", "4", "2", "1"], ""),
        row(OTHER_CARD, SON, "DIMAS PRASETYO", ["2006", "4", "1", "4"], ""),
    ]).await;
    let desk = house.service.desk_request(&verifier, &number, Language::Id).await.unwrap();
    let other = domain::KkNumber::parse(OTHER_CARD).unwrap();
    assert_eq!(desk.register.unwrap().findings, [
        RegisterFinding::NoApplicant,
        RegisterFinding::OtherCard { name: "Dimas Prasetyo".into(), number: other },
    ]);

    for (name, role) in [("dewi", Role::FrontDesk), ("supri", Role::Supervisor)] {
        let officer = house.officer(&format!("{name}@contoh.test"), role).await;
        assert!(house.service.desk_request(&officer, &number, Language::Id).await.unwrap().register.is_some());
    }
    let chief = house.officer("agus@contoh.test", Role::Administrator).await;
    house.service.ensure_office("KEC", "Kecamatan", "kecamatan").await.unwrap();
    let elsewhere = house.officer_of("jauh@contoh.test", Role::Verifier, "KEC").await;
    for (who, wrong) in [("administrator", chief), ("another office", elsewhere), ("the citizen", citizen), ("a stranger", Actor::default())] {
        assert!(house.service.desk_request(&wrong, &number, Language::Id).await.is_err(), "{who}");
    }
});
