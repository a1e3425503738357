//! Appointments for collecting: chosen, changed, cancelled, reminded of, never above capacity, and told when they fall.
#![expect(clippy::unwrap_used, reason = "tests")]
use crate::house::{House, both_databases};
use domain::{AppointmentForm, AppointmentRules, Command, FieldError, Language, Role};
use futures::future::join_all;
use service::{Actor, AppointmentState, CounterAct, DecisionForm, Error, NewResult, Recorded};
use time::Duration;
use uuid::Uuid;

const EMAIL: &str = "siti@contoh.test";
/// The house stands on Sunday 22 November 2026, 10.00 WIB.
const MONDAY: &str = "2026-11-23T08.00";
const TUESDAY: &str = "2026-11-24T09.30";

struct Story {
    siti: Actor,
    verifier: Actor,
    admin: Actor,
}

async fn begun(house: &House) -> Story {
    let siti = house.citizen("9901016507840002", EMAIL, "081290000001").await;
    house.card(&siti).await;
    let story = Story {
        siti,
        verifier: house.officer("rina@contoh.test", Role::Verifier).await,
        admin: house.officer("agus@contoh.test", Role::Administrator).await,
    };
    offers(house, &story.admin, |_| {}).await;
    story
}

async fn offers(house: &House, admin: &Actor, change: impl FnOnce(&mut AppointmentForm)) {
    let mut form = AppointmentForm::of(&AppointmentRules::default());
    change(&mut form);
    house.service.save_appointment_settings(admin, "DINAS", true, &form).await.unwrap();
}

/// A request that the verifier has not seen yet.
async fn sent(house: &House, story: &Story) -> (Uuid, String) {
    let answers = [
        ("cause", "lost"),
        ("lost_date.day", "3"),
        ("lost_date.month", "5"),
        ("lost_date.year", "2026"),
        ("lost_place", "Pasar Contoh"),
        ("police_station", "Polsek Contoh"),
        ("police_number", "SKTLK/99/V/2026"),
        ("police_date.day", "4"),
        ("police_date.month", "5"),
        ("police_date.year", "2026"),
    ];
    let draft = house.writes(&story.siti, "RP-01", &answers).await.unwrap();
    let number = house.service.send(&story.siti, draft, true).await.unwrap().number.to_string();
    (draft, number)
}

/// A request that is done and whose result is collected at the office.
async fn finished(house: &House, story: &Story) -> (Uuid, String) {
    let service = &house.service;
    let (draft, number) = sent(house, story).await;
    service.claim(&story.verifier, &number, None).await.unwrap();
    for command in [Command::Approve, Command::EnterSiak, Command::AwaitSignature, Command::Complete] {
        if command == Command::Complete {
            let collect = NewResult {
                kind: "collect".into(),
                place: "Loket".into(),
                when: "Hari kerja".into(),
                ..NewResult::default()
            };
            service.attach_result(&story.verifier, &number, &collect, None).await.unwrap();
        }
        decide(house, &story.verifier, &number, command, "").await;
    }
    (draft, number)
}

async fn decide(house: &House, officer: &Actor, number: &str, command: Command, note: &str) {
    let version = house.service.desk_request(officer, number, Language::Id).await.unwrap().request.version;
    let (flags, recorded) = (Vec::new(), Recorded::default());
    let form = DecisionForm { command, version, flags, note: note.into(), recorded };
    house.service.decide(officer, number, &form).await.unwrap();
}

async fn state(house: &House, story: &Story, id: Uuid) -> AppointmentState {
    let case = house.service.appointment_case(&story.siti, id).await.unwrap().unwrap();
    case.appointment.unwrap().state
}

async fn letters(house: &House, kind: &str) -> usize {
    let mail = house.service.mailbox().await.unwrap();
    mail.iter().filter(|entry| entry.to == EMAIL && entry.text.subject == kind).count()
}

fn is_gone(result: &Result<(), Error>) -> bool {
    matches!(result, Err(Error::Fields(issues)) if issues[0].error == FieldError::NotInList)
}

