//! Quantities (`500m`, `1Gi`) in the canonical form in which the server
//! stores them.
//!
//! Models k8s.io/apimachinery/pkg/api/resource ParseQuantity and
//! CanonicalizeBytes (v1.36), for numbers that fit 128 bits.

/// What the server says about a text that is none (ErrFormatWrong).
const WRONG: &str =
    "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";

/// What it says where the letters are those of suffixes, but together none
/// (`128K`, `1mi`: ErrSuffix).
const WRONG_SUFFIX: &str = "unable to parse quantity's suffix";

/// What the server says about a text that is no quantity.
///
/// Models ParseQuantity and parseQuantityString.
pub fn wrong(text: &str) -> &'static str {
    let text = text.trim();
    let number = text.strip_prefix(['+', '-']).unwrap_or(text);
    let number = number.trim_start_matches(|it: char| it.is_ascii_digit());
    let rest = number.strip_prefix('.').unwrap_or(number);
    let rest = rest.trim_start_matches(|it: char| it.is_ascii_digit());
    let letters = rest.trim_start_matches(|it: char| "eEinumkKMGTP".contains(it));
    let power = letters.strip_prefix(['+', '-']).unwrap_or(letters);
    let fits = rest.len() < text.len() && power.bytes().all(|it| it.is_ascii_digit());
    if fits && suffix_of(rest).is_none() { WRONG_SUFFIX } else { WRONG }
}

