//! Which addresses may be connected to: an endpoint comes from a browser and could name anything.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use tokio::net::{TcpStream, lookup_host};

use super::PushError;

/// Connects to one of the host's public addresses, and to no other.
pub(super) async fn connect(
    host: &str,
    port: u16,
    allows_local: bool,
) -> Result<TcpStream, PushError> {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    let found = lookup_host((bare, port)).await.map_err(PushError::Unreachable)?;
    let allowed = |ip: IpAddr| is_public(ip) || (allows_local && ip.is_loopback());
    let addresses: Vec<_> = found.filter(|address| allowed(address.ip())).collect();
    if addresses.is_empty() {
        return Err(PushError::NotPublic);
    }
    TcpStream::connect(addresses.as_slice()).await.map_err(PushError::Unreachable)
}

/// Whether an address is one of the public internet.
fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => is_public_v4(ip),
        IpAddr::V6(ip) => is_public_v6(ip),
    }
}

fn is_public_v4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    let is_reserved = matches!(
        (a, b, c),
        (0 | 10 | 127, _, _)
            | (100, 64..=127, _)
            | (169, 254, _)
            | (172, 16..=31, _)
            | (192, 168, _)
            | (192, 0, 0 | 2)
            | (192, 88, 99)
            | (198, 18..=19, _)
            | (198, 51, 100)
            | (203, 0, 113)
    );
    !is_reserved && a < 224
}

fn is_public_v6(ip: Ipv6Addr) -> bool {
    if let Some(mapped) = ip.to_ipv4_mapped() {
        return is_public_v4(mapped);
    }
    let [a, b, c, d, e, f, g, h] = ip.segments();
    if (a, b, c, d, e, f) == (0x64, 0xff9b, 0, 0, 0, 0) {
        let [one, two] = g.to_be_bytes();
        let [three, four] = h.to_be_bytes();
        return is_public_v4(Ipv4Addr::new(one, two, three, four));
    }
    // What is given out at all is 2000::/3; of that, documentation, Teredo and 6to4 lead elsewhere.
    let is_global = a & 0xe000 == 0x2000;
    is_global && !(a == 0x2001 && (b == 0xdb8 || b < 0x200)) && a != 0x2002 && a != 0x3fff
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is(text: &str) -> bool {
        is_public(text.parse().unwrap())
    }

    #[test]
    fn only_addresses_of_the_public_internet_are_connected_to() {
        for public in ["8.8.8.8", "142.250.74.10", "172.32.0.1", "2a00:1450::1", "64:ff9b::808:808"]
        {
            assert!(is(public), "{public}");
        }
        for other in [
            "127.0.0.1",
            "10.0.0.1",
            "172.16.5.4",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "224.0.0.1",
            "255.255.255.255",
            "::1",
            "::",
            "fe80::1",
            "fd00::1",
            "ff02::1",
            "::ffff:10.0.0.1",
            "64:ff9b::a00:1",
            "2002:a00:1::",
            "2001:db8::1",
        ] {
            assert!(!is(other), "{other}");
        }
    }

    #[tokio::test]
    async fn a_name_that_leads_home_is_refused() {
        let connected = connect("localhost", 9, false).await;
        assert!(matches!(connected, Err(PushError::NotPublic)));
        let connected = connect("127.0.0.1", 9, true).await;
        assert!(matches!(connected, Err(PushError::Unreachable(_))));
    }
}
