#![expect(clippy::unwrap_used, reason = "tests")]

use std::io::Write as _;

use super::*;

fn config(settings: &[(&str, &str)]) -> Result<Config, Problems> {
    // Another test may have been first.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let environment = settings.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    source::gather(environment).and_then(|values| read::config(&values))
}

fn file(content: &str) -> tempfile::NamedTempFile {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(content.as_bytes()).unwrap();
    file
}

fn office<'a>(token_file: &'a str, more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut settings = vec![
        ("KK_DATABASE_URL", "postgres://kk:rahasia@db/kk?sslmode=verify-full"),
        ("KK_KEYS_FILE", "/etc/kk/keys.json"),
        ("KK_STORAGE_DIR", "/var/lib/kk/documents"),
        ("KK_PUBLIC_URL", "https://kk.contoh.go.id"),
        ("KK_OFFICE_NAME", "Dukcapil Kabupaten Contoh"),
        ("KK_SMTP_URL", "smtps://kantor:sandi@mail.contoh.go.id"),
        ("KK_SMTP_FROM", "Dukcapil <no-reply@contoh.go.id>"),
        ("KK_GATEWAY_URL", "https://gateway.contoh.id/kirim"),
        ("KK_GATEWAY_TOKEN_FILE", token_file),
    ];
    settings.extend_from_slice(more);
    settings
}

#[test]
fn a_demonstration_needs_one_setting() {
    let config = config(&[("KK_DEMO", "1")]).unwrap();
    config.check_for_serving().unwrap();
    assert_eq!(config.database_url.reveal(), "sqlite://data/demo/kk.db");
    assert_eq!(config.public_url.to_string(), "http://127.0.0.1:8080");
    assert_eq!(config.zone, Zone::Wib);
}

#[test]
fn an_office_needs_everything_and_hears_of_all_of_it_at_once() {
    let problems = config(&[]).unwrap_err();
    let names: Vec<_> = problems.0.iter().map(|problem| problem.setting.as_str()).collect();
    let expected = ["KK_DATABASE_URL", "KK_KEYS_FILE", "KK_STORAGE_DIR", "KK_PUBLIC_URL", "KK_OFFICE_NAME"];
    assert_eq!(names, expected);
    assert!(problems.to_string().lines().all(|line| line.contains("is not set; ")), "{problems}");
}

#[test]
fn an_office_with_everything_may_serve() {
    let token = file("tok3n\n");
    let config = config(&office(token.path().to_str().unwrap(), &[])).unwrap();
    config.check_for_serving().unwrap();
    assert!(config.is_https());
    assert_eq!(config.gateway.unwrap().token, "tok3n");
}

#[test]
fn no_office_serves_without_channels_or_with_the_demonstrations_settings() {
    let serving = |drop: &str, more: &[(&str, &str)]| {
        let token = file("tok3n");
        let settings = office(token.path().to_str().unwrap(), more);
        let kept: Vec<_> = settings.into_iter().filter(|(name, _)| !name.starts_with(drop)).collect();
        config(&kept).and_then(|config| config.check_for_serving()).unwrap_err().to_string()
    };
    assert!(serving("KK_SMTP", &[]).contains("KK_SMTP_URL: is not set; citizens are told by e-mail"));
    assert!(serving("KK_GATEWAY", &[]).contains("KK_GATEWAY_URL: is not set"));
    assert!(
        serving("-", &[("KK_KEYS_FILE", "data/demo/keys.json")])
            .contains("KK_KEYS_FILE: is that of the demo")
    );
    assert!(serving("-", &[("KK_PUBLIC_URL", "http://kk.contoh.go.id")]).contains("must begin with https"));
    assert!(serving("-", &[("KK_DEMO", "1")]).contains("KK_SMTP_URL: is set, but a demonstration"));
}

#[test]
fn a_misspelt_setting_is_named_with_the_one_that_was_meant() {
    let problems = config(&[("KK_DEMO", "1"), ("KK_PUBLIK_URL", "http://x")]).unwrap_err().to_string();
    assert_eq!(problems, "KK_PUBLIK_URL: is no setting; did you mean KK_PUBLIC_URL?");
    let problems = config(&[("KK_DEMO", "1"), ("KK_9", "x")]).unwrap_err().to_string();
    assert!(problems.contains("docs/configuration.md"), "{problems}");
}

