#![expect(clippy::expect_used, reason = "tests")]
use super::*;
use crate::state::{Destruction, DiskOf, KeyFigures, OutboxLine, Rows, Stored};

/// Everything as it should be.
fn well() -> Figures {
    Figures {
        rows: Rows { answers: true, fits: true, bytes: Some(1), ..Rows::default() },
        lanes: [(OutboxLine::Email, Lane::default()), (OutboxLine::Phone, Lane::default())].into(),
        storage: Stored { works: true, milliseconds: 3 },
        disks: [(DiskOf::Database, Disk { free: 50 * GIB, total: 100 * GIB })].into(),
        keys: KeyFigures { current: "k1".to_owned(), file: KeyFile::Same, renewing: None, signs: true },
        checkpoint: Dated::Age(HOUR),
        backup: Dated::Age(HOUR),
        jobs: Job::ALL.map(|job| (job, Some(30))).into(),
        ..Figures::default()
    }
}

fn grade(subject: Subject, change: impl FnOnce(&mut Figures)) -> Grade {
    let mut figures = well();
    change(&mut figures);
    judge(&figures).into_iter().find(|point| point.subject == subject).expect("it is judged").grade
}

#[test]
fn what_is_well_is_well_and_nothing_is_judged_twice() {
    let points = judge(&well());
    assert!(points.iter().all(|point| point.grade == Grade::Ok), "{points:?}");
    let mut subjects: Vec<_> = points.iter().map(|point| point.subject.as_str()).collect();
    assert_eq!(subjects.len(), 17);
    subjects.sort_unstable();
    subjects.dedup();
    assert_eq!(subjects.len(), 17);
}

#[test]
fn every_age_is_well_just_before_its_limit_late_from_it_on_and_broken_from_the_next() {
    type Put = fn(&mut Figures, Seconds);
    let table: [(Subject, Put, Seconds, Seconds); 11] = [
        (
            Subject::Job(Job::Watch),
            |figures, age| {
                figures.jobs.insert(Job::Watch, Some(age));
            },
            3 * MINUTE,
            10 * MINUTE,
        ),
        (Subject::Checkpoint, |figures, age| figures.checkpoint = Dated::Age(age), 26 * HOUR, 72 * HOUR),
        (Subject::Backup, |figures, age| figures.backup = Dated::Age(age), 30 * HOUR, 72 * HOUR),
        (
            Subject::Outbox(OutboxLine::Email),
            |figures, age| {
                figures.lanes.insert(OutboxLine::Email, Lane { untried: Some(age), ..Lane::default() });
            },
            15 * MINUTE,
            HOUR,
        ),
        (
            Subject::Outbox(OutboxLine::Phone),
            |figures, age| {
                let lane = Lane { stuck: Some(age), stuck_people: 3, ..Lane::default() };
                figures.lanes.insert(OutboxLine::Phone, lane);
            },
            15 * MINUTE,
            HOUR,
        ),
        (
            Subject::Outbox(OutboxLine::Phone),
            |figures, age| {
                let lane = Lane { stuck: Some(age), stuck_people: 2, ..Lane::default() };
                figures.lanes.insert(OutboxLine::Phone, lane);
            },
            6 * HOUR,
            Seconds::MAX,
        ),
        (Subject::Uploads, |figures, age| figures.uploads.oldest = Some(age), 15 * MINUTE, 2 * HOUR),
        (
            Subject::Destruction,
            |figures, age| figures.destruction = Some(Destruction { waiting: 1, oldest: Some(age) }),
            24 * HOUR,
            Seconds::MAX,
        ),
        (Subject::Previews, |figures, age| figures.previews.oldest = Some(age), HOUR, Seconds::MAX),
        (
            Subject::Job(Job::Sweep),
            |figures, age| {
                figures.jobs.insert(Job::Sweep, Some(age));
            },
            10 * MINUTE,
            HOUR,
        ),
        (
            Subject::Job(Job::Checkpoints),
            |figures, age| {
                figures.jobs.insert(Job::Checkpoints, Some(age));
            },
            HOUR,
            3 * HOUR,
        ),
    ];
    for (subject, put, late, broken) in table {
        for (age, expected) in [
            (0, Grade::Ok),
            (late - 1, Grade::Ok),
            (late, Grade::Late),
            (broken - 1, Grade::Late),
            (broken, Grade::Broken),
        ] {
            assert_eq!(grade(subject, |figures| put(figures, age)), expected, "{subject:?} after {age} s");
        }
    }
}

