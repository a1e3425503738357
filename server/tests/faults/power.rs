//! A machine that loses its power: of what was written, only what was synced is left.
//!
//! strace notes every write and every sync of the database's files. Played again up to the end, with everything dropped
//! that no later sync of its file covered, they give the files as a disk may hold them afterwards. That this would see a
//! loss is shown with a disk that says it has synced and has not, which is what `synchronous=NORMAL` makes of a sending.
use std::{
    collections::BTreeMap,
    fs,
    path::Path,
    process::Command,
    time::{Duration, Instant},
};

use crate::{
    Portal, drafts,
    support::{Errand, Installation},
};

/// The files that a database is made of; what stands in `-shm` is made anew from them.
const FILES: [&str; 2] = ["kk.db", "kk.db-wal"];

/// One change of a file.
enum Change {
    Write(usize, Vec<u8>),
    Length(usize),
}

/// A file as it was synced, and what has happened to it since.
#[derive(Default)]
struct Kept {
    synced: Vec<u8>,
    since: Vec<Change>,
}

impl Kept {
    fn sync(&mut self, changes: usize) {
        for change in self.since.drain(..changes) {
            match change {
                Change::Write(at, bytes) => {
                    self.synced.resize(self.synced.len().max(at + bytes.len()), 0);
                    self.synced[at..at + bytes.len()].copy_from_slice(&bytes);
                }
                Change::Length(length) => self.synced.resize(length, 0),
            }
        }
    }
}

/// `\x61\x62` as bytes.
fn unescaped(text: &str) -> Vec<u8> {
    text.split("\\x").skip(1).map(|byte| u8::from_str_radix(&byte[..2], 16).unwrap()).collect()
}

/// The name of the file that a call is about: `3<\x2f...>` without its folder.
fn file_of(call: &str) -> Option<String> {
    let (_, rest) = call.split_once('<')?;
    let path = String::from_utf8(unescaped(rest.split_once('>')?.0)).ok()?;
    Some(path.rsplit('/').next()?.to_owned())
}

/// What the disk holds of each file after everything that the log tells, beginning with what it held before.
fn after_the_cut(before: BTreeMap<String, Vec<u8>>, log: &str) -> BTreeMap<String, Vec<u8>> {
    let mut files: BTreeMap<String, Kept> =
        before.into_iter().map(|(name, synced)| (name, Kept { synced, since: Vec::new() })).collect();
    // A sync covers what was written before it began, and counts when it has ended.
    let mut syncing: BTreeMap<String, (String, usize)> = BTreeMap::new();
    for line in log.lines() {
        let Some((thread, call)) = line.split_once(' ') else { continue };
        let call = call.trim_start();
        if call.starts_with("<... ") {
            if let Some((name, changes)) = syncing.remove(thread)
                && call.ends_with("= 0")
            {
                files.get_mut(&name).unwrap().sync(changes);
            }
            continue;
        }
        let Some(name) = file_of(call).filter(|name| FILES.contains(&name.as_str())) else { continue };
        let file = files.entry(name.clone()).or_default();
        let arguments = call.rsplit_once(')').map_or(call, |(arguments, _)| arguments);
        let arguments = arguments.trim_end_matches(" <unfinished ...>");
        let last = || arguments.rsplit(", ").next().unwrap().parse::<usize>().unwrap();
        if call.starts_with("pwrite64(") {
            let bytes = unescaped(arguments.split('"').nth(1).unwrap());
            file.since.push(Change::Write(last(), bytes));
        } else if call.starts_with("ftruncate(") {
            file.since.push(Change::Length(last()));
        } else if call.contains("<unfinished") {
            syncing.insert(thread.to_owned(), (name, file.since.len()));
        } else if call.ends_with("= 0") {
            file.sync(file.since.len());
        }
    }
    files.into_iter().map(|(name, file)| (name, file.synced)).collect()
}

/// The server below strace, killed when dropped.
struct Served {
    process: u32,
}

impl Served {
    fn by(tracer: u32) -> Self {
        let children = fs::read_to_string(format!("/proc/{tracer}/task/{tracer}/children")).unwrap();
        Self {
            process: children.trim().parse().unwrap_or_else(|_| panic!("strace has one child: {children:?}")),
        }
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = Command::new("sh").args(["-c", "kill -KILL \"$0\"", &self.process.to_string()]).status();
    }
}

/// Sends, loses the power, and counts the receipts and what is left of them.
async fn cut(lies: bool) -> (usize, usize) {
    let installation = Installation::on_sqlite();
    let errands = drafts(&installation, 1, 4).await;
    let at = |name: &str| installation.path().join(name);
    // Whoever wrote the drafts closes the database in threads of its own, and whichever connection is the last puts the
    // log into it and removes it. Two that close in one moment each take the other for the last one, and the log stays:
    // one more connection, alone, is the last for certain.
    let begun = Instant::now();
    while at("kk.db-wal").exists() {
        assert!(begun.elapsed() < Duration::from_secs(30), "the drafts' database is never closed");
        tokio::time::sleep(Duration::from_millis(20)).await;
        installation.count("SELECT COUNT(*) FROM account").await;
    }
    let before: BTreeMap<String, Vec<u8>> =
        FILES.into_iter().map(|name| (name.to_owned(), fs::read(at(name)).unwrap_or_default())).collect();
    let log = at("calls.log");
    let log_name = log.display().to_string();
    let mut tracer = vec!["strace", "-f", "-q", "--seccomp-bpf", "-y", "-xx", "-s", "70000", "-o", &log_name];
    tracer.extend(["-e", "trace=pwrite64,fsync,fdatasync,ftruncate"]);
    if lies {
        tracer.extend(["-e", "inject=fsync,fdatasync:retval=0"]);
    }
    let portal = Portal::serve(installation, &tracer).await;
    // strace goes with the last process that it follows, not the other way round.
    let served = Served::by(portal.running.id());
    let mut receipts: Vec<&Errand> = Vec::new();
    for errand in &errands {
        if portal.send(errand).await {
            receipts.push(errand);
        }
    }
    let power = served.process;
    drop(served);
    let begun = Instant::now();
    while Path::new(&format!("/proc/{power}")).exists() {
        assert!(begun.elapsed() < Duration::from_secs(30), "the server does not end");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    let Portal { installation, running, .. } = portal;
    running.kill();
    let left = after_the_cut(before, &fs::read_to_string(&log).unwrap());
    fs::remove_file(installation.path().join("kk.db-shm")).unwrap();
    for (name, bytes) in left {
        fs::write(installation.path().join(name), bytes).unwrap();
    }
    let mut kept = 0;
    for errand in &receipts {
        let sql = format!("SELECT COUNT(*) FROM request WHERE id = x'{}'", errand.draft.simple());
        kept += usize::try_from(installation.count(&sql).await).unwrap();
    }
    (receipts.len(), kept)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn after_a_loss_of_power_every_receipt_is_there() {
    let (receipts, kept) = cut(false).await;
    assert_eq!((receipts, kept), (4, 4), "receipts, and what is left of them");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn with_a_disk_that_only_says_it_has_synced_the_loss_is_seen() {
    let (receipts, kept) = cut(true).await;
    assert!(receipts > 0 && kept < receipts, "{kept} of {receipts} are left");
}