both_databases!(a_time_is_chosen_changed_and_cancelled_and_each_act_is_in_the_history, house => {
    let service = &house.service;
    let story = begun(&house).await;
    let (id, _) = finished(&house, &story).await;
    let free = service.free_times(&story.siti, id).await.unwrap();
    assert_eq!(free[0].time.code(), MONDAY, "Sunday is closed");
    service.choose_appointment(&story.siti, id, MONDAY).await.unwrap();
    service.choose_appointment(&story.siti, id, MONDAY).await.unwrap();
    assert_eq!(letters(&house, "appointment_booked").await, 1, "pressed twice is chosen once");
    let first = service.appointment_case(&story.siti, id).await.unwrap().unwrap().appointment.unwrap();
    assert_eq!((first.sequence, first.counter.as_str(), first.minutes), (0, "Loket 1", 30));
    service.choose_appointment(&story.siti, id, TUESDAY).await.unwrap();
    let second = service.appointment_case(&story.siti, id).await.unwrap().unwrap().appointment.unwrap();
    assert_eq!((second.id, second.sequence), (first.id, 1), "the same event for a calendar, changed");
    assert_eq!(house.count("appointment_seat").await, 1, "the old place is free again");
    service.cancel_appointment(&story.siti, id).await.unwrap();
    assert_eq!(state(&house, &story, id).await, AppointmentState::Cancelled);
    assert_eq!(house.count("appointment_seat").await, 0);
    service.choose_appointment(&story.siti, id, MONDAY).await.unwrap();
    let again = service.appointment_case(&story.siti, id).await.unwrap().unwrap().appointment.unwrap();
    assert_eq!((again.id, again.sequence), (first.id, 3));
    let events = service.request(&story.siti, id, Language::Id).await.unwrap().events;
    let kinds: Vec<_> = events.iter().map(|line| line.kind.as_str()).filter(|kind| kind.starts_with("appointment")).collect();
    assert_eq!(kinds, ["appointment_booked", "appointment_changed", "appointment_cancelled", "appointment_booked"]);
    assert!(service.reconcile().await.unwrap().is_whole());
});

both_databases!(of_many_who_want_the_last_place_at_once_one_has_it_and_no_time_is_ever_too_full, house => {
    let service = &house.service;
    let story = begun(&house).await;
    offers(&house, &story.admin, |form| form.capacity = "2".into()).await;
    let mut all = Vec::new();
    for _ in 0..8 {
        all.push(finished(&house, &story).await.0);
    }
    service.choose_appointment(&story.siti, all[0], MONDAY).await.unwrap();
    let tries = join_all(all[1..].iter().map(|id| service.choose_appointment(&story.siti, *id, MONDAY))).await;
    let (won, lost): (Vec<_>, Vec<_>) = tries.into_iter().partition(Result::is_ok);
    assert_eq!(won.len(), 1, "{lost:?}");
    assert!(lost.iter().all(is_gone), "{lost:?}");
    assert_eq!(house.count("appointment_seat").await, 2);
    // Everybody changes to everywhere at once: places cross, nothing is lost, nothing is doubled.
    let wishes = ["2026-11-24T08.00", "2026-11-24T08.30", "2026-11-24T09.00"];
    let tries = join_all((0..16).map(|at| service.choose_appointment(&story.siti, all[at % 8], wishes[at % 3]))).await;
    assert!(tries.iter().all(|tried| tried.is_ok() || is_gone(tried)), "{tries:?}");
    let free = service.free_times(&story.siti, all[0]).await.unwrap();
    let left = |code: &str| free.iter().find(|free| free.time.code() == code).map_or(0, |free| i64::from(free.left));
    let taken: i64 = wishes.iter().map(|code| 2 - left(code)).sum::<i64>() + 2 - left(MONDAY);
    assert_eq!(taken, house.count("appointment_seat").await);
    assert!(service.reconcile().await.unwrap().is_whole());
});

both_databases!(one_is_reminded_once_on_the_working_day_before, house => {
    let service = &house.service;
    let story = begun(&house).await;
    let (soon, _) = finished(&house, &story).await;
    let (later, _) = finished(&house, &story).await;
    service.choose_appointment(&story.siti, soon, MONDAY).await.unwrap();
    service.choose_appointment(&story.siti, later, TUESDAY).await.unwrap();
    service.sweep().await.unwrap();
    assert_eq!(letters(&house, "appointment_reminder").await, 0, "for Monday the working day before has passed");
    // Monday 08.30.
    house.clock.advance(Duration::minutes(22 * 60 + 30));
    service.sweep().await.unwrap();
    service.sweep().await.unwrap();
    assert_eq!(letters(&house, "appointment_reminder").await, 1);
    assert!(house.letter_to(EMAIL, "appointment_reminder").await.contains("2026"));
});