#[test]
fn wrong_values_say_what_would_be_right() {
    let cases = [
        ("KK_DEMO", "ya", "must be 1 or 0"),
        ("KK_DATABASE_URL", "mysql://db/kk", "give sqlite://path or postgres://"),
        ("KK_READ_DATABASE_URL", "sqlite://copy.db", "is no PostgreSQL"),
        ("KK_READ_DATABASE_URL", "postgres://copy/kk", "which KK_DATABASE_URL does not name"),
        ("KK_LISTEN", "8080", "must be address:port"),
        ("KK_PUBLIC_URL", "https://contoh.go.id/kk", "without a path"),
        ("KK_PUBLIC_URL", "kk.contoh.go.id", "give scheme and host"),
        ("KK_ZONE", "GMT", "must be WIB, WITA or WIT"),
        ("KK_TARGET_HOURS", "0", "must be a whole number from 1 to 400"),
        ("KK_HOLIDAYS", "2026-12-25, 2026-02-30", "2026-02-30 is no day"),
        ("KK_FOUR_EYES", "ya", "must be 1, 0, or codes of services"),
        ("KK_FOUR_EYES", "KK-11,", "must be 1, 0, or codes of services"),
        ("KK_OBJECTION_BLOCKS", "mungkin", "must be 1 or 0"),
        ("KK_CLAMD", "3310", "must be host:port"),
        ("KK_S3_BUCKET", "Dokumen Kita", "must be 3 to 63 small letters"),
        ("KK_S3_BUCKET", "dokumen", "KK_S3_KEYS_FILE: is not set; name a file with the access key"),
        ("KK_S3_ENDPOINT", "https://s3.contoh.go.id", "is set, but KK_S3_BUCKET is not"),
        ("KK_BACKUP_S3_ENDPOINT", "s3.contoh.go.id", "must be scheme and host"),
        ("KK_KEEP_DONE_DAYS", "89", "must be a whole number from 90 to 7300"),
        ("KK_KEEP_REFUSED_DAYS", "selamanya", "must be a whole number from 90 to 7300"),
        ("KK_STATISTICS_LEAST", "2", "must be a whole number from 3 to 50"),
        ("KK_LEASE_MINUTES", "seperempat jam", "must be a whole number from 2 to 120"),
        ("KK_SMTP_FROM", "x@y.id", "KK_SMTP_URL: is not set, but KK_SMTP_FROM is"),
        ("KK_TLS_CERT", "/etc/kk/cert.pem", "KK_TLS_KEY: is not set, but KK_TLS_CERT is"),
        ("KK_TRUSTED_PROXIES", "10.0.0.1, gerbang", "gerbang is neither an address nor a network"),
        ("KK_LOG", "kk=keras", "must be like `info`"),
    ];
    for (name, value, expected) in cases {
        let mut settings = vec![(name, value)];
        if name != "KK_DEMO" {
            settings.push(("KK_DEMO", "1"));
        }
        let problems = config(&settings).unwrap_err().to_string();
        assert!(problems.contains(expected), "{name}={value}: {problems}");
    }
}

#[test]
fn two_officers_are_asked_nowhere_everywhere_or_for_some_services() {
    use service::TwoOfficers;
    let of = |value: &str| config(&[("KK_DEMO", "1"), ("KK_FOUR_EYES", value)]).unwrap().four_eyes;
    assert_eq!(of("0"), TwoOfficers::Nowhere);
    assert_eq!(of("1"), TwoOfficers::Everywhere);
    assert_eq!(of(" kk-11, RP-01 "), TwoOfficers::For(["KK-11".into(), "RP-01".into()].into()));
    let demo = config(&[("KK_DEMO", "1")]).unwrap().four_eyes;
    assert_eq!(demo, TwoOfficers::For(["KK-12".into()].into()));
}

