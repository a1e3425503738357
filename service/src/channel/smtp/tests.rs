#![expect(clippy::unwrap_used, reason = "tests")]

use std::time::{Duration, Instant};

use super::{
    super::stand_in::{
        deaf_port, message,
        smtp::{MailServer, SILENCE},
    },
    *,
};

const FROM: &str = "Dukcapil Kota Contoh <no-reply@contoh.go.id>";

fn channel(url: &str) -> Smtp {
    let settings = SmtpSettings { timeout: Duration::from_millis(500), ..SmtpSettings::new(url, FROM) };
    Smtp::new(&settings).unwrap()
}

async fn sent_to(script: &[(&'static str, &'static str)]) -> Result<Delivered, SendError> {
    let server = MailServer::start(script).await;
    channel(&server.url()).send(&message("siti@contoh.id")).await
}

#[tokio::test]
async fn a_letter_arrives_whole_with_a_stable_id_and_quiet_robots() {
    let server = MailServer::start(&[]).await;
    let delivered = channel(&server.url()).send(&message("siti@contoh.id")).await.unwrap();

    assert_eq!(delivered.reference.as_deref(), Some("2.0.0 queued as 4XyZ"));
    let letters = server.letters();
    assert_eq!(letters.len(), 1, "{letters:?}");
    let letter = &letters[0];
    assert!(letter.contains("Message-ID: <01900000-0000-7000-8000-000000000001@contoh.go.id>"), "{letter}");
    assert!(letter.contains("Auto-Submitted: auto-generated"), "{letter}");
    assert!(letter.contains("To: siti@contoh.id"), "{letter}");
    assert!(letter.is_ascii(), "any server takes it: {letter}");
}

#[tokio::test]
async fn a_letter_comes_back_to_an_address_that_says_which_one_it_was() {
    let server = MailServer::start(&[]).await;
    let mark = "0".repeat(48);
    let letter = Message { bounce: Some(mark.clone()), ..message("siti@contoh.id") };
    channel(&server.url()).send(&letter).await.unwrap();
    let settings =
        SmtpSettings { bounces: Some("pantul@contoh.go.id".into()), ..SmtpSettings::new(server.url(), FROM) };
    Smtp::new(&settings).unwrap().send(&letter).await.unwrap();
    let commands = server.commands();
    let from: Vec<&String> = commands.iter().filter(|line| line.starts_with("MAIL FROM:")).collect();
    assert!(from[0].contains("<no-reply@contoh.go.id>"), "{from:?}");
    assert!(from[1].contains(&format!("<pantul+{mark}@contoh.go.id>")), "{from:?}");
    assert!(server.letters().iter().all(|letter| letter.contains("From: ") && !letter.contains("pantul")));
    for wrong in ["", "pantul", "pantul+x@contoh.id", "alamat-pantul-yang-panjang@contoh.id"] {
        let settings = SmtpSettings { bounces: Some(wrong.into()), ..SmtpSettings::new(server.url(), FROM) };
        assert_eq!(Smtp::new(&settings).unwrap_err(), SmtpSettingsError::Bounces, "{wrong}");
    }
}

#[tokio::test]
async fn the_second_letter_uses_the_same_connection() {
    let server = MailServer::start(&[]).await;
    let channel = channel(&server.url());
    channel.send(&message("siti@contoh.id")).await.unwrap();
    channel.send(&message("budi@contoh.id")).await.unwrap();
    assert_eq!((server.letters().len(), server.connections()), (2, 1));
}

#[tokio::test]
async fn a_kept_connection_that_died_is_replaced() {
    let server = MailServer::start(&[("NOOP", "421 going away")]).await;
    let channel = channel(&server.url());
    channel.send(&message("siti@contoh.id")).await.unwrap();
    channel.send(&message("siti@contoh.id")).await.unwrap();
    assert_eq!((server.letters().len(), server.connections()), (2, 2));
}

#[tokio::test]
async fn refusals_of_the_address_are_permanent_and_busy_servers_temporary() {
    let cases = [
        ("RCPT", "550 5.1.1 no such user", SendError::Permanent(FailureCode::Smtp(550))),
        ("RCPT", "451 4.7.1 greylisted", SendError::Temporary(FailureCode::Smtp(451))),
        ("MAIL", "421 too busy", SendError::Temporary(FailureCode::Smtp(421))),
        ("MAIL", "530 sign in first", SendError::Temporary(FailureCode::Credentials)),
        ("LETTER", "554 5.7.1 spam", SendError::Permanent(FailureCode::Smtp(554))),
        ("LETTER", "452 disk full", SendError::Temporary(FailureCode::Smtp(452))),
        ("GREETING", "554 go away", SendError::Permanent(FailureCode::Smtp(554))),
        ("GREETING", "HTTP/1.1 400 Bad Request", SendError::Temporary(FailureCode::Nonsense)),
    ];
    for (command, reply, expected) in cases {
        assert_eq!(sent_to(&[(command, reply)]).await, Err(expected), "{command} answered by {reply}");
    }
}

