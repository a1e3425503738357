//! From figures to judgements: pure, with every limit in one table. docs/operations.md has the same table in words.
use super::{
    figures::{Dated, Disk, Figures, KeyFile, Lane, Seconds},
    subject::{Grade, Job, Subject},
};
use serde::{Deserialize, Serialize};

const MINUTE: Seconds = 60;
const HOUR: Seconds = 60 * MINUTE;
const DAY: Seconds = 24 * HOUR;
const GIB: u64 = 1 << 30;

/// From when on something is late, and from when on broken.
#[derive(Clone, Copy, Debug)]
struct Limits {
    late: Seconds,
    broken: Seconds,
}

const fn after(late: Seconds, broken: Seconds) -> Limits {
    Limits { late, broken }
}

/// A message that is due and was not tried, or tries of which none arrives.
const OUTBOX: Limits = after(15 * MINUTE, HOUR);
/// To so many people tries must fail before the way is blamed as above; one full mailbox is no broken mail server.
const BLAMED_FROM: u64 = 3;
/// Where fewer are waiting, the way is looked at after this, and never called broken.
const OUTBOX_OF_FEW: Limits = after(6 * HOUR, Seconds::MAX);
/// So many messages given up in a day, and more than were sent, are no mistyped addresses.
const GIVEN_UP: u64 = 5;
/// Whole files that became no document.
const UPLOADS: Limits = after(15 * MINUTE, 2 * HOUR);
/// Officers can open the document itself.
const PREVIEWS: Limits = after(HOUR, Seconds::MAX);
/// A store that does not delete does so with its next answer, or has a rule of its own that keeps everything.
const DESTRUCTION: Limits = after(DAY, Seconds::MAX);
/// Made once a day.
const CHECKPOINT: Limits = after(26 * HOUR, 3 * DAY);
/// Made every night, which may take hours.
const BACKUP: Limits = after(30 * HOUR, 3 * DAY);
/// It is written at least every few seconds, and without it nothing can be sent.
const MIRROR: Limits = after(MINUTE, 5 * MINUTE);
/// Servers leave a sign of life each half minute. Without a copy the database itself answers, so that nothing is broken.
const REPLICA: Limits = after(3 * MINUTE, Seconds::MAX);
/// A renewal of the master key has three steps with restarts between them, not weeks.
const RENEWING: Limits = after(7 * DAY, Seconds::MAX);
/// Bytes that are left. What fills a disk is photos, so that it is their size that counts and no share of the disk.
const DISK_LATE: u64 = 5 * GIB;
const DISK_BROKEN: u64 = GIB;

/// A round of a job may take as long as what it finds.
const fn rounds(job: Job) -> Limits {
    match job {
        // They look every few seconds, or every minute.
        Job::Messages | Job::Sweep | Job::Files | Job::Previews => after(10 * MINUTE, HOUR),
        // Every half minute and does nothing else: when it is silent, so is the whole process.
        Job::Watch => after(3 * MINUTE, 10 * MINUTE),
        // Looks every quarter of an hour.
        Job::Checkpoints => after(HOUR, 3 * HOUR),
    }
}

/// What was found, as far as words need it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "found")]
pub enum Finding {
    /// The database answers and is at the program's version.
    Rows {
        /// How large it is.
        bytes: Option<u64>,
    },
    /// The database does not answer.
    NoAnswer,
    /// The database has not had all steps of this program.
    NotMigrated,
    /// A newer program has changed the database.
    NewerDatabase,
    /// The database's server may lose what it has acknowledged.
    Forgetful {
        /// The settings that are off.
        off: String,
    },
    /// The key file is there and has these keys.
    Keys {
        /// The name of the one in use.
        current: String,
        /// For how long a renewal has been under way.
        renewing: Option<Seconds>,
    },
    /// The key file cannot be read.
    NoKeyFile,
    /// The key file has other keys than this process.
    OtherKeyFile,
    /// There is no key to sign with.
    NoSigningKey,
    /// Documents can be written and read.
    Stored,
    /// They cannot.
    NotStored,
    /// Room on a disk.
    Room {
        /// Bytes.
        free: u64,
        /// Bytes in all.
        total: u64,
    },
    /// Messages by one way.
    Messages {
        /// So many wait.
        waiting: u64,
        /// The oldest has been due for so long.
        age: Option<Seconds>,
    },
    /// Messages that were given up.
    GivenUp {
        /// In the last day.
        day: u64,
        /// That nobody has sent again since.
        count: u64,
        /// The oldest of them.
        oldest: Option<Seconds>,
    },
    /// Things that wait to be worked on.
    Waiting {
        /// So many.
        count: u64,
        /// The oldest has waited so long.
        age: Option<Seconds>,
    },
    /// So old is the newest, or the last round.
    Age {
        /// Seconds.
        age: Seconds,
    },
    /// There is none yet.
    Never,
    /// The place cannot be used.
    Unusable,
    /// Nobody named a place to look at.
    NotWatched,
}

/// One judgement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Point {
    /// Of what.
    pub subject: Subject,
    /// How it stands.
    pub grade: Grade,
    /// Why.
    pub finding: Finding,
}

impl Limits {
    const fn grade(self, age: Seconds) -> Grade {
        if age >= self.broken {
            Grade::Broken
        } else if age >= self.late {
            Grade::Late
        } else {
            Grade::Ok
        }
    }

    fn of(self, age: Option<Seconds>) -> Grade {
        age.map_or(Grade::Ok, |age| self.grade(age))
    }
}

