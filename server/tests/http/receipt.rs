//! A receipt proves itself: its PDF is checked by openssl, by our own command and by nothing that was changed.
#![expect(clippy::unwrap_used, clippy::panic, reason = "tests")]

use std::{
    path::{Path, PathBuf},
    process::{Command, Output},
};

use crate::support::{Browser, Installation, Person};
use axum::{Router, body::Body};
use domain::Language;
use http::{Request, StatusCode, header};
use http_body_util::BodyExt as _;
use server::live::hub::Hub;
use service::{FileProof, PublicKey, ReceiptFileError};
use tower::ServiceExt as _;

struct Sent {
    installation: Installation,
    routes: Router,
    number: String,
    code: String,
    pdf: Vec<u8>,
    keys: Vec<PublicKey>,
}

async fn bytes(routes: &Router, path: &str, cookie: &str) -> (StatusCode, http::HeaderMap, Vec<u8>) {
    let request = Request::get(path).header(header::COOKIE, cookie).body(Body::empty()).unwrap();
    let answer = routes.clone().oneshot(request).await.unwrap();
    let (status, headers) = (answer.status(), answer.headers().clone());
    (status, headers, answer.into_body().collect().await.unwrap().to_bytes().to_vec())
}

async fn sent(language: &str) -> Sent {
    let installation = Installation::on_sqlite();
    let service = installation.open().await;
    let owner = Person::citizen(&service, 1).await;
    let draft = owner.errand(&service).await.draft;
    let number = service.send(&owner.actor, draft, true).await.unwrap().number.to_string();
    let routes = installation.routes(&service, &Hub::default());
    let path = format!("/permohonan/{draft}/tanda-terima.pdf?lang={language}");
    let (status, headers, pdf) = bytes(&routes, &path, &owner.cookie).await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(headers[header::CONTENT_TYPE], "application/pdf");
    assert_eq!(headers[header::CACHE_CONTROL], "no-store");
    assert_eq!(
        headers[header::CONTENT_DISPOSITION],
        format!("inline; filename=\"tanda-terima-{number}.pdf\"")
    );
    let receipt = service.receipt(&owner.actor, draft, Language::Id).await.unwrap();
    let keys = PublicKey::all_in(&service.public_keys());
    Sent { installation, routes, number, code: receipt.proof.unwrap().code.as_str().to_owned(), pdf, keys }
}

fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    haystack.windows(needle.len()).position(|window| window == needle)
}

/// What lies between the first `begin` and the `end` after it, found without a PDF library.
fn between<'a>(pdf: &'a [u8], begin: &[u8], end: &[u8]) -> &'a [u8] {
    let from = find(pdf, begin).unwrap();
    &pdf[from..from + find(&pdf[from..], end).unwrap()]
}

/// The signature is the other attached stream, of 64 bytes.
fn signature(pdf: &[u8]) -> Vec<u8> {
    let mut rest = pdf;
    while let Some(at) = find(rest, b"/EmbeddedFile") {
        rest = &rest[at + 1..];
        let begin = find(rest, b"stream\n").unwrap() + 7;
        let end = find(rest, b"\nendstream").unwrap();
        if end - begin == 64 {
            return rest[begin..end].to_vec();
        }
    }
    panic!("no signature in the PDF")
}

fn put(folder: &Path, name: &str, content: &[u8]) -> PathBuf {
    let file = folder.join(name);
    std::fs::write(&file, content).unwrap();
    file
}

