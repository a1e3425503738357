//! The state of the machine: what is counted, and how administrators are told of what is not well.
#![expect(clippy::unwrap_used, reason = "tests")]
use crate::house::{House, both_databases};
use domain::{Role, Status};
use service::{AlertNews, Alerted, Dated, Finding, Grade, Job, OutboxLine, Service, State, Subject};
use std::{path::Path, sync::Arc};
use time::{Duration, macros::format_description};

const AGUS: &str = "agus@contoh.test";
const DEWI: &str = "dewi@contoh.test";

fn grade(state: &State, subject: Subject) -> Grade {
    state.points.iter().find(|point| point.subject == subject).unwrap().grade
}

/// All jobs have just done their rounds, as a process that serves says every half minute.
async fn jobs_go_on(service: &Service) {
    service.note_rounds(&Job::ALL.map(|job| (job, service.now()))).await.unwrap();
}

async fn letters(house: &House, to: &str) -> usize {
    let mail = house.service.mailbox().await.unwrap();
    mail.iter().filter(|entry| entry.to == to && entry.text.subject == "state").count()
}

/// A place with one snapshot that was made now.
fn snapshot(place: &Path, house: &House) {
    let form = format_description!("[year][month][day]T[hour][minute][second]Z");
    let name = house.service.now().format(form).unwrap();
    let folder = place.join("snapshots").join(name);
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("manifest"), "x").unwrap();
}

fn told(alerted: &[Alerted]) -> Vec<(&'static str, AlertNews)> {
    alerted.iter().map(|one| (one.point.subject.as_str(), one.news)).collect()
}

both_databases!(what_waits_is_counted_and_what_is_well_is_called_well, house => {
    let service = &house.service;
    jobs_go_on(service).await;
    let state = service.state().await;
    assert_eq!(state.grade(), Grade::Ok, "{:?}", state.points);
    let figures = &state.figures;
    assert!(figures.rows.answers && figures.storage.works && figures.keys.signs);
    assert_eq!((figures.rows.missing, figures.rows.unknown), (0, 0));
    assert_eq!(figures.rows.bytes.is_some(), house.is_postgres(), "of a file where one is named");
    assert!((1..=16).contains(&figures.rows.writing.open), "{:?}", figures.rows);
    assert!(figures.requests.is_empty());
    assert_eq!(figures.keys.current, "k1");
    assert_eq!((figures.checkpoint, figures.backup), (Dated::NotWatched, Dated::Never));
    let siti = house.citizen("9901016507840002", "siti@contoh.test", "081290000001").await;
    let request = house.written_request(&siti).await;
    let number = service.send(&siti, request, true).await.unwrap().number.to_string();
    let rina = house.officer("rina@contoh.test", Role::Verifier).await;
    let found = service.state().await.figures;
    assert_eq!(found.requests, [(Status::Submitted, 1)].into());
    assert!(found.previews.waiting > 0, "{found:?}");
    assert!(found.lanes[&OutboxLine::Email].waiting > 0 && found.lanes[&OutboxLine::Email].sent == 0);
    while service.send_due().await.unwrap() > 0 {}
    while service.draw_waiting_previews().await.unwrap() > 0 {}
    service.claim(&rina, &number, None).await.unwrap();
    let found = service.state().await.figures;
    assert_eq!(found.requests.values().sum::<u64>(), 1);
    assert_eq!(found.previews.waiting, 0);
    let mail = found.lanes[&OutboxLine::Email];
    assert!(mail.sent > 0 && mail.waiting == 0 && mail.untried.is_none() && mail.stuck.is_none(), "{mail:?}");
    // Nobody sends or draws for two hours, and nothing does its round.
    let request = house.citizen("9901020101900005", "made@contoh.test", "081290000002").await;
    let request = { let draft = house.written_request(&request).await; service.send(&request, draft, true).await.unwrap() };
    house.clock.advance(Duration::hours(2));
    let state = service.state().await;
    assert_eq!(grade(&state, Subject::Outbox(OutboxLine::Email)), Grade::Broken, "{:?}", state.figures.lanes);
    assert_eq!(grade(&state, Subject::Previews), Grade::Late);
    assert_eq!(grade(&state, Subject::Job(Job::Sweep)), Grade::Broken);
    assert_eq!(grade(&state, Subject::Database), Grade::Ok);
    assert_eq!(state.grade(), Grade::Broken);
    let shown = serde_json::to_string(&(&state.figures, &state.points)).unwrap();
    for secret in ["9901", "@contoh", "+62", &request.number.to_string(), &number] {
        assert!(!shown.contains(secret), "{secret}: {shown}");
    }
});

