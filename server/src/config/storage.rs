//! Where documents lie: in a folder, or with a store that speaks the protocol of Amazon S3.

use std::path::{Path, PathBuf};

use super::{
    Secret,
    problem::Problems,
    setting::{self, demo},
    source::Values,
};

/// Where documents lie.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Storage {
    /// In a folder of this machine, or one that several share.
    Folder(PathBuf),
    /// In a bucket.
    S3(S3Bucket),
}

/// A bucket, and who may write to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct S3Bucket {
    /// Its name.
    pub bucket: String,
    /// The address of the store, without the bucket; none for Amazon's own.
    pub endpoint: Option<String>,
    /// The region that requests are signed for.
    pub region: String,
    /// The file of the two keys, whose rights are looked at.
    pub keys_file: PathBuf,
    /// Who we are.
    pub access_key: Secret,
    /// How that is proven.
    pub secret_key: Secret,
}

/// A store for back-ups. Its keys are read when a back-up is made or looked at, never by whoever serves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackupStore {
    /// The address of the store, without the bucket; none for Amazon's own.
    pub endpoint: Option<String>,
    /// The region that requests are signed for.
    pub region: String,
    /// The file of its two keys.
    pub keys_file: Option<PathBuf>,
}

impl BackupStore {
    /// A bucket of it.
    ///
    /// # Errors
    /// A sentence about its keys.
    pub fn bucket(&self, name: &str) -> Result<S3Bucket, String> {
        let keys_file = self.keys_file.clone().unwrap_or_default();
        let (access_key, secret_key) =
            keys(&keys_file).map_err(|sentence| format!("{}: {sentence}", setting::BACKUP_S3_KEYS_FILE))?;
        Ok(S3Bucket {
            bucket: name.to_owned(),
            endpoint: self.endpoint.clone(),
            region: self.region.clone(),
            keys_file,
            access_key,
            secret_key,
        })
    }
}

impl Storage {
    /// The folder, if it is one.
    pub fn folder(&self) -> Option<&Path> {
        match self {
            Self::Folder(folder) => Some(folder),
            Self::S3(_) => None,
        }
    }

    /// The bucket, if it is one.
    pub fn bucket(&self) -> Option<&S3Bucket> {
        match self {
            Self::Folder(_) => None,
            Self::S3(bucket) => Some(bucket),
        }
    }
}

impl S3Bucket {
    /// Whether documents, which are sealed, and the proof of who we are, which is a signature, go over the line in
    /// the clear.
    pub fn is_plain_http(&self) -> bool {
        is_plain_http(self.endpoint.as_deref())
    }
}

/// Whether this store is spoken to in the clear.
pub(super) fn is_plain_http(endpoint: Option<&str>) -> bool {
    endpoint.is_some_and(|endpoint| endpoint.starts_with("http://"))
}

/// The address of a store, if it is one.
fn endpoint(values: &Values, name: &str, problems: &mut Problems) -> Option<String> {
    let endpoint = values.get(name).map(|text| text.trim().trim_end_matches('/').to_owned())?;
    let host = endpoint.strip_prefix("https://").or_else(|| endpoint.strip_prefix("http://"));
    if !host.is_some_and(|host| !host.is_empty() && !host.contains(['/', '?', '#', '@', ' '])) {
        let sentence = "must be scheme and host, such as https://s3.contoh.go.id, without path or password";
        problems.add(name, sentence);
    }
    Some(endpoint)
}

/// Whether a bucket may be called that.
pub fn is_bucket_name(name: &str) -> bool {
    let is_sign = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b".-".contains(&byte);
    (3..=63).contains(&name.len()) && name.bytes().all(is_sign)
}

/// What the settings say of the store for back-ups.
pub(super) fn read_backup(values: &Values, problems: &mut Problems) -> BackupStore {
    let get = |name: &str| values.get(name).map(|value| value.trim().to_owned());
    BackupStore {
        endpoint: endpoint(values, setting::BACKUP_S3_ENDPOINT, problems),
        region: get(setting::BACKUP_S3_REGION).unwrap_or_else(|| setting::DEFAULT_S3_REGION.to_owned()),
        keys_file: get(setting::BACKUP_S3_KEYS_FILE).map(PathBuf::from),
    }
}

/// What the settings say; `problems` hears what is wrong with it.
pub(super) fn read(values: &Values, in_demo: bool, problems: &mut Problems) -> Storage {
    let get = |name: &str| values.get(name).map(|value| value.trim().to_owned());
    let of_s3 = [setting::S3_ENDPOINT, setting::S3_REGION, setting::S3_KEYS_FILE];
    let Some(bucket) = get(setting::S3_BUCKET) else {
        for name in of_s3.into_iter().filter(|name| values.contains_key(name)) {
            problems.add(name, format!("is set, but {} is not; they belong together", setting::S3_BUCKET));
        }
        let folder = get(setting::STORAGE_DIR).unwrap_or_else(|| {
            if !in_demo {
                let sentence = "is not set; give a path (or try a demonstration with KK_DEMO=1)";
                problems.add(setting::STORAGE_DIR, sentence);
            }
            demo::STORAGE_DIR.to_owned()
        });
        return Storage::Folder(folder.into());
    };
    if values.contains_key(setting::STORAGE_DIR) {
        let sentence = format!(
            "is set, and {} too: documents lie in one place; remove one of the two",
            setting::S3_BUCKET
        );
        problems.add(setting::STORAGE_DIR, sentence);
    }
    if !is_bucket_name(&bucket) {
        problems.add(setting::S3_BUCKET, "must be 3 to 63 small letters, digits, dots and hyphens");
    }
    let endpoint = endpoint(values, setting::S3_ENDPOINT, problems);
    let keys_file = PathBuf::from(get(setting::S3_KEYS_FILE).unwrap_or_default());
    let (access_key, secret_key) = keys(&keys_file).unwrap_or_else(|sentence| {
        problems.add(setting::S3_KEYS_FILE, sentence);
        (Secret::new(""), Secret::new(""))
    });
    let region = get(setting::S3_REGION).unwrap_or_else(|| setting::DEFAULT_S3_REGION.to_owned());
    Storage::S3(S3Bucket { bucket, endpoint, region, keys_file, access_key, secret_key })
}

/// The access key and the secret key, each on a line of its own. What is in the file is never said.
fn keys(file: &Path) -> Result<(Secret, Secret), String> {
    if file.as_os_str().is_empty() {
        return Err(
            "is not set; name a file with the access key on one line and the secret key on the next".into()
        );
    }
    let shown = file.display();
    let text = std::fs::read_to_string(file)
        .map(Secret::new)
        .map_err(|error| format!("{shown} cannot be read ({}); put the two keys there", error.kind()))?;
    let mut lines = text.reveal().lines().map(str::trim).filter(|line| !line.is_empty());
    match (lines.next(), lines.next(), lines.next()) {
        (Some(access), Some(secret), None) => Ok((Secret::new(access), Secret::new(secret))),
        _ => {
            Err(format!("{shown} must have the access key on one line, the secret key on the next, no more"))
        }
    }
}
