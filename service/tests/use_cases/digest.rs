//! The officers' digest: once a working morning, numbers only, and not for who said no.
#![expect(clippy::unwrap_used, reason = "tests")]
use crate::house::{House, both_databases};
use domain::Role;
use service::WishForm;
use time::Duration;

async fn digests(house: &House, to: &str) -> usize {
    let mail = house.service.mailbox().await.unwrap();
    mail.iter().filter(|entry| entry.to == to && entry.text.subject == "digest").count()
}

both_databases!(officers_read_once_each_working_morning_how_much_waits, house => {
    let service = &house.service;
    let siti = house.citizen("9901016507840002", "siti@contoh.test", "081290000001").await;
    let rina = house.officer("rina@contoh.test", Role::Verifier).await;
    let dewi = house.officer("dewi@contoh.test", Role::FrontDesk).await;
    house.officer("agus@contoh.test", Role::Administrator).await;
    service.save_wishes(&dewi, &WishForm::default()).await.unwrap();
    let request = house.written_request(&siti).await;
    let number = service.send(&siti, request, true).await.unwrap().number.to_string();
    // A Sunday, ten in the morning.
    service.sweep().await.unwrap();
    assert_eq!(digests(&house, "rina@contoh.test").await, 0, "not on a Sunday");
    service.claim(&rina, &number, None).await.unwrap();
    // Monday, six, then seven, and once more.
    house.clock.advance(Duration::hours(20));
    service.sweep().await.unwrap();
    assert_eq!(digests(&house, "rina@contoh.test").await, 0, "not so early");
    house.clock.advance(Duration::hours(1));
    let other = house.reopened(|_| ()).await;
    let (one, two) = tokio::join!(service.sweep(), other.sweep());
    one.unwrap();
    two.unwrap();
    service.sweep().await.unwrap();
    assert_eq!(digests(&house, "rina@contoh.test").await, 1, "once, however many servers");
    assert_eq!(digests(&house, "dewi@contoh.test").await, 0, "she said no");
    assert_eq!(digests(&house, "agus@contoh.test").await, 0, "nothing waits for an administrator");
    let text = house.letter_to("rina@contoh.test", "digest").await;
    for part in [r#""waiting":1"#, r#""mine":1"#, r#""late":0"#] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(!text.contains(&number), "{text}");
    // And on Tuesday again.
    house.clock.advance(Duration::days(1));
    service.sweep().await.unwrap();
    assert_eq!(digests(&house, "rina@contoh.test").await, 2);
});
