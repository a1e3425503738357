//! `kk-daring bounce`: what a mail server sends back when it gives a letter up after it had taken it (RFC 3464).

use std::io::Read as _;

use clap::Args;
use mail_parser::{Message, MessageParser, MimeHeaders as _};

use super::Failure;
use crate::{config::Config, opening, terminal};

/// More than any report needs; letters that come back whole are cut.
const LONGEST: u64 = 1024 * 1024;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The address that the report came to, as the mail server knows it; else its headers are asked
    #[arg(long, value_name = "ADDRESS")]
    to: Option<String>,
}

/// What a report says.
#[derive(Debug, PartialEq, Eq)]
struct Bounce {
    mark: String,
    status: String,
}

pub(super) async fn run(config: &Config, arguments: &Arguments) -> Result<(), Failure> {
    let mut mail = Vec::new();
    std::io::stdin().lock().take(LONGEST).read_to_end(&mut mail)?;
    let Some(bounce) = read(&mail, arguments.to.as_deref()) else {
        return Ok(terminal::say("This is no report of a letter of ours that did not arrive.")?);
    };
    let later = |error: &dyn std::fmt::Display| Failure::Later(format!("not recorded: {error}"));
    let service = opening::open(config).await.map_err(|error| later(&error))?;
    match service.report_bounced(&bounce.mark, &bounce.status).await {
        Ok(true) => Ok(terminal::say("Recorded; the next way goes, if there is one.")?),
        Ok(false) => Ok(terminal::say("Nothing new.")?),
        Err(service::Error::NotFound) => Ok(terminal::say("This mark is none of ours.")?),
        Err(error) => Err(later(&error)),
    }
}

/// A report of a failure for good, with the mark of the letter.
fn read(mail: &[u8], to: Option<&str>) -> Option<Bounce> {
    let message = MessageParser::default().parse(mail)?;
    let status = message.parts.iter().find_map(|part| {
        let kind = part.content_type()?;
        let is_report = kind.ctype().eq_ignore_ascii_case("message")
            && kind.subtype().is_some_and(|sub| sub.eq_ignore_ascii_case("delivery-status"));
        is_report.then(|| failed(std::str::from_utf8(part.contents()).ok()?)).flatten()
    })?;
    let mark = to.and_then(mark).or_else(|| {
        ["To", "Delivered-To", "X-Original-To"].into_iter().find_map(|name| of_header(&message, name))
    })?;
    Some(Bounce { mark, status })
}

fn of_header(message: &Message, name: &str) -> Option<String> {
    message.header_raw(name)?.split([',', ' ', '\n']).find_map(mark)
}

/// What stands between `+` and `@`.
fn mark(address: &str) -> Option<String> {
    let address = address.trim().trim_matches(['<', '>']);
    let (user, _) = address.rsplit_once('@')?;
    Some(user.rsplit_once('+')?.1.to_owned())
}

/// The status of a recipient whose letter failed; one that is only delayed says nothing.
fn failed(report: &str) -> Option<String> {
    let report = report.replace("\r\n", "\n");
    report.split("\n\n").find_map(|group| {
        let value = |name: &str| {
            let mut lines = group.lines().filter_map(|line| line.split_once(':'));
            lines.find(|(field, _)| field.trim().eq_ignore_ascii_case(name)).map(|(_, value)| value.trim())
        };
        let failed = value("Action")?.eq_ignore_ascii_case("failed");
        failed.then(|| {
            value("Status").unwrap_or("5.0.0").split_whitespace().next().unwrap_or("5.0.0").to_owned()
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const MARK: &str = "0190000000007000800000000000000112345678deadbeef";

    /// As Postfix sends them.
    fn report(action: &str, to: &str) -> String {
        format!(
            "Return-Path: <>\r\nFrom: MAILER-DAEMON@mail.contoh.go.id (Mail Delivery System)\r\n\
             Subject: Undelivered Mail Returned to Sender\r\nTo: {to}\r\nMIME-Version: 1.0\r\n\
             Content-Type: multipart/report; report-type=delivery-status;\r\n\tboundary=\"B/x\"\r\n\r\n\
             --B/x\r\nContent-Description: Notification\r\nContent-Type: text/plain; charset=us-ascii\r\n\r\n\
             Action: failed is only said here.\r\n\r\n\
             --B/x\r\nContent-Description: Delivery report\r\nContent-Type: message/delivery-status\r\n\r\n\
             Reporting-MTA: dns; mail.contoh.go.id\r\nArrival-Date: Fri, 27 Nov 2026 10:00:00 +0700\r\n\r\n\
             Final-Recipient: rfc822; siti@contoh.test\r\nAction: {action}\r\nStatus: 5.1.1\r\n\
             Diagnostic-Code: smtp; 550 5.1.1 no such user\r\n\r\n\
             --B/x\r\nContent-Type: message/rfc822\r\n\r\nSubject: Permohonan\r\nTo: siti@contoh.test\r\n\r\nIsi\r\n\r\n--B/x--\r\n"
        )
    }

    #[test]
    fn a_report_says_which_letter_failed_and_why() {
        let expected = Some(Bounce { mark: MARK.to_owned(), status: "5.1.1".to_owned() });
        let ours = format!("<pantul+{MARK}@contoh.go.id>");
        assert_eq!(read(report("failed", &ours).as_bytes(), None), expected);
        // The mail server knows the address that the headers have lost.
        let by_server = format!("pantul+{MARK}@contoh.go.id");
        assert_eq!(read(report("failed", "undisclosed").as_bytes(), Some(&by_server)), expected);
        assert_eq!(read(report("Failed", &ours).replace("\r\n", "\n").as_bytes(), None), expected);
    }

    #[test]
    fn what_is_delayed_answered_by_a_robot_or_nonsense_is_no_failure() {
        let ours = format!("pantul+{MARK}@contoh.go.id");
        for mail in [
            report("delayed", &ours),
            report("delivered", &ours),
            report("failed", "pantul@contoh.go.id"),
            format!("To: {ours}\r\nSubject: Sedang cuti\r\n\r\nAction: failed\r\nStatus: 5.0.0\r\n"),
            String::new(),
            "\0\u{1}".repeat(1_000),
        ] {
            assert_eq!(read(mail.as_bytes(), None), None, "{mail}");
        }
    }
}
