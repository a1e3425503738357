//! What stands in each form, request by request.
use super::*;

pub(super) const LOST: [(&str, &str); 10] = [
    ("cause", "lost"),
    ("lost_date.day", "2"),
    ("lost_date.month", "11"),
    ("lost_date.year", "2026"),
    ("lost_place", "Pasar Contoh"),
    ("police_station", "Polsek Contoh"),
    ("police_number", "SKTLK/99/XI/2026"),
    ("police_date.day", "3"),
    ("police_date.month", "11"),
    ("police_date.year", "2026"),
];

const BIRTH: [(&str, &str); 26] = [
    ("birth_case", "family"),
    ("child_name", "Bintang Pratama"),
    ("child_sex", "1"),
    ("birth_date.day", "1"),
    ("birth_date.month", "11"),
    ("birth_date.year", "2026"),
    ("birth_time", "04:30"),
    ("place_kind", "home"),
    ("birth_place", "Contoh"),
    ("birth_kind", "single"),
    ("birth_order", "3"),
    ("helper", "midwife"),
    ("weight", "3100"),
    ("length", "49"),
    ("mother_source", "in_card"),
    ("mother", "@2"),
    ("father_source", "in_card"),
    ("father", "@1"),
    ("marriage", "recorded"),
    ("relation", "4"),
    ("religion", "1"),
    ("birth_proof", "statement"),
    ("witness1_name", "Joko Susilo"),
    ("witness1_nik", "9901010101700011"),
    ("witness2_name", "Wahyu Hidayat"),
    ("witness2_nik", "9901010101710012"),
];

pub(super) fn birth() -> Case {
    request_of(family(), "KK-04", &BIRTH, &["pernyataan_kelahiran", "buku_nikah"])
}

#[test]
fn the_death_of_the_head_ticks_a_box_for_each_event() {
    let witnesses = BIRTH.into_iter().filter(|(question, _)| question.starts_with("witness"));
    let death = [
        ("deceased", "@1"),
        ("death_date.day", "10"),
        ("death_date.month", "11"),
        ("death_date.year", "2026"),
        ("death_place", "Rumah, Contoh"),
        ("has_spouse", "yes"),
        ("spouse", "@2"),
        ("proof", "village"),
        ("proof_number", "474.3/17/XI/2026"),
        ("proof_date.day", "12"),
        ("proof_date.month", "11"),
        ("proof_date.year", "2026"),
        ("kk02_new_head", "@2"),
    ];
    let card = family();
    let others: Vec<_> =
        card.members[2..].iter().map(|member| format!("kk02_relation@{}", member.id.as_u128())).collect();
    let mut answers: Vec<(&str, &str)> = death.into_iter().chain(witnesses).collect();
    answers.extend(others.iter().map(|question| (question.as_str(), "4")));
    let paper = filled("F-1.02", &request_of(card, "KK-06", &answers, &["surat_kematian"]));
    assert_eq!(ticked(&paper)[..2], ["Penggantian kepala keluarga", "Peristiwa penting"]);
    assert_eq!(field(&paper, "7"), "Laporkan anggota keluarga yang meninggal · Ganti kepala keluarga");
}

#[test]
fn a_graduation_fills_the_change_of_education_with_what_was_and_what_it_rests_on() {
    let case = graduation();
    let paper = filled("F-1.06", &case);
    for (number, value) in [
        ("1", "Siti Aminah"),
        ("2", "9901014908820002"),
        ("3", "9901010501150001"),
        ("4", "Dusun Kemiri 12, RT 002 RW 005, Contohsari, Contoh, Kabupaten Contoh"),
        ("5", "22 November 2026"),
    ] {
        assert_eq!(field(&paper, number), value);
    }
    let rows = rows(&paper);
    assert_eq!(rows[0], "1|9901010405800001|Slamet Riyadi|Kepala keluarga");
    assert_eq!(
        rows[4],
        "1|Dimas Prasetyo|Pendidikan|SLTP/sederajat|SLTA/sederajat|\
         Ijazah, DN-99/M-SMA/26/0012345, tanggal 4 Mei 2026"
    );
    assert_eq!(rows[5], "-|Tidak ada|-|-|-|-");
    assert_eq!(rows.len(), 6);
    let first = filled("F-1.02", &case);
    assert_eq!(
        ticked(&first),
        [
            "Perubahan elemen data yang tercantum dalam KK",
            "KK lama atau KK rusak",
            "Bukti perubahan peristiwa kependudukan atau peristiwa penting"
        ]
    );
    assert_eq!(first.watermark.as_deref(), Some("SALINAN"));
    assert_eq!(
        first.foot,
        ["F-1.02 · Nomor permohonan KK-7QF2-9M4T-XA", "CONTOH — bukan layanan pemerintah"]
    );
}

