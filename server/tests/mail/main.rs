//! Letters to a real mail server, over real TLS: what an office's own server asks for.
//!
//! Whom a process trusts it reads from the environment once, so each way of sending is a process of its own: this test's
//! program again, as `send_one`.
#![expect(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout, reason = "tests")]

use std::{
    io::{BufRead as _, BufReader},
    path::{Path, PathBuf},
    process::{Child, ChildStdout, Command, Stdio},
    time::Duration,
};

use domain::{Urgency, Way};
use serde_json::Value;
use service::channel::{Channel as _, Message, Smtp, smtp::SmtpSettings};
use uuid::Uuid;

/// Certificates for `localhost`, of an authority that nothing trusts.
fn certificates() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tls")
}

struct MailServer {
    process: Child,
    lines: BufReader<ChildStdout>,
    port: u16,
}

impl MailServer {
    fn start(kind: &str) -> Self {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/mail/server.mjs");
        let mut process = Command::new("node")
            .arg(script)
            .args([kind, certificates().to_str().unwrap()])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("node starts; `make setup` says what is missing");
        let mut lines = BufReader::new(process.stdout.take().unwrap());
        let mut port = String::new();
        lines.read_line(&mut port).unwrap();
        let port = port.trim().parse().expect("smtp-server is installed; `make setup` does that");
        Self { process, lines, port }
    }

    /// Sends one letter by a process of its own; answers what that process says came of it.
    fn is_sent(&self, scheme: &str, password: &str, trusted: bool) -> String {
        let mut command = Command::new(std::env::current_exe().unwrap());
        command
            .args(["--ignored", "--exact", "send_one", "--nocapture"])
            .env("MAIL_URL", format!("{scheme}://kantor:{password}@localhost:{}", self.port))
            .env_remove("SSL_CERT_DIR");
        if trusted {
            command.env("SSL_CERT_FILE", certificates().join("authority.pem"));
        }
        let output = command.output().unwrap();
        let said = String::from_utf8(output.stdout).unwrap();
        let line = said.lines().find_map(|line| line.split_once("outcome: "));
        line.map(|(_, outcome)| outcome.trim().to_owned()).unwrap_or(said)
    }

    fn letter(&mut self) -> Value {
        let mut line = String::new();
        self.lines.read_line(&mut line).unwrap();
        serde_json::from_str(&line).unwrap()
    }

    /// Ends it; whatever it took and nobody has read yet.
    fn stop(mut self) -> String {
        drop(self.process.stdin.take());
        self.process.wait().unwrap();
        std::io::read_to_string(self.lines).unwrap()
    }
}

#[tokio::test]
#[ignore = "what the tests beside it start"]
async fn send_one() {
    // Without it this is everybody's run of what is ignored, and nothing is to be sent.
    let Ok(url) = std::env::var("MAIL_URL") else { return };
    rustls::crypto::ring::default_provider().install_default().ok();
    let settings = SmtpSettings {
        timeout: Duration::from_secs(10),
        ..SmtpSettings::new(url, "Dukcapil Kota Contoh <no-reply@contoh.go.id>")
    };
    let message = Message {
        way: Way::Email,
        to: "siti@contoh.id".into(),
        subject: Some("Permohonan diterima – terima kasih".into()),
        body: "Permohonan Anda sudah kami terima.\n.\nBaris sesudah titik.\n".into(),
        idempotency_key: Uuid::now_v7(),
        urgency: Urgency::News,
        bounce: None,
        topic: None,
    };
    match Smtp::new(&settings).unwrap().send(&message).await {
        Ok(delivered) => println!("outcome: {}", delivered.reference.unwrap_or_default()),
        Err(error) => println!("outcome: {error}"),
    }
}

#[test]
fn a_letter_goes_over_tls_by_name_and_password_and_arrives_whole() {
    for (kind, scheme) in [("tls", "smtps"), ("starttls", "smtp")] {
        let mut server = MailServer::start(kind);
        assert_eq!(server.is_sent(scheme, "rahasia%201", true), "2.0.0 queued as A1", "{kind}");
        let got = server.letter();
        assert_eq!(got["secure"], true, "{got}");
        assert_eq!((got["user"].as_str(), got["protocol"].is_null()), (Some("kantor"), false), "{got}");
        assert_eq!(got["from"], "no-reply@contoh.go.id");
        assert_eq!(got["to"], serde_json::json!(["siti@contoh.id"]));
        let letter = mail_parser::MessageParser::default().parse(got["letter"].as_str().unwrap()).unwrap();
        assert_eq!(letter.subject(), Some("Permohonan diterima – terima kasih"));
        let text = letter.body_text(0).unwrap().replace("\r\n", "\n");
        assert_eq!(text.trim_end(), "Permohonan Anda sudah kami terima.\n.\nBaris sesudah titik.", "{kind}");
        assert_eq!(server.stop(), "", "one letter");
    }
}

#[test]
fn nothing_is_told_to_a_server_that_nobody_vouches_for() {
    for (kind, scheme) in [("tls", "smtps"), ("starttls", "smtp")] {
        let server = MailServer::start(kind);
        assert_eq!(server.is_sent(scheme, "rahasia%201", false), "temporary: tls", "{kind}");
        assert_eq!(server.stop(), "", "{kind}");
    }
}

#[test]
fn a_wrong_password_keeps_the_letter_for_later() {
    let server = MailServer::start("tls");
    assert_eq!(server.is_sent("smtps", "salah", true), "temporary: credentials");
    assert_eq!(server.stop(), "");
}
