#![expect(clippy::unwrap_used, reason = "tests")]

use super::{fold::fold, *};
use flate2::{Compression, write::GzEncoder};
use proptest::prelude::*;
use std::{collections::BTreeMap, io::Write as _};

fn areas() -> Areas {
    Areas::built_in()
}

fn code(text: &str) -> AreaCode {
    text.parse().unwrap()
}

/// "Sukamaju, Cibinong, Kabupaten Bogor, Jawa Barat".
fn whole(areas: &Areas, area: &Area<'_>) -> String {
    areas.path(area.code).iter().rev().map(|area| area.name).collect::<Vec<_>>().join(", ")
}

fn first(text: &str) -> String {
    let areas = areas();
    let hits = areas.search(text, 5);
    hits.areas.first().map(|area| whole(&areas, area)).unwrap_or_default()
}

#[test]
fn the_whole_country_is_there_and_everything_lies_in_something() {
    let areas = areas();
    let mut counts = BTreeMap::new();
    let mut todo: Vec<Area<'_>> = areas.provinces();
    while let Some(area) = todo.pop() {
        *counts.entry(area.level).or_insert(0) += 1;
        assert_eq!(area.postcode.is_some(), area.level == Level::Village, "{}", area.code);
        let children = areas.children(area.code);
        assert!(children.iter().all(|child| child.code.parent() == Some(area.code)));
        assert_eq!(children.is_empty(), area.level == Level::Village, "{} {}", area.code, area.name);
        todo.extend(children);
    }
    // Reached from above is every one, so every one lies in something.
    assert_eq!(counts.into_values().collect::<Vec<_>>(), [38, 514, 7_285, 83_762]);
}

#[test]
fn an_area_is_found_by_its_code() {
    let areas = areas();
    let found = areas.find(code("32.01.01.1006")).unwrap();
    assert!(!found.by_old_code);
    assert_eq!((found.area.name, found.area.postcode.as_deref()), ("Cibinong", Some("16911")));
    let path: Vec<_> = areas.path(code("3201011006")).iter().map(|area| area.name).collect();
    assert_eq!(path, ["Jawa Barat", "Kabupaten Bogor", "Cibinong", "Cibinong"]);
    assert_eq!(areas.find(code("9901010001")), None);
    assert!(areas.path(code("9901")).is_empty() && areas.children(code("9901")).is_empty());
    assert!(areas.children(code("3201011006")).is_empty());
}

#[test]
fn names_are_kept_as_they_are_written() {
    let areas = areas();
    let name = |text: &str| areas.find(code(text)).unwrap().area.name;
    assert_eq!(name("1402092010"), "Lambang Sari I, II, III");
    assert_eq!(name("5307082019"), "Udek Du’en");
    assert_eq!((name("11"), name("9671")), ("Aceh", "Kota Sorong"), "the first and one of the last");
}

#[test]
fn a_code_of_before_leads_to_the_area_and_says_so() {
    let areas = areas();
    let found = areas.find(code("91.01")).unwrap();
    assert!(found.by_old_code);
    assert_eq!((found.area.name, found.area.code), ("Kabupaten Merauke", code("93.01")));
    assert_eq!(areas.path(code("9271")).last().unwrap().name, "Kota Sorong");
    for (before, now) in old::MOVED {
        let found = areas.find(code(&before.to_string())).unwrap();
        assert!(found.by_old_code && found.area.code == code(&now.to_string()), "{before}");
    }
}

#[test]
fn a_number_tells_where_it_was_issued() {
    let areas = areas();
    assert!(matches!(areas.issued_in("320101"), Issued::Now(area) if area.name == "Cibinong"));
    assert!(matches!(areas.issued_in("910112"), Issued::Before(area) if area.name == "Kabupaten Merauke"));
    assert!(matches!(areas.issued_in("320199"), Issued::Regency(area) if area.name == "Kabupaten Bogor"));
    assert_eq!(areas.issued_in("990101"), Issued::Demonstration);
    for prefix in ["", "3201", "880101", "320100", "3201012006", "desa01", "99", "९९०१०१"] {
        assert_eq!(areas.issued_in(prefix), Issued::Unknown, "{prefix}");
    }
}

