//! Asking the server by plain fetch. Every question says that nobody pressed anything, so that a page left
//! open does not keep a session alive.
use serde::de::DeserializeOwned;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Headers, Request, RequestInit, Response};

/// What became of a question.
pub(super) enum Answer<T> {
    /// This.
    Here(T),
    /// The session is over.
    SignedOut,
    /// No: it changed meanwhile, or is not theirs.
    Refused,
    /// The network or the server is not there.
    Lost,
}

/// Reads.
pub(super) async fn get<T: DeserializeOwned>(address: &str) -> Answer<T> {
    send(address, None).await.unwrap_or(Answer::Lost)
}

/// Acts, with a form.
pub(super) async fn post<T: DeserializeOwned>(address: &str, form: &str) -> Answer<T> {
    send(address, Some(form)).await.unwrap_or(Answer::Lost)
}

async fn send<T: DeserializeOwned>(address: &str, form: Option<&str>) -> Result<Answer<T>, JsValue> {
    let headers = Headers::new()?;
    headers.set("accept", "application/json")?;
    headers.set("x-kk-by-itself", "1")?;
    let how = RequestInit::new();
    if let Some(form) = form {
        headers.set("content-type", "application/x-www-form-urlencoded")?;
        how.set_method("POST");
        how.set_body(&JsValue::from_str(form));
    }
    how.set_headers(&headers);
    let request = Request::new_with_str_and_init(address, &how)?;
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let response: Response = JsFuture::from(window.fetch_with_request(&request)).await?.dyn_into()?;
    Ok(match response.status() {
        200 => {
            let text = JsFuture::from(response.text()?).await?.as_string().unwrap_or_default();
            serde_json::from_str(&text).map_or(Answer::Lost, Answer::Here)
        }
        401 => Answer::SignedOut,
        400..500 => Answer::Refused,
        _ => Answer::Lost,
    })
}
