//! The store of documents in strict mode: what is put into it is put into the mirror too, synced, and what is deleted goes
//! there as well. Where the mirror fails the file is taken nevertheless; before a receipt each document of the request must
//! be there ([`Mirrored::hold`]), and what else was missed is copied as soon as the mirror is back.
//!
//! Parts of files on their way, drawn pictures, files of releases and probes are not copied: they can be made again.
use super::mark;
use async_trait::async_trait;
use futures::{StreamExt as _, TryStreamExt as _, stream::BoxStream};
use object_store::{
    CopyOptions, Error, GetOptions, GetResult, ListResult, MultipartUpload, ObjectMeta, ObjectStore,
    ObjectStoreExt as _, PutMultipartOptions, PutOptions, PutPayload, PutResult, Result,
    local::LocalFileSystem, path::Path,
};
use std::{
    collections::BTreeSet,
    fmt,
    path::PathBuf,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
};

/// What can be made again.
const PASSING: [&str; 4] = ["unggah", "pratinjau", crate::releases::FOLDER, "keadaan-"];

/// The folder of documents in a mirror, as a store.
pub(crate) fn document_store(mirror: &std::path::Path) -> Result<LocalFileSystem> {
    let folder = mirror.join("documents");
    std::fs::create_dir_all(&folder)
        .map_err(|source| Error::Generic { store: "mirror", source: source.into() })?;
    Ok(LocalFileSystem::new_with_prefix(folder)?.with_fsync(true))
}

/// The portal's own store and the mirror's.
pub(crate) struct Mirrored {
    own: Arc<dyn ObjectStore>,
    mirror: PathBuf,
    /// Something may be missing in the mirror.
    may_miss: AtomicBool,
    /// Deleted here; there they go when the rows that say so are there.
    gone: Arc<Mutex<BTreeSet<Path>>>,
}

fn is_kept(location: &Path) -> bool {
    !PASSING.iter().any(|passing| location.as_ref().starts_with(passing))
}

impl Mirrored {
    pub(super) fn new(own: Arc<dyn ObjectStore>, mirror: &std::path::Path) -> Self {
        let mirror = mirror.to_owned();
        Self { own, mirror, may_miss: AtomicBool::new(true), gone: Arc::default() }
    }

    /// The mirror's documents, if it has a mark: without one it may be an empty folder where a disk should be.
    fn there(&self) -> Result<LocalFileSystem> {
        if !mark::file(&self.mirror).is_file() {
            let source = std::io::Error::from(std::io::ErrorKind::NotFound).into();
            return Err(Error::Generic { store: "mirror", source });
        }
        document_store(&self.mirror)
    }

    /// Everything is compared when there is time.
    pub(super) fn look_again(&self) {
        self.may_miss.store(true, Ordering::Relaxed);
    }

    pub(super) fn takes_look(&self) -> bool {
        self.may_miss.swap(false, Ordering::Relaxed)
    }

    /// Sees to it that this document is in the mirror, whole.
    pub(super) async fn hold(&self, location: &Path) -> Result<()> {
        let there = self.there()?;
        let own = self.own.head(location).await?;
        match there.head(location).await {
            Ok(copy) if copy.size == own.size => Ok(()),
            Ok(_) | Err(Error::NotFound { .. }) => self.copy(&there, location).await,
            Err(error) => Err(error),
        }
    }

    async fn copy(&self, there: &LocalFileSystem, location: &Path) -> Result<()> {
        let bytes = self.own.get(location).await?.bytes().await?;
        there.put(location, bytes.into()).await.map(drop)
    }

    /// Copies what is missing in the mirror.
    pub(super) async fn catch_up(&self) {
        if let Err(error) = self.compare().await {
            tracing::warn!(%error, "documents are missing in the mirror; it is tried again");
            // Not at once: what fails may fail for a while.
            tokio::time::sleep(std::time::Duration::from_secs(2)).await;
            self.look_again();
        }
    }

    async fn compare(&self) -> Result<()> {
        let there = self.there()?;
        let mut copied = 0_u64;
        let mut own = self.own.list(None);
        while let Some(found) = own.try_next().await? {
            if !is_kept(&found.location) {
                continue;
            }
            match there.head(&found.location).await {
                Ok(copy) if copy.size == found.size => continue,
                Ok(_) | Err(Error::NotFound { .. }) => {}
                Err(error) => return Err(error),
            }
            match self.copy(&there, &found.location).await {
                // Removed meanwhile.
                Ok(()) | Err(Error::NotFound { .. }) => copied += 1,
                Err(error) => return Err(error),
            }
        }
        if copied > 0 {
            tracing::info!(copied, "documents that were missing in the mirror were copied");
        }
        Ok(())
    }

    /// Deletes there what was deleted here before the last round.
    pub(super) async fn remove_gone(&self) {
        let gone = std::mem::take(&mut *self.gone.lock().unwrap_or_else(PoisonError::into_inner));
        if gone.is_empty() {
            return;
        }
        let Ok(there) = self.there() else {
            self.gone.lock().unwrap_or_else(PoisonError::into_inner).extend(gone);
            return;
        };
        for location in gone {
            if let Err(error) = there.delete(&location).await
                && !matches!(error, Error::NotFound { .. })
            {
                self.gone.lock().unwrap_or_else(PoisonError::into_inner).insert(location);
            }
        }
    }
}

impl fmt::Debug for Mirrored {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Mirrored").field("own", &self.own).finish_non_exhaustive()
    }
}

impl fmt::Display for Mirrored {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, with a mirror", self.own)
    }
}

#[async_trait]
impl ObjectStore for Mirrored {
    async fn put_opts(&self, location: &Path, payload: PutPayload, options: PutOptions) -> Result<PutResult> {
        let done = self.own.put_opts(location, payload.clone(), options).await?;
        if is_kept(location) {
            let copied = match self.there() {
                Ok(there) => there.put(location, payload).await.map(drop),
                Err(error) => Err(error),
            };
            if copied.is_err() {
                self.look_again();
            }
        }
        Ok(done)
    }

    async fn put_multipart_opts(
        &self,
        location: &Path,
        options: PutMultipartOptions,
    ) -> Result<Box<dyn MultipartUpload>> {
        self.look_again();
        self.own.put_multipart_opts(location, options).await
    }

    async fn get_opts(&self, location: &Path, options: GetOptions) -> Result<GetResult> {
        self.own.get_opts(location, options).await
    }

    fn delete_stream(&self, locations: BoxStream<'static, Result<Path>>) -> BoxStream<'static, Result<Path>> {
        // The stream outlives us; what it deletes is listed before.
        let gone = Arc::clone(&self.gone);
        let noted = locations.inspect_ok(move |location| {
            if is_kept(location) {
                gone.lock().unwrap_or_else(PoisonError::into_inner).insert(location.clone());
            }
        });
        self.own.delete_stream(noted.boxed())
    }

    fn list(&self, prefix: Option<&Path>) -> BoxStream<'static, Result<ObjectMeta>> {
        self.own.list(prefix)
    }

    async fn list_with_delimiter(&self, prefix: Option<&Path>) -> Result<ListResult> {
        self.own.list_with_delimiter(prefix).await
    }

    async fn copy_opts(&self, from: &Path, to: &Path, options: CopyOptions) -> Result<()> {
        self.look_again();
        self.own.copy_opts(from, to, options).await
    }
}
