//! Addresses and ranges as Kubernetes reads them: also those that Go would no
//! longer take, which the server still stores where it always did.
//!
//! Models k8s.io/utils/net ParseIPSloppy and ParseCIDRSloppy.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use ipnet::IpNet;

/// An address as kube-proxy and the controllers use it: one of IPv4 that is
/// written as IPv6 (`::ffff:10.0.0.1`) is one of IPv4.
pub(crate) fn address(text: &str) -> Option<IpAddr> {
    let strict = text.parse::<IpAddr>().ok();
    strict.or_else(|| sloppy_ip(text)).map(|it| it.to_canonical())
}

/// The bits before an address of IPv4 that is written as IPv6.
const MAPPED_BITS: u8 = 96;

/// A range as kube-proxy uses it: one of IPv4 that is written as IPv6
/// (`::ffff:10.0.0.0/104`) is one of IPv4.
pub(crate) fn range(text: &str) -> Option<IpNet> {
    let sloppy = || {
        let (address, length) = sloppy_cidr(text)?;
        IpNet::new(address, length).ok()
    };
    let read: IpNet = text.parse().ok().or_else(sloppy)?;
    let mapped = || {
        let length = read.prefix_len().checked_sub(MAPPED_BITS)?;
        let IpAddr::V4(address) = read.addr().to_canonical() else { return None };
        IpNet::new(address.into(), length).ok()
    };
    Some(if read.addr().is_ipv6() { mapped().unwrap_or(read) } else { read })
}

/// An address as Go's old net.ParseIP read it: leading zeros in IPv4 allowed.
pub(crate) fn sloppy_ip(text: &str) -> Option<IpAddr> {
    if text.contains(':') {
        return sloppy_v6(text).map(IpAddr::V6);
    }
    sloppy_v4(text).map(IpAddr::V4)
}

fn sloppy_v4(text: &str) -> Option<Ipv4Addr> {
    let parts: Vec<u8> = text
        .split('.')
        .map(|part| {
            let digits = part.bytes().all(|it| it.is_ascii_digit());
            (digits && !part.is_empty()).then(|| part.trim_start_matches('0'))
        })
        .map(|part| match part? {
            "" => Some(0),
            digits => digits.parse().ok(),
        })
        .collect::<Option<_>>()?;
    let [a, b, c, d] = parts.as_slice() else { return None };
    Some(Ipv4Addr::new(*a, *b, *c, *d))
}

fn sloppy_v6(text: &str) -> Option<Ipv6Addr> {
    if let Ok(address) = text.parse() {
        return Some(address);
    }
    let (head, tail) = text.rsplit_once(':')?;
    let [a, b, c, d] = sloppy_v4(tail)?.octets();
    format!("{head}:{a:02x}{b:02x}:{c:02x}{d:02x}").parse().ok()
}

/// A CIDR as Go's old net.ParseCIDR read it: address and prefix length.
pub(crate) fn sloppy_cidr(text: &str) -> Option<(IpAddr, u8)> {
    let (address, length) = text.split_once('/')?;
    let address = sloppy_ip(address)?;
    let digits = !length.is_empty() && length.bytes().all(|it| it.is_ascii_digit());
    let length: u8 = digits.then(|| length.parse().ok()).flatten()?;
    let most = if address.is_ipv4() { 32 } else { 128 };
    (length <= most).then_some((address, length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leading_zeros_and_addresses_of_ipv4_written_as_ipv6_are_read_as_kube_proxy_reads_them() {
        let read = |text: &str| address(text).map(|it| it.to_string());
        assert_eq!(read("198.018.7.07").as_deref(), Some("198.18.7.7"));
        assert_eq!(read("::ffff:198.18.7.7").as_deref(), Some("198.18.7.7"));
        assert_eq!(read("2001:DB8::1").as_deref(), Some("2001:db8::1"));
        assert_eq!(read("198.18.7"), None);
        assert_eq!(range("010.0.0.0/08").map(|it| it.to_string()).as_deref(), Some("10.0.0.0/8"));
        assert_eq!(range("10.0.0.0/33"), None);
        let mapped = range("::ffff:10.0.0.0/104").map(|it| it.to_string());
        assert_eq!(mapped.as_deref(), Some("10.0.0.0/8"));
        let wide = range("::ffff:10.0.0.0/90").map(|it| it.addr().is_ipv6());
        assert_eq!(wide, Some(true));
    }
}