#[test]
fn a_code_is_called_on_paper_as_it_was_when_it_was_sent() {
    let mut case = graduation();
    let then = |name: &str| domain::Words::new(name, name);
    let labels = [
        ("education:4".to_owned(), then("SMP dahulu")),
        ("relation:1".to_owned(), then("Kepala rumah tangga")),
    ];
    case.told.context.labels = domain::Labels::from(std::collections::BTreeMap::from(labels));
    let rows = rows(&filled("F-1.06", &case));
    assert_eq!(rows[0], "1|9901010405800001|Slamet Riyadi|Kepala rumah tangga");
    assert!(rows[4].contains("|SMP dahulu|SLTA/sederajat|"), "{}", rows[4]);
}

#[test]
fn a_renamed_street_stands_under_other_changes_as_one_of_the_card() {
    let answers = [
        ("street", "Jalan Kenanga 12"),
        ("rt", "2"),
        ("rw", "7"),
        ("proof", "letter"),
        ("letter_number", "470/99/2026"),
        ("letter_date.day", "1"),
        ("letter_date.month", "10"),
        ("letter_date.year", "2026"),
    ];
    let paper = filled("F-1.06", &request_of(family(), "KK-16", &answers, &["surat_perubahan_alamat"]));
    let rows = rows(&paper);
    assert_eq!(rows[4], "-|Tidak ada|-|-|-|-", "nothing about education");
    assert!(rows[5].starts_with("1|Kartu Keluarga|Alamat|Dusun Kemiri 12|Jalan Kenanga 12|"), "{rows:?}");
    assert!(rows[6].starts_with("2|Kartu Keluarga|RW|005|007|"), "{rows:?}");
    assert!(rows[6].ends_with(", 470/99/2026, tanggal 1 Oktober 2026"), "{rows:?}");
    assert_eq!(rows.len(), 7);
}

#[test]
fn a_move_tells_how_far_who_and_which_card() {
    let all = filled("F-1.03", &moving(&["1", "2", "3", "4"]));
    assert_eq!(field(&all, "1"), "9901010501150001");
    assert_eq!(field(&all, "6"), "Dusun Kemiri 12, RT 002 RW 005, Contohsari, Contoh, Kabupaten Contoh");
    for (number, value) in
        [("14", "Jalan Melati 5"), ("15", "3"), ("17", "Contoharjo"), ("19", "Kabupaten Contoh")]
    {
        assert_eq!(field(&all, number), value);
    }
    assert_eq!(field(&all, "21"), "no such field", "nobody goes abroad");
    assert_eq!(
        ticked(&all),
        [
            "Antardesa atau kelurahan dalam satu kecamatan",
            "Perumahan",
            "Kepala keluarga dan seluruh anggota keluarga",
            "Nomor KK tetap"
        ]
    );
    assert_eq!(rows(&all)[3], "4|9901014102140004|Laras Ayu|1 Februari 2014|Anak");

    let some = filled("F-1.03", &moving(&["1", "4"]));
    assert_eq!(
        ticked(&some)[2..],
        ["Kepala keluarga dan sebagian anggota keluarga", "Membuat KK baru", "Membuat KK baru"]
    );
    let son = filled("F-1.03", &moving(&["3"]));
    assert_eq!(ticked(&son)[2..], ["Anggota keluarga", "Nomor KK tetap", "Membuat KK baru"]);
    assert_eq!(rows(&son)[0], "1|9901010405060003|Dimas Prasetyo|4 Mei 2006|Anak");
    let head = filled("F-1.03", &moving(&["1"]));
    assert_eq!(ticked(&head)[2], "Kepala keluarga");
}

#[test]
fn a_move_to_another_regency_is_told_by_its_province() {
    let to = |province: &str| {
        let mut answers = MOVING.to_vec();
        answers.retain(|(question, _)| !["dwelling", "destination.province"].contains(question));
        answers.extend([("moves@1", "no"), ("moves@2", "no"), ("moves@3", "yes"), ("moves@4", "no")]);
        answers.extend([("destination.province", province), ("child_without_parent", "no")]);
        let case = request_of(family(), "MV-02", &answers, &[]);
        ticked(&filled("F-1.03", &case)).swap_remove(0)
    };
    assert_eq!(to("contoh"), "Antarkabupaten atau kota dalam satu provinsi", "as people write it");
    assert_eq!(to("PROVINSI CONTOH"), "Antarkabupaten atau kota dalam satu provinsi");
    assert_eq!(to("Jawa Lain"), "Antarprovinsi");
}

