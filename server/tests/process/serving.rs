//! Serving: what must be right before, what is seen from outside, and how it ends.

use std::{
    path::Path,
    process::Command,
    time::{Duration, Instant},
};

use super::Office;

#[test]
fn an_installation_is_made_opened_served_and_stopped() {
    let office = Office::opened();
    let serving = office.serve();
    let get = |path: &str| {
        office.ask(&format!(
            "GET {path} HTTP/1.1\r\nhost: 127.0.0.1:{}\r\nconnection: close\r\n\r\n",
            office.port
        ))
    };
    assert!(get("/healthz").starts_with("HTTP/1.1 200"));
    assert!(get("/readyz").ends_with("ready"));
    assert!(get("/rahasia?nik=3404012345678901").starts_with("HTTP/1.1 404"));

    let post = |from: &str, body: &str| {
        office.ask(&format!(
            "POST /api/masuk HTTP/1.1\r\nhost: 127.0.0.1:{0}\r\norigin: {from}\r\naccept: text/html\r\n\
             content-type: application/x-www-form-urlencoded\r\ncontent-length: {1}\r\nconnection: close\r\n\r\n{body}",
            office.port,
            body.len()
        ))
    };
    let ours = format!("http://127.0.0.1:{}", office.port);
    for name in ["tidak.ada%40contoh.test", "tidak.ada%40contoh.test", "lain%40contoh.test"] {
        let told = post(&ours, &format!("name={name}&password=rahasia-sekali"));
        assert!(told.starts_with("HTTP/1.1 302"), "{told}");
    }
    assert!(post("https://jahat.contoh.test", "name=x&password=y").starts_with("HTTP/1.1 403"));

    let started = Instant::now();
    let log = serving.stop();
    assert!(started.elapsed() < Duration::from_secs(10), "idle connections do not hold it up");
    let watched: Vec<serde_json::Value> = log
        .lines()
        .filter_map(|line| serde_json::from_str(line).ok())
        .filter(|line: &serde_json::Value| line["target"] == "security")
        .collect();
    let tried: Vec<_> = watched.iter().filter(|line| line["fields"]["event"] == "sign_in").collect();
    assert_eq!(tried.len(), 3, "{log}");
    assert!(tried.iter().all(|line| line["fields"]["outcome"] == "refused"), "{log}");
    let marks: Vec<_> = tried.iter().map(|line| &line["fields"]["name"]).collect();
    assert!(marks[0] == marks[1] && marks[1] != marks[2], "one mark for one name: {marks:?}");
    assert_eq!(watched.iter().filter(|line| line["fields"]["event"] == "other_site").count(), 1, "{log}");
    for line in &watched {
        let id = line["span"]["id"].as_str().unwrap_or_else(|| panic!("whose request it was: {line}"));
        assert_eq!(log.matches(id).count(), 2, "one line of the target access has the same: {log}");
    }
    let line = log.lines().find(|line| line.contains("\"/healthz\"")).unwrap_or_else(|| panic!("{log}"));
    assert!(line.contains("\"status\":200") && line.contains("\"milliseconds\":"), "{line}");
    for personal in ["3404012345678901", "rahasia", "127.0.0.1:1", "contoh.test"] {
        assert!(
            !log.lines()
                .any(|line| (line.contains("answered") || line.contains("security"))
                    && line.contains(personal)),
            "{personal}: {log}"
        );
    }
}

#[test]
fn a_process_that_serves_is_seen_from_outside() {
    let office = Office::opened();
    let state = || {
        let said = office.command(&["status", "--json"]).output().unwrap().stdout;
        serde_json::from_slice::<serde_json::Value>(&said).unwrap()
    };
    assert!(state()["figures"]["jobs"]["sweep"].is_null(), "it has never served");
    let serving = office.serve();
    let ask = |first: &str, more: &str| {
        let host = format!("host: 127.0.0.1:{}", office.port);
        office.ask(&format!("{first} HTTP/1.1\r\n{host}\r\n{more}connection: close\r\n\r\n"))
    };
    let started = Instant::now();
    while !state()["figures"]["jobs"]["sweep"].is_number() {
        assert!(started.elapsed() < Duration::from_secs(20), "no job is seen by another process");
        std::thread::sleep(Duration::from_millis(100));
    }
    let told = ask("GET /metrics", "");
    assert!(told.contains("application/openmetrics-text") && told.ends_with("# EOF\n"), "{told}");
    assert!(told.contains("\nkk_state{subject=\"job_watch\"} 0\n"), "{told}");
    assert!(ask("GET /metrics", "x-forwarded-for: 203.0.113.9\r\n").starts_with("HTTP/1.1 404"));
    assert!(ask("NIK9901010101900001 /syarat", "").starts_with("HTTP/1.1 4"));
    let log = serving.stop();
    assert!(!log.contains("9901010101900001"), "{log}");
    let answered: Vec<serde_json::Value> = log
        .lines()
        .filter_map(|line| serde_json::from_str(line).ok())
        .filter(|line: &serde_json::Value| line["target"] == "access")
        .collect();
    assert_eq!(answered.len(), 3, "{log}");
    for line in answered {
        let (fields, span) = (line["fields"].as_object().unwrap(), line["span"].as_object().unwrap());
        let names: Vec<&String> = fields.keys().chain(span.keys()).collect();
        assert_eq!(names, ["message", "milliseconds", "status", "id", "method", "name", "route"], "{line}");
        assert!(span["id"].as_str().unwrap().parse::<uuid::Uuid>().is_ok(), "{line}");
        assert!(["/metrics", "/syarat"].contains(&span["route"].as_str().unwrap()), "{line}");
        assert!(["GET", "-"].contains(&span["method"].as_str().unwrap()), "{line}");
    }
}

