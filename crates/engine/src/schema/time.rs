//! Times in RFC 3339.
//!
//! Models k8s.io/apimachinery/pkg/apis/meta/v1 Time.UnmarshalJSON (v1.36).

const LAYOUT: &str = "2006-01-02T15:04:05Z07:00";

/// What each part of the layout is: its spelling there, how many digits it
/// has, and what stands before it.
const PARTS: [(&str, usize, &str); 6] = [
    ("2006", 4, ""),
    ("01", 2, "-"),
    ("02", 2, "-"),
    ("15", 2, "T"),
    ("04", 2, ":"),
    ("05", 2, ":"),
];

/// The time as it is stored, or the words of Go's time.Parse.
pub(super) fn check(text: &str) -> Result<String, String> {
    let mut rest = text;
    for (spelt, digits, before) in PARTS {
        rest = rest.strip_prefix(before).ok_or_else(|| wrong(text, rest, before))?;
        let number = rest.get(..digits).filter(|it| it.bytes().all(|it| it.is_ascii_digit()));
        if number.is_none() {
            return Err(wrong(text, rest, spelt));
        }
        rest = rest.get(digits..).unwrap_or_default();
    }
    if let Some(fraction) = rest.strip_prefix('.') {
        rest = fraction.trim_start_matches(|it: char| it.is_ascii_digit());
    }
    if rest == "Z" {
        let second = text.get(..19).unwrap_or(text);
        return Ok(format!("{second}Z"));
    }
    let offset = rest.len() == 6
        && rest.starts_with(['+', '-'])
        && rest.bytes().enumerate().all(|(at, it)| match at {
            0 => true,
            3 => it == b':',
            _ => it.is_ascii_digit(),
        });
    if offset { Ok(text.to_owned()) } else { Err(wrong(text, rest, "Z07:00")) }
}

fn wrong(text: &str, rest: &str, part: &str) -> String {
    format!("parsing time \"{text}\" as \"{LAYOUT}\": cannot parse \"{rest}\" as \"{part}\"")
}
