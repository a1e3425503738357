//! No receipt is given by a database that may lose it: what a server of PostgreSQL is told, and when it is refused.
#![expect(clippy::unwrap_used, reason = "tests")]
use crate::house::House;
use service::{OpenError, Service, Subject};
use std::{sync::Arc, time::Duration};

/// As an office serves, not as a demonstration.
async fn office(house: &House) -> Arc<Service> {
    house.reopened(|settings| settings.demonstration = false).await
}

#[tokio::test]
async fn a_file_of_our_own_is_told_by_us() {
    office(&House::on_sqlite().await).await.check_durable().await.unwrap();
}

// One test, because what it changes is the whole server's: another one beside it would be refused too.
#[tokio::test]
async fn a_commit_waits_for_the_disk_and_a_server_that_may_lose_pages_is_refused_and_told_of() {
    let base = std::env::var("TEST_POSTGRES_URL").unwrap();
    let house = House::on_postgres(&base).await;
    // What sessions of this database have unless they say otherwise, as ours do.
    let name = house.url().rsplit('/').next().unwrap();
    house.execute(&format!("ALTER DATABASE {name} SET synchronous_commit = off")).await;
    let office = office(&house).await;
    office.check_durable().await.unwrap();
    house.execute("ALTER SYSTEM SET full_page_writes = off").await;
    house.execute("SELECT pg_reload_conf()").await;
    let (mut refused, mut told) = (Ok(()), serde_json::Value::Null);
    // Each connection hears of it with its next question.
    for _ in 0..100 {
        refused = office.check_durable().await;
        let points = office.state().await.points;
        let database = points.iter().find(|point| point.subject == Subject::Database).unwrap();
        told = serde_json::to_value(&database.finding).unwrap();
        if refused.is_err() && told.get("off").is_some() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let demonstration = house.service.check_durable().await;
    house.execute("ALTER SYSTEM RESET full_page_writes").await;
    house.execute("SELECT pg_reload_conf()").await;
    assert!(matches!(&refused, Err(OpenError::Forgetful(off)) if off == "full_page_writes"), "{refused:?}");
    assert_eq!(told["off"], "full_page_writes", "{told}");
    assert!(demonstration.is_ok(), "nothing of it is worth keeping: {demonstration:?}");
}

#[tokio::test]
async fn a_user_who_owns_the_database_and_nothing_else_is_enough() {
    let base = std::env::var("TEST_POSTGRES_URL").unwrap();
    let house = House::of_a_poor_user(&base).await;
    let citizen = house.citizen("9901010405800001", "siti@contoh.test", "081290000001").await;
    let draft = house.written_request(&citizen).await;
    let sent = house.service.send(&citizen, draft, true).await.unwrap();
    let officer = house.officer("rina@contoh.test", domain::Role::Verifier).await;
    house.service.claim(&officer, &sent.number.to_string(), None).await.unwrap();
    house.heard(service::Cursor::default(), 1).await;
    house.service.sweep().await.unwrap();
    office(&house).await.check_durable().await.unwrap();
    // As its user, who is told what the server may lose, and may not change it.
    let own = house.connection().await;
    for forbidden in ["ALTER SYSTEM SET fsync = off", "CREATE ROLE somebody", "CREATE DATABASE another"] {
        let tried = sea_orm::ConnectionTrait::execute_unprepared(&own, forbidden).await;
        assert!(tried.is_err(), "{forbidden}");
    }
}
