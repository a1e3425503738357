#![expect(clippy::unwrap_used, reason = "tests")]

use std::time::{Duration, Instant};

use super::{
    super::stand_in::{deaf_port, http::HttpServer, message},
    *,
};

fn channel(url: &str) -> Gateway {
    // Another test may have been first.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let settings =
        GatewaySettings { timeout: Duration::from_millis(500), ..GatewaySettings::new(url, "tok3n") };
    Gateway::new(&settings).unwrap()
}

async fn sent_to(server: &HttpServer) -> Result<Delivered, SendError> {
    channel(&server.url()).send(&message("+6281200000001")).await
}

#[tokio::test]
async fn a_message_arrives_as_the_contract_says() {
    let server = HttpServer::answering("202 Accepted", r#"{"id":"gw-77","status":"queued"}"#).await;
    assert_eq!(sent_to(&server).await.unwrap().reference.as_deref(), Some("gw-77"));

    let requests = server.requests();
    assert_eq!(requests.len(), 1, "{requests:?}");
    let request = &requests[0];
    let (head, body) = request.split_once("\r\n\r\n").unwrap();
    assert!(head.starts_with("POST /kirim HTTP/1.1"), "{head}");
    assert!(head.contains("authorization: Bearer tok3n"), "{head}");
    assert!(head.contains("idempotency-key: 01900000-0000-7000-8000-000000000001"), "{head}");
    let body: serde_json::Value = serde_json::from_str(body).unwrap();
    assert_eq!(body["to"], "+6281200000001");
    assert_eq!(body["channel"], "phone");
    assert_eq!(body["id"], "01900000-0000-7000-8000-000000000001");
    assert!(body["text"].as_str().unwrap().starts_with("Foto ijazah"));
}

#[tokio::test]
async fn the_kind_is_told_and_what_the_office_has_not_is_never_asked_for() {
    for (way, either, said) in [
        (Way::WhatsApp, Way::Phone, "whatsapp"),
        (Way::Sms, Way::Phone, "sms"),
        (Way::Phone, Way::Phone, "phone"),
        // A code, where the office has SMS alone.
        (Way::Phone, Way::Sms, "sms"),
    ] {
        let server = HttpServer::answering("202 Accepted", "").await;
        let _ = rustls::crypto::ring::default_provider().install_default();
        let gateway =
            Gateway::new(&GatewaySettings { either, ..GatewaySettings::new(server.url(), "tok3n") }).unwrap();
        assert!(gateway.takes(way) && !gateway.takes(Way::Email));
        gateway.send(&Message { way, ..message("+6281200000001") }).await.unwrap();
        assert!(server.requests()[0].contains(&format!(r#""channel":"{said}""#)), "{said}");
    }
}

#[tokio::test]
async fn statuses_are_judged_by_whether_another_try_can_help() {
    let cases = [
        ("200 OK", Ok(())),
        ("204 No Content", Ok(())),
        ("302 Found", Err(SendError::Temporary(FailureCode::Http(302)))),
        ("400 Bad Request", Err(SendError::Permanent(FailureCode::Http(400)))),
        ("401 Unauthorized", Err(SendError::Temporary(FailureCode::Credentials))),
        ("404 Not Found", Err(SendError::Temporary(FailureCode::Http(404)))),
        ("408 Request Timeout", Err(SendError::Temporary(FailureCode::Http(408)))),
        ("422 Unprocessable", Err(SendError::Permanent(FailureCode::Http(422)))),
        ("429 Too Many Requests", Err(SendError::Temporary(FailureCode::Http(429)))),
        ("500 Broken", Err(SendError::Temporary(FailureCode::Http(500)))),
        ("503 Busy", Err(SendError::Temporary(FailureCode::Http(503)))),
    ];
    for (status, expected) in cases {
        let server = HttpServer::answering(status, "").await;
        assert_eq!(sent_to(&server).await.map(|_| ()), expected, "{status}");
    }
}

#[tokio::test]
async fn an_acceptance_without_a_usable_number_is_still_an_acceptance() {
    let long = format!(r#"{{"id":"{}"}}"#, "9".repeat(LONGEST_ANSWER));
    for body in ["", "ok", r#"{"id":null}"#, r#"{"id":" \n"}"#, &long] {
        let server = HttpServer::answering("200 OK", body).await;
        assert_eq!(sent_to(&server).await, Ok(Delivered { reference: None }));
    }
}

#[tokio::test]
async fn a_slow_gateway_costs_no_more_than_the_time_limit() {
    let server = HttpServer::start(String::new(), Duration::from_mins(1)).await;
    let started = Instant::now();
    assert_eq!(sent_to(&server).await, Err(SendError::Temporary(FailureCode::TimedOut)));
    assert!(started.elapsed() < Duration::from_secs(2));
}

#[tokio::test]
async fn broken_connections_are_temporary() {
    let gateway = channel(&format!("http://127.0.0.1:{}/", deaf_port().await));
    let outcome = gateway.send(&message("+6281200000001")).await;
    assert_eq!(outcome, Err(SendError::Temporary(FailureCode::Unreachable)));

    let closing = HttpServer::start(String::new(), Duration::ZERO).await;
    assert_eq!(sent_to(&closing).await, Err(SendError::Temporary(FailureCode::Unreachable)));
    let babbling = HttpServer::start("220 stand-in ESMTP\r\n\r\n".to_owned(), Duration::ZERO).await;
    assert!(sent_to(&babbling).await.unwrap_err().is_temporary());
}

#[tokio::test]
async fn the_token_does_not_follow_a_redirect() {
    let elsewhere = HttpServer::answering("200 OK", "").await;
    let answer = format!("HTTP/1.1 307 x\r\nlocation: {}\r\ncontent-length: 0\r\n\r\n", elsewhere.url());
    let server = HttpServer::start(answer, Duration::ZERO).await;
    assert_eq!(sent_to(&server).await, Err(SendError::Temporary(FailureCode::Http(307))));
    assert!(elsewhere.requests().is_empty());
}

#[test]
fn settings_are_refused_with_a_reason() {
    for url in ["", "gateway", "http://gateway.contoh.id/", "ftp://gateway.contoh.id/"] {
        let error = Gateway::new(&GatewaySettings::new(url, "tok3n")).unwrap_err();
        assert_eq!(error, GatewaySettingsError::Url, "{url}");
    }
    for token in ["", "dua kata", "baris\n"] {
        let error = Gateway::new(&GatewaySettings::new("https://gateway.contoh.id/", token)).unwrap_err();
        assert_eq!(error, GatewaySettingsError::Token, "{token:?}");
    }
}

#[test]
fn the_token_is_never_printed() {
    let settings = GatewaySettings::new("http://127.0.0.1/?key=tok3n", "tok3n");
    let printed = format!("{settings:?} {:?}", channel(&settings.url));
    assert!(!printed.contains("tok3n"), "{printed}");
}
