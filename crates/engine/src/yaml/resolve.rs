//! The type of a scalar, as YAML 1.1 has it: `yes`, `on`, `012`, `1_000` and
//! `.5` are no strings.
//!
//! Models go.yaml.in/yaml/v2 resolve.go, and how encoding/json prints the
//! numbers that come out of it.

use std::borrow::Cow;

use crate::value::Value;

/// What a scalar means, in the order in which Go prints keys of several types:
/// by the names of their types.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Scalar {
    Null,
    Bool(bool),
    /// A number with a fraction or an exponent, as JSON prints it.
    Float(String),
    /// `.nan`, `.inf`, `-.inf`: what JSON prints for none of them.
    NotFinite(&'static str),
    Int(i64),
    Str(String),
    /// A whole number above `i64`.
    Uint(u64),
}

impl Scalar {
    /// The JSON value; what JSON has none for is `null`.
    pub(super) fn into_value(self) -> Value {
        match self {
            Scalar::Null | Scalar::NotFinite(_) => Value::Null,
            Scalar::Bool(flag) => Value::Bool(flag),
            Scalar::Int(number) => Value::Int(number),
            Scalar::Uint(number) => Value::Decimal(number.to_string()),
            Scalar::Float(text) => number(&text),
            Scalar::Str(text) => Value::Str(text),
        }
    }

    /// A number that equal ones share; different ones hardly ever do (FNV-1a).
    pub(super) fn fingerprint(&self) -> u64 {
        let bytes = |text: &str| {
            let mix = |sum: u64, it: u8| (sum ^ u64::from(it)).wrapping_mul(0x0100_0000_01b3);
            text.bytes().fold(0xcbf2_9ce4_8422_2325, mix)
        };
        match self {
            Scalar::Null => 0,
            Scalar::Bool(flag) => 1 + u64::from(*flag),
            Scalar::Int(number) => number.cast_unsigned(),
            Scalar::Uint(number) => *number,
            Scalar::NotFinite(text) => bytes(text),
            Scalar::Float(text) | Scalar::Str(text) => bytes(text),
        }
    }

    fn tag(&self) -> &'static str {
        match self {
            Scalar::Null => "!!null",
            Scalar::Bool(_) => "!!bool",
            Scalar::Int(_) | Scalar::Uint(_) => "!!int",
            Scalar::Float(_) | Scalar::NotFinite(_) => "!!float",
            Scalar::Str(_) => "!!str",
        }
    }
}

/// A JSON number as a value.
pub(crate) fn number(text: &str) -> Value {
    match text.parse::<i64>() {
        Ok(number) => Value::Int(number),
        Err(_) => Value::Decimal(text.to_owned()),
    }
}

const LONG: &str = "tag:yaml.org,2002:";

/// The meaning of a plain scalar, or of one with a tag.
///
/// # Errors
/// The library's words, where the tag asks for another type.
pub(super) fn resolve(tag: &str, text: String) -> Result<Scalar, String> {
    if tag.is_empty() {
        return Ok(resolve_plain(text));
    }
    let short = match tag.strip_prefix(LONG) {
        Some(rest) => format!("!!{rest}"),
        None => tag.to_owned(),
    };
    let wanted = match short.as_str() {
        "!!str" => return Ok(Scalar::Str(text)),
        "!!binary" => return binary(&text),
        "!!bool" | "!!int" | "!!float" | "!!null" => short.as_str(),
        "!!timestamp" if is_timestamp(&text) => return Ok(Scalar::Str(text)),
        "!!timestamp" => "!!timestamp",
        _ => return Ok(Scalar::Str(text)),
    };
    let dated = is_timestamp(&text);
    let found = if dated { Scalar::Str(text.clone()) } else { resolve_plain(text.clone()) };
    match found {
        found if found.tag() == wanted => Ok(found),
        Scalar::Int(number) if wanted == "!!float" => Ok(Scalar::Float(number.to_string())),
        found => Err(format!("cannot decode {} `{text}` as a {wanted}", found.tag())),
    }
}

fn resolve_plain(text: String) -> Scalar {
    let number = match text.bytes().next() {
        Some(b'0'..=b'9' | b'+' | b'-') if !is_timestamp(&text) => {
            let plain = without_underscores(&text);
            integer(&plain).or_else(|| float(&plain)).or_else(|| word(&text))
        }
        Some(b'.') if underscores_fit(&text) => {
            float(&without_underscores(&text)).or_else(|| word(&text))
        }
        None | Some(b'.' | b'~' | b'f' | b'F' | b'n' | b'N' | b'o' | b'O' | b't' | b'T') => {
            word(&text)
        }
        Some(b'y' | b'Y') => word(&text),
        _ => None,
    };
    number.unwrap_or(Scalar::Str(text))
}

/// What these words mean.
fn word(text: &str) -> Option<Scalar> {
    Some(match text {
        "" | "~" | "null" | "Null" | "NULL" => Scalar::Null,
        "y" | "Y" | "yes" | "Yes" | "YES" | "true" | "True" | "TRUE" | "on" | "On" | "ON" => {
            Scalar::Bool(true)
        }
        "n" | "N" | "no" | "No" | "NO" | "false" | "False" | "FALSE" | "off" | "Off" | "OFF" => {
            Scalar::Bool(false)
        }
        ".nan" | ".NaN" | ".NAN" => Scalar::NotFinite("NaN"),
        ".inf" | ".Inf" | ".INF" | "+.inf" | "+.Inf" | "+.INF" => Scalar::NotFinite("+Inf"),
        "-.inf" | "-.Inf" | "-.INF" => Scalar::NotFinite("-Inf"),
        _ => return None,
    })
}