fn verify(file: &Path, keys: &Path) -> Output {
    // Offline: without any setting of an installation.
    let program = Path::new(env!("CARGO_BIN_EXE_kk-daring"));
    Command::new(program)
        .env_clear()
        .arg("verify-receipt")
        .arg(file)
        .arg("--public-key")
        .arg(keys)
        .output()
        .unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn openssl_and_our_own_command_prove_a_receipt_and_nothing_that_was_changed() {
    let sent = sent("id").await;
    let folder = sent.installation.path();
    let (status, _, pem) = bytes(&sent.routes, "/verifikasi/kunci.pem", "").await;
    assert_eq!(status, StatusCode::OK);
    let keys = put(folder, "kunci.pem", &pem);

    // What the PDF carries, with another program than ours.
    let text = between(&sent.pdf, b"kk-daring-receipt/1\n", b"\nendstream");
    assert!(text.ends_with(b"\n"), "the text ends with its last line");
    let text_file = put(folder, "tanda-terima.txt", text);
    let signature_file = put(folder, "tanda-terima.sig", &signature(&sent.pdf));
    let openssl = |text: &Path| {
        let mut command = Command::new("openssl");
        command.args(["pkeyutl", "-verify", "-pubin", "-rawin", "-inkey"]).arg(&keys);
        let command = command.arg("-in").arg(text).arg("-sigfile").arg(&signature_file);
        command.output().unwrap_or_else(|error| panic!("openssl is needed for this test: {error}"))
    };
    let proven = openssl(&text_file);
    assert!(proven.status.success(), "{proven:?}");
    let changed = String::from_utf8(text.to_vec()).unwrap().replace("sending: 1", "sending: 2");
    assert!(!openssl(&put(folder, "lain.txt", changed.as_bytes())).status.success());

    // Our own command.
    let file = put(folder, "tanda-terima.pdf", &sent.pdf);
    let proven = verify(&file, &keys);
    let told = String::from_utf8(proven.stdout).unwrap();
    assert!(proven.status.success() && told.contains("GENUINE"), "{told}");
    assert!(told.contains(&format!("number: {}", sent.number.replace('-', ""))), "{told}");
    let mut bent = sent.pdf.clone();
    let at = find(&bent, b"sending: 1").unwrap();
    bent[at + 9] = b'2';
    let refused = verify(&put(folder, "bengkok.pdf", &bent), &keys);
    assert!(!refused.status.success());
    assert!(String::from_utf8(refused.stderr).unwrap().contains("NOT PROVEN"));
    let others: String = service::Keys::create().public_keys().iter().map(PublicKey::pem).collect();
    assert!(!verify(&file, &put(folder, "kantor-lain.pem", others.as_bytes())).status.success());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_receipt_is_one_sheet_that_says_what_it_is_in_both_languages() {
    for language in ["id", "en"] {
        let sent = sent(language).await;
        assert!(find(&sent.pdf, b"/Count 1").is_some(), "one sheet");
        assert!(sent.pdf.len() < 100_000, "{}", sent.pdf.len());
        let proof = FileProof::of(&sent.pdf, &sent.keys).unwrap();
        assert_eq!((proof.receipt.number.to_string(), proof.key), (sent.number.clone(), sent.keys[0].id()));
        assert_eq!(proof.receipt.documents.len(), 2);
        assert!(proof.receipt.documents.iter().all(|document| document.sha256.len() == 64));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_receipt_or_carries_two_texts_proves_nothing() {
    let sent = sent("id").await;
    assert_eq!(FileProof::of(b"%PDF-1.7 rusak", &sent.keys), Err(ReceiptFileError::Unreadable));
    assert_eq!(FileProof::of(&sent.pdf, &[]), Err(ReceiptFileError::NotGenuine));
    // Both attached files under the name of the text: nobody can say which one counts.
    let (mut twice, mut none) = (sent.pdf.clone(), sent.pdf.clone());
    while let Some(at) = find(&twice, b"(tanda-terima.sig)") {
        twice[at + 14..at + 17].copy_from_slice(b"txt");
    }
    assert_eq!(FileProof::of(&twice, &sent.keys), Err(ReceiptFileError::Ambiguous));
    while let Some(at) = find(&none, b"(tanda-terima.sig)") {
        none[at + 14..at + 17].copy_from_slice(b"xxx");
    }
    assert_eq!(FileProof::of(&none, &sent.keys), Err(ReceiptFileError::NothingSigned));
    let other = service::Keys::create().public_keys();
    assert_eq!(FileProof::of(&sent.pdf, &other), Err(ReceiptFileError::NotGenuine));
}

#[tokio::test(flavor = "multi_thread")]
async fn f20_anybody_checks_the_code_of_a_receipt_without_an_account_and_learns_no_name() {
    let sent = sent("id").await;
    let mut stranger = Browser::new(&sent.routes);
    let (_, page) = stranger.visit(&format!("/verifikasi?kode={}", sent.code.to_lowercase())).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text.contains("Tanda terima ini asli") && page.text.contains(&sent.number), "{}", page.text);
    for secret in ["Slamet Riyadi", "9901", "Pasar Contoh", "Kartu hilang", "RP-01"] {
        assert!(!page.text.contains(secret), "{secret}");
    }
    let unknown = stranger.get("/verifikasi/K7RT4MQX9ABCDEFG").await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
    assert!(unknown.text.contains("Kode ini tidak kami kenal"));
}
