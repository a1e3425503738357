//! Asking the server by plain fetch.
use super::{answer, page};
use gloo_timers::callback::Timeout;
use js_sys::Object;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, RequestInit, Response};

/// So long an answer is waited for, in milliseconds.
const LONGEST: u32 = 30_000;

/// What became of a question.
pub enum Reply {
    /// Yes, with this text.
    Yes(String),
    /// No, with a status and a code.
    No(u16, String),
    /// The network or the server is not there.
    Lost,
}

/// Sends JSON. With `to_the_end` the browser finishes it even when the page goes away.
pub async fn post(address: &str, json: &str, to_the_end: bool) -> Reply {
    try_post(address, json, to_the_end).await.unwrap_or(Reply::Lost)
}

async fn try_post(address: &str, json: &str, to_the_end: bool) -> Result<Reply, JsValue> {
    let headers = [("content-type", "application/json"), ("accept", "application/json")];
    let how = Object::new();
    answer::set(&how, "method", &"POST".into());
    answer::set(&how, "headers", &answer::object(headers.into_iter()));
    answer::set(&how, "body", &json.into());
    answer::set(&how, "keepalive", &to_the_end.into());
    // A connection that died without a word is given up, so that it can be tried again.
    let limit = AbortController::new()?;
    answer::set(&how, "signal", &limit.signal());
    let _given_up = Timeout::new(LONGEST, move || limit.abort());
    let window = page::window().ok_or(JsValue::NULL)?;
    let asked = window.fetch_with_str_and_init(address, how.unchecked_ref::<RequestInit>());
    let response: Response = JsFuture::from(asked).await?.unchecked_into();
    let text = JsFuture::from(response.text()?).await?.as_string().unwrap_or_default();
    Ok(if response.ok() { Reply::Yes(text) } else { Reply::No(response.status(), text) })
}
