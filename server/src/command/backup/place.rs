//! Where a back-up lies: in a folder, or in a store that speaks the protocol of Amazon S3.

use std::{fmt, path::PathBuf, str::FromStr, sync::Arc};

use object_store::{ObjectStore, local::LocalFileSystem, path::Path as Prefix, prefix::PrefixStore};

use super::Failure;
use crate::{
    config::{Config, S3Bucket, is_bucket_name},
    storage,
};

/// What begins the name of a place in a store.
const SCHEME: &str = "s3://";

/// The place of a back-up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Place {
    /// A folder.
    Folder(PathBuf),
    /// Below a prefix of a bucket.
    Bucket {
        /// The bucket.
        bucket: String,
        /// The prefix, which may be empty.
        prefix: Prefix,
    },
}

impl FromStr for Place {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let Some(rest) = text.strip_prefix(SCHEME) else { return Ok(Self::Folder(text.into())) };
        let (bucket, prefix) = rest.split_once('/').unwrap_or((rest, ""));
        if !is_bucket_name(bucket) || prefix.starts_with('/') {
            return Err(format!(
                "{SCHEME} goes on with the name of a bucket, such as {SCHEME}cadangan-kk/kantor"
            ));
        }
        let prefix = Prefix::parse(prefix.trim_end_matches('/')).map_err(|error| error.to_string())?;
        Ok(Self::Bucket { bucket: bucket.to_owned(), prefix })
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Folder(folder) => write!(f, "{}", folder.display()),
            Self::Bucket { bucket, prefix } if prefix.as_ref().is_empty() => write!(f, "{SCHEME}{bucket}"),
            Self::Bucket { bucket, prefix } => write!(f, "{SCHEME}{bucket}/{prefix}"),
        }
    }
}

impl Place {
    /// Opens it to be written, made if it is a folder that is not there.
    pub(super) fn made(&self, config: &Config) -> Result<Arc<dyn ObjectStore>, Failure> {
        if let Self::Folder(folder) = self {
            std::fs::create_dir_all(folder)?;
        }
        self.opened(config)
    }

    /// Opens what must be there.
    pub(super) fn there(&self, config: &Config) -> Result<Arc<dyn ObjectStore>, Failure> {
        if let Self::Folder(folder) = self
            && !folder.is_dir()
        {
            return Err(Failure::Refused(format!("there is no folder {}", folder.display())));
        }
        self.opened(config)
    }

    fn opened(&self, config: &Config) -> Result<Arc<dyn ObjectStore>, Failure> {
        match self {
            Self::Folder(folder) => {
                let store = LocalFileSystem::new_with_prefix(folder).map_err(|error| {
                    Failure::Refused(format!("{} cannot be used: {error}", folder.display()))
                })?;
                // A back-up is one when it would survive a power cut.
                Ok(Arc::new(store.with_fsync(true)))
            }
            Self::Bucket { bucket, prefix } => {
                let bucket = config.backup_store.bucket(bucket).map_err(Failure::Refused)?;
                apart(config, &bucket)?;
                let store =
                    storage::open_for_backup(&bucket).map_err(|error| Failure::Refused(error.to_string()))?;
                Ok(Arc::new(PrefixStore::new(store, prefix.clone())))
            }
        }
    }
}

/// A back-up beside the documents goes with them.
fn apart(config: &Config, bucket: &S3Bucket) -> Result<(), Failure> {
    let same = |of: &S3Bucket| of.bucket == bucket.bucket && of.endpoint == bucket.endpoint;
    if config.storage.bucket().is_some_and(same) {
        return Err(Failure::Refused(
            "that is the bucket of the documents: what happens to it happens to the back-up. Choose another one, best \
             with another provider"
                .to_owned(),
        ));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use super::Place;

    #[test]
    fn a_place_is_a_folder_or_below_a_prefix_of_a_bucket() {
        let said = |text: &str| text.parse::<Place>().map(|place| place.to_string());
        assert_eq!(said("/mnt/cadangan").unwrap(), "/mnt/cadangan");
        assert_eq!(said("s3://cadangan-kk").unwrap(), "s3://cadangan-kk");
        assert_eq!(said("s3://cadangan-kk/").unwrap(), "s3://cadangan-kk");
        assert_eq!(said("s3://cadangan-kk/kantor/utama/").unwrap(), "s3://cadangan-kk/kantor/utama");
        for wrong in ["s3://", "s3:///kantor", "s3://Cadangan", "s3://cadangan//kantor", "s3://cadangan/../x"]
        {
            assert!(wrong.parse::<Place>().is_err(), "{wrong}");
        }
        assert!(matches!("s3:cadangan".parse::<Place>().unwrap(), Place::Folder(_)));
    }
}