both_databases!(a_day_that_is_closed_after_all_makes_its_bookings_fall_and_asks_their_owners_to_choose_again, house => {
    let service = &house.service;
    let story = begun(&house).await;
    let (falls, _) = finished(&house, &story).await;
    let (stays, _) = finished(&house, &story).await;
    service.choose_appointment(&story.siti, falls, TUESDAY).await.unwrap();
    service.choose_appointment(&story.siti, stays, MONDAY).await.unwrap();
    service.add_holiday(&story.admin, ["24", "11", "2026"], "Cuti bersama").await.unwrap();
    assert!(is_gone(&service.choose_appointment(&story.siti, stays, "2026-11-24T10.00").await), "closed at once");
    service.sweep().await.unwrap();
    service.sweep().await.unwrap();
    assert_eq!(letters(&house, "appointment_displaced").await, 1, "told once");
    assert_eq!(state(&house, &story, falls).await, AppointmentState::Displaced);
    assert_eq!(state(&house, &story, stays).await, AppointmentState::Booked);
    service.choose_appointment(&story.siti, falls, "2026-11-25T08.00").await.unwrap();
    assert_eq!(state(&house, &story, falls).await, AppointmentState::Booked);
    // The same when the office serves at other times.
    offers(&house, &story.admin, |form| form.week[2].clear()).await;
    service.sweep().await.unwrap();
    assert_eq!(state(&house, &story, falls).await, AppointmentState::Displaced);
});

both_databases!(what_is_no_longer_collected_takes_its_appointment_along, house => {
    let service = &house.service;
    let story = begun(&house).await;
    let supervisor = house.officer("supri@contoh.test", Role::Supervisor).await;
    let (id, number) = finished(&house, &story).await;
    service.choose_appointment(&story.siti, id, TUESDAY).await.unwrap();
    decide(&house, &supervisor, &number, Command::Reopen, "Nama salah tulis.").await;
    service.sweep().await.unwrap();
    assert_eq!(letters(&house, "appointment_voided").await, 1);
    let case = service.appointment_case(&story.siti, id).await.unwrap().unwrap();
    assert!(!case.may_choose && case.appointment.unwrap().state == AppointmentState::Cancelled);
    assert!(matches!(service.choose_appointment(&story.siti, id, TUESDAY).await, Err(Error::NotFound)));
});

both_databases!(the_counter_sees_its_day_and_notes_what_became_of_each, house => {
    let service = &house.service;
    let story = begun(&house).await;
    let (id, number) = finished(&house, &story).await;
    service.choose_appointment(&story.siti, id, MONDAY).await.unwrap();
    let monday = domain::date::from_iso("2026-11-23");
    let day = service.appointment_day(&story.verifier, None, monday).await.unwrap();
    assert_eq!(day.lines.iter().map(|line| line.number.as_str()).collect::<Vec<_>>(), [&number]);
    assert!(service.appointment_day(&story.verifier, None, None).await.unwrap().lines.is_empty(), "today is Sunday");
    let early = service.at_the_counter(&story.verifier, &number, CounterAct::Missed).await;
    assert!(matches!(early, Err(Error::Conflict { .. })), "nobody is late before the time");
    house.clock.advance(Duration::hours(23));
    service.at_the_counter(&story.verifier, &number, CounterAct::Missed).await.unwrap();
    assert_eq!(letters(&house, "appointment_missed").await, 1);
    service.at_the_counter(&story.verifier, &number, CounterAct::Undo).await.unwrap();
    service.at_the_counter(&story.verifier, &number, CounterAct::Collected).await.unwrap();
    assert_eq!(state(&house, &story, id).await, AppointmentState::Collected);
    assert!(matches!(service.choose_appointment(&story.siti, id, TUESDAY).await, Err(Error::NotFound)), "it is over");
    let events = service.request(&story.siti, id, Language::Id).await.unwrap().events;
    let last: Vec<_> = events.iter().rev().take(3).map(|line| (line.kind.as_str(), line.by.as_str())).collect();
    assert_eq!(last, [("collected", "verifier"), ("collect_undone", "verifier"), ("not_collected", "verifier")]);
});