#[test]
fn nothing_is_destroyed_unless_the_office_says_after_how_many_days() {
    let of = |settings: &[(&str, &str)]| config(settings).unwrap().retention;
    assert_eq!(of(&[("KK_DEMO", "1")]), Retention { done: None, refused: None });
    let set = [("KK_DEMO", "1"), ("KK_KEEP_DONE_DAYS", "730"), ("KK_KEEP_REFUSED_DAYS", "90")];
    assert_eq!(of(&set), Retention { done: Some(730), refused: Some(90) });
}

#[test]
fn an_objection_blocks_unless_the_office_says_otherwise() {
    let of = |settings: &[(&str, &str)]| config(settings).unwrap().objection_blocks;
    assert!(of(&[("KK_DEMO", "1")]));
    assert!(!of(&[("KK_DEMO", "1"), ("KK_OBJECTION_BLOCKS", "0")]));
}

#[test]
fn the_environment_wins_over_the_file() {
    let file = file(
        "demo = true\nzone = \"WIT\"\noffice_name = \"Dari berkas\"\ntrusted_proxies = [\"10.0.0.1\", \"fd00::/8\"]\n",
    );
    let path = file.path().to_str().unwrap();
    let config = config(&[("KK_CONFIG", path), ("KK_ZONE", "WITA")]).unwrap();
    assert_eq!((config.zone, config.office_name.as_str()), (Zone::Wita, "Dari berkas"));
    assert_eq!(config.trusted_proxies.len(), 2);
}

#[test]
fn what_is_wrong_with_the_file_is_said_without_quoting_it() {
    let broken = file("demo = true\nsmtp_url = smtps://kantor:sandi@mail\n");
    let problems = config(&[("KK_CONFIG", broken.path().to_str().unwrap())]).unwrap_err().to_string();
    assert!(problems.contains("is no valid TOML") && !problems.contains("sandi"), "{problems}");
    let unknown = file("demo = true\nzon = \"WIB\"\n");
    let problems = config(&[("KK_CONFIG", unknown.path().to_str().unwrap())]).unwrap_err().to_string();
    assert!(problems.contains("zon in ") && problems.contains("did you mean zone?"), "{problems}");
    let problems = config(&[("KK_CONFIG", "/nirgends.toml")]).unwrap_err().to_string();
    assert!(problems.contains("cannot be read"), "{problems}");
}

#[test]
fn nothing_secret_is_printed() {
    let token = file("tok3n");
    let config = config(&office(token.path().to_str().unwrap(), &[])).unwrap();
    let printed = format!("{config:?}");
    for secret in ["rahasia", "sandi", "tok3n"] {
        assert!(!printed.contains(secret), "{printed}");
    }
    let wrong = super::tests::config(&[
        ("KK_DEMO", "1"),
        ("KK_SMTP_FROM", "x@y.id"),
        ("KK_SMTP_URL", "http://u:sandi@m"),
    ]);
    assert!(!wrong.unwrap_err().to_string().contains("sandi"));
}

#[test]
fn documents_lie_in_a_folder_or_in_a_bucket_whose_keys_are_never_printed() {
    let keys = file("KUNCI-AKSES\nkunci-rahasia\n");
    let path = keys.path().to_str().unwrap();
    let in_bucket = |more: &[(&str, &str)]| {
        let mut settings = vec![
            ("KK_DEMO", "1"),
            ("KK_S3_BUCKET", "dokumen-kk"),
            ("KK_S3_ENDPOINT", "https://s3.contoh.go.id/"),
            ("KK_S3_KEYS_FILE", path),
        ];
        settings.extend_from_slice(more);
        config(&settings)
    };
    let config = in_bucket(&[]).unwrap();
    let bucket = config.storage.bucket().unwrap();
    assert_eq!(bucket.endpoint.as_deref(), Some("https://s3.contoh.go.id"));
    assert_eq!((bucket.region.as_str(), bucket.secret_key.reveal()), ("us-east-1", "kunci-rahasia"));
    assert!(!format!("{config:?}").contains("KUNCI") && !format!("{config:?}").contains("kunci-rahasia"));
    let told = |more: &[(&str, &str)]| in_bucket(more).unwrap_err().to_string();
    assert!(told(&[("KK_STORAGE_DIR", "/var/lib/kk")]).contains("documents lie in one place"));
    for endpoint in ["s3.contoh.go.id", "https://a:b@s3.contoh.go.id", "https://s3.contoh.go.id/dokumen"] {
        let told = told(&[("KK_S3_ENDPOINT", endpoint)]);
        assert!(told.contains("must be scheme and host") && !told.contains("a:b"), "{told}");
    }
    let advice = in_bucket(&[("KK_S3_ENDPOINT", "http://10.0.0.9:9000")]).unwrap().advice().to_string();
    assert!(advice.contains("KK_S3_ENDPOINT: leads to another machine without TLS"), "{advice}");
    for content in ["KUNCI-AKSES", "a\nb\nc\n"] {
        let wrong = file(content);
        let told = told(&[("KK_S3_KEYS_FILE", wrong.path().to_str().unwrap())]);
        assert!(told.contains("the access key on one line") && !told.contains("KUNCI"), "{told}");
    }
}