#[test]
fn words_are_found_in_any_order() {
    let areas = areas();
    for text in
        ["sukamaju jonggol", "jonggol sukamaju", "SÜKAMAJU,  jong", "desa sukamaju kec. jonggol kab. bogor"]
    {
        assert_eq!(first(text), "Sukamaju, Jonggol, Kabupaten Bogor, Jawa Barat", "{text}");
    }
    assert_eq!(first("udek duen"), "Udek Du’en, Talibura, Kabupaten Sikka, Nusa Tenggara Timur");
    assert!(first("menteng dki").starts_with("Menteng, Kota Administrasi Jakarta Pusat,"));
    assert!(areas.search("zzzz", 5).areas.is_empty() && areas.search(" -- ", 5).areas.is_empty());
    assert!(areas.search("a b c d e f g h i j k l m n", 5).areas.is_empty());
}

#[test]
fn the_name_itself_comes_first_then_its_beginning_then_a_word_of_it() {
    let areas = areas();
    let hits = areas.search("cibinong", 50);
    let names: Vec<_> = hits.areas.iter().map(|area| (area.name, area.level)).collect();
    assert_eq!(names[0], ("Cibinong", Level::District));
    assert_eq!(names[1], ("Cibinong", Level::Village));
    let class = |name: &str| match fold(name).as_str() {
        "suka maju" | "sukamaju" => 0,
        name if name.starts_with("suka") => 1,
        _ => 2,
    };
    let classes: Vec<_> = areas.search("sukamaju", 500).areas.iter().map(|area| class(area.name)).collect();
    assert!(classes.is_sorted() && classes[0] == 0 && classes.contains(&2), "{classes:?}");
    assert!(areas.search("sukamaju", 3).more && !areas.search("sukamaju jonggol", 3).more);
}

#[test]
fn a_village_is_found_by_its_name_and_by_what_it_lies_in() {
    let areas = areas();
    let hits = areas.search_villages("cibinong bogor", 40);
    assert!(hits.areas.iter().all(|area| area.level == Level::Village));
    assert_eq!(hits.areas[0].code, code("3201011006"), "the village of that name first");
    assert!(hits.areas.iter().any(|area| area.name == "Pakansari"), "then those of the district");
}

#[test]
fn it_does_not_matter_whether_a_name_is_written_in_one_word() {
    assert!(first("sukamaju jonggol").starts_with("Sukamaju,"));
    assert!(first("suka maju jonggol").starts_with("Sukamaju,"));
    assert!(first("lubukpakam").starts_with("Lubuk Pakam"));
}

fn damage(text: &str) -> String {
    let damage = read::read(text.as_bytes()).err().unwrap();
    format!("{}: {}", damage.line, damage.problem)
}

const SMALL: &str =
    "code,name,postcode\n11,Aceh,\n11.01,Kabupaten Satu,\n110101,\"Dua, Tiga\",\n1101012001,Empat,23773\n";

#[test]
fn an_office_may_have_its_own_list() {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(SMALL.as_bytes()).unwrap();
    let own = Areas::read(file.path()).unwrap();
    assert_eq!(whole(&own, &own.search("empat", 3).areas[0]), "Empat, Dua, Tiga, Kabupaten Satu, Aceh");
    assert_eq!(own.find(code("9101")), None, "not in this list");

    let mut squeezed = GzEncoder::new(tempfile::NamedTempFile::new().unwrap(), Compression::fast());
    squeezed.write_all(SMALL.replace('\n', "\r\n").as_bytes()).unwrap();
    let own = Areas::read(squeezed.finish().unwrap().path()).unwrap();
    assert_eq!(own.provinces().len(), 1);
}

