//! Searches at the desk leave a line that names no value, and the citizen reads by what a request of theirs was found.
#![expect(clippy::unwrap_used, reason = "tests")]
use crate::house::{House, both_databases};
use domain::{Language, Role};
use service::{Error, SoughtAs};

both_databases!(a_search_is_written_down_without_what_was_sought_and_is_limited, house => {
    let service = &house.service;
    let citizen = house.citizen("9901020101900005", "made@contoh.test", "081290000002").await;
    let rina = house.officer("rina@contoh.test", Role::Verifier).await;
    let draft = house.written_request(&citizen).await;
    let number = service.send(&citizen, draft, true).await.unwrap().number.to_string();
    for typed in ["9901020101900005", "9901 0201 0190 0005", "Made Wirawan", "081290000002", "--"] {
        service.note_search(&rina, typed).await.unwrap();
    }
    assert!(matches!(service.note_search(&citizen, "Made").await, Err(Error::Forbidden | Error::NotFound)));
    let mut lines: Vec<(String, String)> = Vec::new();
    let keep = |line: service::HistoryLine| {
        if line.kind == "searched" {
            lines.push((line.kind.clone(), line.detail.clone()));
        }
    };
    service.each_line(keep).await.unwrap();
    assert_eq!(lines.len(), 4, "what is no key is no search: {lines:?}");
    assert_eq!(lines[0].1, lines[1].1, "one NIK, whatever the spaces");
    assert!(lines[0].1.starts_with("by=identity key=") && lines[2].1.starts_with("by=name "), "{lines:?}");
    for (_, detail) in &lines {
        for value in ["990102", "Made", "made", "0812", "812900"] {
            assert!(!detail.contains(value), "{detail}");
        }
    }
    assert!(service.security_log(&rina, None).await.unwrap().lines.iter().all(|line| line.kind != "searched"));

    // Whose request was opened from it reads by what it was found.
    service.desk_request_found(&rina, &number, Language::Id, Some(SoughtAs::Identity)).await.unwrap();
    let looks = service.access_log(&citizen, None, Language::Id).await.unwrap().lines;
    assert_eq!((looks.len(), looks[0].found_by), (1, Some(SoughtAs::Identity)));
    service.desk_request(&rina, &number, Language::Id).await.unwrap();
    let looks = service.access_log(&citizen, None, Language::Id).await.unwrap().lines;
    assert_eq!(looks[0].found_by, None, "opened from the queue");

    for _ in 5..60 {
        service.note_search(&rina, "Slamet").await.unwrap();
    }
    assert!(matches!(service.note_search(&rina, "Slamet").await, Err(Error::TooMany { .. })));
    let budi = house.officer("budi@contoh.test", Role::Verifier).await;
    service.note_search(&budi, "Slamet").await.unwrap();
    house.clock.advance(time::Duration::minutes(11));
    service.note_search(&rina, "Slamet").await.unwrap();
});
