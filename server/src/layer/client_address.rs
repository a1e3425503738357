//! Who is on the other end of the line, and whether the line is encrypted.
//!
//! Behind a proxy everybody has the proxy's address; what it says in `X-Forwarded-For` counts only when the
//! proxy is one of ours, and only as far as our proxies wrote it: anybody can send that header.

use std::{
    net::{IpAddr, Ipv6Addr, SocketAddr},
    sync::Arc,
};

use axum::{
    extract::{ConnectInfo, Request, State},
    middleware::Next,
    response::Response,
};
use http::{HeaderMap, HeaderName};
use ipnet::IpNet;

const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");
const FORWARDED_PROTO: HeaderName = HeaderName::from_static("x-forwarded-proto");

/// Where a request came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClientAddress {
    /// The client, as far as we can know it.
    pub ip: IpAddr,
    /// Whether the client's own line is encrypted.
    pub https: bool,
}

impl ClientAddress {
    /// Where `request` came from, before any layer has put it there.
    pub fn of(line: &Line, request: &Request) -> Self {
        let peer = request.extensions().get::<ConnectInfo<SocketAddr>>();
        let peer = peer.map_or(IpAddr::from(Ipv6Addr::UNSPECIFIED), |peer| peer.ip());
        judge(line, peer, request.headers())
    }

    /// The name under which tries are counted. One household has a whole /64 of IPv6 addresses.
    pub fn key(&self) -> String {
        match self.ip {
            IpAddr::V4(ip) => ip.to_string(),
            IpAddr::V6(ip) => format!("{}/64", Ipv6Addr::from_bits(ip.to_bits() >> 64 << 64)),
        }
    }
}

/// What is known before a request comes.
#[derive(Debug, Clone)]
pub struct Line {
    /// Whose headers are believed.
    pub trusted: Arc<[IpNet]>,
    /// Whether this process speaks TLS itself.
    pub tls: bool,
}

/// Puts a [`ClientAddress`] beside the request.
pub async fn find(State(line): State<Line>, mut request: Request, next: Next) -> Response {
    let address = ClientAddress::of(&line, &request);
    request.extensions_mut().insert(address);
    next.run(request).await
}

fn judge(line: &Line, peer: IpAddr, headers: &HeaderMap) -> ClientAddress {
    // A socket that serves both kinds reports IPv4 clients as ::ffff:192.0.2.1.
    let peer = peer.to_canonical();
    let is_trusted = |ip: &IpAddr| line.trusted.iter().any(|network| network.contains(ip));
    if !is_trusted(&peer) {
        return ClientAddress { ip: peer, https: line.tls };
    }
    let mut hops = headers
        .get_all(FORWARDED_FOR)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(|hop| hop.trim().parse::<IpAddr>().ok().map(|ip| ip.to_canonical()))
        .collect::<Vec<_>>();
    // From the nearest hop outwards, the first that is none of ours; what stands before it is hearsay.
    let mut ip = peer;
    while let Some(Some(hop)) = hops.pop() {
        ip = hop;
        if !is_trusted(&hop) {
            break;
        }
    }
    let proto = headers.get(FORWARDED_PROTO).and_then(|value| value.to_str().ok());
    ClientAddress { ip, https: proto.map_or(line.tls, |proto| proto.trim() == "https") }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]

    use super::*;

    fn judged(trusted: &[&str], peer: &str, forwarded: &[&str]) -> String {
        let trusted = trusted.iter().map(|network| network.parse().unwrap()).collect();
        let mut headers = HeaderMap::new();
        for value in forwarded {
            headers.append(FORWARDED_FOR, value.parse().unwrap());
        }
        judge(&Line { trusted, tls: false }, peer.parse().unwrap(), &headers).key()
    }

    #[test]
    fn a_strangers_header_is_not_believed() {
        assert_eq!(judged(&[], "203.0.113.9", &["198.51.100.1"]), "203.0.113.9");
        assert_eq!(judged(&["10.0.0.0/8"], "203.0.113.9", &["198.51.100.1"]), "203.0.113.9");
    }

    #[test]
    fn our_proxies_are_believed_as_far_as_they_wrote() {
        let ours = ["10.0.0.0/8", "fd00::1/128"];
        assert_eq!(judged(&ours, "10.0.0.1", &["198.51.100.1"]), "198.51.100.1");
        assert_eq!(judged(&ours, "::ffff:10.0.0.1", &["198.51.100.1"]), "198.51.100.1");
        assert_eq!(judged(&ours, "10.0.0.1", &["1.1.1.1, 198.51.100.1, 10.0.0.2"]), "198.51.100.1");
        assert_eq!(judged(&ours, "10.0.0.1", &["1.1.1.1", "198.51.100.1"]), "198.51.100.1");
        assert_eq!(judged(&ours, "fd00::1", &["nonsense, 198.51.100.1"]), "198.51.100.1");
        assert_eq!(judged(&ours, "10.0.0.1", &["198.51.100.1, nonsense"]), "10.0.0.1");
        assert_eq!(judged(&ours, "10.0.0.1", &[]), "10.0.0.1");
    }

    #[test]
    fn a_household_counts_once_however_many_ipv6_addresses_it_has() {
        let one = judged(&[], "2001:db8:1:2:aaaa::1", &[]);
        assert_eq!(one, "2001:db8:1:2::/64");
        assert_eq!(one, judged(&[], "2001:db8:1:2:ffff:1:2:3", &[]));
        assert_ne!(one, judged(&[], "2001:db8:1:3::1", &[]));
    }

    #[test]
    fn only_our_proxy_can_say_that_the_line_is_encrypted() {
        let mut headers = HeaderMap::new();
        headers.insert(FORWARDED_PROTO, "https".parse().unwrap());
        let line = Line { trusted: ["10.0.0.1/32".parse().unwrap()].into(), tls: false };
        assert!(judge(&line, "10.0.0.1".parse().unwrap(), &headers).https);
        assert!(!judge(&line, "10.0.0.2".parse().unwrap(), &headers).https);
        let tls = Line { trusted: [].into(), tls: true };
        assert!(judge(&tls, "10.0.0.2".parse().unwrap(), &HeaderMap::new()).https);
    }
}
