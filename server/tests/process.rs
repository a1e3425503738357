//! The program as the office runs it: made, opened, served, stopped.
#![cfg(unix)]
#![expect(clippy::unwrap_used, clippy::panic, reason = "tests")]

use std::{
    io::{Read as _, Write as _},
    net::{TcpListener, TcpStream},
    path::Path,
    process::{Child, Command, Output, Stdio},
    time::{Duration, Instant},
};

struct Office {
    folder: tempfile::TempDir,
    port: u16,
}

impl Office {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(folder.path().join("site/aset")).unwrap();
        std::fs::write(folder.path().join("site/manifest.json"), "{}").unwrap();
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        Self { folder, port }
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kk-daring"));
        command
            .args(arguments)
            .current_dir(self.path())
            .env_clear()
            .env("KK_DEMO", "1")
            .env("KK_ASSETS_DIR", "site")
            .env("KK_LISTEN", format!("127.0.0.1:{}", self.port));
        command
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    fn succeeds(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(output.status.success(), "{arguments:?}: {}", said(&output.stderr));
        said(&output.stdout)
    }

    fn fails(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(!output.status.success(), "{arguments:?}: {}", said(&output.stdout));
        said(&output.stderr)
    }

    fn opened() -> Self {
        let office = Self::new();
        office.succeeds(&["keys", "create"]);
        office.succeeds(&["migrate"]);
        office
    }

    fn serve(&self) -> Serving {
        self.serve_with(&[])
    }

    fn serve_with(&self, settings: &[(&str, &str)]) -> Serving {
        let settings = settings.iter().copied();
        let child = self.command(&["serve"]).envs(settings).stderr(Stdio::piped()).spawn().unwrap();
        let started = Instant::now();
        while TcpStream::connect(("127.0.0.1", self.port)).is_err() {
            assert!(started.elapsed() < Duration::from_secs(20), "it does not serve");
            std::thread::sleep(Duration::from_millis(20));
        }
        Serving(child)
    }

    /// Answer to a bare request, read until the other side closes.
    fn ask(&self, request: &str) -> String {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(Duration::from_mins(1))).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        said(&answer)
    }
}

struct Serving(Child);

