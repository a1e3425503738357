//! A folder as a store: every object is a file of its own, but for parts of files on their way ([`Parts`]).
use std::{fmt, io, ops::Range, path::Path as Folder, sync::Arc};

use async_trait::async_trait;
use futures::{StreamExt as _, TryStreamExt as _, stream, stream::BoxStream};
use object_store::{
    CopyOptions, Error, GetOptions, GetResult, GetResultPayload, ListResult, MultipartUpload, ObjectMeta,
    ObjectStore, ObjectStoreExt as _, PutMultipartOptions, PutOptions, PutPayload, PutResult, Result,
    local::LocalFileSystem, path::Path,
};

use super::parts::{Found, Parts, Place, is_frames};

/// The folder.
#[derive(Clone, Debug)]
pub(super) struct InFolder {
    files: Arc<LocalFileSystem>,
    parts: Arc<Parts>,
}

impl fmt::Display for InFolder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.files.fmt(f)
    }
}

impl InFolder {
    pub(super) fn open(folder: &Folder) -> Result<Self> {
        // A file is acknowledged when it would survive a power cut.
        let files = LocalFileSystem::new_with_prefix(folder)?.with_fsync(true);
        Ok(Self { files: Arc::new(files), parts: Arc::new(Parts::new(folder)) })
    }

    /// Apart from whoever waits: a disk may be slow.
    async fn asked<T: Send + 'static>(
        &self,
        ask: impl FnOnce(&Parts) -> io::Result<T> + Send + 'static,
    ) -> Result<T> {
        let parts = Arc::clone(&self.parts);
        let done = tokio::task::spawn_blocking(move || ask(&parts)).await;
        done.map_err(failed)?.map_err(failed)
    }

    async fn found(&self, location: &Path) -> Result<Option<Found>> {
        match Place::of(location) {
            Some(place) => self.asked(move |parts| parts.find(place)).await,
            None => Ok(None),
        }
    }

    async fn delete_one(&self, location: &Path) -> Result<()> {
        if let Some(place) = Place::of(location)
            && self.asked(move |parts| parts.remove(place)).await?
        {
            return Ok(());
        }
        self.files.delete(location).await
    }

    /// What lies in it, if this is a file of frames; itself if nothing does.
    async fn unfolded(self, file: ObjectMeta) -> Result<Vec<ObjectMeta>> {
        if !is_frames(&file.location) {
            return Ok(vec![file]);
        }
        let location = file.location.clone();
        let found = self.asked(move |parts| parts.in_file(&location)).await?;
        if found.is_empty() {
            return Ok(vec![file]);
        }
        let mut names: Vec<_> = file.location.parts().collect();
        names.pop();
        let folder = Path::from_iter(names);
        Ok(found.iter().map(|found| about(folder.clone().join(found.part.to_string()), found)).collect())
    }
}

fn failed(source: impl std::error::Error + Send + Sync + 'static) -> Error {
    Error::Generic { store: "folder", source: Box::new(source) }
}

fn about(location: Path, found: &Found) -> ObjectMeta {
    let last_modified = found.modified.into();
    ObjectMeta { location, last_modified, size: found.size, e_tag: None, version: None }
}

#[async_trait]
impl ObjectStore for InFolder {
    async fn put_opts(&self, location: &Path, payload: PutPayload, options: PutOptions) -> Result<PutResult> {
        let Some(place) = Place::of(location) else {
            return self.files.put_opts(location, payload, options).await;
        };
        self.asked(move |parts| parts.add(place, &payload)).await?;
        Ok(PutResult { e_tag: None, version: None, extensions: http::Extensions::default() })
    }

    async fn put_multipart_opts(
        &self,
        location: &Path,
        options: PutMultipartOptions,
    ) -> Result<Box<dyn MultipartUpload>> {
        self.files.put_multipart_opts(location, options).await
    }

    async fn get_opts(&self, location: &Path, options: GetOptions) -> Result<GetResult> {
        let Some(found) = self.found(location).await? else {
            return self.files.get_opts(location, options).await;
        };
        let meta = about(location.clone(), &found);
        options.check_preconditions(&meta)?;
        let range = match &options.range {
            Some(range) => range.as_range(found.size).map_err(failed)?,
            None => 0..found.size,
        };
        let wanted = whole(&range)?;
        let bytes = self.asked(move |_| found.read()).await?.slice(wanted);
        let payload = GetResultPayload::Stream(stream::once(async { Ok(bytes) }).boxed());
        let (attributes, extensions) = Default::default();
        Ok(GetResult { payload, meta, range, attributes, extensions })
    }

    fn delete_stream(&self, locations: BoxStream<'static, Result<Path>>) -> BoxStream<'static, Result<Path>> {
        let this = self.clone();
        locations
            .and_then(move |location| {
                let this = this.clone();
                async move { this.delete_one(&location).await.map(|()| location) }
            })
            .boxed()
    }

    fn list(&self, prefix: Option<&Path>) -> BoxStream<'static, Result<ObjectMeta>> {
        let this = self.clone();
        let unfolded = self.files.list(prefix).and_then(move |file| this.clone().unfolded(file));
        unfolded.map_ok(|files| stream::iter(files).map(Ok)).try_flatten().boxed()
    }

    async fn list_with_delimiter(&self, prefix: Option<&Path>) -> Result<ListResult> {
        let mut listed = self.files.list_with_delimiter(prefix).await?;
        let mut objects = Vec::new();
        for file in std::mem::take(&mut listed.objects) {
            objects.extend(self.clone().unfolded(file).await?);
        }
        Ok(ListResult { objects, ..listed })
    }

    async fn copy_opts(&self, from: &Path, to: &Path, options: CopyOptions) -> Result<()> {
        self.files.copy_opts(from, to, options).await
    }
}

fn whole(range: &Range<u64>) -> Result<Range<usize>> {
    Ok(usize::try_from(range.start).map_err(failed)?..usize::try_from(range.end).map_err(failed)?)
}

#[cfg(test)]
mod tests;
