//! The key of an account: AES-GCM with 256 bits, made by the browser, which never hands it out.
use super::{
    answer,
    base::{self, Base},
};
use crate::islands::wizard::awake::page;
use js_sys::{Array, Object, Promise, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{CryptoKey, SubtleCrypto};

const IV_BYTES: u32 = 12;

/// The key, and what uses it.
pub struct Key {
    key: CryptoKey,
    subtle: SubtleCrypto,
}

impl Key {
    /// The key of an account; a new one if there is none.
    pub async fn of(base: &Base, account: &str) -> Option<Self> {
        let subtle = page::window()?.crypto().ok()?.subtle();
        if subtle.is_undefined() {
            return None; // no secure connection
        }
        if let Some(known) = base.get(base::KEYS, account).await {
            return Some(Self { key: known.unchecked_into(), subtle });
        }
        let how = algorithm();
        answer::set(&how, "length", &256.into());
        let uses = Array::of2(&"encrypt".into(), &"decrypt".into());
        let key = wait(subtle.generate_key_with_object(&how, false, &uses)).await?;
        base.put(base::KEYS, account, &key).await?;
        Some(Self { key: key.unchecked_into(), subtle })
    }

    /// Seals a text for one draft: what was made unreadable for one cannot be put in place of another.
    pub async fn seal(&self, draft: &str, text: &str) -> Option<(JsValue, JsValue)> {
        let iv = Uint8Array::new_with_length(IV_BYTES);
        page::window()?.crypto().ok()?.get_random_values_with_array_buffer_view(&iv).ok()?;
        let how = bound(draft, &iv);
        let sealed = self.subtle.encrypt_with_object_and_js_u8_array(&how, &self.key, &bytes(text));
        Some((iv.into(), wait(sealed).await?))
    }

    /// Opens what was sealed for a draft.
    pub async fn open(&self, draft: &str, iv: &JsValue, sealed: &JsValue) -> Option<String> {
        let how = bound(draft, iv);
        let opened = self.subtle.decrypt_with_object_and_buffer_source(&how, &self.key, sealed.dyn_ref()?);
        let bytes = Uint8Array::new(&wait(opened).await?).to_vec();
        String::from_utf8(bytes).ok()
    }
}

fn algorithm() -> Object {
    let how = Object::new();
    answer::set(&how, "name", &"AES-GCM".into());
    how
}

fn bound(draft: &str, iv: &JsValue) -> Object {
    let how = algorithm();
    answer::set(&how, "iv", iv);
    answer::set(&how, "additionalData", &bytes(draft));
    how
}

fn bytes(text: &str) -> Uint8Array {
    Uint8Array::from(text.as_bytes())
}

async fn wait(promise: Result<Promise, JsValue>) -> Option<JsValue> {
    JsFuture::from(promise.ok()?).await.ok()
}
