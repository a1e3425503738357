//! What browsers are told to forbid.
//!
//! The policy names a nonce that only this response knows. Leptos is given the same one (see `pages`), since
//! it writes an inline script; the house's own are the style sheet of who just arrived and what wakes islands.

use std::{fmt, sync::Arc};

use axum::{
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use http::{HeaderMap, HeaderName, HeaderValue, header};
use rand::RngExt as _;

/// The nonce of one response; the app reads it from the request's extensions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CspNonce(pub Arc<str>);

impl CspNonce {
    fn mint() -> Self {
        let mut bytes = [0_u8; 16];
        rand::rng().fill(&mut bytes);
        Self(URL_SAFE_NO_PAD.encode(bytes).into())
    }
}

impl fmt::Display for CspNonce {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Everything a page of ours never does.
const PERMISSIONS: &str = "accelerometer=(), autoplay=(), browsing-topics=(), camera=(self), display-capture=(), \
                           encrypted-media=(), geolocation=(), gyroscope=(), hid=(), magnetometer=(), microphone=(), \
                           midi=(), payment=(), publickey-credentials-create=(self), \
                           publickey-credentials-get=(self), screen-wake-lock=(), serial=(), usb=(), \
                           xr-spatial-tracking=()";
const ONLY_STYLE: &str =
    "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
/// Two years, as browsers' preload lists ask for.
const TRANSPORT_SECURITY: &str = "max-age=63072000; includeSubDomains";

const PERMISSIONS_POLICY: HeaderName = HeaderName::from_static("permissions-policy");
const OPENER_POLICY: HeaderName = HeaderName::from_static("cross-origin-opener-policy");
const RESOURCE_POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");

/// Whether people reach the portal over HTTPS.
#[derive(Debug, Clone, Copy)]
pub struct Https(pub bool);

/// Mints the nonce and adds the headers that the handler has not set itself.
pub async fn add(State(https): State<Https>, mut request: Request, next: Next) -> Response {
    let nonce = CspNonce::mint();
    request.extensions_mut().insert(nonce.clone());
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    if let Ok(policy) = HeaderValue::from_str(&policy(&nonce)) {
        headers.entry(header::CONTENT_SECURITY_POLICY).or_insert(policy);
    }
    fixed(headers, https);
    hide_the_kitchen(headers);
    response
}

/// The headers of a page that has nothing but a style sheet, where no layer adds them.
pub fn without_scripts(headers: &mut HeaderMap, https: Https) {
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(ONLY_STYLE));
    fixed(headers, https);
}

fn fixed(headers: &mut HeaderMap, https: Https) {
    let fixed = [
        (PERMISSIONS_POLICY, PERMISSIONS),
        (OPENER_POLICY, "same-origin"),
        (RESOURCE_POLICY, "same-origin"),
        // Server functions redirect a browser without scripts by the Referer.
        (header::REFERRER_POLICY, "same-origin"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        // Nothing personal in any cache, not even behind the back button of a shared computer.
        (header::CACHE_CONTROL, "no-store"),
    ];
    for (name, value) in fixed {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    if https.0 {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static(TRANSPORT_SECURITY));
    }
}

fn policy(nonce: &CspNonce) -> String {
    format!(
        "default-src 'none'; script-src 'self' 'nonce-{nonce}' 'wasm-unsafe-eval'; style-src 'self' 'nonce-{nonce}'; \
         img-src 'self' blob: data:; connect-src 'self'; worker-src 'self'; manifest-src 'self'; \
         form-action 'self'; frame-src 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
}

fn hide_the_kitchen(headers: &mut HeaderMap) {
    headers.remove(header::SERVER);
    headers.remove("x-powered-by");
}