#[test]
fn a_clock_that_went_back_breaks_nothing() {
    assert_eq!(grade(Subject::Backup, |figures| figures.backup = Dated::Age(-DAY)), Grade::Ok);
}

#[test]
fn a_disk_is_judged_by_the_room_that_is_left() {
    for (free, expected) in [
        (0, Grade::Broken),
        (GIB - 1, Grade::Broken),
        (GIB, Grade::Late),
        (5 * GIB - 1, Grade::Late),
        (5 * GIB, Grade::Ok),
    ] {
        let found = grade(Subject::Disk(DiskOf::Database), |figures| {
            figures.disks.insert(DiskOf::Database, Disk { free, total: 100 * GIB });
        });
        assert_eq!(found, expected, "{free} bytes");
    }
}

#[test]
fn a_database_that_is_silent_old_or_newer_is_told_and_hides_nothing_that_can_be_seen_without_it() {
    let silent = |figures: &mut Figures| figures.rows = Rows::default();
    assert_eq!(grade(Subject::Database, silent), Grade::Broken);
    assert_eq!(grade(Subject::Storage, silent), Grade::Ok);
    assert_eq!(grade(Subject::Backup, silent), Grade::Ok);
    let mut figures = well();
    silent(&mut figures);
    let told = judge(&figures);
    assert!(told.iter().all(|point| !matches!(point.subject, Subject::Job(_) | Subject::Outbox(_))));
    assert_eq!(grade(Subject::Database, |figures| figures.rows.missing = 1), Grade::Broken);
    assert_eq!(grade(Subject::Database, |figures| figures.rows.unknown = 1), Grade::Ok);
    let forgets = |figures: &mut Figures| figures.rows.forgetful = vec!["fsync".to_owned()];
    assert_eq!(grade(Subject::Database, forgets), Grade::Broken);
    let needs_newer = |figures: &mut Figures| (figures.rows.unknown, figures.rows.fits) = (1, false);
    assert_eq!(grade(Subject::Database, needs_newer), Grade::Broken);
}

#[test]
fn keys_that_are_gone_are_broken_and_those_that_need_a_hand_late() {
    let keys = |change: fn(&mut KeyFigures)| grade(Subject::Keys, |figures| change(&mut figures.keys));
    assert_eq!(keys(|keys| keys.file = KeyFile::Unreadable), Grade::Broken);
    assert_eq!(keys(|keys| keys.file = KeyFile::Different), Grade::Late);
    assert_eq!(keys(|keys| keys.signs = false), Grade::Late);
    assert_eq!(keys(|keys| keys.renewing = Some(DAY)), Grade::Ok);
    assert_eq!(keys(|keys| keys.renewing = Some(8 * DAY)), Grade::Late);
}

#[test]
fn what_nobody_keeps_is_late_in_an_office_and_nothing_in_a_demonstration() {
    for missing in [Dated::NotWatched, Dated::Never] {
        for subject in [Subject::Checkpoint, Subject::Backup] {
            let put = |figures: &mut Figures| (figures.checkpoint, figures.backup) = (missing, missing);
            assert_eq!(grade(subject, put), Grade::Late);
            let shown = |figures: &mut Figures| {
                put(figures);
                figures.demonstration = true;
            };
            assert_eq!(grade(subject, shown), Grade::Ok);
        }
    }
    let lost = |figures: &mut Figures| {
        (figures.backup, figures.demonstration) = (Dated::Unusable, true);
    };
    assert_eq!(grade(Subject::Backup, lost), Grade::Broken, "a place that was named must be there");
    let never = |figures: &mut Figures| {
        figures.jobs.insert(Job::Watch, None);
    };
    assert_eq!(grade(Subject::Job(Job::Watch), never), Grade::Late);
    assert_eq!(grade(Subject::Storage, |figures| figures.storage.works = false), Grade::Broken);
}

#[test]
fn a_few_mistyped_addresses_are_no_alarm_and_a_refusing_server_is() {
    for (failed, sent, expected) in
        [(4, 0, Grade::Ok), (5, 0, Grade::Late), (5, 5, Grade::Ok), (6, 5, Grade::Late), (40, 900, Grade::Ok)]
    {
        let found = grade(Subject::Undelivered, |figures| {
            figures.lanes.insert(OutboxLine::Email, Lane { failed, sent, ..Lane::default() });
        });
        assert_eq!(found, expected, "{failed} given up, {sent} sent");
    }
}
