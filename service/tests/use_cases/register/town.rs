//! A town as its office has it, and who lives there.
use crate::house::House;
use domain::{FamilyCard, Language};
use service::{Actor, ImportError, ImportOptions, ImportReport};
use std::io::{Cursor, Read};

pub(crate) const HEADER: &str = "kk_number,address,rt,rw,village,district,nik,name,sex,birth_place,birth_date,religion,education,\
                      occupation,marital,relation,father,mother";
pub(crate) const OWN_CARD: &str = "9901010501150001";
pub(crate) const OTHER_CARD: &str = "9901032012100003";
pub(crate) const FATHER: &str = "9901010405800001";
pub(crate) const SON: &str = "9901010405060003";
pub(crate) const MADE: &str = "9901020101900005";

/// One row: card, NIK, name, year of birth, education, marital status, relation.
pub(crate) fn row(card: &str, nik: &str, name: &str, details: [&str; 4], mark: &str) -> String {
    let [year, education, marital, relation] = details;
    format!(
        "{card},Dusun Kemiri 12,2,5,Contohsari,Contoh,{nik},{name},1,Contoh,{year}-05-04,1,{education},3,{marital},\
         {relation},{mark},{mark}"
    )
}

/// The family that `House::card` types, with Made, who signs in; the son's schooling is the office's own.
pub(crate) fn family(education: &str) -> Vec<String> {
    vec![
        row(OWN_CARD, FATHER, "SLAMET RIYADI", ["1980", "4", "2", "1"], ""),
        row(OWN_CARD, SON, "DIMAS PRASETYO", ["2006", education, "1", "4"], ""),
        row(OWN_CARD, MADE, "MADE WIRAWAN", ["1990", "4", "2", "9"], ""),
    ]
}

/// Many other families, three on a card.
pub(crate) fn crowd(cards: u32, mark: &str) -> Vec<String> {
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

pub(crate) fn file(rows: &[String]) -> Box<dyn Read + Send> {
    Box::new(Cursor::new(format!("{HEADER}\n{}\n", rows.join("\n")).into_bytes()))
}

pub(crate) async fn import(
    house: &House,
    rows: &[String],
    options: ImportOptions,
) -> Result<ImportReport, ImportError> {
    house.service.import_families(file(rows), options, &mut |_| ()).await
}

pub(crate) async fn loads(house: &House, rows: &[String]) {
    let report = import(house, rows, ImportOptions::default()).await.unwrap();
    assert!(report.counts, "{report:?}");
}

/// How many rows the tables of the register have: generations, cards, people.
pub(crate) async fn stored(house: &House) -> [i64; 3] {
    let mut counts = [0; 3];
    for (count, table) in counts.iter_mut().zip(["generation", "card", "person"]) {
        *count = house.count(&format!("register_{table}")).await;
    }
    counts
}

pub(crate) async fn made(house: &House) -> Actor {
    house.citizen(MADE, "made@contoh.test", "081290000002").await
}

/// Ties the account to the person, as an officer does with the first request; answers who it is now.
pub(crate) async fn linked(house: &House, citizen: &Actor, verifier: &Actor) -> Actor {
    let draft = house.written_request(citizen).await;
    let number = house.service.send(citizen, draft, true).await.unwrap().number.to_string();
    house.service.claim(verifier, &number, None).await.unwrap();
    let version = house.service.desk_request(verifier, &number, Language::Id).await.unwrap().request.version;
    house.service.link_account(verifier, &number, version).await.unwrap();
    house.service.actor(citizen.account().unwrap()).await.unwrap()
}

/// The same for somebody who has typed nothing.
pub(crate) async fn linked_without_a_card(house: &House) -> Actor {
    let citizen = made(house).await;
    house.execute("UPDATE account SET link = 'linked' WHERE role = 'citizen'").await;
    house.service.actor(citizen.account().unwrap()).await.unwrap()
}

pub(crate) async fn card(house: &House, citizen: &Actor) -> Option<FamilyCard> {
    house.service.card(citizen).await.unwrap().card
}