fn without_underscores(text: &str) -> Cow<'_, str> {
    if text.contains('_') { text.replace('_', "").into() } else { text.into() }
}

/// Whether each `_` stands between digits, as strconv.ParseFloat wants it.
fn underscores_fit(text: &str) -> bool {
    let digit = |it: Option<u8>| it.is_some_and(|it| it.is_ascii_digit());
    text.match_indices('_').all(|(at, _)| {
        let before = at.checked_sub(1).and_then(|it| text.as_bytes().get(it));
        digit(before.copied()) && digit(text.as_bytes().get(at + 1).copied())
    })
}

/// Go's strconv.ParseInt and ParseUint with base 0.
fn integer(text: &str) -> Option<Scalar> {
    let (negative, digits) = match text.as_bytes().first()? {
        b'-' => (true, text.get(1..)?),
        b'+' => (false, text.get(1..)?),
        _ => (false, text),
    };
    let (base, digits) = match digits.as_bytes() {
        [b'0', b'x' | b'X', ..] => (16, digits.get(2..)?),
        [b'0', b'o' | b'O', ..] => (8, digits.get(2..)?),
        [b'0', b'b' | b'B', ..] => (2, digits.get(2..)?),
        [b'0', _, ..] => (8, digits.get(1..)?),
        _ => (10, digits),
    };
    if !digits.starts_with(|it: char| it.is_digit(base)) {
        return None;
    }
    let size = u64::from_str_radix(digits, base).ok()?;
    if negative {
        let value = i128::from(size).checked_neg()?;
        return i64::try_from(value).ok().map(Scalar::Int);
    }
    match i64::try_from(size) {
        Ok(number) => Some(Scalar::Int(number)),
        // A sign makes ParseUint fail.
        Err(_) if text.starts_with('+') => None,
        Err(_) => Some(Scalar::Uint(size)),
    }
}

/// A decimal number in the style of YAML, printed as JSON prints it.
fn float(text: &str) -> Option<Scalar> {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (mantissa, exponent) = match digits.find(['e', 'E']) {
        Some(at) => (digits.get(..at)?, Some(digits.get(at + 1..)?)),
        None => (digits, None),
    };
    let all_digits = |it: &str| it.bytes().all(|it| it.is_ascii_digit());
    let mantissa_fits = match mantissa.split_once('.') {
        Some((whole, part)) => {
            all_digits(whole) && all_digits(part) && !(whole.is_empty() && part.is_empty())
        }
        None => !mantissa.is_empty() && all_digits(mantissa),
    };
    let exponent_fits = exponent.is_none_or(|it| {
        let it = it.strip_prefix(['-', '+']).unwrap_or(it);
        !it.is_empty() && all_digits(it)
    });
    (mantissa_fits && exponent_fits).then(|| super::go_float(text)).flatten().map(Scalar::Float)
}

/// A number as strconv.FormatFloat prints it with 'g': with an exponent below
/// 1e-4 and from 1e6 on. `None`: as JSON prints it.
pub(super) fn key_float(text: &str) -> Option<String> {
    let (sign, size) = text.split_at(usize::from(text.starts_with('-')));
    let (mantissa, exponent) = size.split_once('e').unwrap_or((size, "0"));
    let exponent: i32 = exponent.trim_start_matches('+').parse().ok()?;
    let (whole, part) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = format!("{whole}{part}");
    let zeros = digits.len() - digits.trim_start_matches('0').len();
    let power = i32::try_from(whole.len()).ok()? - 1 - i32::try_from(zeros).ok()? + exponent;
    let digits = digits.trim_matches('0');
    if digits.is_empty() || (-4..6).contains(&power) {
        return None;
    }
    let (first, rest) = digits.split_at(1);
    let point = if rest.is_empty() { "" } else { "." };
    let tens = if power < 0 { '-' } else { '+' };
    Some(format!("{sign}{first}{point}{rest}e{tens}{:02}", power.abs()))
}

/// Models parseTimestamp: `2001-12-14`, with or without a time.
fn is_timestamp(text: &str) -> bool {
    let year = text.bytes().take_while(u8::is_ascii_digit).count();
    if year != 4 || text.as_bytes().get(4) != Some(&b'-') {
        return false;
    }
    let mut parts = text.splitn(3, '-');
    let (_, month, rest) = (parts.next(), parts.next(), parts.next().unwrap_or_default());
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let number = |it: &str, max: u32| it.parse::<u32>().is_ok_and(|it| (1..=max).contains(&it));
    let day = rest.get(..digits).unwrap_or_default();
    number(month.unwrap_or_default(), 12)
        && number(day, 31)
        && matches!(rest.as_bytes().get(digits), None | Some(b'T' | b't' | b' '))
}

fn binary(text: &str) -> Result<Scalar, String> {
    let bad = || "!!binary value contains invalid base64 data".to_owned();
    let mut bytes = Vec::new();
    let (mut bits, mut held) = (0_u32, 0_u32);
    let clean: Vec<u8> = text.bytes().filter(|it| !matches!(it, b'\n' | b'\r')).collect();
    if !clean.len().is_multiple_of(4) {
        return Err(bad());
    }
    let padding = clean.iter().rev().take_while(|it| **it == b'=').count();
    let letters = clean.get(..clean.len() - padding).unwrap_or_default();
    if padding > 2 {
        return Err(bad());
    }
    for letter in letters {
        let six = match letter {
            b'A'..=b'Z' => letter - b'A',
            b'a'..=b'z' => letter - b'a' + 26,
            b'0'..=b'9' => letter - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return Err(bad()),
        };
        held = (held << 6) | u32::from(six);
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push((held >> bits) as u8);
            held &= (1 << bits) - 1;
        }
    }
    Ok(Scalar::Str(String::from_utf8_lossy(&bytes).into_owned()))
}
