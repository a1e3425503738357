//! The files that this program carries: `target/site` as it was when the program was built.
//!
//! With the feature `carried` only (`scripts/build-server`, `scripts/test`), so that `cargo test` needs no build of the
//! browser's files.

use std::borrow::Cow;

use bytes::Bytes;
use rust_embed::Embed;

use super::{AssetsError, Built, Files, MANIFEST};

#[derive(Embed)]
#[folder = "../target/site"]
struct Site;

pub(super) fn built() -> Result<Built, AssetsError> {
    let manifest = Site::get(MANIFEST).ok_or(AssetsError::NotCarried)?;
    let mut files = Files::new();
    for path in Site::iter() {
        if let (Some(name), Some(file)) = (path.strip_prefix("aset/"), Site::get(&path)) {
            let content = match file.data {
                Cow::Borrowed(carried) => Bytes::from_static(carried),
                Cow::Owned(read) => read.into(),
            };
            files.insert(name.to_owned(), content);
        }
    }
    Built::of(MANIFEST, &manifest.data, files)
}
