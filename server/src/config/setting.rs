//! The list of settings. Reading, the check for misspelt names and the documentation all follow it.

use std::fmt::Write as _;

/// One setting.
pub(super) struct Setting {
    /// As in the environment.
    pub(super) name: &'static str,
    /// Shown in the documentation; in demonstration mode it may differ.
    pub(super) default: &'static str,
    /// What it is, for whoever installs the portal.
    pub(super) about: &'static str,
}

impl Setting {
    /// As in the TOML file.
    pub(super) fn key(&self) -> String {
        self.name.trim_start_matches("KK_").to_ascii_lowercase()
    }
}

const fn setting(name: &'static str, default: &'static str, about: &'static str) -> Setting {
    Setting { name, default, about }
}

/// Names a file of settings; stands outside the list because it cannot be in that file.
pub(super) const CONFIG: &str = "KK_CONFIG";

pub(super) const DATABASE_URL: &str = "KK_DATABASE_URL";
pub(super) const READ_DATABASE_URL: &str = "KK_READ_DATABASE_URL";
pub(super) const KEYS_FILE: &str = "KK_KEYS_FILE";
pub(super) const STORAGE_DIR: &str = "KK_STORAGE_DIR";
pub(super) const S3_BUCKET: &str = "KK_S3_BUCKET";
pub(super) const S3_ENDPOINT: &str = "KK_S3_ENDPOINT";
pub(super) const S3_REGION: &str = "KK_S3_REGION";
pub(super) const S3_KEYS_FILE: &str = "KK_S3_KEYS_FILE";
pub(super) const BACKUP_S3_ENDPOINT: &str = "KK_BACKUP_S3_ENDPOINT";
pub(super) const BACKUP_S3_REGION: &str = "KK_BACKUP_S3_REGION";
pub(super) const BACKUP_S3_KEYS_FILE: &str = "KK_BACKUP_S3_KEYS_FILE";
pub(super) const LISTEN: &str = "KK_LISTEN";
pub(super) const PUBLIC_URL: &str = "KK_PUBLIC_URL";
pub(super) const ASSETS_DIR: &str = "KK_ASSETS_DIR";
pub(super) const CATALOGUE_DIR: &str = "KK_CATALOGUE_DIR";
pub(super) const AREAS_FILE: &str = "KK_AREAS_FILE";
pub(super) const DEMO: &str = "KK_DEMO";
pub(super) const ZONE: &str = "KK_ZONE";
pub(super) const OFFICE_NAME: &str = "KK_OFFICE_NAME";
pub(super) const OFFICE_ADDRESS: &str = "KK_OFFICE_ADDRESS";
pub(super) const OFFICE_HOURS: &str = "KK_OFFICE_HOURS";
pub(super) const OFFICE_PHONE: &str = "KK_OFFICE_PHONE";
pub(super) const OFFICE_WHATSAPP: &str = "KK_OFFICE_WHATSAPP";
pub(super) const OFFICE_EMAIL: &str = "KK_OFFICE_EMAIL";
pub(super) const STATISTICS_LEAST: &str = "KK_STATISTICS_LEAST";
pub(super) const TARGET_HOURS: &str = "KK_TARGET_HOURS";
pub(super) const HOLIDAYS: &str = "KK_HOLIDAYS";
pub(super) const FOUR_EYES: &str = "KK_FOUR_EYES";
pub(super) const KEEP_DONE_DAYS: &str = "KK_KEEP_DONE_DAYS";
pub(super) const KEEP_REFUSED_DAYS: &str = "KK_KEEP_REFUSED_DAYS";
pub(super) const ASSIST_MINUTES: &str = "KK_ASSIST_MINUTES";
pub(super) const RESET_WAIT_HOURS: &str = "KK_RESET_WAIT_HOURS";
pub(super) const OBJECTION_BLOCKS: &str = "KK_OBJECTION_BLOCKS";
pub(super) const OFFICER_SECOND_FACTOR: &str = "KK_OFFICER_SECOND_FACTOR";
pub(super) const CHECKPOINT_DIR: &str = "KK_CHECKPOINT_DIR";
pub(super) const BACKUP_DIR: &str = "KK_BACKUP_DIR";
pub(super) const MIRROR_DIR: &str = "KK_MIRROR_DIR";
pub(super) const LEASE_MINUTES: &str = "KK_LEASE_MINUTES";
pub(super) const CAPACITY: &str = "KK_CAPACITY";
pub(super) const QUIET_HOURS: &str = "KK_QUIET_HOURS";
pub(super) const PHONE_WAYS: &str = "KK_PHONE_WAYS";
pub(super) const PUSH_SERVICES: &str = "KK_PUSH_SERVICES";
pub(super) const CLAMD: &str = "KK_CLAMD";
pub(super) const SMTP_URL: &str = "KK_SMTP_URL";
pub(super) const SMTP_FROM: &str = "KK_SMTP_FROM";
pub(super) const GATEWAY_URL: &str = "KK_GATEWAY_URL";
pub(super) const GATEWAY_TOKEN_FILE: &str = "KK_GATEWAY_TOKEN_FILE";
pub(super) const REPORT_SECRET_FILE: &str = "KK_REPORT_SECRET_FILE";
pub(super) const BOUNCE_ADDRESS: &str = "KK_BOUNCE_ADDRESS";
pub(super) const TLS_CERT: &str = "KK_TLS_CERT";
pub(super) const TLS_KEY: &str = "KK_TLS_KEY";
pub(super) const TRUSTED_PROXIES: &str = "KK_TRUSTED_PROXIES";
pub(super) const METRICS_TOKEN_FILE: &str = "KK_METRICS_TOKEN_FILE";
pub(super) const LOG: &str = "KK_LOG";