#[test]
fn addresses_of_portals_are_compared_in_one_form() {
    for (raw, shown) in [
        ("https://KK.Contoh.go.id/", "https://kk.contoh.go.id"),
        ("https://kk.contoh.go.id:443", "https://kk.contoh.go.id"),
        ("http://[::1]:8080", "http://[::1]:8080"),
    ] {
        assert_eq!(PublicUrl::parse(raw).unwrap().to_string(), shown);
    }
    for raw in
        ["", "https://", "ftp://kk.contoh.go.id", "https://a@kk.contoh.go.id", "https://kk.contoh.go.id/?a"]
    {
        assert_eq!(PublicUrl::parse(raw), None, "{raw}");
    }
    for (raw, local) in [
        ("http://localhost:1", true),
        ("http://[::1]", true),
        ("http://127.0.0.1", true),
        ("http://10.0.0.1:80", false),
    ] {
        assert_eq!(PublicUrl::parse(raw).unwrap().is_loopback(), local, "{raw}");
    }
}

#[test]
fn the_documentation_lists_every_setting() {
    let document = include_str!("../../../docs/configuration.md");
    assert!(document.contains(&table()), "docs/configuration.md must contain:\n{}", table());
}

#[test]
fn what_is_unsafe_is_said_setting_by_setting_and_a_careful_office_hears_nothing() {
    let token = file("tok3n\n");
    let path = token.path().to_str().unwrap();
    let careful = [
        ("KK_DATABASE_URL", "postgres://kk:rahasia@db/kk?sslmode=verify-full"),
        ("KK_TRUSTED_PROXIES", "127.0.0.1"),
        ("KK_CHECKPOINT_DIR", "/mnt/checkpoints"),
    ];
    let told = |more: &[(&str, &str)]| {
        let mut settings: std::collections::BTreeMap<_, _> = office(path, &careful).into_iter().collect();
        settings.extend(more.iter().copied());
        let settings: Vec<_> = settings.into_iter().collect();
        let advice = config(&settings).unwrap().advice();
        advice.0.into_iter().map(|problem| problem.setting).collect::<Vec<_>>()
    };
    assert_eq!(told(&[]), [] as [&str; 0]);
    for (name, value) in [
        ("KK_DATABASE_URL", "postgres://kk:rahasia@db/kk"),
        ("KK_TRUSTED_PROXIES", "0.0.0.0/0"),
        ("KK_TRUSTED_PROXIES", ""),
        ("KK_OFFICER_SECOND_FACTOR", "0"),
        ("KK_LOG", "info,kk_daring=trace"),
        ("KK_LISTEN", "0.0.0.0:80"),
        ("KK_CHECKPOINT_DIR", ""),
    ] {
        assert_eq!(told(&[(name, value)]), [name], "{name}={value}");
    }
    let demo = config(&[("KK_DEMO", "1"), ("KK_LISTEN", "0.0.0.0:80")]).unwrap().advice();
    assert!(demo.0.iter().any(|problem| problem.setting == "KK_DEMO"), "{demo}");
    assert!(!demo.to_string().contains("rahasia"));
}

