//! What lies on the device: one seam. Values are sealed with a key that the browser keeps and never shows, one
//! an account; never anything readable. Where a browser has no store or no cryptography, nothing is kept.
mod base;
mod key;

use super::answer::{self, Texts};
use crate::islands::wizard::unsent::Unsent;
use base::Base;
use js_sys::{Object, Reflect, Uint8Array};
use key::Key;
use wasm_bindgen::{JsCast, JsValue};

/// The device's store of one account.
pub struct DeviceStore {
    base: Base,
    key: Key,
}

/// What is kept of a draft: what the server does not have, and what it had instead.
pub fn text_of(unsent: &Unsent) -> String {
    let kept = Object::new();
    answer::set(&kept, "unsent", &answer::object(unsent.iter()));
    answer::set(&kept, "base", &answer::object(unsent.bases()));
    answer::json(&kept)
}

impl DeviceStore {
    /// Opens it, with a new key the first time.
    pub async fn open(account: &str) -> Option<Self> {
        let base = Base::open().await?;
        let key = Key::of(&base, account).await?;
        Some(Self { base, key })
    }

    /// What the server has not got of a draft.
    pub async fn load(&self, draft: &str) -> Option<Unsent> {
        let kept = self.base.get(base::DRAFTS, draft).await?;
        let part = |name: &str| Reflect::get(&kept, &JsValue::from_str(name)).ok();
        let text = self.key.open(draft, &part("iv")?, &part("sealed")?).await?;
        let mut record = answer::record(&text)?;
        let (Texts(values), Texts(bases)) = (record.must("unsent").ok()?, record.must("base").ok()?);
        Some(Unsent::kept(values, bases))
    }

    /// Keeps a draft; true once it lies there.
    pub async fn keep(&self, draft: &str, text: &str) -> bool {
        let Some((iv, sealed)) = self.key.seal(draft, text).await else { return false };
        let kept = Object::new();
        answer::set(&kept, "iv", iv.unchecked_ref::<Uint8Array>());
        answer::set(&kept, "sealed", &sealed);
        self.base.put(base::DRAFTS, draft, &kept).await.is_some()
    }

    /// Forgets a draft; true once it is gone.
    pub async fn forget(&self, draft: &str) -> bool {
        self.base.remove(base::DRAFTS, draft).await.is_some()
    }
}
