//! Quantities (`500m`, `1Gi`) in the form in which the server stores them.
//!
//! Models k8s.io/apimachinery/pkg/api/resource ParseQuantity and
//! CanonicalizeBytes (v1.36).

/// What the server says about a text that is none (ErrFormatWrong).
const WRONG: &str =
    "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";

/// What it says where the letters are those of suffixes, but together none
/// (`128K`, `1mi`: ErrSuffix).
const WRONG_SUFFIX: &str = "unable to parse quantity's suffix";

/// What it says where there is a suffix only, and it is a large one (ErrNumeric).
const WRONG_NUMBER: &str = "unable to parse numeric part of quantity";

/// The largest amount with a binary suffix, in units of 1e-9: an int64.
const MOST: i128 = (i64::MAX as i128) * NANO;

const NANO: i128 = 1_000_000_000;

/// Digits of a binary amount that are counted; what follows rounds up.
const DIGITS: usize = 19;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Format {
    Binary,
    Decimal,
    Exponent,
}

/// Suffixes of powers of 1024, by the power.
pub(crate) const BINARY_SUFFIXES: [&str; 7] = ["", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"];
/// Suffixes of powers of ten.
pub(crate) const DECIMAL_SUFFIXES: [(&str, i64); 10] = [
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

/// An amount as it was read.
struct Amount {
    negative: bool,
    /// Without zeros before; empty: zero.
    digits: String,
    /// The power of ten of the last digit; -9 or more.
    power: i64,
    format: Format,
    /// Whether it is stored as it was written.
    as_written: bool,
}

/// What the server says about a text that is no quantity.
pub fn wrong(text: &str) -> &'static str {
    parse(text.trim()).err().unwrap_or(WRONG)
}

/// A quantity as the server stores it; `None` where it is none.
pub fn canonical(text: &str) -> Option<String> {
    let text = text.trim();
    let amount = parse(text).ok()?;
    Some(if amount.as_written { text.to_owned() } else { amount.shown() })
}

/// A quantity's value in units of 1e-9, at most 1e36; `None` where it is none.
pub fn nano(text: &str) -> Option<i128> {
    parse(text.trim()).ok().map(|it| it.nano())
}

/// Two quantities together, written as the first is; `None` where one is none.
///
/// Models Quantity.Add.
pub fn sum(one: &str, other: &str) -> Option<String> {
    let (one, other) = (parse(one.trim()).ok()?, parse(other.trim()).ok()?);
    let nano = one.nano() + other.nano();
    let digits = nano.abs().to_string();
    let format = if one.is_zero() { other.format } else { one.format };
    Some(Amount { negative: nano < 0, digits, power: -9, format, as_written: false }.shown())
}

/// A quantity as the server keeps it where it counts resources: thousandths,
/// rounded up. `None` where it is one already.
///
/// Models pkg/apis/core/v1/defaults.go SetDefaults_ResourceList.
pub fn in_thousandths(text: &str) -> Option<String> {
    let mut amount = parse(text.trim()).ok()?;
    amount.round_up(-3).then(|| amount.shown())
}

/// A text taken apart, as parseQuantityString does it: whether it is negative,
/// the digits before and after the point, whether there are any, the suffix.
fn taken_apart(text: &str) -> Result<(bool, &str, &str, bool, &str), &'static str> {
    let rest = text.strip_prefix(['+', '-']).unwrap_or(text);
    let (whole, rest) = digits(rest);
    let (part, suffix) = match rest.strip_prefix('.') {
        Some(rest) => digits(rest),
        None => ("", rest),
    };
    let after = suffix.trim_start_matches(|it: char| "eEinumkKMGTP".contains(it));
    let after = after.strip_prefix(['+', '-']).unwrap_or(after);
    if text.is_empty() || !digits(after).1.is_empty() {
        return Err(WRONG);
    }
    let any = !whole.is_empty() || !part.is_empty();
    Ok((text.starts_with('-'), whole.trim_start_matches('0'), part, any, suffix))
}

fn digits(text: &str) -> (&str, &str) {
    text.split_at(text.find(|it: char| !it.is_ascii_digit()).unwrap_or(text.len()))
}

