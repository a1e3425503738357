//! The store of documents in strict mode: what is put into it follows into the mirror, synced, and what is deleted goes
//! there as well. Nobody who uploads waits for that, and a mirror that does not answer holds up nothing: before a receipt
//! each document of the request must be there ([`Mirrored::hold`]), and what was missed is copied as soon as it is back.
//! Whatever touches the mirror does so in the pool for work that blocks.
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
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
};

/// What can be made again.
const PASSING: [&str; 4] = ["unggah", "pratinjau", crate::releases::FOLDER, "keadaan-"];

/// After so many that were looked at, what was put here meanwhile is copied.
const NEW_AFTER: u64 = 100;

/// The folder of documents in a mirror, as a store.
pub(crate) fn document_store(mirror: &std::path::Path) -> Result<LocalFileSystem> {
    let folder = mirror.join("documents");
    if !folder.is_dir() {
        let made = std::fs::create_dir_all(&folder).and_then(|()| std::fs::File::open(mirror)?.sync_all());
        made.map_err(|source| Error::Generic { store: "mirror", source: source.into() })?;
    }
    Ok(LocalFileSystem::new_with_prefix(folder)?.with_fsync(true))
}

/// The portal's own store and the mirror's.
pub(crate) struct Mirrored {
    own: Arc<dyn ObjectStore>,
    mirror: PathBuf,
    /// Put here, and not there yet.
    new: Mutex<BTreeSet<Path>>,
    /// Something else may be missing in the mirror.
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
        Self { own, mirror, new: Mutex::default(), may_miss: AtomicBool::new(true), gone: Arc::default() }
    }

    /// The mirror's documents, if it has a mark: without one it may be an empty folder where a disk should be.
    async fn there(&self) -> Result<LocalFileSystem> {
        let mirror = self.mirror.clone();
        let opened = tokio::task::spawn_blocking(move || {
            if mark::file(&mirror).is_file() {
                return document_store(&mirror);
            }
            let source = std::io::Error::from(std::io::ErrorKind::NotFound).into();
            Err(Error::Generic { store: "mirror", source })
        });
        opened.await?
    }

    /// Everything is compared when there is time.
    pub(super) fn look_again(&self) {
        self.may_miss.store(true, Ordering::Relaxed);
    }

    /// Whether everything is to be compared.
    pub(super) fn is_to_look(&self) -> bool {
        self.may_miss.load(Ordering::Relaxed)
    }

    /// Whether something was put here since.
    pub(super) fn has_new(&self) -> bool {
        !locked(&self.new).is_empty()
    }

    /// What was deleted here so far.
    pub(super) fn take_gone(&self) -> BTreeSet<Path> {
        std::mem::take(&mut *locked(&self.gone))
    }

    /// It could not be deleted there yet.
    pub(super) fn put_back(&self, gone: BTreeSet<Path>) {
        locked(&self.gone).extend(gone);
    }

    /// Sees to it that this document is in the mirror, whole.
    pub(super) async fn hold(&self, location: &Path) -> Result<()> {
        let there = self.there().await?;
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

    /// Copies what is new, and if it `looks` what else is missing in the mirror.
    pub(super) async fn catch_up(&self, looks: bool) {
        let new = std::mem::take(&mut *locked(&self.new));
        let mut done = self.copy_new(new).await;
        if looks && self.may_miss.swap(false, Ordering::Relaxed) {
            let compared = self.compare().await;
            if compared.is_err() {
                self.look_again();
            }
            done = done.and(compared);
        }
        if let Err(error) = done {
            tracing::warn!(%error, "documents are missing in the mirror; it is tried again");
            // Not at once: what fails may fail for a while.
            tokio::time::sleep(std::time::Duration::from_secs(2)).await;
        }
    }

    /// One that fails is kept for later, and holds up no other.
    async fn copy_new(&self, new: BTreeSet<Path>) -> Result<()> {
        let mut done = Ok(());
        for location in new {
            match self.hold(&location).await {
                // Removed meanwhile.
                Ok(()) | Err(Error::NotFound { .. }) => {}
                Err(error) => {
                    locked(&self.new).insert(location);
                    done = Err(error);
                }
            }
        }
        done
    }

    async fn compare(&self) -> Result<()> {
        let there = self.there().await?;
        let (mut copied, mut looked, mut done) = (0_u64, 0_u64, Ok(()));
        let mut own = self.own.list(None);
        while let Some(found) = own.try_next().await? {
            // A large store takes hours; what is put into it meanwhile does not wait for that.
            looked += 1;
            if looked.is_multiple_of(NEW_AFTER) {
                let new = std::mem::take(&mut *locked(&self.new));
                done = done.and(self.copy_new(new).await);
            }
            if !is_kept(&found.location) {
                continue;
            }
            let copy = match there.head(&found.location).await {
                Ok(copy) if copy.size == found.size => continue,
                Ok(_) | Err(Error::NotFound { .. }) => self.copy(&there, &found.location).await,
                Err(error) => Err(error),
            };
            match copy {
                // Removed meanwhile.
                Ok(()) | Err(Error::NotFound { .. }) => copied += 1,
                Err(error) => done = Err(error),
            }
        }
        if copied > 0 {
            tracing::info!(copied, "documents that were missing in the mirror were copied");
        }
        done
    }

    /// Deletes there what was deleted here before the last round.
    pub(super) async fn remove(&self, gone: BTreeSet<Path>) {
        let Ok(there) = self.there().await else { return self.put_back(gone) };
        for location in gone {
            if let Err(error) = there.delete(&location).await
                && !matches!(error, Error::NotFound { .. })
            {
                self.put_back([location].into());
            }
        }
    }
}

fn locked(paths: &Mutex<BTreeSet<Path>>) -> MutexGuard<'_, BTreeSet<Path>> {
    paths.lock().unwrap_or_else(PoisonError::into_inner)
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
        let done = self.own.put_opts(location, payload, options).await?;
        if is_kept(location) {
            locked(&self.gone).remove(location);
            locked(&self.new).insert(location.clone());
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
                locked(&gone).insert(location.clone());
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
