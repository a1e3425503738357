//! In strict mode, while the second copy takes nothing: news of requests waits, and holds up nothing that is no news.
use super::{EMAIL, Office, house::House};
use domain::{Role, Way};
use service::{Job, channel::Channel};
use std::sync::Arc;
use time::Duration;

/// More than a round takes of one way.
const HELD: usize = 30;
/// The columns of a row after its id.
const COLUMNS: &str = "account_id, request_id, channel, kind, body, state, attempts, created_at, next_at, sent_at, \
                       failure, reference, letter_id, place, calm, ended_at";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn codes_and_word_of_the_outage_leave_before_all_the_news_that_is_held() {
    let elsewhere = tempfile::tempdir().unwrap();
    let (folder, away) = (elsewhere.path().join("mirror"), elsewhere.path().join("away"));
    let office = Office::of(House::on_sqlite().await).await;
    let house = &office.house;
    house.officer("agus@contoh.test", Role::Administrator).await;
    office.wishes(true, false, Way::Email).await;
    let channels: Vec<Arc<dyn Channel>> =
        vec![office.gateway.adapter(), Arc::clone(&office.mail) as Arc<dyn Channel>];
    let strict = house.sending(channels, |settings| settings.mirror = Some(folder.clone())).await;
    while strict.send_due().await.unwrap() > 0 {}

    std::fs::rename(&folder, &away).unwrap();
    office.news().await;
    for _ in 1..HELD {
        let more = format!(
            "INSERT INTO outbox (id, {COLUMNS}) SELECT randomblob(16), {COLUMNS} FROM outbox WHERE kind = 'submitted' \
             AND state = 'waiting' LIMIT 1"
        );
        house.execute(&more).await;
    }
    house.clock.advance(Duration::seconds(1));
    crate::reset::asks(&strict, EMAIL, "127.0.0.1").await;
    for _ in 0..2 {
        house.clock.advance(Duration::minutes(4));
        let jobs = Job::ALL.map(|job| (job, strict.now()));
        strict.note_rounds(&jobs).await.unwrap();
        strict.alert().await.unwrap();
    }
    strict.send_due().await.unwrap();
    assert_eq!(office.mail.count(EMAIL, "code"), 1, "{:?}", office.mail.got());
    assert_eq!(office.mail.count("agus@contoh.test", "state"), 1, "{:?}", office.mail.got());
    assert_eq!(office.mail.count(EMAIL, "submitted"), 0);
    assert_eq!(office.rows("waiting").await, i64::try_from(HELD).unwrap(), "held, and not one try spent");

    // Only the first opens: the others are copies of it under other ids.
    let first = "SELECT MIN(rowid) FROM outbox WHERE kind = 'submitted'";
    house.execute(&format!("DELETE FROM outbox WHERE kind = 'submitted' AND rowid NOT IN ({first})")).await;
    std::fs::rename(&away, &folder).unwrap();
    while strict.send_due().await.unwrap() > 0 {}
    assert_eq!(office.mail.count(EMAIL, "submitted"), 1, "it goes when the copy is back");
}
