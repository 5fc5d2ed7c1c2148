//! A set of address ranges as `nft list` shows it.

use std::net::IpAddr;

use ipnet::IpNet;

/// Ranges as nft shows them: it sorts them, makes one of those that overlap or
/// meet, writes a single address without its length, and a range that stands
/// alone without braces. Models nft's setelem_automerge and
/// optimize_singleton_set.
pub(super) fn braces(ranges: &[IpNet]) -> String {
    let mut spans: Vec<(u128, u128)> =
        ranges.iter().map(|it| (number(it.network()), number(it.broadcast()))).collect();
    spans.sort_unstable();
    let mut merged: Vec<(u128, u128)> = Vec::new();
    for (first, last) in spans {
        match merged.last_mut() {
            Some((_, end)) if first <= end.saturating_add(1) => *end = last.max(*end),
            Some(_) | None => merged.push((first, last)),
        }
    }
    let v6 = ranges.iter().any(|it| it.addr().is_ipv6());
    let texts: Vec<String> = merged.into_iter().map(|it| span(it, v6)).collect();
    let text = texts.join(", ");
    if ranges.len() == 1 { text } else { format!("{{ {text} }}") }
}

fn number(ip: IpAddr) -> u128 {
    match ip {
        IpAddr::V4(ip) => u32::from(ip).into(),
        IpAddr::V6(ip) => ip.into(),
    }
}

/// Addresses from one to another: `10.0.0.1`, `10.0.0.0/8`, `10.0.0.1-10.0.0.2`.
fn span((first, last): (u128, u128), v6: bool) -> String {
    let address = |it: u128| match u32::try_from(it) {
        Ok(it) if !v6 => IpAddr::V4(it.into()),
        _ => IpAddr::V6(it.into()),
    };
    let within = first ^ last;
    let length = if v6 { 128 } else { 32 } - within.count_ones();
    if within == 0 {
        address(first).to_string()
    } else if within & within.wrapping_add(1) == 0 && first & within == 0 {
        format!("{}/{length}", address(first))
    } else {
        format!("{}-{}", address(first), address(last))
    }
}