/// Defaults that a demonstration has and an office must set itself.
pub(super) mod demo {
    pub(in super::super) const DATABASE_URL: &str = "sqlite://data/demo/kk.db";
    pub(in super::super) const KEYS_FILE: &str = "data/demo/keys.json";
    pub(in super::super) const STORAGE_DIR: &str = "data/demo/documents";
    pub(in super::super) const OFFICE_NAME: &str = "Dinas Dukcapil Kota Contoh";
    pub(in super::super) const OFFICE_ADDRESS: &str = "Jalan Contoh 1, Kota Contoh 99001";
    pub(in super::super) const OFFICE_HOURS: &str =
        "Senin sampai Jumat 08.00-15.30 WIB | Monday to Friday, 8:00 to 15:30 WIB";
    /// Numbers that nobody has.
    pub(in super::super) const OFFICE_PHONE: &str = "(021) 0000 0000";
    pub(in super::super) const OFFICE_WHATSAPP: &str = "0812 0000 0000";
    pub(in super::super) const OFFICE_EMAIL: &str = "bantuan@contoh.test";
    /// A change of name, so that the demonstration shows how two officers work.
    pub(in super::super) const FOUR_EYES: &str = "KK-12";
}
pub(super) const DEFAULT_LISTEN: &str = "127.0.0.1:8080";
pub(super) const DEFAULT_S3_REGION: &str = "us-east-1";
pub(super) const DEFAULT_LOG: &str = "info";

