//! A copy of the database answers for figures while it follows, and only then. PostgreSQL's own standby is not needed for
//! it: any other database with the office's proof of keys looks like a copy, and differs where a test can see it.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "tests")]
use crate::house::House;
use domain::{Language, MonthCounts, Role};
use sea_orm::{ConnectionTrait, Database, DatabaseConnection, DbBackend, Statement};
use service::{AuditForm, Job, QueueFilter, QueueQuery, Service};
use std::sync::Arc;

struct Pair {
    house: House,
    /// Its own server only serves as the place of the copy.
    copy: House,
    reader: Arc<Service>,
}

async fn at(house: &House) -> DatabaseConnection {
    Box::pin(Database::connect(house.url())).await.unwrap()
}

async fn does(house: &House, sql: &str) {
    at(house).await.execute_unprepared(sql).await.unwrap();
}

/// A change of the feed, as whoever changes something writes it.
async fn changes(house: &House) {
    does(house, "INSERT INTO change_feed (kind, happened_at) VALUES ('submitted', 0)").await;
}

async fn beats(house: &House) {
    house.service.note_rounds(&[(Job::Watch, house.service.now())]).await.unwrap();
}

impl Pair {
    /// A copy that has a month of figures which the database itself does not have.
    async fn new() -> Self {
        let base = std::env::var("TEST_POSTGRES_URL")
            .expect("TEST_POSTGRES_URL is not set: run the tests by `scripts/with-postgres cargo test`");
        let (house, copy) = (House::on_postgres(&base).await, House::on_postgres(&base).await);
        let counts = serde_json::to_string(&MonthCounts::default()).unwrap();
        does(
            &copy,
            &format!("INSERT INTO month_figure (month, counts, closed_at) VALUES ('2026-09', '{counts}', 0)"),
        )
        .await;
        let reader = house.reading_from(copy.url()).await;
        Self { house, copy, reader }
    }

    /// The proof of the keys, as a copy has it too.
    async fn is_of_this_office(&self) {
        let asked =
            Statement::from_string(DbBackend::Postgres, "SELECT value FROM setting WHERE name = 'key_proof'");
        let row = at(&self.house).await.query_one_raw(asked).await.unwrap().unwrap();
        let proof: Vec<u8> = row.try_get_by_index(0).unwrap();
        let proof = hex::encode(proof);
        does(&self.copy, &format!("UPDATE setting SET value = '\\x{proof}' WHERE name = 'key_proof'")).await;
    }

    async fn copy_answers(&self) -> bool {
        self.reader.public_figures((None, None)).await.unwrap().there.is_some()
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_copy_answers_while_it_follows() {
    let pair = Pair::new().await;
    pair.is_of_this_office().await;
    assert!(!pair.copy_answers().await, "nobody has looked at it yet");
    assert!(!pair.reader.look_at_replica().await.unwrap(), "what it should have is not known yet");
    assert!(pair.reader.look_at_replica().await.unwrap());
    assert!(pair.copy_answers().await);

    // A change has until the next look to arrive.
    changes(&pair.house).await;
    assert!(pair.reader.look_at_replica().await.unwrap());
    assert!(!pair.reader.look_at_replica().await.unwrap());
    assert!(!pair.copy_answers().await);
    changes(&pair.copy).await;
    assert!(pair.reader.look_at_replica().await.unwrap());
    // So has a sign of life, where nothing changes.
    beats(&pair.house).await;
    assert!(pair.reader.look_at_replica().await.unwrap());
    assert!(!pair.reader.look_at_replica().await.unwrap());
    beats(&pair.copy).await;
    assert!(pair.reader.look_at_replica().await.unwrap());
    assert!(pair.copy_answers().await);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn figures_the_history_and_old_pages_are_read_there_and_nothing_that_is_acted_on() {
    let pair = Pair::new().await;
    pair.is_of_this_office().await;
    let supervisor = pair.house.officer("supri@contoh.test", Role::Supervisor).await;
    let administrator = pair.house.officer("agus@contoh.test", Role::Administrator).await;
    // The copy alone has a request: whoever finds it has read there.
    let citizen = pair.copy.citizen("9901020101900005", "made@contoh.test", "081290000002").await;
    let draft = pair.copy.written_request(&citizen).await;
    pair.copy.service.send(&citizen, draft, true).await.unwrap();
    assert!(!pair.copy.service.mailbox().await.unwrap().is_empty());
    let came = async || pair.reader.performance(&supervisor, 7, Language::Id).await.unwrap().whole.came;
    let own_look = async || {
        let page = pair.reader.audit(&administrator, &AuditForm::default(), None).await.unwrap();
        page.lines.iter().any(|line| line.kind == "audit_read")
    };
    let lines = async |part, place: Option<&str>| {
        pair.reader.queue(&supervisor, &QueueQuery::part(part), place, Language::Id).await.unwrap().rows.len()
    };
    assert_eq!((came().await, own_look().await), (0, true));
    for _ in 0..2 {
        pair.reader.look_at_replica().await.unwrap();
    }
    assert!(pair.copy_answers().await);
    assert_eq!((came().await, own_look().await), (1, false));
    assert_eq!(lines(QueueFilter::Open, None).await, 0, "the live queue");
    assert!(pair.reader.mailbox().await.unwrap().is_empty());

    does(&pair.copy, "UPDATE desk_row SET open = 0, closed_at = 1").await;
    let later = format!("2.{}", uuid::Uuid::max());
    assert_eq!(lines(QueueFilter::Ended, None).await, 0, "what was decided just now");
    assert_eq!(lines(QueueFilter::Ended, Some(&later)).await, 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_fails_when_the_copy_does() {
    let pair = Pair::new().await;
    pair.is_of_this_office().await;
    for _ in 0..2 {
        pair.reader.look_at_replica().await.unwrap();
    }
    assert!(pair.copy_answers().await);
    does(&pair.copy, "DROP TABLE month_figure").await;
    assert!(!pair.copy_answers().await, "the database itself answers the same question");
    does(&pair.copy, "DROP TABLE change_feed").await;
    assert!(!pair.reader.look_at_replica().await.unwrap());

    let away = pair.house.reading_from("postgres://nobody@127.0.0.1:1/nowhere").await;
    for _ in 0..2 {
        assert!(!away.look_at_replica().await.unwrap());
    }
    assert!(away.public_figures((None, None)).await.unwrap().there.is_none());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_database_of_another_office_is_never_asked() {
    let pair = Pair::new().await;
    changes(&pair.copy).await;
    beats(&pair.copy).await;
    for _ in 0..3 {
        assert!(!pair.reader.look_at_replica().await.unwrap());
    }
    assert!(!pair.copy_answers().await);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_state_tells_how_far_a_copy_is_behind() {
    use service::{Dated, Grade, Subject};
    let pair = Pair::new().await;
    let found = async || {
        let state = pair.reader.state().await;
        let point = state.points.iter().find(|point| point.subject == Subject::Replica).unwrap();
        (state.figures.replica.unwrap(), point.grade)
    };
    assert_eq!(found().await, (Dated::Unusable, Grade::Late), "it is another office's");
    pair.is_of_this_office().await;
    beats(&pair.copy).await;
    pair.house.clock.advance(time::Duration::minutes(2));
    beats(&pair.house).await;
    assert_eq!(found().await, (Dated::Age(120), Grade::Ok));
    pair.house.clock.advance(time::Duration::minutes(1));
    beats(&pair.house).await;
    assert_eq!(found().await, (Dated::Age(180), Grade::Late));
    assert!(
        pair.house.service.state().await.figures.replica.is_none(),
        "without a copy nothing is said of one"
    );
}