#[test]
fn nothing_is_served_before_the_database_and_its_keys_are_right() {
    let office = Office::new();
    assert!(office.fails(&["serve"]).contains("kk-daring keys create"));
    office.succeeds(&["keys", "create"]);
    assert!(office.fails(&["serve"]).contains("kk-daring migrate"));
    office.succeeds(&["migrate"]);
    office.succeeds(&["migrate"]);
    std::fs::rename(office.path().join("data/demo/keys.json"), office.path().join("old.json")).unwrap();
    office.succeeds(&["keys", "create"]);
    assert!(office.fails(&["serve"]).contains("these keys do not open this database"));
}

#[test]
fn a_client_that_never_says_what_it_wants_is_cut_off() {
    let office = Office::opened();
    let _serving = office.serve();
    let started = Instant::now();
    office.ask("GET /healthz HTTP/1.1\r\nhost: x\r\nx-slow: ");
    assert!(started.elapsed() < Duration::from_secs(40), "{:?}", started.elapsed());
}

/// Speaks TLS to `localhost` and says who answered, which protocol, and what came back.
async fn over_tls(port: u16) -> reqwest::Result<reqwest::Response> {
    let authority = reqwest::Certificate::from_pem(include_bytes!("../tls/authority.pem"))?;
    let client = reqwest::Client::builder().tls_certs_only([authority]).tls_info(true).build()?;
    client.get(format!("https://localhost:{port}/healthz")).send().await
}

/// The certificate that the other side showed.
fn shown(response: &reqwest::Response) -> &[u8] {
    response.extensions().get::<reqwest::tls::TlsInfo>().and_then(|info| info.peer_certificate()).unwrap()
}

#[tokio::test]
async fn it_speaks_tls_itself_and_reads_a_renewed_certificate_when_told() {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let office = Office::opened();
    let copy = |name: &str| {
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tls");
        std::fs::copy(from.join(format!("{name}.pem")), office.path().join("cert.pem")).unwrap();
        std::fs::copy(from.join(format!("{name}.key.pem")), office.path().join("key.pem")).unwrap();
    };
    copy("first");
    let serving = office.serve_with(&[
        ("KK_TLS_CERT", "cert.pem"),
        ("KK_TLS_KEY", "key.pem"),
        ("KK_PUBLIC_URL", &format!("https://localhost:{}", office.port)),
    ]);
    let first = over_tls(office.port).await.unwrap();
    assert!(first.headers().contains_key("strict-transport-security"));

    copy("second");
    assert!(Command::new("kill").args(["-HUP", &serving.0.id().to_string()]).status().unwrap().success());
    let started = Instant::now();
    while shown(&over_tls(office.port).await.unwrap()) == shown(&first) {
        assert!(started.elapsed() < Duration::from_secs(10), "the old certificate is still shown");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    serving.stop();
}

#[test]
fn where_a_message_ends_is_read_in_one_way_or_not_at_all() {
    let office = Office::opened();
    let serving = office.serve();
    let ask = |heads: &str, body: &str| {
        let host = format!("host: 127.0.0.1:{0}\r\norigin: http://127.0.0.1:{0}", office.port);
        office.ask(&format!("POST /api/masuk HTTP/1.1\r\n{host}\r\n{heads}\r\n\r\n{body}"))
    };
    let second = "GET /healthz HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n";
    for (heads, body) in [
        ("content-length: 4\r\ncontent-length: 5", "a=b&c"),
        ("content-length: +4", "a=bc"),
        ("content-length: 4, 5", "a=b&c"),
        ("content-length : 4", "a=bc"),
        ("transfer-encoding: xchunked", "0\r\n\r\n"),
        ("transfer-encoding: chunked, identity", "0\r\n\r\n"),
        ("x: 1\r\n folded: 2\r\ncontent-length: 4", "a=bc"),
    ] {
        let told = ask(heads, &format!("{body}{second}"));
        assert!(told.starts_with("HTTP/1.1 400"), "{heads}: {told}");
        assert_eq!(told.matches("HTTP/1.1 ").count(), 1, "nothing behind it is answered: {heads}: {told}");
    }
    serving.stop();
}
