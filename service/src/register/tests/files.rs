//! Files as offices send them, whole and damaged.
#![expect(clippy::unwrap_used, clippy::panic, reason = "tests")]
use crate::{
    Keys,
    areas::Areas,
    register::{
        BadValue, FileFault, ImportError,
        check::{Checked, check},
        row::RowReader,
    },
};
use domain::{FamilyCard, date::from_iso};
use flate2::{Compression, write::GzEncoder};
use std::io::{Cursor, Write};

const HEADER: &str = "kk_number,address,rt,rw,village,district,postcode,nik,name,sex,birth_place,birth_date,religion,\
                      education,occupation,marital,relation,citizenship,father,mother";

/// A row of a family.
fn row(number: &str, nik: &str, name: &str, relation: &str) -> String {
    format!(
        "{number},Dusun Kemiri 12,2,5,Contohsari,Contoh,55999,{nik},{name},1,Contoh,1980-05-04,1,4,3,2,{relation},WNI,\
         Sukardi,Sumarni"
    )
}

const CARD: &str = "9901010501150001";
const OTHER: &str = "9901021706190002";

/// Two families, the rows of one not together.
fn rows() -> Vec<String> {
    vec![
        row(CARD, "9901010405800001", "Slamet Riyadi", "1"),
        row(OTHER, "9901020101900005", "Made Wirawan", "1"),
        row(CARD, "9901016507840002", "Siti Rahmawati", "3"),
        row(CARD, "", "Bayi", "4"),
    ]
}

fn file(rows: &[String]) -> Vec<u8> {
    let mut lines = vec![HEADER.to_owned()];
    lines.extend_from_slice(rows);
    (lines.join("\n") + "\n").into_bytes()
}

fn look(bytes: impl Into<Vec<u8>>) -> Result<Checked, ImportError> {
    let reader = RowReader { areas: Areas::built_in(), today: from_iso("2026-11-22").unwrap() };
    check(Box::new(Cursor::new(bytes.into())), &reader, Keys::create().register_index())
}

fn fault(bytes: impl Into<Vec<u8>>) -> FileFault {
    match look(bytes) {
        Err(ImportError::File(fault)) => fault,
        Err(other) => panic!("{other}"),
        Ok(checked) => panic!("{} rows", checked.rows),
    }
}

/// `line column reason` of everything that is bad.
fn faults(checked: &mut Checked) -> Vec<String> {
    let mut told = Vec::new();
    checked
        .faults
        .each(|BadValue { line, column, reason }| {
            told.push(format!("{line} {column} {reason}"));
            Ok(())
        })
        .unwrap();
    assert_eq!(checked.faults.count, told.len() as u64);
    told
}

fn cards(checked: &mut Checked) -> Vec<FamilyCard> {
    let mut cards = Vec::new();
    let mut families = checked.families().unwrap();
    while let Some(family) = families.next(&mut |_, _, _| Ok(())).unwrap() {
        cards.extend(family.card);
    }
    cards.sort_by_key(|card| card.number.as_ref().map(|number| number.as_str().to_owned()));
    cards
}

#[test]
fn rows_become_cards_with_their_members_in_the_order_of_the_file() {
    let mut checked = look(file(&rows())).unwrap();
    assert_eq!((checked.rows, checked.cards, checked.members, checked.left_out), (4, 2, 4, 0));
    assert_eq!(faults(&mut checked), [""; 0]);
    let cards = cards(&mut checked);
    let names = |card: &FamilyCard| -> Vec<String> {
        card.members.iter().map(|member| member.name.as_str().to_owned()).collect()
    };
    assert_eq!(names(&cards[0]), ["Slamet Riyadi", "Siti Rahmawati", "Bayi"]);
    assert_eq!(names(&cards[1]), ["Made Wirawan"]);
    assert_eq!((cards[0].rt.as_str(), cards[0].members[0].father.as_str()), ("002", "Sukardi"));
    assert_eq!(cards[0].members[2].nik, None);
}