#[cfg(unix)]
#[test]
fn keys_and_database_that_lie_together_or_open_to_others_are_unsafe() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    for name in ["kk.db", "keys.json"] {
        std::fs::write(path(name), "x").unwrap();
        std::fs::set_permissions(path(name), PermissionsExt::from_mode(0o644)).unwrap();
    }
    let (database, keys) = (format!("sqlite://{}", path("kk.db")), path("keys.json"));
    let settings =
        [("KK_DEMO", "1"), ("KK_DATABASE_URL", database.as_str()), ("KK_KEYS_FILE", keys.as_str())];
    let told = config(&settings).unwrap().advice().to_string();
    for sentence in ["lies beside the database", "KK_KEYS_FILE: can be read", "KK_DATABASE_URL: can be read"]
    {
        assert!(told.contains(sentence), "{sentence}: {told}");
    }
}

#[test]
fn a_database_on_another_machine_must_prove_its_name_before_anybody_is_served() {
    let token = file("tok3n\n");
    let path = token.path().to_str().unwrap();
    let served = |url: &str| {
        let config = config(&office(path, &[("KK_DATABASE_URL", url)])).unwrap();
        config.check_for_serving().is_ok()
    };
    for safe in [
        "postgres://kk:rahasia@db/kk?sslmode=verify-full",
        "postgres://kk:rahasia@db/kk?application_name=kk&sslmode=verify-full",
        "postgres://kk:rahasia@127.0.0.1:5432/kk",
        "postgres://kk:rahasia@[::1]/kk",
        "postgres://kk:rahasia@localhost/kk",
        "postgres:///kk?host=/var/run/postgresql",
        "postgres://kk@%2Fvar%2Frun%2Fpostgresql/kk",
        "sqlite:///var/lib/kk/kk.db",
    ] {
        assert!(served(safe), "{safe}");
    }
    for unsafe_one in [
        "postgres://kk:rahasia@db/kk",
        "postgres://kk:rahasia@db/kk?sslmode=require",
        "postgres://kk:rahasia@db/kk?sslmode=verify-ca",
        "postgres://kk:rahasia@db/kk?sslmode=verify-full&sslmode=prefer",
        "postgres://kk:rahasia@localhost.contoh.go.id/kk",
        "postgres://kk:sslmode=verify-full@db/kk",
        "postgres://127.0.0.1/kk?host=db",
        "postgresql://10.0.0.5/kk",
    ] {
        assert!(!served(unsafe_one), "{unsafe_one}");
    }
    // Nor is a copy believed.
    for (url, is_served) in
        [("postgres://kk@copy/kk?sslmode=verify-full", true), ("postgres://kk@copy/kk", false)]
    {
        let config = config(&office(path, &[("KK_READ_DATABASE_URL", url)])).unwrap();
        assert_eq!(config.check_for_serving().is_ok(), is_served, "{url}");
    }
}

#[test]
fn a_second_copy_is_for_sqlite_and_a_database_in_a_file_is_kept_twice() {
    let token = file("tok3n\n");
    let path = token.path().to_str().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let mirror = folder.path().join("mirror").display().to_string();
    let refused =
        config(&office(path, &[("KK_MIRROR_DIR", &mirror)])).unwrap().check_for_serving().unwrap_err();
    assert!(refused.to_string().contains("synchronous_standby_names"), "{refused}");
    let database = format!("sqlite://{}", folder.path().join("kk.db").display());
    let told = |more: &[(&str, &str)]| {
        let settings = [&[("KK_DATABASE_URL", database.as_str())], more].concat();
        let config = config(&office(path, &settings)).unwrap();
        config.check_for_serving().unwrap();
        config.advice().to_string()
    };
    let silent = told(&[]);
    assert!(silent.contains("KK_BACKUP_DIR: is not set, nor is KK_MIRROR_DIR"), "{silent}");
    assert!(!told(&[("KK_BACKUP_DIR", "/mnt/backup")]).contains("KK_BACKUP_DIR"));
    let same = told(&[("KK_MIRROR_DIR", &mirror)]);
    assert!(same.contains("KK_MIRROR_DIR: lies on the same disk"), "{same}");
    assert!(!same.contains("KK_BACKUP_DIR"), "{same}");
}
