//! Receipts: signed at each sending, checked by their code, and what is told to whom.
#![expect(clippy::unwrap_used, reason = "tests")]
use crate::house::{House, both_databases};
use domain::{Command, Flag, Language, Receipt, ReceiptCode, Target};
use service::{Actor, DecisionForm, Error, Recorded};

const NIK: &str = "9901016507840002";

async fn citizen(house: &House) -> Actor {
    house.citizen(NIK, "siti@contoh.test", "081290000001").await
}

async fn returned(house: &House, verifier: &Actor, number: &str) {
    let service = &house.service;
    service.claim(verifier, number, None).await.unwrap();
    let version = service.desk_request(verifier, number, Language::Id).await.unwrap().request.version;
    let flags = vec![Flag {
        target: Target::Question { code: "school".into() },
        reason: "typing_slip".into(),
        note: String::new(),
    }];
    let form = DecisionForm {
        command: Command::Return,
        version,
        flags,
        note: String::new(),
        recorded: Recorded::default(),
    };
    service.decide(verifier, number, &form).await.unwrap();
}

both_databases!(each_sending_has_a_signed_receipt_that_everybody_with_its_code_can_check, house => {
    let service = &house.service;
    let siti = citizen(&house).await;
    let verifier = house.officer("rina@contoh.test", domain::Role::Verifier).await;
    let draft = house.written_request(&siti).await;
    let sent = service.send(&siti, draft, true).await.unwrap();
    let view = service.receipt(&siti, draft, Language::Id).await.unwrap();
    let first = view.proof.unwrap();
    let said = Receipt::parse(&first.text).unwrap();
    assert_eq!((said.number.clone(), said.sending, said.applicant.as_str()), (sent.number.clone(), 1, "Made Wirawan"));
    let whole = service.request(&siti, draft, Language::Id).await.unwrap();
    let hashes: Vec<_> = whole.documents.iter().map(|document| document.sha256.clone()).collect();
    assert_eq!(said.documents.iter().map(|one| one.sha256.clone()).collect::<Vec<_>>(), hashes);
    assert_eq!(said.changes.len(), whole.changes.len());
    assert!(!first.text.contains(NIK) && !first.text.contains("9901010405060003"), "no whole NIK: {}", first.text);
    let keys = service::PublicKey::all_in(&service.public_keys());
    let (key, signature) = first.signature.clone().unwrap();
    assert!(keys[0].id() == key && keys[0].proves(&first.text, &signature));

    let checked = service.check_receipt(first.code.as_str(), "198.51.100.7").await.unwrap();
    assert_eq!((checked.number.clone(), checked.documents, checked.followed), (sent.number.clone(), 2, false));
    assert_eq!(checked.signed_by, Some(key));
    assert_eq!(service.check_receipt(&first.code.to_string().to_lowercase(), "x").await.unwrap(), checked);
    let other = ReceiptCode::from_hash([7; 32]);
    for wrong in [other.as_str(), sent.number.as_str(), "", "'; --"] {
        assert!(matches!(service.check_receipt(wrong, "x").await, Err(Error::NotFound)), "{wrong}");
    }

    returned(&house, &verifier, &sent.number.to_string()).await;
    house.clock.advance(time::Duration::hours(3));
    let patch = std::collections::BTreeMap::from([("school".to_owned(), "SMA Negeri 2 Contoh".to_owned())]);
    service.save_answers(&siti, draft, &patch).await.unwrap();
    assert_eq!(service.send(&siti, draft, true).await.unwrap(), sent);
    let view = service.receipt(&siti, draft, Language::En).await.unwrap();
    let second = view.proof.unwrap();
    assert_eq!((second.sending, view.corrected_at), (2, Some(second.issued_at)));
    assert_ne!(second.code, first.code);
    assert!(service.check_receipt(first.code.as_str(), "x").await.unwrap().followed, "the first one is still genuine");
    assert!(!service.check_receipt(second.code.as_str(), "x").await.unwrap().followed);
    assert_eq!(house.count("receipt").await, 2);
});