both_databases!(only_administrators_may_look, house => {
    let service = &house.service;
    let siti = house.citizen("9901016507840002", "siti@contoh.test", "081290000001").await;
    let sri = house.officer("sri@contoh.test", Role::Supervisor).await;
    let agus = house.officer(AGUS, Role::Administrator).await;
    assert!(service.state_for(&siti).await.is_err());
    assert!(service.state_for(&sri).await.is_err());
    assert!(service.state_for(&service::Actor::Stranger).await.is_err());
    service.state_for(&agus).await.unwrap();
});

both_databases!(a_row_of_a_job_never_goes_back_and_is_seen_by_another_server, house => {
    let service = &house.service;
    let at = service.now();
    service.note_rounds(&[(Job::Sweep, at)]).await.unwrap();
    service.note_rounds(&[(Job::Sweep, at - Duration::hours(1)), (Job::Files, at)]).await.unwrap();
    let other = house.reopened(|_| ()).await;
    assert_eq!(other.last_round(Job::Sweep).await.unwrap(), Some(at));
    house.clock.advance(Duration::minutes(9));
    assert_eq!(grade(&other.state().await, Subject::Job(Job::Sweep)), Grade::Ok);
    house.clock.advance(Duration::minutes(1));
    assert_eq!(grade(&other.state().await, Subject::Job(Job::Sweep)), Grade::Late);
    assert_eq!(grade(&other.state().await, Subject::Job(Job::Messages)), Grade::Late, "it never did one");
});

/// The two servers of an office that watches a place of back-ups.
async fn two_servers(house: &House, place: &Path) -> [Arc<Service>; 2] {
    let open = || house.reopened(|settings| settings.watch.backup = Some(place.to_owned()));
    [open().await, open().await]
}

