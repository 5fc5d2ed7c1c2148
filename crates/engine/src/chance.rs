//! Chance that can be repeated: every choice is a hash of the seed and of what
//! is chosen.

/// A number below `bound` (0 where `bound` is 0), the same for the same seed
/// and parts, and evenly spread over different parts.
pub fn below(seed: u64, parts: &[&str], bound: u64) -> u64 {
    // FNV-1a over the parts, finished with the mixer of SplitMix64.
    let mut state = 0xcbf2_9ce4_8422_2325 ^ seed.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let next = |state: u64, byte: u8| (state ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    for part in parts {
        for byte in part.as_bytes() {
            state = next(state, *byte);
        }
        state = next(state, 0xff);
    }
    state = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    state = (state ^ (state >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    state ^= state >> 31;
    if bound == 0 { 0 } else { ((u128::from(state) * u128::from(bound)) >> 64) as u64 }
}

/// The letters of Kubernetes' generated names and hashes.
///
/// Models k8s.io/apimachinery/pkg/util/rand (v1.36).
pub(crate) const ALPHANUMS: &[u8; 27] = b"bcdfghjklmnpqrstvwxz2456789";

/// A generated suffix of `length` letters.
pub fn suffix(seed: u64, parts: &[&str], length: usize) -> String {
    (0..length)
        .map(|place| {
            let place = place.to_string();
            let mut all = parts.to_vec();
            all.push(&place);
            let letter = below(seed, &all, ALPHANUMS.len() as u64) as usize;
            char::from(ALPHANUMS.get(letter).copied().unwrap_or(b'x'))
        })
        .collect()
}

/// A UID, shaped as Kubernetes shapes them (a random UUID).
pub fn uid(seed: u64, parts: &[&str]) -> String {
    let half = |name: &str| {
        let mut all = parts.to_vec();
        all.push(name);
        below(seed, &all, u64::MAX)
    };
    let (high, low) = (half("high"), half("low"));
    write_uid(high, low)
}

/// A random (version 4) UUID of these bits, but for those that tell version and
/// variant.
pub(crate) fn write_uid(high: u64, low: u64) -> String {
    let (high, low) = (high & !0xf000 | 0x4000, low & (u64::MAX >> 2) | 1 << 63);
    let bits = u128::from(high) << 64 | u128::from(low);
    let mut out = String::with_capacity(36);
    for place in 0..32 {
        if matches!(place, 8 | 12 | 16 | 20) {
            out.push('-');
        }
        let digit = (bits >> (124 - 4 * place)) as u32 & 0xf;
        out.push(char::from_digit(digit, 16).unwrap_or('0'));
    }
    out
}