pub(super) const ALL: [Setting; 54] = [
    setting(
        DATABASE_URL,
        "`sqlite://data/demo/kk.db` in demonstration mode, else required",
        "`sqlite://path` for one machine, `postgres://user:password@host/name` when one is not enough; on another \
         host end it with `?sslmode=verify-full`, so that nobody in between reads or answers.",
    ),
    setting(
        READ_DATABASE_URL,
        "none",
        "A PostgreSQL that follows `KK_DATABASE_URL` (a standby), for what may be some seconds old and nobody acts on: \
         figures, the search of the history, and the later pages of what has ended. While it is away, behind, or of \
         another office the database itself is asked.",
    ),
    setting(
        KEYS_FILE,
        "`data/demo/keys.json` in demonstration mode, else required",
        "The key file, made by `kk-daring keys create`. Keep it and its back-up away from the database and its \
         back-ups: without it the data is lost, with it the data is readable.",
    ),
    setting(
        STORAGE_DIR,
        "`data/demo/documents` in demonstration mode, else required",
        "The folder for uploaded documents, which are encrypted. Not together with `KK_S3_BUCKET`.",
    ),
    setting(
        S3_BUCKET,
        "none",
        "The bucket for uploaded documents, in place of a folder: with Amazon S3 or any store that speaks its \
         protocol. Documents are encrypted before they leave this machine.",
    ),
    setting(
        S3_ENDPOINT,
        "Amazon S3",
        "The store's address, such as `https://s3.contoh.go.id`; the bucket is asked for as its first folder.",
    ),
    setting(S3_REGION, "`us-east-1`", "The region that requests are signed for."),
    setting(
        S3_KEYS_FILE,
        "required with `KK_S3_BUCKET`",
        "A file with the access key on one line and the secret key on the next. They need reading, writing, listing \
         and deleting in this bucket, and nothing else.",
    ),
    setting(
        BACKUP_S3_ENDPOINT,
        "Amazon S3",
        "The address of the store for back-ups, with `backup --to s3://BUCKET/PREFIX`: best of another provider, on \
         another site.",
    ),
    setting(BACKUP_S3_REGION, "`us-east-1`", "The region that its requests are signed for."),
    setting(
        BACKUP_S3_KEYS_FILE,
        "required with `s3://`",
        "A file like `KK_S3_KEYS_FILE`, with other keys, that only whoever runs the back-up may read: `serve` never \
         does, so that nothing that breaks into the portal can delete its back-ups.",
    ),
    setting(
        LISTEN,
        "`127.0.0.1:8080`",
        "Address and port to listen on. A socket that systemd hands over (`deploy/kk-daring.socket`) comes before it.",
    ),
    setting(
        PUBLIC_URL,
        "`http://` and the listening address in demonstration mode, else required",
        "How people reach the portal, such as `https://kk.contoh.go.id`: no path, no slash at the end.",
    ),
    setting(
        ASSETS_DIR,
        "what the program carries",
        "A folder with `manifest.json` and `aset/`, as `make assets` builds it, in place of the files for browsers that \
         a release carries in itself.",
    ),
    setting(
        CATALOGUE_DIR,
        "none",
        "A folder with `.toml` files of procedures: they are added to the built-in ones, or replace those with the \
         same code. `reasons.toml` in it replaces the reasons of officers, `checklists.toml` the checklists of the \
         services it names. Layouts of forms lie in `forms` inside of it: one with the code and version of a built-in one replaces it, one with a later `effective_from` follows it; `forms/words.toml` replaces the words that all \
         forms share.",
    ),
    setting(
        AREAS_FILE,
        "the built-in list",
        "A list of provinces, regencies, districts and villages of your own: CSV, plain or gzip, with the columns \
         `code,name,postcode` (codes of 2, 4, 6 and 10 digits), sorted by code. It takes the place of the \
         built-in list.",
    ),
    setting(
        DEMO,
        "`0`",
        "`1` for a demonstration: messages are shown to everybody instead of being sent. Never with data of \
         real people.",
    ),
    setting(ZONE, "`WIB`", "The office's time zone: `WIB`, `WITA` or `WIT`."),
    setting(
        OFFICE_NAME,
        "`Dinas Dukcapil Kota Contoh` in demonstration mode, else required",
        "The office's name as people read it in messages and on receipts.",
    ),
    setting(
        OFFICE_ADDRESS,
        "none; one made up in demonstration mode",
        "Where the office is, as people read it at `/bantuan`. What is not set is not shown; so with the next four.",
    ),
    setting(
        OFFICE_HOURS,
        "none; made up in demonstration mode",
        "When it is open, in Indonesian and, after a bar, in English: `Senin sampai Jumat 08.00-15.30 \\| Monday to Friday, 8:00 to 15:30`.",
    ),
    setting(OFFICE_PHONE, "none; made up in demonstration mode", "Its telephone, such as `(021) 555 0123`."),
    setting(
        OFFICE_WHATSAPP,
        "none; made up in demonstration mode",
        "Its WhatsApp number, an Indonesian mobile number such as `0812 3456 7890`.",
    ),
    setting(OFFICE_EMAIL, "none; made up in demonstration mode", "Its e-mail for questions."),
    setting(
        TARGET_HOURS,
        "`8`",
        "Working hours in which a request should be done, 1 to 400, where its procedure names none.",
    ),
    setting(
        STATISTICS_LEAST,
        "`5`",
        "Numbers below this, 3 to 50, are hidden in the public figures at `/statistik`. Lowering it shows what was \
         hidden before; raising it takes back nothing that was read.",
    ),
    setting(
        HOLIDAYS,
        "none",
        "Days on which the office is closed besides Saturday and Sunday, separated by commas: `2026-12-25, 2027-01-01`. \
         They do not count as working time.",
    ),
    setting(
        FOUR_EYES,
        "`0`, in demonstration mode `KK-12`",
        "`1` when one officer verifies a request and another one approves it; or the codes of the services for which \
         that is so, separated by commas: `KK-11, KK-14`. A request that goes on with one of them counts too.",
    ),
    setting(
        OBJECTION_BLOCKS,
        "`1`",
        "`1` when a request cannot be approved while somebody whom it concerns objects to it on the portal and no officer \
         has answered; `0` when officers see the objection and decide for themselves.",
    ),
    setting(
        KEEP_DONE_DAYS,
        "none: for good",
        "Days, 90 to 7300, after which the documents of a request that was done are destroyed; the request, its answers \
         and its history stay. For the office and its archivist to decide (jadwal retensi arsip).",
    ),
    setting(
        KEEP_REFUSED_DAYS,
        "none: for good",
        "The same of requests that were refused, withdrawn, or not put right in time. After that a refused one cannot be \
         reopened.",
    ),
    setting(
        ASSIST_MINUTES,
        "`60`",
        "Minutes, 10 to 240, for which an officer may fill in and send requests for a citizen after one code of the \
         citizen's.",
    ),
    setting(
        RESET_WAIT_HOURS,
        "`48`",
        "Hours, 24 to 336, that a new password waits whose owner cannot show the code sent to the phone, and in which the \
         owner, who is told at every address, can stop it.",
    ),
    setting(
        LEASE_MINUTES,
        "`15`",
        "Minutes, 2 to 120, that an officer holds a request without a sign of life before others may take it.",
    ),
    setting(
        CAPACITY,
        "16 for each core, at least 32",
        "How many requests this process works on at once, 4 to 10000. When one has to wait for its place, newcomers stand \
         in line in the waiting room, and are called as fast as the load allows.",
    ),
    setting(
        QUIET_HOURS,
        "`21:00-06:00`",
        "When no news is sent by e-mail and phone, in the office's time zone; it goes out at the end of them. Codes and \
         what concerns security go at once. `0` for none; a demonstration holds nothing back.",
    ),
    setting(
        CHECKPOINT_DIR,
        "none",
        "The folder for signed checkpoints of the history, one a day. On another machine or disk than the database, \
         where whoever writes to the database cannot write.",
    ),
    setting(
        BACKUP_DIR,
        "none",
        "The folder that `kk-daring backup` writes to when `--to` names none; the age of the newest snapshot there is \
         watched. On another disk or a mounted share, and not where the keys' back-up lies.",
    ),
    setting(
        MIRROR_DIR,
        "none",
        "Strict mode, on SQLite only: a folder on another disk or of another machine. No receipt is given before the \
         request and its documents are there too, so that a disk that dies takes none with it. While the folder cannot be \
         written to, nothing can be sent.",
    ),
    setting(
        OFFICER_SECOND_FACTOR,
        "`1`, in demonstration mode `0`",
        "`1` when officers must use an authenticator or a passkey besides their password; who has neither sets an \
         authenticator up at the next sign-in.",
    ),
    setting(
        PHONE_WAYS,
        "`whatsapp, sms`",
        "How news reaches phones: `whatsapp, sms`, SMS when WhatsApp brought nothing in 15 minutes; one of them alone; or \
         `gateway`, which then chooses for each number. Codes leave the choice to the gateway, among what is named here.",
    ),
    setting(
        PUSH_SERVICES,
        "those of Chrome, Firefox, Safari and Edge",
        "The push services that notices of browsers go to, as names separated by commas, `*.` for all below a name; the \
         default is `fcm.googleapis.com, updates.push.services.mozilla.com, *.push.apple.com, *.notify.windows.com`. \
         What a browser names otherwise is refused. `0` offers no such notices.",
    ),
    setting(
        CLAMD,
        "none",
        "Where clamd (ClamAV) listens for TCP, such as `127.0.0.1:3310`: every file is scanned before it becomes a \
         document. While it does not answer, files wait.",
    ),
    setting(
        SMTP_URL,
        "required outside demonstration mode",
        "The mail server: `smtps://user:password@host` (TLS), `smtp://user:password@host` (STARTTLS), or \
         `smtp://127.0.0.1:25?tls=none` for one on this machine. `%`-escape special characters of the password.",
    ),
    setting(
        SMTP_FROM,
        "required outside demonstration mode",
        "The sender of e-mail, such as `Dukcapil Kota Contoh <no-reply@contoh.go.id>`.",
    ),
    setting(
        GATEWAY_URL,
        "required outside demonstration mode",
        "The gateway for SMS and WhatsApp; its contract is in [gateway.md](gateway.md).",
    ),
    setting(
        GATEWAY_TOKEN_FILE,
        "required outside demonstration mode",
        "The file that holds the gateway's bearer token.",
    ),
    setting(
        REPORT_SECRET_FILE,
        "none",
        "A file with a secret, 20 signs or more, with which the gateway signs what it says later of messages that it took \
         over ([gateway.md](gateway.md#what-becomes-of-a-message-later)). Without it nothing is taken.",
    ),
    setting(
        BOUNCE_ADDRESS,
        "none: the sender",
        "Where e-mail comes back to that a mail server gives up later, such as `pantul@contoh.go.id`. Each adds its own mark, \
         `pantul+…@contoh.go.id`; what comes there is given to `kk-daring bounce` ([operations.md](operations.md#letters-that-come-back)).",
    ),
    setting(
        TLS_CERT,
        "none",
        "A PEM file with the certificate and its chain, to speak TLS without a proxy in front. Together with \
         `KK_TLS_KEY`; both are read again on SIGHUP.",
    ),
    setting(TLS_KEY, "none", "A PEM file with the certificate's private key."),
    setting(
        TRUSTED_PROXIES,
        "none",
        "Proxies in front, as addresses or networks separated by commas (`10.0.0.5, 192.168.0.0/24`). Only their \
         `X-Forwarded-For` and `X-Forwarded-Proto` are believed.",
    ),
    setting(
        METRICS_TOKEN_FILE,
        "none",
        "A file with the bearer token, 20 signs or more, that `/metrics` asks for. Without it only a program on this \
         machine that comes through no proxy is answered.",
    ),
    setting(
        LOG,
        "`info`",
        "What is logged, such as `info,kk_daring=debug`. Lines are JSON unless a terminal shows them; they hold no \
         personal data.",
    ),
];

/// The table in `docs/configuration.md`; a test keeps the two in step.
pub fn table() -> String {
    let mut table = String::from("| setting | in the file | default | is |\n|---|---|---|---|\n");
    for setting in &ALL {
        let Setting { name, default, about } = setting;
        let _ = writeln!(table, "| `{name}` | `{}` | {default} | {about} |", setting.key());
    }
    table
}
