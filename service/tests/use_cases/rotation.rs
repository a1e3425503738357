//! The master key is renewed while people work, and the old one opens nothing afterwards.
#![expect(clippy::unwrap_used, reason = "tests")]
use crate::house::{House, both_databases};
use domain::Language;
use service::{Error, Keys};

both_databases!(the_master_key_is_renewed_while_people_work, house => {
    let citizen = house.citizen("9901020101900005", "made@contoh.test", "081290000002").await;
    let draft = house.written_request(&citizen).await;
    let number = house.service.send(&citizen, draft, true).await.unwrap().number.to_string();
    let until = house.service.now() + time::Duration::hours(1);
    house.service.session_save(&[1; 16], citizen.account(), b"isi", until).await.unwrap();

    // Every server knows the new key before anything needs it.
    let mut keys = Keys::read(&house.keys_file()).unwrap();
    keys.add_master();
    keys.write_again(&house.keys_file()).unwrap();
    let serving = house.reopened(|_| {}).await;
    keys.use_newest();
    keys.write_again(&house.keys_file()).unwrap();
    let rotating = house.reopened(|_| {}).await;
    let all = rotating.needs_old_keys().await.unwrap();
    assert!(all >= 4, "account, request, session, proof of the keys: {all}");
    assert_eq!(rotating.rewrap().await.unwrap(), all);
    assert_eq!(rotating.needs_old_keys().await.unwrap(), 0);
    assert_eq!(rotating.rewrap().await.unwrap(), 0, "it may be repeated");

    // A server that was not started anew reads all of it, and still wraps with the old key.
    serving.check().await.unwrap();
    assert_eq!(serving.request(&citizen, draft, Language::Id).await.unwrap().number, number);
    assert_eq!(serving.session_load(&[1; 16]).await.unwrap().unwrap().data, b"isi");
    serving.session_save(&[2; 16], None, b"lain", until).await.unwrap();
    assert_eq!(rotating.needs_old_keys().await.unwrap(), 1, "which is seen before the old key goes");
    assert_eq!(rotating.rewrap().await.unwrap(), 1);

    assert_eq!(keys.forget_old(), ["k1"]);
    keys.write_again(&house.keys_file()).unwrap();
    let fresh = house.reopened(|_| {}).await;
    fresh.check().await.unwrap();
    let seen = fresh.request(&citizen, draft, Language::Id).await.unwrap();
    assert_eq!(seen.number, number);
    fresh.read_document(&citizen, seen.documents[0].id).await.unwrap();
    assert_eq!(fresh.session_load(&[2; 16]).await.unwrap().unwrap().data, b"lain");
    assert!(matches!(house.service.account(&citizen).await, Err(Error::Internal(_))), "the old key opens nothing");
});

both_databases!(a_rotation_that_was_broken_off_goes_on_and_two_at_once_do_no_harm, house => {
    for serial in 0..4_u32 {
        let (nik, phone) = (format!("990102010190{serial:04}").replace("0000", "0009"), format!("08129000000{serial}"));
        house.citizen(&nik, &format!("warga{serial}@contoh.test"), &phone).await;
    }
    let mut keys = Keys::read(&house.keys_file()).unwrap();
    keys.add_master();
    keys.use_newest();
    keys.write_again(&house.keys_file()).unwrap();
    let (one, two) = (house.reopened(|_| {}).await, house.reopened(|_| {}).await);
    let both = futures::future::join(one.rewrap(), two.rewrap()).await;
    both.0.unwrap();
    both.1.unwrap();
    assert_eq!(one.needs_old_keys().await.unwrap(), 0);
    let proof = one.prove_keys(&Keys::read(&house.keys_file()).unwrap()).await.unwrap();
    assert_eq!(proof.opened, proof.total);
});
