//! Turns the text of settings into values, and collects what is wrong on the way.

use std::{
    collections::BTreeSet,
    net::{IpAddr, Ipv4Addr, SocketAddr},
    ops::RangeInclusive,
    path::{Path, PathBuf},
};

use domain::{Date, Email, Phone, QuietHours, Words, Zone};
use ipnet::IpNet;
use service::{
    OfficeContact, PhoneWays, Retention, TwoOfficers,
    channel::{Gateway, GatewaySettings, PushServices, Smtp, SmtpSettings},
};

use super::{
    Config, PublicUrl, Secret, TlsFiles,
    problem::Problems,
    setting::{self, demo},
    source::Values,
};

/// Whether it is the address of a PostgreSQL.
fn is_postgres(url: &str) -> bool {
    url.starts_with("postgres://") || url.starts_with("postgresql://")
}

pub(super) fn config(values: &Values) -> Result<Config, Problems> {
    let mut reader = Reader { values, problems: Problems::default(), demo: false };
    reader.demo = reader.flag(setting::DEMO);
    let demo = reader.demo;
    let listen = reader.listen();
    let config = Config {
        demo,
        database_url: reader.database_url(),
        read_database_url: reader.read_database_url(),
        keys_file: reader.path(setting::KEYS_FILE, demo::KEYS_FILE),
        storage: super::storage::read(values, demo, &mut reader.problems),
        backup_store: super::storage::read_backup(values, &mut reader.problems),
        public_url: reader.public_url(&format!("http://{listen}")),
        assets_dir: reader.get(setting::ASSETS_DIR).map(PathBuf::from),
        catalogue_dir: reader.get(setting::CATALOGUE_DIR).map(PathBuf::from),
        areas_file: reader.get(setting::AREAS_FILE).map(PathBuf::from),
        zone: reader.zone(),
        office_name: reader.required(
            setting::OFFICE_NAME,
            demo::OFFICE_NAME,
            "name the office as people know it",
        ),
        contact: reader.contact(),
        target_hours: reader.number(setting::TARGET_HOURS, 8, 1..=400),
        least_published: reader.number(setting::STATISTICS_LEAST, 5, 3..=50),
        holidays: reader.holidays(),
        four_eyes: reader.two_officers(),
        objection_blocks: reader.flag_or(setting::OBJECTION_BLOCKS, true),
        checkpoint_dir: reader.get(setting::CHECKPOINT_DIR).map(PathBuf::from),
        backup_dir: reader.get(setting::BACKUP_DIR).map(PathBuf::from),
        mirror_dir: reader.get(setting::MIRROR_DIR).map(PathBuf::from),
        officer_second_factor: reader.flag_or(setting::OFFICER_SECOND_FACTOR, !demo),
        retention: Retention {
            done: reader.days(setting::KEEP_DONE_DAYS),
            refused: reader.days(setting::KEEP_REFUSED_DAYS),
        },
        assist_minutes: reader.number(setting::ASSIST_MINUTES, 60, 10..=240),
        reset_wait_hours: reader.number(setting::RESET_WAIT_HOURS, 48, 24..=336),
        lease_minutes: reader.number(setting::LEASE_MINUTES, 15, 2..=120),
        capacity: reader.number(setting::CAPACITY, default_capacity(), 4..=10_000),
        quiet_hours: reader.quiet_hours(),
        phone_ways: reader.phone_ways(),
        push_services: reader.push_services(),
        clamd: reader.clamd(),
        smtp: reader.smtp(),
        gateway_token_file: reader.get(setting::GATEWAY_TOKEN_FILE).map(PathBuf::from),
        gateway: reader.gateway(),
        tls: reader.tls(),
        trusted_proxies: reader.networks(),
        metrics_token_file: reader.get(setting::METRICS_TOKEN_FILE).map(PathBuf::from),
        metrics_token: reader.word(setting::METRICS_TOKEN_FILE),
        report_secret_file: reader.get(setting::REPORT_SECRET_FILE).map(PathBuf::from),
        report_secret: reader.word(setting::REPORT_SECRET_FILE),
        log: reader.log(),
        listen,
    };
    reader.problems.unless_any(config)
}

/// Nobody guesses so much.
const SHORTEST_TOKEN: usize = 20;

/// Sixteen a core: few enough that nobody inside waits long.
fn default_capacity() -> u16 {
    let cores = std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
    u16::try_from(cores.saturating_mul(16)).unwrap_or(u16::MAX).clamp(32, 10_000)
}

struct Reader<'a> {
    values: &'a Values,
    problems: Problems,
    demo: bool,
}

