//! What a mail server pipes into `kk-daring bounce`: it must never think that the portal is broken because of a letter
//! that is not ours, and must come again when it is.

use std::{
    io::Write as _,
    process::{Output, Stdio},
};

use super::{Office, said};

/// A report as mail servers write it (RFC 3464), about a letter with this mark.
fn report(mark: &str) -> String {
    format!(
        "From: MAILER-DAEMON@contoh.go.id\r\nTo: pantul+{mark}@contoh.go.id\r\nSubject: Undelivered\r\n\
         MIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=\"b\"\r\n\r\n\
         --b\r\nContent-Type: text/plain\r\n\r\nThe letter could not be delivered.\r\n\
         --b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mail.contoh.go.id\r\n\r\n\
         Final-Recipient: rfc822; siti@contoh.id\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n--b--\r\n"
    )
}

fn piped(office: &Office, mail: &[u8]) -> Output {
    let mut command = office.command(&["bounce"]);
    let mut process =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    process.stdin.take().unwrap().write_all(mail).unwrap();
    process.wait_with_output().unwrap()
}

#[test]
fn a_report_that_is_none_of_ours_is_taken_and_changes_nothing() {
    let office = Office::opened();
    let made_up = report(&"0".repeat(48));
    for (mail, answer) in [
        (b"From: siti@contoh.id\r\nTo: pantul@contoh.go.id\r\n\r\nHalo".to_vec(), "This is no report"),
        (vec![0xff; 4_096], "This is no report"),
        (Vec::new(), "This is no report"),
        (made_up.replace("Action: failed", "Action: delayed").into_bytes(), "This is no report"),
        (made_up.into_bytes(), "This mark is none of ours."),
    ] {
        let output = piped(&office, &mail);
        assert_eq!(output.status.code(), Some(0), "{}", said(&output.stderr));
        assert!(said(&output.stdout).starts_with(answer), "{}", said(&output.stdout));
    }
}

#[test]
fn a_report_that_cannot_be_recorded_is_brought_again() {
    // No keys and no database yet.
    let output = piped(&Office::new(), report(&"0".repeat(48)).as_bytes());
    assert_eq!(output.status.code(), Some(75), "what mail servers take for: later. {}", said(&output.stderr));
    assert!(!said(&output.stderr).contains("siti@contoh.id"));
}