#[test]
fn a_file_may_have_its_columns_in_any_order_semicolons_quotes_a_mark_and_windows_lines() {
    let header = "relation;name;nik;kk_number;address;village;district;sex;birth_place;birth_date;religion;education;\
                  occupation;marital;marital_date;passport";
    let rows = "1;\"Slamet \"\"Met\"\" Riyadi\";9901010405800001;9901 0105 0115 0001;\"Dusun Kemiri; RT 2\";Contohsari;Contoh;1;\
                Contoh;04-05-1980;1;4;3;2;14/2/2004;C1234567\r\n\r\n4;Dimas;9901010405060003;9901010501150001;\
                \"Dusun Kemiri; RT 2\";Contohsari;Contoh;1;Contoh;4/5/2006;1;4;3;1;-;-";
    let bytes = format!("\u{feff}{header}\r\n{rows}");
    let mut checked = look(bytes.replace(" \"\"Met\"\"", "")).unwrap();
    assert_eq!(faults(&mut checked), [""; 0]);
    let cards = cards(&mut checked);
    assert_eq!(cards[0].address, "Dusun Kemiri; RT 2");
    assert_eq!(cards[0].members[0].marital_date, from_iso("2004-02-14"));
    assert_eq!(cards[0].members[0].passport, "C1234567");
    assert_eq!(
        (cards[0].members[1].birth_date, cards[0].rt.as_str()),
        (from_iso("2006-05-04").unwrap(), "000")
    );
    // The sign that no name has, on the right line, though lines end in two signs and one is empty.
    let last = bytes.rfind("Dimas").unwrap();
    let mut damaged = bytes.replace(" \"\"Met\"\"", "");
    let last = last - (bytes.len() - damaged.len());
    damaged.replace_range(last..last + 5, "D1mas");
    assert_eq!(faults(&mut look(damaged).unwrap()), ["4 name has_digits"]);
}

#[test]
fn a_village_by_its_code_brings_its_names_and_one_that_does_not_exist_is_bad() {
    let header = HEADER.replace("village,district", "village_code");
    let rows = [CARD, OTHER].map(|card| {
        let code = if card == CARD { "32.01.01.1001" } else { "99.01.01.1001" };
        let nik = if card == CARD { "9901010405800001" } else { "9901020101900005" };
        row(card, nik, "Slamet", "1").replace("Contohsari,Contoh", code).replace("55999", "")
    });
    let mut checked = look(format!("{header}\n{}\n", rows.join("\n"))).unwrap();
    assert_eq!(faults(&mut checked), ["3 village_code not_in_list"]);
    let cards = cards(&mut checked);
    assert_eq!(cards.len(), 1);
    assert_eq!(cards[0].village_code.as_deref(), Some("32.01.01.1001"));
    assert!(!cards[0].village.is_empty() && !cards[0].district.is_empty() && cards[0].postcode.len() == 5);
}

#[test]
fn a_squeezed_file_is_read_and_a_cut_one_refused() {
    let mut squeezed = GzEncoder::new(Vec::new(), Compression::fast());
    squeezed.write_all(&file(&rows())).unwrap();
    let squeezed = squeezed.finish().unwrap();
    assert_eq!(look(squeezed.clone()).unwrap().cards, 2);
    for cut in [squeezed.len() / 2, squeezed.len() - 9, squeezed.len() - 4] {
        assert_eq!(fault(&squeezed[..cut]), FileFault::NoWholeGzip, "{cut}");
    }
    let mut bent = squeezed.clone();
    let end = bent.len() - 6;
    bent[end] ^= 1;
    assert_eq!(fault(bent), FileFault::NoWholeGzip);
}

