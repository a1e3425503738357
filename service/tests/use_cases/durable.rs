//! No receipt is given by a database that may lose it: what a server of PostgreSQL is told, and when it is refused.
#![expect(clippy::unwrap_used, reason = "tests")]
use crate::house::{House, both_databases};
use service::{OpenError, Service, Subject};
use std::{sync::Arc, time::Duration};

/// As an office serves, not as a demonstration.
async fn office(house: &House) -> Arc<Service> {
    house.reopened(|settings| settings.demonstration = false).await
}

both_databases!(a_commit_waits_for_the_disk_also_where_the_server_of_the_database_says_otherwise, house => {
    if house.is_postgres() {
        let name = house.url().rsplit('/').next().unwrap();
        house.execute(&format!("ALTER DATABASE {name} SET synchronous_commit = off")).await;
    }
    office(&house).await.check_durable().await.unwrap();
});

#[tokio::test]
async fn a_server_that_may_lose_pages_is_refused_and_told_of() {
    let base = std::env::var("TEST_POSTGRES_URL").unwrap();
    let house = House::on_postgres(&base).await;
    let office = office(&house).await;
    office.check_durable().await.unwrap();
    house.execute("ALTER SYSTEM SET full_page_writes = off").await;
    house.execute("SELECT pg_reload_conf()").await;
    let mut refused = Ok(());
    for _ in 0..100 {
        refused = office.check_durable().await;
        if refused.is_err() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let points = office.state().await.points;
    house.service.check_durable().await.unwrap();
    house.execute("ALTER SYSTEM RESET full_page_writes").await;
    house.execute("SELECT pg_reload_conf()").await;
    assert!(matches!(&refused, Err(OpenError::Forgetful(off)) if off == "full_page_writes"), "{refused:?}");
    let database = points.iter().find(|point| point.subject == Subject::Database).unwrap();
    assert_eq!(serde_json::to_value(&database.finding).unwrap()["off"], "full_page_writes", "{database:?}");
}
