//! Files: whole, bad, broken off, overtaken, and read meanwhile.
use super::town::{
    OTHER_CARD, card, crowd, family, file, import, linked_without_a_card, loads, made, row, stored,
};
use crate::house::{House, both_databases, contains};
use service::{ImportError, ImportOptions};
use std::io::{Cursor, Read};
use std::pin::pin;
use std::sync::atomic::{AtomicBool, Ordering};

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
    let (told, mut heard) = tokio::sync::mpsc::unbounded_channel();
    let mut written = move |_| {
        let _ = told.send(());
    };
    let mut one = pin!(house.service.import_families(file(&rows), ImportOptions::default(), &mut written));
    tokio::select! {
        biased;
        _ = heard.recv() => {}
        done = &mut one => unreachable!("{done:?}"),
    }
    // In the middle of the first one.
    let other = import(&house, &rows, ImportOptions::default()).await;
    assert!(matches!(other, Err(ImportError::Running)), "{other:?}");
    one.await.unwrap();
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