#[test]
fn what_is_wrong_with_a_list_is_told_with_its_line() {
    assert_eq!(damage("kode,nama\n"), "1: is not `code,name,postcode`");
    assert_eq!(damage("code,name,postcode\n11,Aceh\n"), "2: has 2 columns instead of 3");
    assert_eq!(damage("code,name,postcode\n\n1x,Aceh,\n"), "3: `1x` is no code of 2, 4, 6 or 10 digits");
    assert_eq!(damage("code,name,postcode\n11, ,\n"), "2: the name must have 1 to 60 letters");
    assert_eq!(damage(&SMALL.replace("23773", "2377")), "5: `2377` is no postcode of 5 digits");
    assert_eq!(
        damage(&format!("{SMALL}1101012001,Lima,23774\n")),
        "6: the code 11.01.01.2001 stands there twice"
    );
    let unsorted = damage(&format!("{SMALL}1101,Kabupaten Dua,\n"));
    assert_eq!(unsorted, "6: 11.01 stands behind 11.01.01.2001; sort the list by code");
    let orphan = format!("{SMALL}1101022001,Lima,\n");
    assert_eq!(damage(&orphan), "6: 11.01.02.2001 lies in 11.01.02, which is not in the list");
    assert_eq!(damage("code,name,postcode\n11,Aceh,\n"), "0: has no village");
    let broken =
        read::read(&[b"code,name,postcode\n11,".as_slice(), &[0xff, b',', b'\n']].concat()).err().unwrap();
    assert_eq!((broken.line, broken.problem.as_str()), (2, "is not UTF-8"));
    let half = &BUILT_IN[..BUILT_IN.len() / 2];
    assert_eq!(read::read(half).err().unwrap().problem, "is no whole gzip file");

    let missing = Areas::read(Path::new("/tidak/ada.csv")).unwrap_err().to_string();
    assert!(missing.starts_with("the list of areas /tidak/ada.csv cannot be read"), "{missing}");
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(orphan.as_bytes()).unwrap();
    let error = Areas::read(file.path()).unwrap_err().to_string();
    assert!(error.contains(", line 6: 11.01.02.2001 lies in"), "{error}");
}

/// Parts of names, and what nobody would type.
fn typed() -> impl Strategy<Value = String> {
    let place = (0..38_usize, 0..50_usize, 0..20_usize).prop_map(|(province, district, village)| {
        let areas = areas();
        let mut area = areas.provinces().swap_remove(province);
        for at in [district, district, village] {
            let mut inside = areas.children(area.code);
            area = inside.swap_remove(at % inside.len());
        }
        whole(&areas, &area)
    });
    let cut = (place, 0..60_usize, 0..20_usize)
        .prop_map(|(text, from, long)| text.chars().skip(from).take(long).collect::<String>());
    prop_oneof![".{0,40}", "[a-z ]{0,12}", cut]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(80))]

    #[test]
    fn whatever_is_typed_only_what_holds_the_words_is_found(text in typed(), most in 0..30_usize) {
        let areas = areas();
        for hits in [areas.search(&text, most), areas.search_villages(&text, most)] {
            prop_assert!(hits.areas.len() <= most);
            for area in hits.areas {
                let name: String = fold(&whole(&areas, &area)).replace(' ', "");
                let words = fold(&text.chars().take(100).collect::<String>());
                let words: Vec<_> = words.split(' ').filter(|word| !search::is_title_or_short(word)).collect();
                prop_assert!(words.iter().all(|word| name.contains(word)), "{text:?} found {}", area.name);
            }
        }
    }

    #[test]
    fn whatever_a_list_holds_it_is_read_or_refused(text in "(code,name,postcode\n)?[0-9a,\n\"]{0,200}") {
        let _ = read::read(text.as_bytes());
        let _ = read::read(&[&[0x1f, 0x8b], text.as_bytes()].concat());
    }

    #[test]
    fn whatever_code_is_asked_for_is_answered(text in "[0-9.]{0,12}") {
        if let Ok(code) = text.parse::<AreaCode>() {
            let areas = areas();
            prop_assert!(areas.path(code).len() <= 4);
            prop_assert_eq!(code.dotted().parse(), Ok(code));
            prop_assert!(areas.children(code).iter().all(|child| child.code.parent() == Some(code)));
        }
    }
}