/// Judges everything that could be found, always in the same order.
pub fn judge(figures: &Figures) -> Vec<Point> {
    let mut points = vec![rows(figures)];
    points.extend(figures.replica.map(replica));
    points.extend([keys(figures), storage(figures)]);
    points.extend(figures.disks.iter().map(|(of, found)| disk(Subject::Disk(*of), *found)));
    if figures.rows.answers && figures.rows.can_be_counted() {
        points.extend(figures.lanes.iter().map(|(line, found)| lane(Subject::Outbox(*line), *found)));
        points.push(undelivered(figures));
        points.push(waiting(Subject::Uploads, UPLOADS, figures.uploads.whole, figures.uploads.oldest));
        points.push(waiting(Subject::Previews, PREVIEWS, figures.previews.waiting, figures.previews.oldest));
        let destroyed = figures.destruction;
        points.extend(
            destroyed.map(|found| waiting(Subject::Destruction, DESTRUCTION, found.waiting, found.oldest)),
        );
    }
    points.push(dated(Subject::Checkpoint, CHECKPOINT, figures.checkpoint, figures.demonstration));
    points.push(dated(Subject::Backup, BACKUP, figures.backup, figures.demonstration));
    points.extend(figures.mirror.map(|found| dated(Subject::Mirror, MIRROR, found, false)));
    if figures.rows.answers && figures.rows.can_be_counted() {
        let watched = figures.jobs.iter();
        points.extend(watched.map(|(job, last)| match last {
            Some(age) => point(Subject::Job(*job), rounds(*job).grade(*age), Finding::Age { age: *age }),
            None => point(Subject::Job(*job), Grade::Late, Finding::Never),
        }));
    }
    points
}

const fn point(subject: Subject, grade: Grade, finding: Finding) -> Point {
    Point { subject, grade, finding }
}

fn rows(figures: &Figures) -> Point {
    let found = &figures.rows;
    let (grade, finding) = match found {
        found if !found.answers => (Grade::Broken, Finding::NoAnswer),
        found if found.missing > 0 => (Grade::Broken, Finding::NotMigrated),
        found if !found.fits => (Grade::Broken, Finding::NewerDatabase),
        // Nothing of a demonstration is worth keeping.
        found if !found.forgetful.is_empty() && !figures.demonstration => {
            (Grade::Broken, Finding::Forgetful { off: found.forgetful.join(", ") })
        }
        // While servers are changed one after the other, and after going back by a version, the old ones go on.
        found if found.unknown > 0 => (Grade::Ok, Finding::NewerDatabase),
        found => (Grade::Ok, Finding::Rows { bytes: found.bytes }),
    };
    point(Subject::Database, grade, finding)
}

fn keys(figures: &Figures) -> Point {
    let found = &figures.keys;
    let (grade, finding) = match found.file {
        // It works until it is started again, and then never.
        KeyFile::Unreadable => (Grade::Broken, Finding::NoKeyFile),
        KeyFile::Different => (Grade::Late, Finding::OtherKeyFile),
        KeyFile::NotWatched | KeyFile::Same if !found.signs => (Grade::Late, Finding::NoSigningKey),
        KeyFile::NotWatched | KeyFile::Same => {
            let finding = Finding::Keys { current: found.current.clone(), renewing: found.renewing };
            (RENEWING.of(found.renewing), finding)
        }
    };
    point(Subject::Keys, grade, finding)
}

fn storage(figures: &Figures) -> Point {
    let (grade, finding) = if figures.storage.works {
        (Grade::Ok, Finding::Stored)
    } else {
        (Grade::Broken, Finding::NotStored)
    };
    point(Subject::Storage, grade, finding)
}

fn disk(subject: Subject, Disk { free, total }: Disk) -> Point {
    let grade = match free {
        ..DISK_BROKEN => Grade::Broken,
        DISK_BROKEN..DISK_LATE => Grade::Late,
        DISK_LATE.. => Grade::Ok,
    };
    point(subject, grade, Finding::Room { free, total })
}

fn lane(subject: Subject, lane: Lane) -> Point {
    let limits = if lane.stuck_people < BLAMED_FROM { OUTBOX_OF_FEW } else { OUTBOX };
    let grade = OUTBOX.of(lane.untried).max(limits.of(lane.stuck));
    let age = lane.untried.max(lane.stuck);
    point(subject, grade, Finding::Messages { waiting: lane.waiting, age })
}

fn undelivered(figures: &Figures) -> Point {
    let day = figures.lanes.values().map(|lane| lane.failed).sum();
    let fails = |lane: &Lane| lane.failed >= GIVEN_UP && lane.failed > lane.sent;
    let grade = if figures.lanes.values().any(fails) { Grade::Late } else { Grade::Ok };
    let finding = Finding::GivenUp { day, count: figures.failed.count, oldest: figures.failed.oldest };
    point(Subject::Undelivered, grade, finding)
}

fn waiting(subject: Subject, limits: Limits, count: u64, age: Option<Seconds>) -> Point {
    point(subject, limits.of(age), Finding::Waiting { count, age })
}

fn dated(subject: Subject, limits: Limits, found: Dated, demonstration: bool) -> Point {
    // Nothing of a demonstration is worth keeping.
    let missing = if demonstration { Grade::Ok } else { Grade::Late };
    let (grade, finding) = match found {
        Dated::NotWatched => (missing, Finding::NotWatched),
        Dated::Never => (missing, Finding::Never),
        Dated::Unusable => (Grade::Broken, Finding::Unusable),
        Dated::Age(age) => (limits.grade(age), Finding::Age { age }),
    };
    point(subject, grade, finding)
}

fn replica(found: Dated) -> Point {
    let point = dated(Subject::Replica, REPLICA, found, false);
    Point { grade: point.grade.min(Grade::Late), ..point }
}

#[cfg(test)]
mod tests;
