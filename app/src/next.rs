//! Where to go after signing in. It waits in a cookie of the browser's own: a stranger's visit costs the portal no row,
//! however many there are.
use crate::routes;
use http::{HeaderValue, header::SET_COOKIE};
use leptos::prelude::use_context;
use leptos_axum::ResponseOptions;

/// The cookie.
pub const COOKIE: &str = "__Host-lanjut";
/// As long as what was typed waits, in seconds.
const LIFE: u32 = 1800;
/// Longer than any address of ours.
const LONGEST: usize = 1_000;

/// Remembers an address of ours.
pub(crate) fn remember(address: &str) {
    if may_travel(address) {
        set(address, LIFE);
    }
}

/// Forgets it once somebody has gone there.
pub(crate) fn forget() {
    set("", 0);
}

/// An address as the cookie brings it back; whatever is not ours counts as none.
pub fn read(cookie: &str) -> Option<String> {
    (may_travel(cookie) && routes::safe_next(cookie) == cookie).then(|| cookie.to_owned())
}

/// The letters of a cookie's value, without those that need quoting.
fn may_travel(address: &str) -> bool {
    address.len() <= LONGEST
        && address.bytes().all(|byte| byte.is_ascii_graphic() && !matches!(byte, b'"' | b',' | b';' | b'\\'))
}

fn set(value: &str, life: u32) {
    let cookie = format!("{COOKIE}={value}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age={life}");
    if let (Some(options), Ok(value)) = (use_context::<ResponseOptions>(), HeaderValue::from_str(&cookie)) {
        options.append_header(SET_COOKIE, value);
    }
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn only_addresses_of_ours_come_back() {
        for ours in ["/kk", "/permohonan/baru/kk-07?reason=lost", "/permohonan/1/isi/periksa#ringkasan-galat"]
        {
            assert_eq!(read(ours).as_deref(), Some(ours));
        }
        for other in
            ["", "//jahat.example", "https://jahat.example", "/a b", "/a;b", "/\\jahat.example", "/a\nb"]
        {
            assert_eq!(read(other), None, "{other}");
        }
        assert_eq!(read(&["/", &"x".repeat(1_000)].concat()), None);
    }
}