both_databases!(a_receipt_whose_row_was_changed_is_not_called_genuine, house => {
    let service = &house.service;
    let siti = citizen(&house).await;
    let draft = house.written_request(&siti).await;
    service.send(&siti, draft, true).await.unwrap();
    let code = service.receipt(&siti, draft, Language::Id).await.unwrap().proof.unwrap().code;
    let wrong = if house.is_sqlite() { "zeroblob(64)" } else { "decode(repeat('00', 64), 'hex')" };
    house.execute(&format!("UPDATE receipt SET signature = {wrong}")).await;
    assert!(matches!(service.check_receipt(code.as_str(), "x").await, Err(Error::NotFound)));
    assert_eq!(service.reconcile().await.unwrap().broken_requests.len(), 1, "and reconciling finds it");
});

both_databases!(what_was_sent_before_there_were_receipts_gets_one_once, house => {
    let service = &house.service;
    let siti = citizen(&house).await;
    let draft = house.written_request(&siti).await;
    let sent = service.send(&siti, draft, true).await.unwrap();
    house.execute("DELETE FROM receipt").await;
    assert!(service.receipt(&siti, draft, Language::Id).await.unwrap().proof.is_none());
    service.complete_receipts().await.unwrap();
    service.complete_receipts().await.unwrap();
    assert_eq!(house.count("receipt").await, 1);
    // Issued while the key file had no signing key.
    house.execute("UPDATE receipt SET signature = NULL, key_id = NULL").await;
    let code = service.receipt(&siti, draft, Language::Id).await.unwrap().proof.unwrap().code;
    assert_eq!(service.check_receipt(code.as_str(), "x").await.unwrap().signed_by, None);
    service.complete_receipts().await.unwrap();
    let checked = service.check_receipt(code.as_str(), "x").await.unwrap();
    assert!(checked.signed_by.is_some() && checked.number == sent.number);
});

both_databases!(whoever_tracks_learns_the_same_of_an_unknown_number_and_of_wrong_digits, house => {
    let service = &house.service;
    let siti = citizen(&house).await;
    let draft = house.written_request(&siti).await;
    let number = service.send(&siti, draft, true).await.unwrap().number.to_string();
    let unknown = domain::ReceiptNumber::from_entropy([9; 8]).to_string();
    for (number, digits) in [(&unknown, "0001"), (&number, "0002"), (&unknown, "9999")] {
        assert!(matches!(service.track(number, digits, "x").await, Err(Error::NotFound)), "{number} {digits}");
    }
    assert_eq!(service.track(&number.to_lowercase(), " 0001 ", "x").await.unwrap(), draft);
    let told = service.tracked(draft).await.unwrap();
    assert_eq!((told.number, told.status), (number.clone(), domain::Status::Submitted));
    for (digits, field) in [("", "digits"), ("12", "digits"), ("12a4", "digits"), ("12345", "digits")] {
        let Err(Error::Fields(issues)) = service.track(&number, digits, "x").await else { unreachable!("{digits}") };
        assert_eq!(issues[0].field, field);
    }
    assert!(matches!(service.track("K7RT", "0001", "x").await, Err(Error::Fields(_))));
});

both_databases!(guessing_the_digits_of_a_number_ends_after_five_tries_whether_it_exists_or_not, house => {
    let service = &house.service;
    let siti = citizen(&house).await;
    let draft = house.written_request(&siti).await;
    let number = service.send(&siti, draft, true).await.unwrap().number.to_string();
    let unknown = domain::ReceiptNumber::from_entropy([9; 8]).to_string();
    for number in [&number, &unknown] {
        for guess in 0..5 {
            assert!(matches!(service.track(number, &format!("77{guess:02}"), "x").await, Err(Error::NotFound)));
        }
        // From elsewhere too, and with the right digits.
        assert!(matches!(service.track(number, "0001", "y").await, Err(Error::TooMany { .. })), "{number}");
    }
    house.clock.advance(time::Duration::minutes(61));
    assert_eq!(service.track(&number, "0001", "x").await.unwrap(), draft);
});