both_databases!(administrators_are_told_once_when_it_begins_each_day_while_it_lasts_and_once_when_it_is_well, house => {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path();
    snapshot(place, &house);
    let agus = house.officer(AGUS, Role::Administrator).await;
    house.officer(DEWI, Role::Administrator).await;
    house.officer("rina@contoh.test", Role::Verifier).await;
    let servers = two_servers(&house, place).await;
    // Both look, each time.
    let look = async || {
        jobs_go_on(&servers[0]).await;
        while servers[0].send_due().await.unwrap() > 0 {}
        let (one, two) = tokio::join!(servers[0].alert(), servers[1].alert());
        let mut all = one.unwrap();
        all.extend(two.unwrap());
        all
    };
    assert_eq!(look().await, []);
    house.clock.advance(Duration::hours(30));
    assert_eq!(look().await, [], "what is well again at once is told to nobody");
    house.clock.advance(Duration::minutes(2));
    assert_eq!(told(&look().await), [("backup", AlertNews::Begins)]);
    for _ in 0..3 {
        house.clock.advance(Duration::hours(7));
        assert_eq!(look().await, [], "not again on the same day");
    }
    assert_eq!([letters(&house, AGUS).await, letters(&house, DEWI).await], [1, 1]);
    house.clock.advance(Duration::hours(3));
    assert_eq!(told(&look().await), [("backup", AlertNews::Lasts)]);
    // Three days old: broken, which is worse than what was told.
    house.clock.advance(Duration::hours(18));
    let worse = look().await;
    assert_eq!(told(&worse), [("backup", AlertNews::Begins)]);
    assert_eq!(worse[0].point.grade, Grade::Broken);
    assert_eq!(servers[1].alerted().await.unwrap(), ["backup"]);
    snapshot(place, &house);
    house.clock.advance(Duration::seconds(30));
    assert_eq!(told(&look().await), [("backup", AlertNews::Well)]);
    house.clock.advance(Duration::minutes(5));
    assert_eq!(look().await, []);
    assert_eq!([letters(&house, AGUS).await, letters(&house, DEWI).await], [4, 4]);
    assert_eq!(letters(&house, "rina@contoh.test").await, 0);
    assert!(servers[0].alerted().await.unwrap().is_empty());
    let text = house.letter_to(AGUS, "state").await;
    assert!(text.contains(r#""news":"well""#) && text.contains(r#""age":30"#), "{text}");
    let inbox = servers[0].notices(&agus, domain::Language::Id).await.unwrap();
    assert_eq!(inbox.iter().filter(|notice| notice.kind == "state").count(), 4, "and in the portal");
});

both_databases!(what_is_well_again_before_two_minutes_is_told_to_nobody, house => {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("mounted");
    snapshot(&place, &house);
    house.officer(AGUS, Role::Administrator).await;
    let [server, _] = two_servers(&house, &place).await;
    let away = folder.path().join("away");
    for _ in 0..3 {
        std::fs::rename(&place, &away).unwrap();
        jobs_go_on(&server).await;
        assert!(server.alert().await.unwrap().is_empty());
        assert_eq!(grade(&server.state().await, Subject::Backup), Grade::Broken);
        house.clock.advance(Duration::minutes(1));
        std::fs::rename(&away, &place).unwrap();
        assert!(server.alert().await.unwrap().is_empty());
        house.clock.advance(Duration::minutes(1));
    }
    assert_eq!(letters(&house, AGUS).await, 0);
});

both_databases!(a_server_that_falls_silent_is_followed_by_another_one_that_repeats_nothing, house => {
    let folder = tempfile::tempdir().unwrap();
    let gone = folder.path().join("gone");
    house.officer(AGUS, Role::Administrator).await;
    let [first, second] = two_servers(&house, &gone).await;
    assert!(first.alert().await.unwrap().is_empty());
    house.clock.advance(Duration::minutes(2));
    jobs_go_on(&first).await;
    assert!(second.alert().await.unwrap().is_empty(), "the first one speaks");
    assert_eq!(told(&first.alert().await.unwrap()), [("backup", AlertNews::Begins)]);
    house.clock.advance(Duration::minutes(4));
    jobs_go_on(&first).await;
    assert!(second.alert().await.unwrap().is_empty(), "told already");
    assert!(first.alert().await.unwrap().is_empty(), "the second one speaks");
    std::fs::create_dir_all(&gone).unwrap();
    assert_eq!(told(&second.alert().await.unwrap()), [("backup", AlertNews::Well)]);
    assert_eq!(letters(&house, AGUS).await, 2);
});

both_databases!(checkpoints_are_as_old_as_the_newest_and_one_that_was_changed_is_none, house => {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("checkpoints");
    let service = house.reopened(|settings| settings.watch.checkpoints = Some(place.clone())).await;
    house.officer(AGUS, Role::Administrator).await;
    let found = async || service.state().await.figures.checkpoint;
    assert_eq!(found().await, Dated::Never);
    service.checkpoint(&place).await.unwrap();
    house.clock.advance(Duration::hours(25));
    assert_eq!(found().await, Dated::Age(25 * 3600));
    service.checkpoint(&place).await.unwrap();
    assert_eq!(found().await, Dated::Age(0));
    let newest = place.join("checkpoint-000002.txt");
    let text = std::fs::read_to_string(&newest).unwrap();
    std::fs::write(&newest, text.replace("number 2", "number 3")).unwrap();
    assert_eq!(found().await, Dated::Unusable);
    assert_eq!(grade(&service.state().await, Subject::Checkpoint), Grade::Broken);
});

both_databases!(the_key_file_is_compared_with_the_keys_that_are_used, house => {
    let keys = house.keys_file();
    let service = house.reopened(|settings| settings.watch.keys = Some(keys.clone())).await;
    let found = async || {
        let points = service.state().await.points;
        points.into_iter().find(|point| point.subject == Subject::Keys).unwrap()
    };
    assert_eq!(found().await.finding, Finding::Keys { current: "k1".into(), renewing: None });
    let mut renewed = service::Keys::read(&keys).unwrap();
    renewed.add_master();
    renewed.write_again(&keys).unwrap();
    assert_eq!(found().await.finding, Finding::OtherKeyFile);
    let other = house.reopened(|settings| settings.watch.keys = Some(keys.clone())).await;
    let point = other.state().await.points.into_iter().find(|point| point.subject == Subject::Keys).unwrap();
    assert!(matches!(point.finding, Finding::Keys { renewing: Some(_), .. }), "{point:?}");
    std::fs::write(&keys, "{}").unwrap();
    assert_eq!(found().await.grade, Grade::Broken);
    std::fs::remove_file(&keys).unwrap();
    assert_eq!(found().await.finding, Finding::NoKeyFile);
});

both_databases!(a_database_of_another_version_is_told_and_breaks_nothing, house => {
    let service = &house.service;
    jobs_go_on(service).await;
    house.execute("INSERT INTO seaql_migrations (version, applied_at) VALUES ('m20991231_999999_later', 1)").await;
    let state = service.state().await;
    assert_eq!(grade(&state, Subject::Database), Grade::Ok, "what was only added disturbs nobody");
    assert_eq!((state.figures.rows.unknown, state.figures.jobs.len()), (1, 5));
    let later = if house.is_postgres() { "'m20991231_999999_later'::bytea" } else { "CAST('m20991231_999999_later' AS BLOB)" };
    let floor = "UPDATE setting SET value = {} WHERE name = 'schema_floor'";
    house.execute(&floor.replace("{}", later)).await;
    let state = service.state().await;
    assert_eq!(grade(&state, Subject::Database), Grade::Broken, "a newer program is needed");
    assert!(service.alert().await.unwrap().is_empty(), "nothing is written that it may not know");
    house.execute("DELETE FROM seaql_migrations WHERE version LIKE '%_seeing'").await;
    let state = service.state().await;
    assert_eq!(grade(&state, Subject::Database), Grade::Broken);
    assert!(service.alert().await.unwrap().is_empty(), "nothing can be written down");
});
