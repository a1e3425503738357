//! Whatever is done to a history before its last checkpoint is found, and said where. `PROPTEST_CASES` says how often
//! it is tried: 256 times unless `make prove` asks for more.
#![expect(clippy::unwrap_used, reason = "tests")]
use super::{
    GENESIS, HistoryLine, LineFault,
    checkpoint::{Checkpoint, CheckpointFault, Checkpoints},
    verify::{Verifier, VerifyReport, verify_lines},
};
use crate::Keys;
use proptest::prelude::*;
use std::{convert::Infallible, sync::OnceLock};
use uuid::Uuid;

const CHAINS: usize = 4;
const LENGTH: usize = 6;
const HOUR: i64 = 3_600_000;
const DAY: i64 = 24 * HOUR;

fn subject(chain: usize) -> Uuid {
    Uuid::from_u128(1000 + chain as u128)
}

fn linked(mut line: HistoryLine, previous: &str) -> HistoryLine {
    line.previous = previous.to_owned();
    line.hash = line.computed().unwrap();
    line
}

/// Chains of lines, one after the other, all of the first days.
fn history() -> Vec<HistoryLine> {
    let mut lines = Vec::new();
    for chain in 0..CHAINS {
        let mut previous = hex::encode(GENESIS);
        for place in 0..LENGTH {
            let seq = i64::try_from(place).unwrap() + 1;
            let line = HistoryLine {
                subject: subject(chain),
                seq,
                kind: ["submit", "claim", "approve"][place % 3].to_owned(),
                actor: (place % 2 == 0).then(|| Uuid::from_u128(7)),
                actor_role: "verifier".to_owned(),
                detail: format!("version={place}"),
                at: seq * HOUR,
                previous: String::new(),
                hash: String::new(),
            };
            let line = linked(line, &previous);
            previous.clone_from(&line.hash);
            lines.push(line);
        }
    }
    lines
}

fn check(lines: &[HistoryLine], checkpoints: &Checkpoints) -> VerifyReport {
    verify_lines(lines.iter().cloned().map(Ok::<_, Infallible>), checkpoints).unwrap()
}

/// A checkpoint of `lines` after those of before.
fn sign(lines: &[HistoryLine], texts: &[String], keys: &Keys, at: i64) -> String {
    let before = Checkpoints::read(texts.iter().map(String::as_str), &keys.public_keys()).unwrap();
    let mut verifier = Verifier::new(&before);
    for line in lines {
        verifier.take(line);
    }
    let (report, added) = verifier.finish();
    assert_eq!(report.found, []);
    let checkpoint = Checkpoint { number: before.count + 1, at, previous: before.previous(), added };
    checkpoint.write(keys).unwrap()
}

/// Two checkpoints: the first knows half of every chain.
fn signed(lines: &[HistoryLine], keys: &Keys) -> Vec<String> {
    let half: Vec<_> = lines.iter().filter(|line| line.seq <= 3).cloned().collect();
    let first = sign(&half, &[], keys, 3 * HOUR + 1);
    let second = sign(lines, std::slice::from_ref(&first), keys, DAY);
    vec![first, second]
}

fn read(texts: &[String], keys: &Keys) -> Result<Checkpoints, CheckpointFault> {
    Checkpoints::read(texts.iter().map(String::as_str), &keys.public_keys())
}

/// Makes the chain of line `at` fit again from there on, as somebody would who can write to the whole database.
fn forge(lines: &mut [HistoryLine], at: usize) {
    let chain = lines[at].subject;
    let mut previous = lines[at].previous.clone();
    for line in lines.iter_mut().skip(at).filter(|line| line.subject == chain) {
        *line = linked(line.clone(), &previous);
        previous.clone_from(&line.hash);
    }
}

#[test]
fn a_whole_history_has_no_fault_with_and_without_checkpoints() {
    let (keys, lines) = (Keys::create(), history());
    let checkpoints = read(&signed(&lines, &keys), &keys).unwrap();
    let report = check(&lines, &checkpoints);
    assert_eq!((report.found.len(), report.lines, report.chains, report.since), (0, 24, 4, 0));
    let alone = check(&lines, &Checkpoints::default());
    assert_eq!((alone.found.len(), alone.since), (0, 24));
}

#[test]
fn what_was_cut_off_since_the_last_checkpoint_cannot_be_missed_and_is_counted_while_it_is_there() {
    let (keys, lines) = (Keys::create(), history());
    let checkpoints = read(&signed(&lines, &keys), &keys).unwrap();
    let mut later = lines.clone();
    let last = lines[LENGTH - 1].clone();
    let next = HistoryLine { seq: last.seq + 1, at: 2 * DAY, kind: "complete".to_owned(), ..last.clone() };
    later.insert(LENGTH, linked(next, &last.hash));
    let report = check(&later, &checkpoints);
    assert_eq!((report.found.len(), report.since), (0, 1));
    later[LENGTH].detail = "changed".to_owned();
    assert_eq!(check(&later, &checkpoints).found[0].fault, LineFault::Changed);
    assert_eq!(check(&lines, &checkpoints).since, 0);
}

