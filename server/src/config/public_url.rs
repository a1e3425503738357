//! How people reach the portal: scheme and host, nothing behind them.

use std::{fmt, net::IpAddr};

use http::Uri;

/// `https://kk.contoh.go.id`, without a slash at the end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicUrl {
    https: bool,
    /// Host and, if it is not the usual one, port; lower case.
    authority: String,
}

impl PublicUrl {
    /// Reads one; `None` for anything that is more or less than scheme and host.
    pub fn parse(raw: &str) -> Option<Self> {
        let uri: Uri = raw.parse().ok()?;
        let https = match uri.scheme_str()? {
            "https" => true,
            "http" => false,
            _ => return None,
        };
        let authority = uri.authority()?.as_str().to_ascii_lowercase();
        let usual = if https { ":443" } else { ":80" };
        let authority = authority.strip_suffix(usual).map_or(authority.clone(), str::to_owned);
        let nothing_more =
            matches!(uri.path(), "" | "/") && uri.query().is_none() && !authority.contains('@');
        nothing_more.then_some(Self { https, authority })
    }

    /// This machine, without TLS.
    pub fn local() -> Self {
        Self { https: false, authority: "127.0.0.1".to_owned() }
    }

    /// Whether it begins with `https`.
    pub const fn is_https(&self) -> bool {
        self.https
    }

    /// Host and, if it is not the usual one, port.
    pub fn authority(&self) -> &str {
        &self.authority
    }

    /// Whether it leads to this machine only.
    pub fn is_loopback(&self) -> bool {
        let host = match self.authority.rsplit_once(':') {
            Some((host, port)) if port.bytes().all(|digit| digit.is_ascii_digit()) => host,
            _ => &self.authority,
        };
        let host = host.trim_start_matches('[').trim_end_matches(']');
        host == "localhost" || host.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
    }
}

impl fmt::Display for PublicUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}://{}", if self.https { "https" } else { "http" }, self.authority)
    }
}