impl Serving {
    /// Ends it as the system would; its log.
    fn stop(mut self) -> String {
        let told = Command::new("kill").args(["-TERM", &self.0.id().to_string()]).status().unwrap();
        assert!(told.success());
        let mut log = String::new();
        self.0.stderr.take().unwrap().read_to_string(&mut log).unwrap();
        let status = self.0.wait().unwrap();
        assert!(status.success(), "{status}: {log}");
        log
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn said(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

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

    let started = Instant::now();
    let log = serving.stop();
    assert!(started.elapsed() < Duration::from_secs(10), "idle connections do not hold it up");
    let line = log.lines().find(|line| line.contains("\"/healthz\"")).unwrap_or_else(|| panic!("{log}"));
    assert!(line.contains("\"status\":200") && line.contains("\"milliseconds\":"), "{line}");
    for personal in ["3404012345678901", "rahasia", "127.0.0.1:1"] {
        assert!(
            !log.lines().any(|line| line.contains("answered") && line.contains(personal)),
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
fn a_key_file_is_never_overwritten_and_readable_by_its_owner_only() {
    use std::os::unix::fs::PermissionsExt as _;
    let office = Office::new();
    office.succeeds(&["keys", "create"]);
    let mode = office.path().join("data/demo/keys.json").metadata().unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    assert!(office.fails(&["keys", "create"]).contains("exists"));
}

#[test]
fn a_key_file_of_before_gets_a_signing_key_and_the_office_serves_before_and_after() {
    let office = Office::opened();
    let file = office.path().join("data/demo/keys.json");
    let mut keys: serde_json::Value = serde_json::from_slice(&std::fs::read(&file).unwrap()).unwrap();
    keys.as_object_mut().unwrap().remove("signing");
    std::fs::write(&file, serde_json::to_vec(&keys).unwrap()).unwrap();
    office.succeeds(&["migrate"]);
    assert!(office.fails(&["keys", "public"]).contains("kk-daring keys add-signing"));
    office.succeeds(&["keys", "add-signing"]);
    let first = office.succeeds(&["keys", "public"]);
    assert_eq!(first.matches("BEGIN PUBLIC KEY").count(), 1);
    assert!(office.succeeds(&["keys", "add-signing"]).contains("--renew"));
    office.succeeds(&["keys", "add-signing", "--renew"]);
    let both = office.succeeds(&["keys", "public"]);
    assert!(both.matches("BEGIN PUBLIC KEY").count() == 2 && both.ends_with(&first), "{both}");
    office.succeeds(&["migrate"]);
}

#[test]
fn a_back_up_of_the_keys_is_proven_even_without_the_original() {
    let office = Office::opened();
    office.succeeds(&[
        "create-officer",
        "--name",
        "Sri Rahayu",
        "--email",
        "sri@contoh.go.id",
        "--role",
        "verifier",
        "--office",
        "DINAS",
        "--office-name",
        "Dinas",
    ]);
    office.succeeds(&["keys", "backup", "--to", "safe/keys.json"]);
    std::fs::remove_file(office.path().join("data/demo/keys.json")).unwrap();
    let proof = office.succeeds(&["keys", "prove", "--backup", "safe/keys.json"]);
    assert!(
        proof.contains("opens 1 of 1 data keys") && proof.contains("This back-up opens the data."),
        "{proof}"
    );
    office.succeeds(&["keys", "create", "--file", "other.json"]);
    assert!(office.fails(&["keys", "prove", "--backup", "other.json"]).contains("do not open this database"));
}

#[test]
fn an_officer_is_created_with_a_password_shown_once() {
    let office = Office::opened();
    let create = |more: &[&'static str]| {
        let arguments = [
            "create-officer",
            "--name",
            "Sri Rahayu",
            "--email",
            "sri@contoh.go.id",
            "--role",
            "supervisor",
            "--office",
            "DINAS",
        ];
        [&arguments[..], more].concat()
    };
    assert!(office.fails(&create(&[])).contains("--office-name creates it"));
    let said = office.succeeds(&create(&["--office-name", "Dinas Dukcapil"]));
    assert!(
        said.lines().any(|line| line.starts_with("Password, shown this once: ") && line.len() > 40),
        "{said}"
    );
    assert!(office.fails(&create(&[])).contains("signs in with this e-mail already"));
}

#[test]
fn a_password_from_the_standard_input_is_not_repeated() {
    let office = Office::opened();
    let mut child = office
        .command(&[
            "create-officer",
            "--name",
            "Budi",
            "--email",
            "budi@contoh.go.id",
            "--role",
            "front_desk",
            "--office",
            "DESA",
            "--office-name",
            "Desa",
            "--office-kind",
            "desa",
            "--password-stdin",
        ])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all("kuda nil di sawah 9\r\n".as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{}", said(&output.stderr));
    assert!(!said(&output.stdout).contains("kuda"));
}

#[test]
fn families_are_loaded_whole_or_not_at_all_and_bad_values_are_named_and_never_shown() {
    let office = Office::opened();
    let header = "kk_number,address,village,district,nik,name,sex,birth_place,birth_date,religion,education,occupation,\
                  marital,relation";
    let card = |number: u32, born: &str| {
        format!(
            "99010105011500{number:02},Dusun Kemiri 12,Contohsari,Contoh,99010104058000{number:02},Slamet Riyadi,1,\
             Contoh,{born},1,4,3,2,1"
        )
    };
    let write = |rows: &[String]| {
        std::fs::write(office.path().join("keluarga.csv"), [header, &rows.join("\n")].join("\n")).unwrap();
    };
    write(&[card(1, "1980-05-04"), card(2, "1980-02-31")]);
    let bad = ["import-families", "keluarga.csv", "--report", "buruk.csv"];
    let output = office.run(&bad);
    let (out, err) = (said(&output.stdout), said(&output.stderr));
    assert!(
        !output.status.success() && out.contains("line 3, column birth_date: no_such_date"),
        "{out}{err}"
    );
    assert!(err.contains("nothing was loaded") && err.contains("--skip-bad"), "{err}");
    assert!(!out.contains("02-31") && !err.contains("02-31"));
    let report = std::fs::read_to_string(office.path().join("buruk.csv")).unwrap();
    assert_eq!(report, "line,column,reason\n3,birth_date,no_such_date\n");

    let skipped = office.succeeds(&["import-families", "keluarga.csv", "--skip-bad"]);
    assert!(skipped.contains("1 whole cards") && skipped.contains("the office's families now"), "{skipped}");
    write(&[card(1, "1980-05-04"), card(2, "1980-02-28")]);
    assert!(office.succeeds(&["import-families", "keluarga.csv", "--dry-run"]).contains("dry run"));
    let loaded = office.succeeds(&["import-families", "keluarga.csv", "--as-of", "2026-11-01"]);
    assert!(loaded.contains("2 whole cards with 2 members") && loaded.contains("families now"), "{loaded}");

    assert!(
        office.fails(&["import-families", "keluarga.csv", "--as-of", "3026-01-01"]).contains("still to come")
    );
    assert!(office.fails(&["import-families", "tidak-ada.csv"]).contains("cannot be read"));
    std::fs::write(office.path().join("keluarga.csv"), card(3, "1980-05-04")).unwrap();
    let headless = office.fails(&["import-families", "keluarga.csv"]);
    assert!(headless.contains("line 1: column 1") && !headless.contains("9901"), "{headless}");
}

#[test]
fn every_command_explains_itself() {
    let office = Office::new();
    for arguments in [
        &["--help"][..],
        &["serve", "--help"],
        &["migrate", "--help"],
        &["seed-demo", "--help"],
        &["create-officer", "--help"],
        &["import-families", "--help"],
        &["keys", "--help"],
        &["keys", "prove", "--help"],
    ] {
        assert!(office.succeeds(arguments).contains("Usage: kk-daring"), "{arguments:?}");
    }
}

#[test]
fn wrong_settings_are_named_before_anything_happens() {
    let office = Office::new();
    let output = office.command(&["migrate"]).env("KK_PUBLIK_URL", "x").output().unwrap();
    assert!(said(&output.stderr).contains("did you mean KK_PUBLIC_URL?"));
    assert!(!office.path().join("data").exists());
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
    let authority = reqwest::Certificate::from_pem(include_bytes!("tls/authority.pem"))?;
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
fn the_history_is_signed_exported_and_checked_and_the_master_key_renewed_by_command() {
    let office = Office::opened();
    let officer = ["create-officer", "--name", "Rina", "--email", "rina@contoh.go.id", "--role", "verifier"];
    office.succeeds(&[&officer[..], &["--office", "DINAS", "--office-name", "Dinas"]].concat());
    let with_checkpoints = |arguments: &[&str]| {
        let output = office.command(arguments).env("KK_CHECKPOINT_DIR", "checkpoints").output().unwrap();
        (output.status.success(), said(&output.stdout) + &said(&output.stderr))
    };
    let (made, told) = with_checkpoints(&["checkpoint"]);
    assert!(made && told.contains("1 new line(s)"), "{told}");
    let (whole, told) = with_checkpoints(&["verify-history"]);
    assert!(whole && told.contains("No fault was found."), "{told}");
    office.succeeds(&["export-history", "--to", "history.jsonl"]);
    let key = office.succeeds(&["keys", "public"]);
    std::fs::write(office.path().join("office.pem"), key).unwrap();
    let export = office.path().join("history.jsonl");
    let text = std::fs::read_to_string(&export).unwrap();
    std::fs::write(&export, text.replace("role=verifier", "role=supervisor")).unwrap();
    let checked = ["verify-history", "--export", "history.jsonl", "--public-key", "office.pem"];
    let (whole, told) = with_checkpoints(&checked);
    assert!(!whole && told.contains("line 1 of") && told.contains("was changed"), "{told}");

    let keys = office.path().join("data/demo/keys.json");
    let old = std::fs::read(&keys).unwrap();
    office.succeeds(&["rotate-keys", "--begin"]);
    office.fails(&["rotate-keys", "--begin"]);
    office.succeeds(&["rotate-keys"]);
    let told = office.succeeds(&["rotate-keys", "--remove-old"]);
    assert!(told.contains("k1 is gone"), "{told}");
    assert!(with_checkpoints(&["verify-history"]).0, "the key that signs is as it was");
    std::fs::write(&keys, old).unwrap();
    let told = office.fails(&["verify-history"]);
    assert!(told.contains("does not hold the master key"), "{told}");
    let told = office.run(&["check-config"]);
    assert!(
        !told.status.success() && said(&told.stdout).contains("unsafe: KK_DEMO"),
        "{}",
        said(&told.stdout)
    );
}