/// A quantity as the server keeps it where it counts resources: thousandths,
/// rounded up. `None` where it is one already.
///
/// Models pkg/apis/core/v1/defaults.go SetDefaults_ResourceList.
pub fn in_thousandths(text: &str) -> Option<String> {
    let value = nano(text)?;
    let rest = value % 1_000_000;
    let away = if value < 0 { -1 } else { 1 };
    (rest != 0).then(|| format!("{}m", value / 1_000_000 + away)).and_then(|it| canonical(&it))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Format {
    Binary,
    Decimal,
    Exponent,
}

const BINARY: [&str; 7] = ["", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"];
const DECIMAL: [(&str, i32); 10] = [
    ("n", -9),
    ("u", -6),
    ("m", -3),
    ("", 0),
    ("k", 3),
    ("M", 6),
    ("G", 9),
    ("T", 12),
    ("P", 15),
    ("E", 18),
];

/// The canonical form of a quantity; `None` where it is none.
pub fn canonical(text: &str) -> Option<String> {
    let (format, value) = parse(text)?;
    let nano = value.abs();
    let shown = match format {
        Format::Binary => binary(nano),
        Format::Decimal => decimal(nano, |_, suffix| suffix.to_owned()),
        Format::Exponent => decimal(nano, |power, _| match power {
            0 => String::new(),
            power => format!("e{power}"),
        }),
    };
    Some(if value < 0 { format!("-{shown}") } else { shown })
}

/// A quantity's value in units of 1e-9; `None` where it is none.
pub fn nano(text: &str) -> Option<i128> {
    parse(text).map(|(_, value)| value)
}

/// How it is written, and its value in units of 1e-9, rounded up, as the
/// server keeps no less.
fn parse(text: &str) -> Option<(Format, i128)> {
    let text = text.trim();
    let (negative, rest) = match text.as_bytes().first()? {
        b'-' => (true, text.get(1..)?),
        b'+' => (false, text.get(1..)?),
        _ => (false, text),
    };
    let end = rest.find(|it: char| !it.is_ascii_digit() && it != '.').unwrap_or(rest.len());
    let (number, suffix) = (rest.get(..end)?, rest.get(end..)?);
    let (whole, part) = number.split_once('.').unwrap_or((number, ""));
    let digits = |it: &str| it.bytes().all(|it| it.is_ascii_digit());
    if whole.is_empty() && part.is_empty() || !digits(whole) || !digits(part) {
        return None;
    }
    let (format, base, power) = suffix_of(suffix)?;
    let nano = scale(whole, part, base, power)?;
    Some((format, if negative { -nano } else { nano }))
}

/// The base (2 or 10) and its power.
fn suffix_of(suffix: &str) -> Option<(Format, u32, i32)> {
    if let Some(place) = BINARY.iter().skip(1).position(|it| *it == suffix) {
        return Some((Format::Binary, 2, 10 * (i32::try_from(place).ok()? + 1)));
    }
    if let Some((_, power)) = DECIMAL.iter().find(|(it, _)| *it == suffix) {
        return Some((Format::Decimal, 10, *power));
    }
    let exponent = suffix.strip_prefix(['e', 'E'])?;
    Some((Format::Exponent, 10, exponent.parse().ok()?))
}

fn scale(whole: &str, part: &str, base: u32, power: i32) -> Option<i128> {
    let mut value: i128 = format!("{whole}{part}")
        .trim_start_matches('0')
        .parse()
        .or_else(|_| {
            if format!("{whole}{part}").bytes().all(|it| it == b'0') { Ok(0) } else { Err(()) }
        })
        .ok()?;
    let mut tens = 9 - i32::try_from(part.len()).ok()?;
    if base == 10 {
        tens += power;
    } else {
        value = value.checked_mul(1_i128.checked_shl(u32::try_from(power).ok()?)?)?;
    }
    if tens >= 0 {
        return value.checked_mul(10_i128.checked_pow(u32::try_from(tens).ok()?)?);
    }
    match 10_i128.checked_pow(u32::try_from(-tens).ok()?) {
        Some(divisor) => Some(value / divisor + i128::from(value % divisor != 0)),
        None => Some(i128::from(value != 0)),
    }
}

const NANO: i128 = 1_000_000_000;

fn binary(nano: i128) -> String {
    if nano % NANO != 0 || nano < 1024 * NANO {
        return decimal(nano, |_, suffix| suffix.to_owned());
    }
    let mut value = nano / NANO;
    let mut place = 0;
    while value != 0 && value % 1024 == 0 && place + 1 < BINARY.len() {
        value /= 1024;
        place += 1;
    }
    format!("{value}{}", BINARY.get(place).copied().unwrap_or_default())
}

fn decimal(nano: i128, suffix: impl Fn(i32, &str) -> String) -> String {
    if nano == 0 {
        return "0".to_owned();
    }
    let mut value = nano;
    let mut place = 0;
    while value % 1000 == 0 && place + 1 < DECIMAL.len() {
        value /= 1000;
        place += 1;
    }
    let (letters, power) = DECIMAL.get(place).copied().unwrap_or_default();
    format!("{value}{}", suffix(power, letters))
}

#[cfg(test)]
mod tests {
    use super::canonical;

    #[test]
    fn quantities_are_stored_in_canonical_form() {
        for (typed, stored) in [
            ("0.5", "500m"),
            ("1000m", "1"),
            ("1024Mi", "1Gi"),
            ("1500Mi", "1500Mi"),
            ("1Gi", "1Gi"),
            ("100m", "100m"),
            ("1e3", "1e3"),
            ("0", "0"),
            ("64Mi", "64Mi"),
            ("1.5Gi", "1536Mi"),
            ("0.1Ki", "102400m"),
            ("1000", "1k"),
            ("-1", "-1"),
            ("1000Mi", "1000Mi"),
            ("0.0005", "500u"),
        ] {
            assert_eq!(canonical(typed).as_deref(), Some(stored), "{typed}");
        }
        for wrong in ["", "lots", "1x", "1 Gi", ".", "1GB", "e3"] {
            assert_eq!(canonical(wrong), None, "{wrong}");
            assert!(super::wrong(wrong).starts_with("quantities must match"), "{wrong}");
        }
        for wrong in ["128K", "1mi", "5Kn", "1MM", "1e"] {
            assert_eq!(canonical(wrong), None, "{wrong}");
            assert_eq!(super::wrong(wrong), "unable to parse quantity's suffix", "{wrong}");
        }
    }

    #[test]
    fn resources_are_counted_in_thousandths_rounded_up() {
        for (typed, stored) in [("0.0001", "1m"), ("1500u", "2m"), ("-1n", "-1m"), ("0.9999", "1")]
        {
            assert_eq!(super::in_thousandths(typed).as_deref(), Some(stored), "{typed}");
        }
        assert_eq!(super::in_thousandths("1500m"), None);
    }
}