/// Models ParseQuantity.
fn parse(text: &str) -> Result<Amount, &'static str> {
    let (negative, whole, part, any, suffix) = taken_apart(text)?;
    let (format, power) = suffix_of(suffix).ok_or(WRONG_SUFFIX)?;
    // A number without digits before the point counts as one with a zero.
    let count = i64::try_from(whole.len().max(1) + part.len()).unwrap_or(i64::MAX);
    let scale = power - i64::try_from(part.len()).unwrap_or(i64::MAX);
    let quick = match format {
        Format::Binary => part.is_empty() && 14 - count - power * 3 / 10 >= 0,
        Format::Decimal | Format::Exponent => count <= 18 && scale >= -9,
    };
    if !quick && !any {
        return Err(WRONG_NUMBER);
    }
    let digits = format!("{whole}{part}");
    let as_written = quick
        && match format {
            Format::Binary => digits.parse().is_ok_and(|it: i64| it & 7 != 0),
            Format::Decimal | Format::Exponent => {
                scale % 3 == 0 && !whole.is_empty() && !digits.ends_with("000")
            }
        };
    let mut amount = match format {
        Format::Binary => {
            let digits = binary_nano(whole, part, power).to_string();
            Amount { negative, digits, power: -9, format, as_written }
        }
        Format::Decimal | Format::Exponent => {
            let digits = digits.trim_start_matches('0').to_owned();
            Amount { negative, digits, power: scale, format, as_written }
        }
    };
    amount.round_up(-9);
    Ok(amount)
}

/// How it is written, and the power of two or ten.
fn suffix_of(suffix: &str) -> Option<(Format, i64)> {
    if let Some(place) = BINARY_SUFFIXES.iter().skip(1).position(|it| *it == suffix) {
        return Some((Format::Binary, 10 * (i64::try_from(place).ok()? + 1)));
    }
    if let Some((_, power)) = DECIMAL_SUFFIXES.iter().find(|(it, _)| *it == suffix) {
        return Some((Format::Decimal, *power));
    }
    let exponent: i64 = suffix.strip_prefix(['e', 'E'])?.parse().ok()?;
    // Upstream cuts it to an int32.
    Some((Format::Exponent, i64::from(exponent as i32)))
}

/// A number times a power of two, in units of 1e-9, rounded up, at most [`MOST`].
fn binary_nano(whole: &str, part: &str, power: i64) -> i128 {
    let factor = u32::try_from(power).ok().and_then(|it| 1_i128.checked_shl(it)).unwrap_or(1);
    let whole = if whole.is_empty() { Some(0) } else { whole.parse::<i128>().ok() };
    let (counted, more) = part.split_at_checked(DIGITS).unwrap_or((part, ""));
    let tens =
        u32::try_from(counted.len()).ok().and_then(|it| 10_i128.checked_pow(it)).unwrap_or(1);
    // The fraction in units of 1e-9 before it is multiplied, and what is left.
    let fraction = counted.parse::<i128>().unwrap_or(0) * NANO;
    let (nanos, left) = (fraction / tens * factor, fraction % tens);
    let left = left
        .checked_mul(factor)
        .map_or(left / tens * factor, |it| it / tens + i128::from(it % tens != 0));
    let more = i128::from(more.bytes().any(|it| it != b'0'));
    let whole = whole.and_then(|it| it.checked_mul(factor)?.checked_mul(NANO));
    whole.and_then(|it| it.checked_add(nanos + left + more)).map_or(MOST, |it| it.min(MOST))
}

impl Amount {
    /// Rounds away from zero to this power of ten; whether that changed it.
    fn round_up(&mut self, power: i64) -> bool {
        let drop = usize::try_from(power.saturating_sub(self.power)).unwrap_or(0);
        if drop == 0 || self.is_zero() {
            return false;
        }
        let kept = self.digits.len().saturating_sub(drop);
        let gone = self.digits.split_off(kept);
        self.power = power;
        let changed = gone.bytes().any(|it| it != b'0');
        if changed {
            self.count_up();
        }
        changed
    }

