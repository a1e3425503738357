//! Decisions as officers send them, with the reason that their command asks for.
use domain::{Command, Flag, Target};
use service::{DecisionForm, Recorded};

/// This command about the version that was seen.
pub fn deciding(command: Command, version: i64) -> DecisionForm {
    let reason = if command == Command::Reject { "already_in_process" } else { "needs_visit" };
    let needs = matches!(command, Command::Return | Command::Reject | Command::SiakReturn);
    let flag = Flag { target: Target::General, reason: reason.into(), note: String::new() };
    let note = if command == Command::Reopen { "Dibuka kembali" } else { "" };
    DecisionForm {
        command,
        version,
        flags: if needs { vec![flag] } else { Vec::new() },
        note: note.into(),
        recorded: Recorded::default(),
    }
}
