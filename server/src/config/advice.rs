//! What an installation should not be run with, though it would start: looked at by `kk-daring check-config`.

use std::path::Path;

use super::{
    Config,
    problem::Problems,
    setting::{self, GATEWAY_TOKEN_FILE},
    storage::is_plain_http,
};

pub(super) fn look(config: &Config) -> Problems {
    let mut unsafe_ones = Problems::default();
    if config.demo {
        let sentence = "is a demonstration: everybody reads every message, and the passwords are known. Never with data \
                        of real people";
        unsafe_ones.add(setting::DEMO, sentence);
        if !config.listen.ip().is_loopback() {
            unsafe_ones.add(setting::LISTEN, "lets other machines reach a demonstration");
        }
    }
    people(config, &mut unsafe_ones);
    line(config, &mut unsafe_ones);
    places(config, &mut unsafe_ones);
    unsafe_ones
}

fn people(config: &Config, unsafe_ones: &mut Problems) {
    if !config.officer_second_factor {
        let sentence = "is off: whoever has an officer's password and mailbox reads every request";
        unsafe_ones.add(setting::OFFICER_SECOND_FACTOR, sentence);
    }
    if config.log.split(',').any(|part| matches!(part.rsplit('=').next(), Some("debug" | "trace"))) {
        unsafe_ones.add(setting::LOG, "logs more than is needed; use `info`");
    }
}

fn line(config: &Config, unsafe_ones: &mut Problems) {
    let speaks_tls = config.tls.is_some();
    if config.is_https() && !speaks_tls && config.trusted_proxies.is_empty() {
        let sentence =
            "is empty, and this process speaks no TLS itself: limits see one address for everybody";
        unsafe_ones.add(setting::TRUSTED_PROXIES, sentence);
    }
    if !speaks_tls && !config.listen.ip().is_loopback() {
        let sentence = "takes connections from other machines in the clear: listen on 127.0.0.1 behind the proxy, or set \
                        KK_TLS_CERT and KK_TLS_KEY";
        unsafe_ones.add(setting::LISTEN, sentence);
    }
    if config.trusted_proxies.iter().any(|network| network.prefix_len() == 0) {
        unsafe_ones.add(setting::TRUSTED_PROXIES, "trusts everybody; name the proxy only");
    }
    let database = config.database_url.reveal();
    let local = ["@localhost", "@127.0.0.1", "@[::1]"].iter().any(|host| database.contains(host));
    let encrypted = ["sslmode=require", "sslmode=verify-ca", "sslmode=verify-full"];
    if database.starts_with("postgres") && !local && !encrypted.iter().any(|mode| database.contains(mode)) {
        let sentence = "leads to another machine without TLS; add `?sslmode=verify-full`";
        unsafe_ones.add(setting::DATABASE_URL, sentence);
    }
}

fn places(config: &Config, unsafe_ones: &mut Problems) {
    let database = config.database_url.reveal().strip_prefix("sqlite://").map(Path::new);
    let folder = |path: &Path| path.parent().and_then(|folder| folder.canonicalize().ok());
    let beside_database = |path: &Path| {
        database.is_some_and(|database| folder(database).is_some() && folder(database) == folder(path))
    };
    if beside_database(&config.keys_file) {
        let sentence =
            "lies beside the database: whoever copies the folder reads everything. Keep it elsewhere";
        unsafe_ones.add(setting::KEYS_FILE, sentence);
    }
    let keys = config.keys_file.canonicalize().ok();
    if keys.is_some_and(|keys| {
        config
            .storage
            .folder()
            .is_some_and(|folder| folder.canonicalize().is_ok_and(|storage| keys.starts_with(storage)))
    }) {
        unsafe_ones.add(setting::KEYS_FILE, "lies in the folder of documents; keep it elsewhere");
    }
    for (name, path) in
        [(setting::KEYS_FILE, Some(config.keys_file.as_path())), (setting::DATABASE_URL, database)]
    {
        if path.is_some_and(is_open_to_others) {
            unsafe_ones.add(name, "can be read by other users of this machine; `chmod 600` it");
        }
    }
    if config.report_secret_file.as_deref().is_some_and(is_open_to_others) {
        unsafe_ones
            .add(setting::REPORT_SECRET_FILE, "can be read by other users of this machine; `chmod 600` it");
    }
    if config.gateway_token_file.as_deref().is_some_and(is_open_to_others) {
        unsafe_ones.add(GATEWAY_TOKEN_FILE, "can be read by other users of this machine; `chmod 600` it");
    }
    if config.metrics_token_file.as_deref().is_some_and(is_open_to_others) {
        let sentence = "can be read by other users of this machine; `chmod 600` it";
        unsafe_ones.add(setting::METRICS_TOKEN_FILE, sentence);
    }
    if let Some(bucket) = config.storage.bucket() {
        if is_open_to_others(&bucket.keys_file) {
            let sentence = "can be read by other users of this machine; `chmod 600` it";
            unsafe_ones.add(setting::S3_KEYS_FILE, sentence);
        }
        let host = bucket.endpoint.as_deref().unwrap_or_default().trim_start_matches("http://");
        let local = ["localhost", "127.0.0.1", "[::1]"].iter().any(|local| host.starts_with(local));
        if bucket.is_plain_http() && !local {
            let sentence =
                "leads to another machine without TLS: who listens learns which files are asked for";
            unsafe_ones.add(setting::S3_ENDPOINT, sentence);
        }
    }
    backup_store(config, unsafe_ones);
    second_copy(config, unsafe_ones);
    match &config.checkpoint_dir {
        None => {
            let sentence = "is not set: nobody would see that somebody who can write to the database changed the history";
            unsafe_ones.add(setting::CHECKPOINT_DIR, sentence);
        }
        Some(folder) if beside_database(&folder.join("x")) || beside_database(folder) => {
            unsafe_ones
                .add(setting::CHECKPOINT_DIR, "lies beside the database; choose another disk or machine");
        }
        Some(_) => {}
    }
}