    fn count_up(&mut self) {
        let nines = self.digits.len() - self.digits.trim_end_matches('9').len();
        self.digits.truncate(self.digits.len() - nines);
        match self.digits.pop().and_then(|it| it.to_digit(10)) {
            Some(last) => self.digits.extend(char::from_digit(last + 1, 10)),
            None => self.digits.push('1'),
        }
        self.digits.extend(std::iter::repeat_n('0', nines));
    }

    fn is_zero(&self) -> bool {
        self.digits.bytes().all(|it| it == b'0')
    }

    fn nano(&self) -> i128 {
        let most = 10_i128.pow(36);
        let zeros = usize::try_from(self.power + 9).unwrap_or(0);
        let value = if self.is_zero() {
            0
        } else if self.digits.len() + zeros > 36 {
            most
        } else {
            let digits: i128 = self.digits.parse().unwrap_or(most);
            u32::try_from(zeros).ok().map_or(most, |it| digits * 10_i128.pow(it))
        };
        if self.negative { -value } else { value }
    }

    /// Models CanonicalizeBytes.
    fn shown(&self) -> String {
        if self.is_zero() {
            return "0".to_owned();
        }
        let nano = self.nano().abs();
        let (number, suffix) = match self.format {
            Format::Binary if nano % NANO == 0 && nano >= 1024 * NANO => binary(nano / NANO),
            Format::Binary | Format::Decimal => {
                let (number, power) = self.thousands();
                let suffix = DECIMAL_SUFFIXES.iter().find(|it| it.1 == power).map_or("", |it| it.0);
                (number, suffix.to_owned())
            }
            Format::Exponent => {
                let (number, power) = self.thousands();
                (number, if power == 0 { String::new() } else { format!("e{power}") })
            }
        };
        let sign = if self.negative { "-" } else { "" };
        format!("{sign}{number}{suffix}")
    }

    /// The number without its factors of ten, but with a power that three divides.
    fn thousands(&self) -> (String, i64) {
        let mut number = self.digits.trim_end_matches('0').to_owned();
        let zeros = i64::try_from(self.digits.len() - number.len()).unwrap_or(0);
        let power = self.power + zeros;
        let more = power.rem_euclid(3);
        number.extend(std::iter::repeat_n('0', usize::try_from(more).unwrap_or(0)));
        (number, power - more)
    }
}

fn binary(mut value: i128) -> (String, String) {
    let mut place = 0;
    while value != 0 && value % 1024 == 0 && place + 1 < BINARY_SUFFIXES.len() {
        value /= 1024;
        place += 1;
    }
    (value.to_string(), BINARY_SUFFIXES.get(place).copied().unwrap_or_default().to_owned())
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
        for wrong in ["", "lots", "1x", "1 Gi", "1GB", "1.2.3", "1e3x"] {
            assert_eq!(canonical(wrong), None, "{wrong}");
            assert!(super::wrong(wrong).starts_with("quantities must match"), "{wrong}");
        }
        for wrong in ["128K", "1mi", "5Kn", "1MM", "1e", "Gk", "e", "1eKi5"] {
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

    /// Models the string that ParseQuantity keeps where it calls it canonical.
    #[test]
    fn some_quantities_stay_as_they_were_written() {
        for (typed, stored) in [
            ("+20", "+20"),
            ("007", "007"),
            ("1.500", "1.500"),
            ("0.500", "500m"),
            ("5E3", "5E3"),
            ("1e400", "10e399"),
            ("1e-10", "1e-9"),
            ("1000E", "1"),
            ("8Mi", "8Mi"),
            ("+9Mi", "+9Mi"),
            ("+8Mi", "8Mi"),
            (".", "0"),
            ("G", "0"),
            ("12345678901234567890123", "12345678901234567890123"),
            ("99Ei", "9223372036854775807"),
            ("1.00000000001", "1000000001n"),
        ] {
            assert_eq!(canonical(typed).as_deref(), Some(stored), "{typed}");
        }
        assert_eq!(super::wrong("Ei"), "unable to parse numeric part of quantity");
    }
}
