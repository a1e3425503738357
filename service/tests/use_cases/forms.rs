//! Who gets which form, on both databases.
#![expect(clippy::unwrap_used, reason = "tests")]

use crate::house::{House, both_databases};
use domain::{Command, Flag, Language, Role, Target};
use service::{Actor, DecisionForm, Error, Recorded};
use uuid::Uuid;

/// The words of a PDF.
fn words(bytes: &[u8]) -> String {
    let document = lopdf::Document::load_mem(bytes).unwrap();
    let pages: Vec<u32> = document.get_pages().keys().copied().collect();
    document.extract_text(&pages).unwrap().split_whitespace().collect::<Vec<_>>().join(" ")
}

both_databases!(forms_belong_to_the_owner_and_the_officers_of_a_request, house => {
    let service = &house.service;
    let owner = house.citizen("9901010405800001", "siti@contoh.test", "081290000001").await;
    let draft = house.written_request(&owner).await;
    assert!(matches!(service.form(&owner, draft, "F-1.02").await, Err(Error::NotFound)), "nothing is sent yet");
    let sent = service.send(&owner, draft, true).await.unwrap();
    let number = sent.number.to_string();

    let mine = service.form(&owner, draft, "F-1.06").await.unwrap();
    assert_eq!(mine.name, format!("F-1.06-{number}"));
    let text = words(&mine.bytes);
    for expected in ["Made Wirawan", "9901010405800001", "9901010501150001", "Dimas Prasetyo", "SLTA/sederajat", &number] {
        assert!(text.contains(expected), "{expected}: {text}");
    }
    let names: Vec<_> = service.request(&owner, draft, Language::Id).await.unwrap().forms.into_iter().map(|form| form.code).collect();
    assert_eq!(names, ["F-1.02", "F-1.06"]);
    assert_eq!(service.receipt(&owner, draft, Language::Id).await.unwrap().forms.len(), 2);

    let verifier = house.officer("rina@contoh.test", Role::Verifier).await;
    let seen = service.form(&verifier, draft, "F-1.06").await.unwrap();
    assert_eq!(seen.bytes, mine.bytes, "the officer gets what the citizen gets");

    let other = house.citizen("9901010405810002", "made@contoh.test", "081290000002").await;
    let administrator = house.officer("agus@contoh.test", Role::Administrator).await;
    for who in [&other, &administrator] {
        assert!(matches!(service.form(who, draft, "F-1.06").await, Err(Error::NotFound)));
    }
    assert!(matches!(service.form(&Actor::Stranger, draft, "F-1.06").await, Err(Error::SignInFirst)));
    for code in ["F-1.03", "F-2.03", "F-0.00", ""] {
        assert!(matches!(service.form(&owner, draft, code).await, Err(Error::NotFound)), "{code}");
    }

    assert!(!service.request(&owner, draft, Language::Id).await.unwrap().labels.is_empty(), "what codes were called");
    let report = service.reconcile().await.unwrap();
    assert!(report.is_whole(), "{report:?}");

    // The clock goes on; the copy stays as it was.
    house.clock.advance(time::Duration::days(40));
    assert_eq!(service.form(&owner, draft, "F-1.06").await.unwrap().bytes, mine.bytes);
});

both_databases!(a_correction_shows_the_officer_what_was_sent_until_it_is_sent_again, house => {
    let service = &house.service;
    let owner = house.citizen("9901010405800001", "siti@contoh.test", "081290000001").await;
    let draft = house.written_request(&owner).await;
    let number = service.send(&owner, draft, true).await.unwrap().number.to_string();
    let verifier = house.officer("rina@contoh.test", Role::Verifier).await;
    service.claim(&verifier, &number, None).await.unwrap();
    let version = service.desk_request(&verifier, &number, Language::Id).await.unwrap().request.version;
    let flags = vec![Flag {
        target: Target::Question { code: "proof_number".into() },
        reason: "differs_from_document".into(),
        note: String::new(),
    }];
    let form = DecisionForm { command: Command::Return, version, flags, note: String::new(), recorded: Recorded::default() };
    service.decide(&verifier, &number, &form).await.unwrap();
    let patch = [("proof_number".to_owned(), "DN-99/BARU".to_owned())].into();
    service.save_answers(&owner, draft, &patch).await.unwrap();
    assert!(!words(&service.form(&verifier, draft, "F-1.06").await.unwrap().bytes).contains("DN-99/BARU"));
    service.send(&owner, draft, true).await.unwrap();
    assert!(words(&service.form(&verifier, draft, "F-1.06").await.unwrap().bytes).contains("DN-99/BARU"));
});

both_databases!(a_draft_prefills_its_statements_as_far_as_it_is_written, house => {
    let service = &house.service;
    let owner = house.citizen("9901010405800001", "siti@contoh.test", "081290000001").await;
    house.card(&owner).await;
    let draft = Uuid::now_v7();
    service.start_draft(&owner, draft, "KK-04").await.unwrap();
    let bare = words(&service.form(&owner, draft, "F-2.03").await.unwrap().bytes);
    assert!(bare.contains("Made Wirawan") && !bare.contains("Bintang"));
    let patch = [("birth_case", "family"), ("child_name", "Bintang Pratama"), ("birth_date.day", "31")];
    let patch = patch.map(|(field, value)| (field.to_owned(), value.to_owned())).into();
    service.save_answers(&owner, draft, &patch).await.unwrap();
    let further = service.form(&owner, draft, "F-2.03").await.unwrap();
    assert!(words(&further.bytes).contains("Bintang Pratama"));
    assert_eq!(further.name, "F-2.03", "a draft has no number");
    let other = house.citizen("9901010405810002", "made@contoh.test", "081290000002").await;
    let verifier = house.officer("rina@contoh.test", Role::Verifier).await;
    for who in [&other, &verifier] {
        assert!(matches!(service.form(who, draft, "F-2.03").await, Err(Error::NotFound)));
    }
    assert!(!words(&service.empty_form("F-2.03").await.unwrap().bytes).contains("Made"));
    assert!(matches!(service.empty_form("F-1.02").await, Err(Error::NotFound)));
});
