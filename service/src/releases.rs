//! Files for browsers of the releases that serve or served lately, so that a page which was open before an upgrade, or
//! which another server of another version drew, still finds what it names.
//!
//! They lie beside the documents, sealed: whoever could write a script there would otherwise speak in our name. Their
//! names carry a hash of their content, so a name is one file for ever.
use crate::{Error, Service};
use futures::TryStreamExt as _;
use object_store::{ObjectStoreExt as _, path::Path};
use std::collections::BTreeSet;

/// Where they lie.
pub(crate) const FOLDER: &str = "aset";
/// Seconds after which a file of a release that serves is written anew, so that its age says when it was last in use.
const FRESH: i64 = 7 * 24 * 60 * 60;
/// Seconds that a file is kept after its release was in use: longer than any page stays open.
const KEPT: i64 = 30 * 24 * 60 * 60;

fn place(name: &str) -> Path {
    Path::from_iter([FOLDER, name])
}

impl Service {
    /// Keeps the files of the release that serves now, and lets go those of releases that nobody has open any more.
    /// How many were written.
    ///
    /// # Errors
    /// When the store does not answer; it may be repeated.
    pub async fn keep_release<'a>(
        &self,
        files: impl IntoIterator<Item = (&'a str, &'a [u8])>,
    ) -> Result<usize, Error> {
        let now = self.clock.now().unix_timestamp();
        let mut fresh = BTreeSet::new();
        let mut old = Vec::new();
        let mut listed = self.store.list(Some(&Path::from(FOLDER)));
        while let Some(object) = listed.try_next().await? {
            let age = now - object.last_modified.timestamp();
            if age < FRESH {
                fresh.insert(object.location);
            } else if age > KEPT {
                old.push(object.location);
            }
        }
        let mut written = 0;
        let mut current = BTreeSet::new();
        for (name, content) in files {
            let path = place(name);
            if !fresh.contains(&path) {
                let sealed = self.keys.seal_own(path.as_ref(), content)?;
                self.store.put(&path, sealed.into()).await?;
                written += 1;
            }
            current.insert(path);
        }
        for path in old.into_iter().filter(|path| !current.contains(path)) {
            self.store.delete(&path).await?;
        }
        Ok(written)
    }

    /// A file of another release, if it is kept.
    pub async fn kept_file(&self, name: &str) -> Option<Vec<u8>> {
        // Our names are plain; nothing else is asked for.
        let plain = |sign: char| sign.is_ascii_alphanumeric() || matches!(sign, '.' | '-' | '_');
        if name.is_empty() || name.len() > 120 || !name.chars().all(plain) {
            return None;
        }
        let path = place(name);
        let sealed = self.store.get(&path).await.ok()?.bytes().await.ok()?;
        match self.keys.open_own(path.as_ref(), &sealed) {
            Ok(content) => Some(content.to_vec()),
            Err(error) => {
                tracing::warn!(%error, name, "a file of another release does not open and is not given out");
                None
            }
        }
    }
}