#[test]
fn a_checkpoint_that_was_changed_replaced_or_removed_is_refused() {
    let (keys, lines) = (Keys::create(), history());
    let texts = signed(&lines, &keys);
    for at in (0..texts[1].len()).step_by(7).chain(texts[1].len() - 100..texts[1].len()) {
        let mut bytes = texts[1].clone().into_bytes();
        bytes[at] ^= 1;
        let Ok(bent) = String::from_utf8(bytes) else { continue };
        assert!(read(&[texts[0].clone(), bent], &keys).is_err(), "byte {at}");
    }
    assert!(read(&texts[1..], &keys).is_err(), "the first is missing");
    let other = signed(&lines, &Keys::create());
    assert_eq!(read(&other, &keys).unwrap_err(), CheckpointFault::Signature(1));
    let half: Vec<_> = lines.iter().filter(|line| line.seq <= 2).cloned().collect();
    let replaced = [sign(&half, &[], &keys, 2 * HOUR), texts[1].clone()];
    assert_eq!(read(&replaced, &keys).unwrap_err(), CheckpointFault::Order(2));
}

/// What is done to a history.
#[derive(Clone, Debug)]
enum Edit {
    Content(usize, u8),
    Hash(usize),
    Delete(usize),
    Swap(usize, usize),
    Truncate(usize),
    Insert(usize),
    RemoveChain(usize),
}

fn edits() -> impl Strategy<Value = (Edit, bool)> {
    let line = 0..CHAINS * LENGTH;
    let edit = prop_oneof![
        (line.clone(), any::<u8>()).prop_map(|(at, how)| Edit::Content(at, how)),
        line.clone().prop_map(Edit::Hash),
        line.clone().prop_map(Edit::Delete),
        (line.clone(), line.clone()).prop_map(|(one, two)| Edit::Swap(one, two)),
        line.clone().prop_map(Edit::Truncate),
        line.prop_map(Edit::Insert),
        (0..CHAINS).prop_map(Edit::RemoveChain),
    ];
    // Whether the hashes are made to fit afterwards.
    (edit, any::<bool>())
}

static BEFORE: OnceLock<(Vec<HistoryLine>, Checkpoints)> = OnceLock::new();

proptest! {
    #[test]
    fn every_edit_before_the_last_checkpoint_is_found_and_located((edit, forged) in edits()) {
        let (before, checkpoints) = BEFORE.get_or_init(|| {
            let (keys, before) = (Keys::create(), history());
            let checkpoints = read(&signed(&before, &keys), &keys).unwrap();
            (before, checkpoints)
        });
        let mut lines = before.clone();
        let (chain, seq) = match edit {
            Edit::Content(at, how) => {
                let line = &mut lines[at];
                match how % 5 {
                    0 => line.kind.push('x'),
                    1 => line.actor = Some(Uuid::from_u128(99)),
                    2 => line.actor_role = "administrator".to_owned(),
                    3 => line.detail.push(' '),
                    _ => line.at += 1,
                }
                if forged { forge(&mut lines, at); }
                (before[at].subject, before[at].seq)
            }
            Edit::Hash(at) => {
                let digit = if lines[at].hash.starts_with('0') { "1" } else { "0" };
                lines[at].hash.replace_range(..1, digit);
                (before[at].subject, before[at].seq)
            }
            Edit::Delete(at) => {
                let gone = lines.remove(at);
                if forged {
                    // The lines after it move up and are made to fit.
                    for line in lines.iter_mut().skip(at).filter(|line| line.subject == gone.subject) {
                        line.seq -= 1;
                    }
                    if lines.get(at).is_some_and(|line| line.subject == gone.subject) {
                        lines[at].previous.clone_from(&gone.previous);
                        forge(&mut lines, at);
                    }
                }
                (gone.subject, gone.seq)
            }
            Edit::Swap(one, two) => {
                prop_assume!(one != two);
                // Contents change places; whoever forges also makes each fit where it stands.
                lines.swap(one, two);
                for at in [one, two] {
                    lines[at].subject = before[at].subject;
                    lines[at].seq = before[at].seq;
                }
                let first = one.min(two);
                if forged {
                    for at in [one, two] {
                        lines[at].previous.clone_from(&before[at].previous);
                    }
                    forge(&mut lines, first);
                    forge(&mut lines, one.max(two));
                }
                prop_assume!(lines[first] != before[first]);
                (before[first].subject, before[first].seq)
            }
            Edit::Truncate(at) => {
                let (chain, seq) = (before[at].subject, before[at].seq);
                lines.retain(|line| line.subject != chain || line.seq < seq);
                (chain, seq)
            }
            Edit::Insert(at) => {
                let (chain, seq) = (before[at].subject, before[at].seq);
                for line in lines.iter_mut().filter(|line| line.subject == chain && line.seq >= seq) {
                    line.seq += 1;
                }
                let new = HistoryLine { detail: "inserted".to_owned(), ..before[at].clone() };
                lines.insert(at, linked(new, &before[at].previous));
                forge(&mut lines, at);
                (chain, seq)
            }
            Edit::RemoveChain(chain) => {
                lines.retain(|line| line.subject != subject(chain));
                (subject(chain), 1)
            }
        };
        let found = check(&lines, checkpoints).found;
        prop_assert!(
            found.iter().any(|found| found.subject == chain && found.seq == seq),
            "{edit:?} forged={forged}: line {seq} of {chain} is not among {found:?}"
        );
        // Nothing before it in its chain is blamed.
        prop_assert!(!found.iter().any(|found| found.subject == chain && found.seq < seq), "{edit:?} {found:?}");
    }
}
