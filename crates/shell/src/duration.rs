//! Durations as Go writes them: `30s`, `1m30s`, `-1.5h`. Models time.ParseDuration.

/// A unit and its nanoseconds.
const UNITS: [(&str, u64); 8] = [
    ("ns", 1),
    ("us", 1_000),
    ("µs", 1_000),
    ("μs", 1_000),
    ("ms", 1_000_000),
    ("s", 1_000_000_000),
    ("m", 60_000_000_000),
    ("h", 3_600_000_000_000),
];

/// Digits of a fraction that are counted: the smallest unit is a nanosecond.
const FRACTION_DIGITS: usize = 9;

/// A duration in milliseconds, of what is less than one without a rest.
///
/// # Errors
/// Go's words, without `time: ` before them and the text behind them.
pub fn parse_ms(text: &str) -> Result<i64, String> {
    let invalid = || "invalid duration".to_owned();
    let mut rest = text.strip_prefix(['-', '+']).unwrap_or(text);
    if rest == "0" {
        return Ok(0);
    }
    if rest.is_empty() {
        return Err(invalid());
    }
    let mut total: u64 = 0;
    while !rest.is_empty() {
        let (whole, after) = digits(rest);
        let (fraction, after) = after.strip_prefix('.').map_or(("", after), digits);
        if whole.is_empty() && fraction.is_empty() {
            return Err(invalid());
        }
        let counts = |it: char| it == '.' || it.is_ascii_digit();
        let (unit, after) = after.split_at(after.find(counts).unwrap_or(after.len()));
        if unit.is_empty() {
            return Err("missing unit in duration".to_owned());
        }
        let Some((_, nanos)) = UNITS.iter().find(|it| it.0 == unit) else {
            return Err(format!("unknown unit \"{unit}\" in duration"));
        };
        let whole = if whole.is_empty() { Some(0) } else { whole.parse::<u64>().ok() };
        let part =
            whole.and_then(|it| it.checked_mul(*nanos)?.checked_add(share(fraction, *nanos)));
        total = part.and_then(|it| total.checked_add(it)).ok_or_else(invalid)?;
        rest = after;
    }
    let total = i64::try_from(total).map_err(|_| invalid())? / 1_000_000;
    Ok(if text.starts_with('-') { -total } else { total })
}

/// The same, of a duration that is not negative; `None` where it is none.
pub fn duration_ms(text: &str) -> Option<u64> {
    let ms = parse_ms(text).ok()?;
    u64::try_from(ms).ok().filter(|_| !text.starts_with('-'))
}

fn digits(text: &str) -> (&str, &str) {
    text.split_at(text.find(|it: char| !it.is_ascii_digit()).unwrap_or(text.len()))
}

/// So much of a unit as the digits behind the point say.
fn share(fraction: &str, nanos: u64) -> u64 {
    let counted = fraction.get(..FRACTION_DIGITS).unwrap_or(fraction);
    let zeros = FRACTION_DIGITS - counted.len();
    let billionths: u128 = format!("{counted}{}", "0".repeat(zeros)).parse().unwrap_or(0);
    u64::try_from(billionths * u128::from(nanos) / 1_000_000_000).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::parse_ms;

    /// As Go's own time.ParseDuration reads them.
    #[test]
    fn durations_are_read_as_go_reads_them() {
        for (text, ms) in [
            ("0", 0),
            ("1m30s", 90_000),
            (".5s", 500),
            ("1.0005s", 1_000),
            ("2.h", 7_200_000),
            ("1s.5s", 1_500),
            ("+1s", 1_000),
            ("-1.5h", -5_400_000),
            ("1500us", 1),
            ("9223372036854775807ns", 9_223_372_036_854),
        ] {
            assert_eq!(parse_ms(text), Ok(ms), "{text}");
        }
        for (text, words) in [
            ("", "invalid duration"),
            ("-", "invalid duration"),
            (".s", "invalid duration"),
            ("x", "invalid duration"),
            ("1.5", "missing unit in duration"),
            ("1.2.3s", "missing unit in duration"),
            ("2h3", "missing unit in duration"),
            ("1x", "unknown unit \"x\" in duration"),
            ("99999999999h", "invalid duration"),
            ("18446744073709551615s", "invalid duration"),
            ("9223372036854775808ns", "invalid duration"),
        ] {
            assert_eq!(parse_ms(text), Err(words.to_owned()), "{text}");
        }
    }
}