#[test]
fn a_header_that_does_not_fit_is_refused_and_never_quoted() {
    assert_eq!(fault(""), FileFault::Empty);
    assert_eq!(fault("\u{feff}\n"), FileFault::Empty);
    assert_eq!(fault(HEADER), FileFault::Empty);
    assert_eq!(fault(format!("{HEADER}\r\n\r\n")), FileFault::Empty);
    assert_eq!(fault(format!("{HEADER},shoe_size\n")), FileFault::UnknownColumn { place: 21 });
    assert_eq!(fault(format!("{HEADER},nik\n")), FileFault::ColumnTwice("nik"));
    assert_eq!(fault(HEADER.replace("birth_date,", "")), FileFault::ColumnMissing("birth_date"));
    assert_eq!(fault(HEADER.replace("district,", "")), FileFault::ColumnMissing("district"));
    let utf16: Vec<u8> =
        [0xfe_ff].into_iter().chain(HEADER.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    assert_eq!(fault(utf16), FileFault::NotUtf8);
    let headless = fault(rows().join("\n"));
    assert_eq!(headless, FileFault::UnknownColumn { place: 1 });
    assert!(!headless.to_string().contains("9901"));
}

#[test]
fn every_bad_value_is_told_by_line_and_column_and_never_quoted() {
    let mut bad = rows();
    bad[1] = bad[1].replace("1980-05-04", "1980-02-31").replace(",1,4,3,2,", ",9,4,3,2,");
    bad[2] = bad[2].replace("9901016507840002", "9901").replace(",2,5,", ",2000,5,");
    bad.push(row(CARD, "9901010405060003", "Dimas", "4").replace("1980-05-04", "2030-01-01"));
    bad.push("zu,kurz".into());
    bad.push(row("9901010501150009", "9901010501150009", "Slamet", "1"));
    let mut checked = look(file(&bad)).unwrap();
    let told = faults(&mut checked);
    assert_eq!(
        told,
        [
            "3 birth_date no_such_date",
            "3 religion not_in_list",
            "4 rt not_an_rt_rw",
            "4 nik not_sixteen_digits",
            "6 birth_date future_date",
            "7 kk_number wrong_columns",
            "8 nik same_as_kk_number",
        ]
    );
    assert_eq!((checked.cards, checked.left_out), (0, 3));
}

#[test]
fn bytes_that_are_no_text_are_a_bad_value_of_their_column() {
    let mut bytes = file(&rows());
    let at = bytes.windows(4).position(|window| window == b"Made").unwrap();
    bytes[at + 1] = 0xe9;
    let mut checked = look(bytes).unwrap();
    assert_eq!(faults(&mut checked), ["3 name not_utf8"]);
    assert_eq!((checked.cards, checked.left_out), (1, 1), "the other family is whole");
}

#[test]
fn a_quotation_mark_that_nothing_closes_is_no_bad_row_but_the_end() {
    let mut open = rows();
    open[1] = open[1].replace("Made Wirawan", "\"Made Wirawan");
    assert_eq!(fault(file(&open)), FileFault::OpenQuote { line: 3 });
    let mut long = open.clone();
    long.extend((0..400).map(|_| row(OTHER, "", "Made", "4")));
    assert_eq!(fault(file(&long)), FileFault::TooLong { line: 3 });
    let endless = [file(&rows()), vec![b'x'; 20_000]].concat();
    assert_eq!(fault(endless), FileFault::TooLong { line: 6 });
    let crowded = [file(&rows()), vec![b','; 200]].concat();
    assert_eq!(faults(&mut look(crowded).unwrap()), ["6 kk_number wrong_columns"]);
}

#[test]
fn a_value_over_two_lines_is_one_value_and_later_lines_are_counted_on() {
    let mut two = rows();
    two[0] = two[0].replace("Dusun Kemiri 12", "\"Dusun\nKemiri 12\"");
    two[3] = two[3].replace("Bayi", "B4yi");
    let mut checked = look(file(&two)).unwrap();
    assert_eq!(faults(&mut checked), ["6 name has_digits"]);
    assert_eq!((checked.cards, checked.left_out), (1, 1));
}

#[test]
fn what_only_several_rows_tell_is_found_wherever_they_stand() {
    let twice = [rows(), vec![row(OTHER, "9901010405800001", "Slamet Riyadi", "4")]].concat();
    let mut checked = look(file(&twice)).unwrap();
    assert_eq!(faults(&mut checked), ["6 nik nik_twice"]);
    assert_eq!((checked.cards, checked.left_out), (1, 1), "the first card that has it is whole");

    let heads = [rows(), vec![row(CARD, "9901010405060003", "Dimas", "1")]].concat();
    let mut checked = look(file(&heads)).unwrap();
    assert_eq!(faults(&mut checked), ["6 relation second_head"]);

    let mut other = rows();
    other[2] = other[2].replace("Dusun Kemiri 12", "Dusun Kemiri 13");
    let mut checked = look(file(&other)).unwrap();
    assert_eq!(faults(&mut checked), ["4 address other_card_head"]);
    assert_eq!((checked.cards, checked.left_out), (1, 1));

    let crowd = (0..50).map(|at| row(CARD, &format!("99010104058001{at:02}"), "Anak", "4"));
    let mut checked = look(file(&crowd.collect::<Vec<_>>())).unwrap();
    let told = faults(&mut checked);
    assert_eq!((told.len(), told[0].as_str()), (10, "42 kk_number too_many_members"));
}

#[test]
fn old_numbers_with_a_faulty_date_are_let_through_because_the_register_has_them() {
    let old = vec![row(CARD, "9901013599800001", "Slamet Riyadi", "1")];
    let mut checked = look(file(&old)).unwrap();
    assert_eq!(faults(&mut checked), [""; 0]);
    assert_eq!(checked.cards, 1);
}
