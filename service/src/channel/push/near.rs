//! Looks names up and forgets every address that is no public one: whoever owns the name of a push service, or answers
//! for it, leads nothing into the office's own network.
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

/// The system's look-up, without private addresses.
#[derive(Debug)]
pub(super) struct Public;

impl Resolve for Public {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
            let public: Vec<SocketAddr> = found.filter(|address| is_public(address.ip())).collect();
            if public.is_empty() {
                return Err("no public address".into());
            }
            Ok(Box::new(public.into_iter()) as Addrs)
        })
    }
}

/// Whether an address is somebody's on the internet.
fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_4(address),
        IpAddr::V6(address) => is_public_6(address),
    }
}

fn is_public_4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    let kept = match (a, b, c) {
        // This network, shared by carriers, protocols, benchmarks, the future.
        (0 | 240..=255, ..) | (100, 64..=127, _) | (192, 0, 0) | (198, 18 | 19, _) => true,
        _ => address.is_private(),
    };
    !(kept
        || address.is_loopback()
        || address.is_link_local()
        || address.is_documentation()
        || address.is_multicast())
}

fn is_public_6(address: Ipv6Addr) -> bool {
    if let Some(inside) = address.to_ipv4_mapped() {
        return is_public_4(inside);
    }
    match address.segments() {
        // Translated ones lead to the address of version 4 at their end.
        [0x64, 0xff9b, 0, 0, 0, 0, high, low] => {
            is_public_4(Ipv4Addr::from(u32::from(high) << 16 | u32::from(low)))
        }
        // Documentation and 6to4, then: only what is given out to the internet.
        [0x2001, 0xdb8, ..] | [0x2002, ..] => false,
        [first, ..] => first & 0xe000 == 0x2000,
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use super::*;
    use std::str::FromStr as _;

    #[test]
    fn addresses_inside_a_house_are_not_public_however_they_are_written() {
        for inside in [
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "192.0.0.8",
            "198.18.0.1",
            "224.0.0.1",
            "255.255.255.255",
            "192.0.2.1",
            "::",
            "::1",
            "fe80::1",
            "fc00::1",
            "fd12::1",
            "ff02::1",
            "::ffff:10.0.0.1",
            "64:ff9b::a00:1",
            "2001:db8::1",
            "2002:a00:1::1",
        ] {
            assert!(!is_public(IpAddr::from_str(inside).unwrap()), "{inside}");
        }
        for outside in ["142.250.4.95", "34.107.243.93", "2404:6800:4003:c00::5f", "64:ff9b::8efa:45f"] {
            assert!(is_public(IpAddr::from_str(outside).unwrap()), "{outside}");
        }
    }

    #[tokio::test]
    async fn a_name_that_leads_to_this_machine_is_not_found() {
        let found = Public.resolve("localhost".parse().unwrap()).await;
        assert_eq!(found.err().unwrap().to_string(), "no public address");
    }
}
