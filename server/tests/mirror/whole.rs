//! Whole copies, in this process, with a clock that is moved by hand.
use crate::{Office, support::Person};
use object_store::local::LocalFileSystem;
use service::{Catalogue, Clock, HandClock, Keys, Opening, Service, Settings, SystemClock, areas};
use std::{
    sync::Arc,
    time::{Duration, Instant},
};

async fn keeps(office: &Office, clock: &Arc<HandClock>) -> Arc<Service> {
    let path = |name: &str| office.installation.path().join(name);
    let service = Service::open(Opening {
        database_url: office.installation.database_url.clone(),
        replica_url: None,
        keys: Keys::read(&path("keys.json")).unwrap(),
        store: Arc::new(LocalFileSystem::new_with_prefix(path("documents")).unwrap()),
        clock: Arc::clone(clock) as Arc<dyn Clock>,
        settings: Settings {
            demonstration: true,
            password_threads: 2,
            mirror: Some(office.mirror()),
            ..Settings::default()
        },
        channels: Vec::new(),
        wording: Arc::new(app::text::Letters),
        catalogue: Catalogue::built_in().unwrap(),
        areas: areas::Areas::built_in(),
    });
    let service = service.await.unwrap();
    service.keep_mirror_in_order();
    service.migrate().await.unwrap();
    service.ensure_office("DINAS", "Dinas Contoh", "dinas").await.unwrap();
    service
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn after_a_day_a_new_whole_copy_takes_the_place_of_the_old_one() {
    let office = Office::new();
    let clock = Arc::new(HandClock::new(SystemClock.now()));
    let service = keeps(&office, &clock).await;
    let generations = || {
        let found = std::fs::read_dir(office.mirror().join("generations")).unwrap();
        let mut names: Vec<_> = found.map(|entry| entry.unwrap().file_name()).collect();
        names.sort();
        names
    };
    let citizen = Person::citizen(&service, 1).await;
    let (first, second) = (citizen.errand(&service).await, citizen.errand(&service).await);
    service.send(&citizen.actor, first.draft, true).await.unwrap();
    let before = generations();
    assert_eq!(before.len(), 1);
    clock.advance(time::Duration::hours(25));
    let begun = Instant::now();
    while generations().len() != 1 || generations() == before {
        assert!(begun.elapsed() < Duration::from_secs(20), "{:?}", generations());
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    service.send(&citizen.actor, second.draft, true).await.unwrap();
    drop(service);
    office.succeeds(&["verify-mirror"]);
    office.is_lost();
    office.succeeds(&["restore-mirror"]);
    assert_eq!(office.lost(&[first, second]).await, 0);
}