impl<'a> Reader<'a> {
    fn get(&self, name: &str) -> Option<&'a str> {
        self.values.get(name).map(|value| value.trim())
    }

    fn flag(&mut self, name: &str) -> bool {
        match self.get(name) {
            None | Some("0" | "false") => false,
            Some("1" | "true") => true,
            Some(_) => {
                self.problems.add(name, "must be 1 or 0");
                false
            }
        }
    }

    /// The same where nothing said is not "no".
    fn flag_or(&mut self, name: &str, unset: bool) -> bool {
        if self.get(name).is_none() { unset } else { self.flag(name) }
    }

    /// What a demonstration has of itself and an office must say.
    fn required(&mut self, name: &str, in_demo: &str, advice: &str) -> String {
        if let Some(value) = self.get(name) {
            return value.to_owned();
        }
        if !self.demo {
            self.problems.add(name, format!("is not set; {advice} (or try a demonstration with KK_DEMO=1)"));
        }
        in_demo.to_owned()
    }

    fn path(&mut self, name: &str, in_demo: &str) -> PathBuf {
        self.required(name, in_demo, "give a path").into()
    }

    fn listen(&mut self) -> SocketAddr {
        let text = self.get(setting::LISTEN).unwrap_or(setting::DEFAULT_LISTEN);
        text.parse().unwrap_or_else(|_| {
            self.problems.add(setting::LISTEN, "must be address:port, such as 0.0.0.0:8080");
            (Ipv4Addr::LOCALHOST, 0).into()
        })
    }

    fn database_url(&mut self) -> Secret {
        let advice = "give sqlite://path or postgres://user:password@host/name";
        let url = self.required(setting::DATABASE_URL, demo::DATABASE_URL, advice);
        let known = ["sqlite://", "postgres://", "postgresql://"];
        if !known.iter().any(|scheme| url.starts_with(scheme)) {
            self.problems.add(setting::DATABASE_URL, format!("is no database; {advice}"));
        }
        Secret::new(url)
    }

    fn read_database_url(&mut self) -> Option<Secret> {
        let url = self.get(setting::READ_DATABASE_URL)?;
        if !is_postgres(url) {
            let sentence =
                "is no PostgreSQL; give postgres://user:password@host/name of a standby, or leave it out";
            self.problems.add(setting::READ_DATABASE_URL, sentence);
        } else if !self.get(setting::DATABASE_URL).is_some_and(is_postgres) {
            let sentence = "is a copy of a PostgreSQL, which KK_DATABASE_URL does not name; leave it out";
            self.problems.add(setting::READ_DATABASE_URL, sentence);
        }
        Some(Secret::new(url.to_owned()))
    }

    fn public_url(&mut self, in_demo: &str) -> PublicUrl {
        let advice = "give scheme and host, such as https://kk.contoh.go.id";
        let text = self.required(setting::PUBLIC_URL, in_demo, advice);
        PublicUrl::parse(&text).unwrap_or_else(|| {
            self.problems
                .add(setting::PUBLIC_URL, format!("is no address of a portal; {advice}, without a path"));
            PublicUrl::local()
        })
    }

    /// `1`, `0`, or codes of services.
    fn two_officers(&mut self) -> TwoOfficers {
        let text = self.get(setting::FOUR_EYES).unwrap_or(if self.demo { demo::FOUR_EYES } else { "0" });
        match text {
            "0" | "false" => return TwoOfficers::Nowhere,
            "1" | "true" => return TwoOfficers::Everywhere,
            _ => {}
        }
        let codes: BTreeSet<String> = text.split(',').map(|code| code.trim().to_ascii_uppercase()).collect();
        let is_code = |code: &String| {
            code.split_once('-').is_some_and(|(group, number)| {
                !group.is_empty() && !number.is_empty() && number.bytes().all(|sign| sign.is_ascii_digit())
            })
        };
        if !codes.iter().all(is_code) {
            let sentence = "must be 1, 0, or codes of services separated by commas, such as KK-11, KK-14";
            self.problems.add(setting::FOUR_EYES, sentence);
        }
        TwoOfficers::For(codes)
    }

    /// How people reach the office; a demonstration has something made up to show.
    fn contact(&mut self) -> OfficeContact {
        let given = |name: &str, in_demo: &str| {
            let made_up = self.demo.then(|| in_demo.to_owned());
            self.get(name).filter(|text| !text.is_empty()).map(str::to_owned).or(made_up)
        };
        let hours = given(setting::OFFICE_HOURS, demo::OFFICE_HOURS);
        let contact = OfficeContact {
            address: given(setting::OFFICE_ADDRESS, demo::OFFICE_ADDRESS),
            hours: hours.as_ref().map(|both| {
                let (id, en) = both.split_once('|').unwrap_or((both, both));
                Words::new(id.trim(), en.trim())
            }),
            phone: given(setting::OFFICE_PHONE, demo::OFFICE_PHONE),
            whatsapp: given(setting::OFFICE_WHATSAPP, demo::OFFICE_WHATSAPP),
            email: given(setting::OFFICE_EMAIL, demo::OFFICE_EMAIL),
        };
        if hours.is_some_and(|both| both.split('|').any(|text| text.trim().is_empty())) {
            let sentence = "must be in both languages, `Senin sampai Jumat 08.00-15.30 | Monday to Friday, 8:00 to 15:30`";
            self.problems.add(setting::OFFICE_HOURS, sentence);
        }
        if contact.phone.as_ref().is_some_and(|phone| phone.bytes().filter(u8::is_ascii_digit).count() < 3) {
            self.problems.add(setting::OFFICE_PHONE, "must be a telephone number such as (021) 555 0123");
        }
        if contact.whatsapp.as_ref().is_some_and(|number| Phone::parse(number).is_err()) {
            self.problems.add(setting::OFFICE_WHATSAPP, "must be a mobile number such as 0812 3456 7890");
        }
        if contact.email.as_ref().is_some_and(|email| Email::parse(email).is_err()) {
            self.problems.add(setting::OFFICE_EMAIL, "must be an e-mail address");
        }
        contact
    }

    fn zone(&mut self) -> Zone {
        let text = self.get(setting::ZONE).unwrap_or("WIB");
        Zone::parse(text).unwrap_or_else(|| {
            self.problems.add(setting::ZONE, "must be WIB, WITA or WIT");
            Zone::default()
        })
    }

    fn number(&mut self, name: &str, default: u16, range: RangeInclusive<u16>) -> u16 {
        let Some(text) = self.get(name) else { return default };
        text.parse().ok().filter(|number| range.contains(number)).unwrap_or_else(|| {
            let (least, most) = (range.start(), range.end());
            self.problems.add(name, format!("must be a whole number from {least} to {most}"));
            default
        })
    }

    /// After how many days something is destroyed; nothing: never.
    fn days(&mut self, name: &str) -> Option<u16> {
        self.get(name)?;
        Some(self.number(name, u16::MAX, 90..=7300))
    }

    fn quiet_hours(&mut self) -> QuietHours {
        let Some(text) = self.get(setting::QUIET_HOURS) else { return QuietHours::default() };
        QuietHours::parse(text).unwrap_or_else(|| {
            self.problems.add(setting::QUIET_HOURS, "must be like 21:00-06:00, or 0 for none");
            QuietHours::default()
        })
    }

    fn phone_ways(&mut self) -> PhoneWays {
        let Some(text) = self.get(setting::PHONE_WAYS) else { return PhoneWays::default() };
        let named: BTreeSet<&str> = text.split(',').map(str::trim).collect();
        if named == BTreeSet::from(["gateway"]) {
            return PhoneWays::GATEWAY_CHOOSES;
        }
        let known = BTreeSet::from(["whatsapp", "sms"]);
        if !named.is_subset(&known) {
            self.problems.add(setting::PHONE_WAYS, "must be `whatsapp, sms`, one of them, or gateway");
        }
        PhoneWays { whatsapp: named.contains("whatsapp"), sms: named.contains("sms") }
    }

    fn push_services(&mut self) -> PushServices {
        let Some(text) = self.get(setting::PUSH_SERVICES) else { return PushServices::default() };
        PushServices::parse(text).unwrap_or_else(|wrong| {
            let sentence =
                format!("must be names such as push.contoh.id, separated by commas, or 0; {wrong:?} is none");
            self.problems.add(setting::PUSH_SERVICES, sentence);
            PushServices::none()
        })
    }

    fn clamd(&mut self) -> Option<String> {
        let text = self.get(setting::CLAMD)?;
        let port =
            text.rsplit_once(':').filter(|(host, _)| !host.is_empty()).map(|(_, port)| port.parse::<u16>());
        if !matches!(port, Some(Ok(1..))) {
            self.problems.add(setting::CLAMD, "must be host:port, such as 127.0.0.1:3310");
        }
        Some(text.to_owned())
    }

    fn holidays(&mut self) -> Vec<Date> {
        let mut days = Vec::new();
        for text in self.get(setting::HOLIDAYS).unwrap_or_default().split(',').map(str::trim) {
            match domain::date::from_iso(text) {
                Some(day) => days.push(day),
                None if text.is_empty() => {}
                None => {
                    self.problems.add(setting::HOLIDAYS, format!("{text} is no day such as 2026-12-25"));
                }
            }
        }
        days
    }

    /// Both or neither.
    fn pair(&mut self, one: &str, other: &str) -> Option<(&'a str, &'a str)> {
        match (self.get(one), self.get(other)) {
            (Some(first), Some(second)) => return Some((first, second)),
            (Some(_), None) => {
                self.problems.add(other, format!("is not set, but {one} is; they belong together"));
            }
            (None, Some(_)) => {
                self.problems.add(one, format!("is not set, but {other} is; they belong together"));
            }
            (None, None) => {}
        }
        None
    }

    fn smtp(&mut self) -> Option<SmtpSettings> {
        use service::channel::smtp::SmtpSettingsError::{Bounces, From};
        let (url, from) = self.pair(setting::SMTP_URL, setting::SMTP_FROM)?;
        let bounces = self.get(setting::BOUNCE_ADDRESS).map(str::to_owned);
        let settings = SmtpSettings { bounces, ..SmtpSettings::new(url, from) };
        match Smtp::new(&settings) {
            Ok(_) => return Some(settings),
            Err(From) => self.problems.add(setting::SMTP_FROM, format!("is refused: {From}")),
            Err(Bounces) => self.problems.add(setting::BOUNCE_ADDRESS, format!("is refused: {Bounces}")),
            Err(error) => self.problems.add(setting::SMTP_URL, format!("is refused: {error}")),
        }
        None
    }

    fn gateway(&mut self) -> Option<GatewaySettings> {
        use service::channel::gateway::GatewaySettingsError::Token;
        let (url, file) = self.pair(setting::GATEWAY_URL, setting::GATEWAY_TOKEN_FILE)?;
        let token = match std::fs::read_to_string(file) {
            Ok(token) => token.trim().to_owned(),
            Err(error) => {
                let sentence =
                    format!("{file} cannot be read ({}); put the gateway's token there", error.kind());
                self.problems.add(setting::GATEWAY_TOKEN_FILE, sentence);
                return None;
            }
        };
        let either = self.phone_ways().either();
        let settings = GatewaySettings { either, ..GatewaySettings::new(url, token) };
        match Gateway::new(&settings) {
            Ok(_) => return Some(settings),
            Err(Token) => {
                self.problems.add(setting::GATEWAY_TOKEN_FILE, format!("{file} is refused: {Token}"));
            }
            Err(error) => self.problems.add(setting::GATEWAY_URL, format!("is refused: {error}")),
        }
        None
    }

    /// A word of a file that is long enough not to be guessed.
    fn word(&mut self, name: &str) -> Option<Secret> {
        let file = self.get(name)?;
        let token = match std::fs::read_to_string(file).map(Secret::new) {
            Ok(text) => Secret::new(text.reveal().trim()),
            Err(error) => {
                let sentence = format!("{file} cannot be read ({}); put the token there", error.kind());
                self.problems.add(name, sentence);
                return None;
            }
        };
        let is_one = token.reveal().len() >= SHORTEST_TOKEN
            && token.reveal().bytes().all(|sign| sign.is_ascii_graphic());
        if !is_one {
            let sentence = format!(
                "{file} must hold one word of {SHORTEST_TOKEN} signs or more, such as `openssl rand -hex 32` makes"
            );
            self.problems.add(name, sentence);
        }
        Some(token)
    }

    fn tls(&mut self) -> Option<TlsFiles> {
        let (certificate, key) = self.pair(setting::TLS_CERT, setting::TLS_KEY)?;
        for (name, path) in [(setting::TLS_CERT, certificate), (setting::TLS_KEY, key)] {
            if !Path::new(path).is_file() {
                self.problems.add(name, format!("{path} is no file; give a PEM file"));
            }
        }
        Some(TlsFiles { certificate: certificate.into(), key: key.into() })
    }

    fn networks(&mut self) -> Vec<IpNet> {
        let mut networks = Vec::new();
        for text in self.get(setting::TRUSTED_PROXIES).unwrap_or_default().split(',') {
            let text = text.trim();
            match text.parse::<IpNet>().or_else(|_| text.parse::<IpAddr>().map(IpNet::from)) {
                Ok(network) => networks.push(network),
                Err(_) if text.is_empty() => {}
                Err(_) => {
                    let sentence = format!("{text} is neither an address nor a network such as 10.0.0.0/8");
                    self.problems.add(setting::TRUSTED_PROXIES, sentence);
                }
            }
        }
        networks
    }

    fn log(&mut self) -> String {
        let text = self.get(setting::LOG).unwrap_or(setting::DEFAULT_LOG);
        if tracing_subscriber::EnvFilter::try_new(text).is_err() {
            self.problems.add(setting::LOG, "must be like `info` or `info,kk_daring=debug`");
        }
        text.to_owned()
    }
}
