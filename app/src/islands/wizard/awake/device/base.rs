//! The browser's own database, with promises in place of its events.
use crate::islands::wizard::awake::page;
use js_sys::Promise;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{IdbDatabase, IdbObjectStore, IdbOpenDbRequest, IdbRequest, IdbTransactionMode};

/// Keys by account.
pub const KEYS: &str = "keys";
/// Sealed drafts by id.
pub const DRAFTS: &str = "drafts";

/// The open database.
pub struct Base(IdbDatabase);

impl Base {
    /// Opens it, and makes it the first time.
    pub async fn open() -> Option<Self> {
        let factory = page::window()?.indexed_db().ok()??;
        let request: IdbOpenDbRequest = factory.open_with_u32("kk-daring", 1).ok()?;
        let fresh = request.clone();
        let upgrade = Closure::once_into_js(move || {
            let base: Option<IdbDatabase> = fresh.result().ok().map(JsCast::unchecked_into);
            for name in [KEYS, DRAFTS] {
                let _ = base.as_ref().map(|base| base.create_object_store(name));
            }
        });
        request.set_onupgradeneeded(Some(upgrade.unchecked_ref()));
        Some(Self(wait(&request).await?.unchecked_into()))
    }

    fn store(&self, name: &str) -> Option<IdbObjectStore> {
        let doing = self.0.transaction_with_str_and_mode(name, IdbTransactionMode::Readwrite).ok()?;
        doing.object_store(name).ok()
    }

    /// A value, if there is one.
    pub async fn get(&self, store: &str, name: &str) -> Option<JsValue> {
        let request = self.store(store)?.get(&name.into()).ok()?;
        wait(&request).await.filter(|value| !value.is_undefined())
    }

    /// Keeps a value.
    pub async fn put(&self, store: &str, name: &str, value: &JsValue) -> Option<()> {
        let request = self.store(store)?.put_with_key(value, &name.into()).ok()?;
        wait(&request).await.map(|_| ())
    }

    /// Removes a value.
    pub async fn remove(&self, store: &str, name: &str) -> Option<()> {
        let request = self.store(store)?.delete(&name.into()).ok()?;
        wait(&request).await.map(|_| ())
    }
}

/// The result of a request, once it is there.
async fn wait(request: &IdbRequest) -> Option<JsValue> {
    let promise = Promise::new(&mut |done, failed| {
        request.set_onsuccess(Some(&done));
        request.set_onerror(Some(&failed));
    });
    JsFuture::from(promise).await.ok()?;
    request.result().ok()
}
