//! Opens the place where documents lie. To everything else a folder and a bucket are the same.

mod folder;
mod parts;

use std::{path::Path, sync::Arc, time::Duration};

use futures::StreamExt as _;
use object_store::{BackoffConfig, ClientOptions, ObjectStore, RetryConfig, aws::AmazonS3Builder};

use crate::config::{S3Bucket, Storage};

/// A store that does not answer is asked again; whoever waits for it hears after this that it is busy.
const PATIENCE: Duration = Duration::from_secs(20);
/// So long one answer may take.
const ONE_ANSWER: Duration = Duration::from_secs(15);

/// Nobody waits for a back-up: it goes on after an hour without the store, and a part of it may take that long on a slow
/// line. Whatever is read comes in parts too, so that no answer is longer than this.
const PATIENCE_OF_BACKUPS: Duration = Duration::from_hours(1);

/// Why it cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum NoStorage {
    /// The folder.
    #[error("the folder {path} cannot be used ({source}); create it and let this user write to it")]
    Folder {
        /// Which one.
        path: String,
        /// What the system said.
        source: std::io::Error,
    },
    /// The store. What it said names no key.
    #[error("the documents in {place} cannot be used ({source})")]
    Store {
        /// Where.
        place: String,
        /// What is wrong.
        source: object_store::Error,
    },
}

/// Opens it.
///
/// # Errors
/// See [`NoStorage`]. A bucket is not asked anything yet.
pub fn open(storage: &Storage) -> Result<Arc<dyn ObjectStore>, NoStorage> {
    match storage {
        Storage::Folder(folder) => open_folder(folder),
        Storage::S3(bucket) => open_bucket(bucket, ONE_ANSWER, PATIENCE),
    }
}

/// Opens a bucket for back-ups.
///
/// # Errors
/// See [`NoStorage`]. It is not asked anything yet.
pub fn open_for_backup(bucket: &S3Bucket) -> Result<Arc<dyn ObjectStore>, NoStorage> {
    open_bucket(bucket, PATIENCE_OF_BACKUPS, PATIENCE_OF_BACKUPS)
}

/// Asks it for its first object, so that wrong keys or a wrong name are heard of before a citizen waits.
///
/// # Errors
/// See [`NoStorage`].
pub async fn ask(storage: &Storage) -> Result<(), NoStorage> {
    let Storage::S3(bucket) = storage else { return Ok(()) };
    let store = open(storage)?;
    let first = store.list(None).next().await;
    first.transpose().map(drop).map_err(|source| NoStorage::Store { place: place(bucket), source })
}

fn open_folder(folder: &Path) -> Result<Arc<dyn ObjectStore>, NoStorage> {
    let path = || folder.display().to_string();
    std::fs::create_dir_all(folder).map_err(|source| NoStorage::Folder { path: path(), source })?;
    let store =
        folder::InFolder::open(folder).map_err(|source| NoStorage::Store { place: path(), source })?;
    Ok(Arc::new(store))
}

fn open_bucket(
    bucket: &S3Bucket,
    one_answer: Duration,
    patience: Duration,
) -> Result<Arc<dyn ObjectStore>, NoStorage> {
    let options = ClientOptions::new()
        .with_connect_timeout(Duration::from_secs(5))
        .with_timeout(one_answer)
        .with_allow_http(bucket.is_plain_http());
    let retry = RetryConfig {
        // Waits grow to four seconds.
        max_retries: usize::try_from(patience.as_secs() / 3).unwrap_or(6),
        retry_timeout: patience,
        backoff: BackoffConfig { max_backoff: Duration::from_secs(4), ..BackoffConfig::default() },
    };
    // Said one by one, and nothing taken from the environment: our settings are all there is.
    let mut builder = AmazonS3Builder::new()
        .with_client_options(options)
        .with_retry(retry)
        .with_bucket_name(&bucket.bucket)
        .with_region(&bucket.region)
        .with_access_key_id(bucket.access_key.reveal())
        .with_secret_access_key(bucket.secret_key.reveal())
        // Amazon answers by the name of the bucket; others by its path.
        .with_virtual_hosted_style_request(bucket.endpoint.is_none());
    if let Some(endpoint) = &bucket.endpoint {
        builder = builder.with_endpoint(endpoint);
    }
    let store = builder.build().map_err(|source| NoStorage::Store { place: place(bucket), source })?;
    Ok(Arc::new(store))
}

fn place(bucket: &S3Bucket) -> String {
    let endpoint = bucket.endpoint.as_deref().unwrap_or("Amazon S3");
    format!("the bucket {} of {endpoint}", bucket.bucket)
}