#[tokio::test]
async fn a_silent_server_costs_no_more_than_the_time_limit() {
    for command in ["GREETING", "EHLO", "DATA", "LETTER"] {
        let started = Instant::now();
        let outcome = sent_to(&[(command, SILENCE)]).await;
        assert_eq!(outcome, Err(SendError::Temporary(FailureCode::TimedOut)), "silent at {command}");
        assert!(started.elapsed() < Duration::from_secs(2));
    }
}

#[tokio::test]
async fn a_connection_given_up_half_way_is_never_used_again() {
    let server = MailServer::start(&[("LETTER", SILENCE)]).await;
    let channel = channel(&server.url());
    for _ in 0..2 {
        channel.send(&message("siti@contoh.id")).await.unwrap_err();
    }
    assert_eq!(server.connections(), 2);
    assert!(server.commands().iter().all(|command| command != "NOOP"));
}

#[tokio::test]
async fn nobody_listening_is_temporary() {
    let channel = channel(&format!("smtp://127.0.0.1:{}?tls=none", deaf_port().await));
    let outcome = channel.send(&message("siti@contoh.id")).await;
    assert_eq!(outcome, Err(SendError::Temporary(FailureCode::Unreachable)));
}

#[tokio::test]
async fn without_encryption_offered_no_password_is_told() {
    let server = MailServer::start(&[]).await;
    let url = format!("smtp://kantor:rahasia@127.0.0.1:{}", server.port);
    let outcome = channel(&url).send(&message("siti@contoh.id")).await;
    assert_eq!(outcome, Err(SendError::Temporary(FailureCode::Tls)));
    assert!(server.commands().iter().all(|command| !command.starts_with("AUTH")));
}

#[tokio::test]
async fn plain_text_where_tls_was_promised_is_refused() {
    let server = MailServer::start(&[]).await;
    let url = format!("smtps://kantor:rahasia@127.0.0.1:{}", server.port);
    let outcome = channel(&url).send(&message("siti@contoh.id")).await;
    assert_eq!(outcome, Err(SendError::Temporary(FailureCode::Tls)));
}

#[tokio::test]
async fn a_wrong_password_keeps_the_letter_for_later() {
    let server = MailServer::start(&[("AUTH", "535 5.7.8 wrong")]).await;
    let url = format!("smtp://kantor:salah%20besar@127.0.0.1:{}?tls=none", server.port);
    let outcome = channel(&url).send(&message("siti@contoh.id")).await;
    assert_eq!(outcome, Err(SendError::Temporary(FailureCode::Credentials)));
}

#[tokio::test]
async fn what_is_no_address_is_refused_without_connecting() {
    let server = MailServer::start(&[]).await;
    for to in ["", "siti", "siti@contoh.id\r\nRCPT TO:<x@y.id>", "siti@"] {
        let outcome = channel(&server.url()).send(&message(to)).await;
        assert_eq!(outcome, Err(SendError::Permanent(FailureCode::Address)), "{to:?}");
    }
    assert_eq!(server.connections(), 0);
}

#[tokio::test]
async fn a_subject_cannot_add_headers() {
    let server = MailServer::start(&[]).await;
    let mut message = message("siti@contoh.id");
    message.subject = Some("Halo\r\nBcc: x@y.id".to_owned());
    channel(&server.url()).send(&message).await.unwrap();
    assert!(server.letters().iter().all(|letter| !letter.contains("\nBcc:")));
}

#[test]
fn settings_are_refused_with_a_reason() {
    let cases = [
        ("mail.contoh.id", SmtpSettingsError::Url),
        ("http://mail.contoh.id", SmtpSettingsError::Url),
        ("smtp://mail.contoh.id?tls=none", SmtpSettingsError::PlainAway),
        ("smtp://192.168.1.5?tls=none", SmtpSettingsError::PlainAway),
        ("smtps://mail.contoh.id?tls=none", SmtpSettingsError::Protection),
        ("smtp://mail.contoh.id?tls=opportunistic", SmtpSettingsError::Protection),
    ];
    for (url, expected) in cases {
        assert_eq!(Smtp::new(&SmtpSettings::new(url, FROM)).unwrap_err(), expected, "{url}");
    }
    let error = Smtp::new(&SmtpSettings::new("smtps://mail.contoh.id", "bukan alamat")).unwrap_err();
    assert_eq!(error, SmtpSettingsError::From);
    for url in ["smtp://[::1]:25?tls=none", "smtp://localhost?tls=none", "smtps://u:p@mail.contoh.id"] {
        Smtp::new(&SmtpSettings::new(url, FROM)).unwrap();
    }
}

#[test]
fn nothing_secret_or_personal_is_printed() {
    let settings = SmtpSettings::new("smtps://kantor:rahasia@mail.contoh.id", FROM);
    let printed = format!("{settings:?} {:?} {:?}", Smtp::new(&settings).unwrap(), message("siti@contoh.id"));
    for hidden in ["rahasia", "siti", "ijazah"] {
        assert!(!printed.contains(hidden), "{printed}");
    }
}
