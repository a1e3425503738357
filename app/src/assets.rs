//! Where the files of the house are: logical names to addresses with a content hash.
use std::{collections::BTreeMap, sync::Arc};

/// The manifest written by the build.
#[derive(Clone, Debug, Default)]
pub struct Assets(Arc<BTreeMap<String, String>>);

impl Assets {
    /// From logical names to addresses.
    pub fn new(manifest: BTreeMap<String, String>) -> Self {
        Self(Arc::new(manifest))
    }

    /// The address of a file; a name that was not built leads nowhere, visibly.
    pub fn url(&self, name: &str) -> String {
        self.0.get(name).cloned().unwrap_or_else(|| format!("/aset/tidak-ada/{name}"))
    }
}
