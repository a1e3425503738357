//! Where the files of the house are: logical names to addresses with a content hash.
use std::{collections::BTreeMap, sync::Arc};

/// Files that a page may carry inside itself, so that nothing is waited for twice on a slow network.
pub const CARRIED: [&str; 2] = [STYLE, WAKE];
/// How everything looks.
pub const STYLE: &str = "main.css";
/// Wakes the islands of a page.
pub const WAKE: &str = "wake.js";

/// What the build made.
#[derive(Clone, Debug, Default)]
pub struct Assets {
    addresses: Arc<BTreeMap<String, String>>,
    texts: Arc<BTreeMap<&'static str, String>>,
}

impl Assets {
    /// From logical names to addresses, and the texts of those that are [`CARRIED`].
    pub fn new(addresses: BTreeMap<String, String>, texts: BTreeMap<&'static str, String>) -> Self {
        Self { addresses: Arc::new(addresses), texts: Arc::new(texts) }
    }

    /// The address of a file; a name that was not built leads nowhere, visibly.
    pub fn url(&self, name: &str) -> String {
        self.addresses.get(name).cloned().unwrap_or_else(|| format!("/aset/tidak-ada/{name}"))
    }

    /// The address of a file, if it was built.
    pub fn find(&self, name: &str) -> Option<String> {
        self.addresses.get(name).cloned()
    }

    /// What stands in a file that pages carry.
    pub fn text(&self, name: &str) -> Option<String> {
        self.texts.get(name).cloned()
    }
}