/// A database in a file with no copy anywhere, or with one on the same disk.
fn second_copy(config: &Config, unsafe_ones: &mut Problems) {
    let Some(file) = config.database_url.reveal().strip_prefix("sqlite://") else { return };
    let is_kept = config.backup_dir.is_some() || config.backup_store.keys_file.is_some();
    if !config.demo && !is_kept && config.mirror_dir.is_none() {
        let sentence = "is not set, nor is KK_MIRROR_DIR: a disk that dies takes every request with it. Name a folder on \
                        another disk and run `kk-daring backup` every night";
        unsafe_ones.add(setting::BACKUP_DIR, sentence);
    }
    let file = Path::new(file.split('?').next().unwrap_or(file));
    if let Some(mirror) = &config.mirror_dir
        && let (Some(mine), Some(there)) = (disk_of(file), disk_of(mirror))
        && mine == there
    {
        let sentence =
            "lies on the same disk as the database, and would die with it; name a folder on another one";
        unsafe_ones.add(setting::MIRROR_DIR, sentence);
    }
}

/// The disk of a path, or of the nearest folder that is there.
#[cfg(unix)]
fn disk_of(path: &Path) -> Option<u64> {
    use std::os::unix::fs::MetadataExt as _;
    path.ancestors().find_map(|path| {
        let path = if path.as_os_str().is_empty() { Path::new(".") } else { path };
        std::fs::metadata(path).ok().map(|data| data.dev())
    })
}

#[cfg(not(unix))]
fn disk_of(_: &Path) -> Option<u64> {
    None
}

fn backup_store(config: &Config, unsafe_ones: &mut Problems) {
    let store = &config.backup_store;
    let Some(keys) = &store.keys_file else { return };
    if is_open_to_others(keys) {
        let sentence = "can be read by other users of this machine; `chmod 600` it";
        unsafe_ones.add(setting::BACKUP_S3_KEYS_FILE, sentence);
    }
    if config.storage.bucket().is_some_and(|bucket| bucket.keys_file == *keys) {
        let sentence = "is the file of the portal's own keys: who breaks into the portal can delete its back-ups too. \
                        Give other keys";
        unsafe_ones.add(setting::BACKUP_S3_KEYS_FILE, sentence);
    }
    let host = store.endpoint.as_deref().unwrap_or_default().trim_start_matches("http://");
    let local = ["localhost", "127.0.0.1", "[::1]"].iter().any(|local| host.starts_with(local));
    if is_plain_http(store.endpoint.as_deref()) && !local {
        let sentence = "leads to another machine without TLS: who listens learns what is backed up, and when";
        unsafe_ones.add(setting::BACKUP_S3_ENDPOINT, sentence);
    }
}

#[cfg(unix)]
fn is_open_to_others(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    std::fs::metadata(path).is_ok_and(|data| data.permissions().mode() & 0o077 != 0)
}

#[cfg(not(unix))]
fn is_open_to_others(_: &Path) -> bool {
    false
}
