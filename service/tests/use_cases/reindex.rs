//! New keys for the blind indexes: everything is found as before, and nothing by the old keys.
#![expect(clippy::unwrap_used, clippy::panic, reason = "tests")]
use crate::house::{House, both_databases};
use domain::{Language, Role};
use sea_orm::{ConnectionTrait, Statement};
use service::{
    Actor, Error, IndexKeys, Job, Keys, QueueFilter, QueueQuery, ReindexError, Reset, Service, SignInStep,
};
use std::{collections::BTreeSet, sync::Arc};
use time::Duration;
use uuid::Uuid;

const NIK: &str = "9901020101900005";
const PASSWORD: &str = "perahu-kayu-biru-7";
const INDEXES: [(&str, &str); 8] = [
    ("account", "nik_index"),
    ("account", "nik_claim_index"),
    ("account", "phone_index"),
    ("account", "email_index"),
    ("request", "kk_index"),
    ("request_person", "nik_index"),
    ("request_person", "born_index"),
    ("desk_word", "word_index"),
];

/// Every index of a kind that is there.
async fn there(house: &House, table: &str, column: &str) -> BTreeSet<Vec<u8>> {
    let db = house.connection().await;
    let sql = format!("SELECT {column} AS found FROM {table} WHERE {column} IS NOT NULL");
    let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await.unwrap();
    rows.iter().map(|row| row.try_get("", "found").unwrap()).collect()
}

async fn numbers(service: &Service, officer: &Actor, typed: &str) -> Vec<String> {
    let query = QueueQuery { sought: Some(typed.into()), ..QueueQuery::part(QueueFilter::All) };
    let page = service.queue(officer, &query, None, Language::Id).await.unwrap();
    page.rows.into_iter().map(|row| row.number).collect()
}

async fn signs_in(service: &Service, name: &str) -> Option<Uuid> {
    match service.sign_in(name, PASSWORD, None, "127.0.0.1").await {
        Ok(SignInStep::NeedsCode(account)) => Some(account),
        Err(Error::WrongCredentials) => None,
        other => panic!("{other:?}"),
    }
}

/// A key file with new keys that wait, and a server that has read it.
async fn begun(house: &House) -> Arc<Service> {
    let mut keys = Keys::read(&house.keys_file()).unwrap();
    assert!(keys.begin_indexes());
    keys.write_again(&house.keys_file()).unwrap();
    house.reopened(|_| {}).await
}

fn finish(house: &House) {
    let mut keys = Keys::read(&house.keys_file()).unwrap();
    assert!(keys.use_new_indexes());
    keys.write_again(&house.keys_file()).unwrap();
}

both_databases!(a_password_that_waits_never_counts_once_the_link_that_stops_it_is_worth_nothing, house => {
    let made = house.citizen(NIK, "made@contoh.test", "081290000002").await;
    let asked = crate::reset::asks(&house.service, "made@contoh.test", "127.0.0.1").await;
    let code = house.code_to("email", "made@contoh.test").await;
    let other = "kuda nil di sawah 9";
    let reset = house.service.finish_reset(&asked, &code, other, other).await.unwrap();
    let Reset::Phone(pending) = reset else { panic!("{reset:?}") };
    house.service.wait_for_reset(pending).await.unwrap();
    begun(&house).await.renew_indexes().await.unwrap();
    finish(&house);
    house.clock.advance(Duration::hours(72));
    let service = house.reopened(|_| {}).await;
    service.sweep().await.unwrap();
    assert_eq!(signs_in(&service, "made@contoh.test").await, made.account(), "the password of before");
});

both_databases!(everything_is_found_by_the_new_keys_and_nothing_by_the_old_ones, house => {
    let made = house.citizen(NIK, "made@contoh.test", "081290000002").await;
    // Somebody else claims the same NIK, and does not know of the first.
    let late = house.citizen(NIK, "lain@contoh.test", "081290000003").await;
    let rina = house.officer("rina@contoh.test", Role::Verifier).await;
    let draft = house.written_request(&made).await;
    let number = house.service.send(&made, draft, true).await.unwrap().number.to_string();
    let sought = ["made@contoh.test", "081290000002", NIK, "9901010501150001", "Made Wirawan"];
    for typed in sought {
        assert_eq!(numbers(&house.service, &rina, typed).await, std::slice::from_ref(&number), "{typed}");
    }
    let mut before = Vec::new();
    for (table, column) in INDEXES {
        before.push(there(&house, table, column).await);
    }
    assert!(before.iter().take(7).filter(|found| found.is_empty()).count() <= 1, "but for births, all kinds");

    let renewing = begun(&house).await;
    renewing.check().await.unwrap();
    let done = renewing.renew_indexes().await.unwrap();
    assert_eq!((done.accounts, done.requests, done.register_dropped), (3, 1, false));
    for ((table, column), before) in INDEXES.into_iter().zip(&before) {
        let now = there(&house, table, column).await;
        assert_eq!(now.len(), before.len(), "{table}.{column}");
        assert!(now.is_disjoint(before), "{table}.{column}");
    }

    // Who goes on with the old keys says so, and so does the file that was not finished.
    let old = house.service.check().await.unwrap_err().to_string();
    assert!(old.contains("other keys than this key file's"), "{old}");
    assert!(house.service.sweep().await.is_err());
    let half = house.reopened(|_| {}).await;
    assert_eq!(half.index_keys().await.unwrap(), IndexKeys::New);
    let told = half.check().await.unwrap_err().to_string();
    assert!(told.contains("run `kk-daring renew-indexes` once more"), "{told}");

    finish(&house);
    let service = house.reopened(|_| {}).await;
    service.check().await.unwrap();
    service.sweep().await.unwrap();
    for typed in sought {
        assert_eq!(numbers(&service, &rina, typed).await, std::slice::from_ref(&number), "{typed}");
    }
    for name in ["made@contoh.test", "081290000002", NIK] {
        assert_eq!(signs_in(&service, name).await, made.account(), "{name}");
    }
    assert_eq!(signs_in(&service, "lain@contoh.test").await, late.account());
    assert_eq!(signs_in(&service, "rina@contoh.test").await, rina.account());
    // The later account still counts as one that claims a taken NIK.
    let draft = house.written_request(&late).await;
    let theirs = service.send(&late, draft, true).await.unwrap().number.to_string();
    let seen = service.desk_request(&rina, &theirs, Language::Id).await.unwrap();
    assert!(seen.contested);
    assert_eq!(seen.siblings, [number], "two requests for one card are seen, one of before and one of after");
});

both_databases!(while_a_server_works_nothing_is_renewed, house => {
    let made = house.citizen(NIK, "made@contoh.test", "081290000002").await;
    let before = there(&house, "account", "nik_index").await;
    house.service.note_rounds(&[(Job::Sweep, house.service.now())]).await.unwrap();
    let renewing = begun(&house).await;
    let refused = renewing.renew_indexes().await;
    assert!(matches!(refused, Err(ReindexError::Served)), "{refused:?}");
    assert!(refused.unwrap_err().to_string().contains("stop every server"));
    assert_eq!(there(&house, "account", "nik_index").await, before);
    assert_eq!(signs_in(&house.service, NIK).await, made.account(), "which goes on as before");

    house.clock.advance(Duration::minutes(4));
    renewing.renew_indexes().await.unwrap();
    finish(&house);
    let service = house.reopened(|_| {}).await;
    let again = service.renew_indexes().await;
    assert!(matches!(again, Err(ReindexError::NoNewKeys)), "{again:?}");
    assert_eq!(signs_in(&service, NIK).await, made.account());
});
