//! Files that mean harm: each is refused, or what is kept of it can do nothing any more; within two seconds and
//! 64 MB of memory, and without a panic.
//!
//! Each goes to a process of its own (this test again, with the file's name), so that its memory can be told.
#![expect(clippy::unwrap_used, reason = "tests")]

mod papers;
mod pictures;
mod strangers;

use std::{
    collections::BTreeMap,
    fs,
    path::Path,
    process::Command,
    sync::Mutex,
    thread,
    time::{Duration, Instant},
};

use service::inspect::inspect;

/// The name of a file, and what is in it.
type Hostile = (String, Vec<u8>);

/// Says which file the process is about.
const FILE: &str = "HOSTILE_FILE";
/// Words that stand in our files only to be found again in what is kept.
const HARM: [&[u8]; 6] = [b"/JavaScript", b"EICAR-STANDARD", b"<script", b"<?php", b"PK\x03\x04", b"onload="];
const MOST_KILOBYTES: u64 = 64 * 1024;
const LONGEST: Duration = Duration::from_secs(2);

fn corpus() -> Vec<Hostile> {
    [pictures::all(), papers::all(), strangers::all()].concat()
}

/// What became of one file: `refused CODE` or `kept TYPE`, milliseconds, kilobytes.
#[test]
fn one_file() {
    let Ok(file) = std::env::var(FILE) else { return };
    let bytes = fs::read(&file).unwrap();
    let name = Path::new(&file).file_name().unwrap().to_string_lossy().into_owned();
    let before = kilobytes("VmHWM:");
    let start = Instant::now();
    // Not through the net that catches panics: nothing may fall into it.
    let outcome = inspect(bytes, &name);
    let took = start.elapsed().as_millis();
    let memory = kilobytes("VmHWM:").saturating_sub(before);
    let said = match outcome {
        Err(error) => format!("refused {}", error.code()),
        Ok(kept) => {
            // A PDF is given out as an attachment that nobody may take for anything else: only what it does itself counts.
            let harm = if kept.media_type == domain::MediaType::Pdf { &HARM[..1] } else { &HARM[..] };
            let harm = harm.iter().find(|word| kept.bytes.windows(word.len()).any(|part| part == **word));
            let harm = harm.map_or("kept", |_| "HARMFUL");
            format!("{harm} {}", kept.media_type.as_str())
        }
    };
    fs::write(format!("{file}.outcome"), format!("{said} {took} {memory}")).unwrap();
}

/// A line of what the system says about this process.
fn kilobytes(line: &str) -> u64 {
    let text = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let found = text.lines().find_map(|one| one.strip_prefix(line));
    found.and_then(|rest| rest.split_whitespace().next()?.parse().ok()).unwrap_or_default()
}

#[test]
fn hostile_files_are_refused_or_can_do_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let corpus = corpus();
    assert!(corpus.len() >= 300, "{}", corpus.len());
    let waiting = Mutex::new(corpus.into_iter().enumerate().collect::<Vec<_>>());
    let wrong = Mutex::new(Vec::new());
    let seen = Mutex::new(BTreeMap::<String, u32>::new());
    let (slowest, largest) = (Mutex::new((0, String::new())), Mutex::new((0, String::new())));
    let work = || {
        while let Some((at, (name, bytes))) = { waiting.lock().unwrap().pop() } {
            let file = folder.path().join(at.to_string());
            fs::create_dir(&file).unwrap();
            let file = file.join(&name);
            fs::write(&file, &bytes).unwrap();
            let mut command = Command::new(std::env::current_exe().unwrap());
            let output = command.args(["--exact", "one_file"]).env(FILE, &file).output().unwrap();
            let outcome = fs::read_to_string(format!("{}.outcome", file.display())).unwrap_or_default();
            let words: Vec<&str> = outcome.split(' ').collect();
            let &[what, how, took, memory] = words.as_slice() else {
                wrong
                    .lock()
                    .unwrap()
                    .push(format!("{name}: no answer, {}", String::from_utf8_lossy(&output.stdout)));
                continue;
            };
            // A panic is caught and told as unreadable; it would be seen here.
            let panicked = String::from_utf8_lossy(&output.stderr).contains("panicked");
            let (took, memory): (u64, u64) = (took.parse().unwrap(), memory.parse().unwrap());
            *seen.lock().unwrap().entry(format!("{what} {how}")).or_default() += 1;
            for (most, value) in [(&slowest, took), (&largest, memory)] {
                let mut most = most.lock().unwrap();
                if value > most.0 {
                    *most = (value, name.clone());
                }
            }
            // The machine may be busy and the code is not optimised, so that four times as long is allowed.
            let costly = memory > MOST_KILOBYTES || u128::from(took) > 4 * LONGEST.as_millis();
            if what == "HARMFUL" || panicked || costly {
                wrong.lock().unwrap().push(format!("{name}: {outcome}, panicked: {panicked}"));
            }
        }
    };
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(work);
        }
    });
    let (slowest, largest) = (slowest.lock().unwrap(), largest.lock().unwrap());
    let told = format!("{:?}; slowest {slowest:?} ms, largest {largest:?} KB", seen.lock().unwrap());
    assert!(wrong.lock().unwrap().is_empty(), "{:#?}\n{told}", wrong.lock().unwrap());
    fs::write(Path::new(env!("CARGO_TARGET_TMPDIR")).join("hostile.txt"), told).unwrap();
}
