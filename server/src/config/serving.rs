//! What must be right before strangers may come in.

use super::{
    Config,
    problem::Problems,
    setting::{self, demo},
};

pub(super) fn check(config: &Config) -> Result<(), Problems> {
    let mut problems = Problems::default();
    if config.demo {
        refuse_real_people(config, &mut problems);
    } else {
        refuse_half_an_office(config, &mut problems);
    }
    if config.mirror_dir.is_some() && !config.database_url.reveal().starts_with("sqlite:") {
        let sentence = "is for SQLite; with PostgreSQL let it acknowledge with a standby of its own \
                        (`synchronous_standby_names`, see docs/operations.md) and remove this setting";
        problems.add(setting::MIRROR_DIR, sentence);
    }
    problems.unless_any(())
}

/// Whether a PostgreSQL on another machine would be believed without a certificate that fits its name.
fn speaks_in_the_clear(url: &str) -> bool {
    if !url.starts_with("postgres") {
        return false;
    }
    let Ok(url) = url::Url::parse(url) else { return true };
    let of = |name: &str| {
        url.query_pairs().filter(|(key, _)| key == name).last().map(|(_, value)| value.into_owned())
    };
    // A name in the query counts more than one before it, as for sqlx.
    let host = of("host")
        .or_else(|| of("hostaddr"))
        .or_else(|| url.host_str().map(str::to_owned))
        .unwrap_or_default();
    let here = host.is_empty()
        || host.starts_with('/')
        || host.to_ascii_lowercase().starts_with("%2f")
        || host.eq_ignore_ascii_case("localhost")
        || host.trim_matches(['[', ']']).parse::<std::net::IpAddr>().is_ok_and(|ip| ip.is_loopback());
    !here && of("sslmode").or_else(|| of("ssl-mode")).as_deref() != Some("verify-full")
}

/// A demonstration shows everybody what it would have sent.
fn refuse_real_people(config: &Config, problems: &mut Problems) {
    let channels =
        [(setting::SMTP_URL, config.smtp.is_some()), (setting::GATEWAY_URL, config.gateway.is_some())];
    for (name, is_set) in channels {
        if is_set {
            problems
                .add(name, "is set, but a demonstration (KK_DEMO=1) sends nothing; remove one of the two");
        }
    }
}

fn refuse_half_an_office(config: &Config, problems: &mut Problems) {
    if config.smtp.is_none() {
        problems.add(setting::SMTP_URL, "is not set; citizens are told by e-mail, so give a mail server");
    }
    if config.gateway.is_none() {
        problems.add(setting::GATEWAY_URL, "is not set; one-time codes go to phones, so give a gateway");
    }
    let of_a_demonstration = [
        (setting::DATABASE_URL, config.database_url.reveal() == demo::DATABASE_URL),
        (setting::KEYS_FILE, config.keys_file.as_os_str() == demo::KEYS_FILE),
        (
            setting::STORAGE_DIR,
            config.storage.folder().is_some_and(|folder| folder.as_os_str() == demo::STORAGE_DIR),
        ),
        (setting::OFFICE_NAME, config.office_name == demo::OFFICE_NAME),
    ];
    for (name, is_demo) in of_a_demonstration {
        if is_demo {
            problems.add(name, "is that of the demonstration; an office needs its own");
        }
    }
    if speaks_in_the_clear(config.database_url.reveal()) {
        let sentence = "leads to a database on another machine whose name is not proven; end it with `sslmode=verify-full`";
        problems.add(setting::DATABASE_URL, sentence);
    }
    if config.read_database_url.as_ref().is_some_and(|url| speaks_in_the_clear(url.reveal())) {
        let sentence = "leads to a database on another machine whose name is not proven; end it with `sslmode=verify-full`";
        problems.add(setting::READ_DATABASE_URL, sentence);
    }
    if !config.is_https() && !config.public_url.is_loopback() {
        let sentence = "must begin with https: browsers keep no session over http. Set KK_TLS_CERT and KK_TLS_KEY, \
                        or put a proxy with TLS in front";
        problems.add(setting::PUBLIC_URL, sentence);
    }
}