both_databases!(nobody_elses_appointment_and_no_other_office, house => {
    let service = &house.service;
    let story = begun(&house).await;
    service.ensure_office("KEC", "Kecamatan Contoh", "kecamatan").await.unwrap();
    let (id, number) = finished(&house, &story).await;
    service.choose_appointment(&story.siti, id, MONDAY).await.unwrap();
    let made = house.citizen("9901020101900005", "made@contoh.test", "081290000002").await;
    let elsewhere = house.officer_of("wayan@contoh.test", Role::Verifier, "KEC").await;
    for other in [&made, &story.verifier, &Actor::Stranger] {
        assert!(service.appointment_case(other, id).await.is_err());
        assert!(service.choose_appointment(other, id, TUESDAY).await.is_err());
        assert!(service.cancel_appointment(other, id).await.is_err());
    }
    assert!(matches!(service.at_the_counter(&elsewhere, &number, CounterAct::Collected).await, Err(Error::NotFound)));
    assert!(matches!(service.at_the_counter(&story.admin, &number, CounterAct::Collected).await, Err(Error::Forbidden)));
    assert!(matches!(service.appointment_day(&elsewhere, Some("DINAS"), None).await, Err(Error::NotFound)));
    let monday = domain::date::from_iso("2026-11-23");
    assert!(service.appointment_day(&elsewhere, None, monday).await.unwrap().lines.is_empty());
    let supervisor = house.officer("supri@contoh.test", Role::Supervisor).await;
    assert_eq!(service.appointment_day(&supervisor, Some("DINAS"), monday).await.unwrap().lines.len(), 1);
    let form = AppointmentForm::of(&AppointmentRules::default());
    let refused = service.save_appointment_settings(&story.verifier, "DINAS", true, &form).await;
    assert!(matches!(refused, Err(Error::Forbidden)));
    assert!(matches!(service.appointment_settings(&story.siti, None).await, Err(Error::Forbidden)));
});

both_databases!(an_office_that_offers_nothing_asks_nobody_to_choose, house => {
    let service = &house.service;
    let story = begun(&house).await;
    let (id, _) = finished(&house, &story).await;
    let form = AppointmentForm::of(&AppointmentRules::default());
    service.save_appointment_settings(&story.admin, "DINAS", false, &form).await.unwrap();
    assert_eq!(service.appointment_case(&story.siti, id).await.unwrap(), None);
    assert!(matches!(service.choose_appointment(&story.siti, id, MONDAY).await, Err(Error::NotFound)));
    // And a request without anything to collect has no appointment.
    let (sent, _) = sent(&house, &story).await;
    assert_eq!(service.appointment_case(&story.siti, sent).await.unwrap(), None);
});

both_databases!(whoever_comes_without_an_appointment_is_served_all_the_same, house => {
    let service = &house.service;
    let story = begun(&house).await;
    let hand = async |number: &str| service.hand_over_without_appointment(&story.verifier, number).await;
    let kinds = async |id: Uuid| {
        let events = service.request(&story.siti, id, Language::Id).await.unwrap().events;
        events.into_iter().map(|event| event.kind).filter(|kind| kind.starts_with("collect")).collect::<Vec<_>>()
    };
    // What is not done, not there or nobody's is not handed over.
    let (_, early) = sent(&house, &story).await;
    for wrong in [early.as_str(), "", "K7RT-4MQX-9", "<b>"] {
        assert!(matches!(hand(wrong).await, Err(Error::Fields(_))), "{wrong}");
    }
    let (id, number) = finished(&house, &story).await;
    assert!(matches!(service.hand_over_without_appointment(&story.admin, &number).await, Err(Error::Forbidden)));
    assert!(service.hand_over_without_appointment(&story.siti, &number).await.is_err());
    service.ensure_office("KEC", "Kecamatan", "kecamatan").await.unwrap();
    let far = house.officer_of("jauh@contoh.test", Role::Verifier, "KEC").await;
    assert!(matches!(service.hand_over_without_appointment(&far, &number).await, Err(Error::Fields(_))));

    hand(&number).await.unwrap();
    hand(&number).await.unwrap();
    assert_eq!(state(&house, &story, id).await, AppointmentState::Collected);
    assert_eq!(kinds(id).await, ["collected"], "once, and in the history");
    let day = service.appointment_day(&story.verifier, None, None).await.unwrap();
    assert_eq!((day.lines.len(), day.lines[0].walk_in, day.lines[0].may_undo), (1, true, true));
    assert!(service.choose_appointment(&story.siti, id, MONDAY).await.is_err(), "there is nothing to collect any more");
    // Pressed by mistake it is taken back, and a time may be chosen.
    service.at_the_counter(&story.verifier, &number, CounterAct::Undo).await.unwrap();
    assert_eq!(kinds(id).await, ["collected", "collect_undone"]);
    assert!(service.appointment_day(&story.verifier, None, None).await.unwrap().lines.is_empty());
    service.choose_appointment(&story.siti, id, TUESDAY).await.unwrap();
    // Who has one for later and comes earlier gives the place back.
    hand(&number).await.unwrap();
    assert_eq!(house.count("appointment_seat").await, 0);
    assert_eq!(state(&house, &story, id).await, AppointmentState::Collected);
    house.clock.advance(Duration::days(2));
    let late = service.at_the_counter(&story.verifier, &number, CounterAct::Undo).await;
    assert!(matches!(late, Err(Error::Conflict { .. })), "{late:?}");
    assert!(service.verify_history(&service::Checkpoints::default()).await.unwrap().found.is_empty());
});