#[test]
fn a_birth_lists_the_child_on_f_1_02_and_prefills_the_statement() {
    let case = birth();
    let first = filled("F-1.02", &case);
    assert_eq!(ticked(&first)[0], "Peristiwa penting");
    let rows = rows(&first);
    assert!(rows.iter().any(|row| row.contains("|Anggota baru|Nama lengkap|-|Bintang Pratama|")), "{rows:?}");
    let statement = filled("F-2.03", &case);
    for (number, value) in [
        ("1", "Siti Aminah"),
        ("7", "Bintang Pratama"),
        ("8", "Laki-laki"),
        ("10", "1 November 2026"),
        ("11", "04.30"),
        ("15", "Siti Aminah"),
        ("16", "9901014908820002"),
        ("18", "9901010405800001"),
        ("19", "Joko Susilo"),
        ("22", "9901010101710012"),
    ] {
        assert_eq!(field(&statement, number), value);
    }
    assert_eq!(statement.watermark, None, "it is to be signed");
    let Some(Block::Signatures { dated: Some(_), people }) =
        statement.blocks.iter().find(|block| matches!(block, Block::Signatures { .. }))
    else {
        unreachable!("signatures with a place for the date")
    };
    let names: Vec<_> = people.iter().map(|one| text(&one.name)).collect();
    assert_eq!(names, ["Siti Aminah", "Joko Susilo", "Wahyu Hidayat"]);
}

#[test]
fn a_lost_card_ticks_its_box_and_lists_the_reprint() {
    let case = request_of(family(), "RP-01", &LOST, &["surat_kehilangan", "ktp_el"]);
    let paper = filled("F-1.02", &case);
    assert_eq!(ticked(&paper), ["Hilang", "KTP-el", "Surat keterangan hilang dari kepolisian"]);
    let rows = rows(&paper);
    assert_eq!(rows.len(), 1);
    assert!(rows[0].starts_with("1|Kartu Keluarga|Cetakan KK|-|"), "{rows:?}");
}

#[test]
fn what_is_missing_is_left_to_be_written_by_hand_on_statements_only() {
    let case = graduation();
    let authority = filled("F-1.07", &case);
    assert_eq!(field(&authority, "1"), "Siti Aminah");
    assert_eq!(field(&authority, "5"), "…");
    assert_eq!(field(&authority, "8"), "Perbarui pendidikan");
    let blank = empty("F-1.03A");
    assert_eq!(field(&blank, "1"), "…");
    assert_eq!(rows(&blank), ["1|…|…|…", "2|…|…|…", "3|…|…|…"]);
    assert_eq!(blank.foot, ["F-1.03A"], "no number, and no demonstration");
}

#[test]
fn a_power_of_care_lists_children_only() {
    let mut answers = MOVING.to_vec();
    answers.retain(|(question, _)| *question != "dwelling");
    answers.extend([("moves@1", "no"), ("moves@2", "no"), ("moves@3", "yes"), ("moves@4", "yes")]);
    answers.push(("child_without_parent", "yes"));
    let paper = filled("F-1.03A", &request_of(family(), "MV-02", &answers, &[]));
    assert_eq!(rows(&paper), ["1|9901014102140004|Laras Ayu|1 Februari 2014"]);
}

#[test]
fn an_unrecorded_marriage_prefills_both_sides_and_ticks_what_is_stated() {
    let answers = [
        ("member", "@3"),
        ("marital", "3"),
        ("spouse_source", "elsewhere"),
        ("stated_marriage_date.day", "1"),
        ("stated_marriage_date.month", "6"),
        ("stated_marriage_date.year", "2026"),
        ("both_19", "yes"),
        ("earlier_wife", "no"),
        ("witness1_name", "Joko Susilo"),
        ("witness1_nik", "9901010101700011"),
        ("witness2_name", "Wahyu Hidayat"),
        ("witness2_nik", "9901010101710012"),
    ];
    let paper = filled("F-1.05", &request_of(family(), "KK-11", &answers, &[]));
    assert_eq!(field(&paper, "1"), "Dimas Prasetyo");
    assert_eq!(field(&paper, "5"), "4 Mei 2006");
    assert_eq!(field(&paper, "7"), "…", "somebody of another card");
    assert_eq!(field(&paper, "13"), "1 Juni 2026");
    assert_eq!(field(&paper, "14"), "…");
    assert_eq!(ticked(&paper), ["Kawin belum tercatat"]);
}
