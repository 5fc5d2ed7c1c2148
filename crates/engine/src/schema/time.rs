//! Times in RFC 3339.
//!
//! Models k8s.io/apimachinery/pkg/apis/meta/v1 Time.UnmarshalJSON and Go's
//! time.Parse (v1.36).

const LAYOUT: &str = "2006-01-02T15:04:05Z07:00";

/// What each part of the layout is: what stands before it, its spelling there,
/// its name, and the least and the most that it may be.
const PARTS: [(&str, &str, &str, i64, i64); 6] = [
    ("", "2006", "", 0, 9999),
    ("-", "01", "month", 1, 12),
    // Whether the month has this day is known at the end.
    ("-", "02", "", 0, 99),
    ("T", "15", "hour", 0, 23),
    (":", "04", "minute", 0, 59),
    (":", "05", "second", 0, 59),
];

const DAY: i64 = 24 * 60 * 60;

/// The time as it is stored, in UTC, or the words of Go's time.Parse.
pub(super) fn check(text: &str) -> Result<String, String> {
    let mut rest = text;
    let mut numbers = [0_i64; 6];
    for ((before, spelt, name, least, most), number) in PARTS.into_iter().zip(&mut numbers) {
        rest = after(rest, before).map_err(|rest| wrong(text, rest, before))?;
        let digits = rest.bytes().take(spelt.len()).take_while(u8::is_ascii_digit).count();
        // An hour may have one digit only.
        if digits < spelt.len() && (spelt != "15" || digits == 0) {
            return Err(wrong(text, rest, spelt));
        }
        let (taken, left) = rest.split_at_checked(digits).unwrap_or((rest, ""));
        rest = left;
        *number = taken.parse().unwrap_or(0);
        if *number < least || *number > most {
            return Err(format!("parsing time {}: {name} out of range", quoted(text)));
        }
    }
    if let Some(fraction) = rest.strip_prefix(['.', ',']) {
        let digits = fraction.bytes().take_while(u8::is_ascii_digit).count();
        rest = if digits > 0 { fraction.get(digits..).unwrap_or_default() } else { rest };
    }
    let (offset, left) = offset(rest).map_err(|it| match it {
        Some(name) => format!("parsing time {}: {name} out of range", quoted(text)),
        None => wrong(text, rest, "Z07:00"),
    })?;
    if !left.is_empty() {
        return Err(format!("parsing time {}: extra text: {}", quoted(text), quoted(left)));
    }
    let [year, month, day, hour, minute, second] = numbers;
    if day < 1 || day > days_in(year, month) {
        return Err(format!("parsing time {}: day out of range", quoted(text)));
    }
    let seconds = days(year, month, day) * DAY + hour * 3600 + minute * 60 + second - offset;
    Ok(stamp(seconds))
}

/// What follows, or what stands there where the sign is missing.
fn after<'t>(text: &'t str, sign: &str) -> Result<&'t str, &'t str> {
    text.strip_prefix(sign).ok_or(text)
}

/// Seconds east of Greenwich, and what follows; the name of what is too large.
fn offset(text: &str) -> Result<(i64, &str), Option<&'static str>> {
    if let Some(rest) = text.strip_prefix('Z') {
        return Ok((0, rest));
    }
    let bytes = text.as_bytes();
    let digit = |at: usize| match bytes.get(at) {
        Some(it) if it.is_ascii_digit() => Ok(i64::from(it - b'0')),
        _ => Err(None),
    };
    if bytes.get(3) != Some(&b':') {
        return Err(None);
    }
    let hours = digit(1)? * 10 + digit(2)?;
    let minutes = digit(4)? * 10 + digit(5)?;
    if hours > 24 {
        return Err(Some("time zone offset hour"));
    }
    if minutes > 60 {
        return Err(Some("time zone offset minute"));
    }
    let seconds = hours * 3600 + minutes * 60;
    let rest = text.get(6..).unwrap_or_default();
    match bytes.first() {
        Some(b'+') => Ok((seconds, rest)),
        Some(b'-') => Ok((-seconds, rest)),
        _ => Err(None),
    }
}

fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

fn days_in(year: i64, month: i64) -> i64 {
    match month {
        2 => 28 + i64::from(is_leap(year)),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days since the first day of the year 0.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let before = (year - 1).max(0);
    let leaps = if year > 0 { before / 4 - before / 100 + before / 400 + 1 } else { 0 };
    let months: i64 = (1..month).map(|it| days_in(year, it)).sum();
    year * 365 + leaps + months + day - 1
}

/// A time as it is stored; a year outside of four digits stays at its bound.
fn stamp(seconds: i64) -> String {
    let seconds = seconds.clamp(0, days(9999, 12, 31) * DAY + DAY - 1);
    let (mut day, second) = (seconds / DAY, seconds % DAY);
    let mut year = day / 366;
    while days(year + 1, 1, 1) <= day {
        year += 1;
    }
    day -= days(year, 1, 1);
    let mut month = 1;
    while day >= days_in(year, month) {
        day -= days_in(year, month);
        month += 1;
    }
    let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
    format!("{year:04}-{month:02}-{:02}T{hour:02}:{minute:02}:{second:02}Z", day + 1)
}

fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' | '\\' => out.extend(['\\', letter]),
            ' '..='\x7f' => out.push(letter),
            other => {
                let mut bytes = [0; 4];
                for byte in other.encode_utf8(&mut bytes).bytes() {
                    out.push_str(&format!("\\x{byte:02x}"));
                }
            }
        }
    }
    out.push('"');
    out
}

fn wrong(text: &str, rest: &str, part: &str) -> String {
    format!(
        "parsing time {} as \"{LAYOUT}\": cannot parse {} as \"{part}\"",
        quoted(text),
        quoted(rest)
    )
}

#[cfg(test)]
mod tests {
    use super::check;

    #[test]
    fn times_are_stored_in_utc_to_the_second() {
        for (typed, stored) in [
            ("2020-01-01T00:00:00Z", "2020-01-01T00:00:00Z"),
            ("2024-02-29T23:59:59+02:00", "2024-02-29T21:59:59Z"),
            ("2020-01-01T00:00:00,5-08:00", "2020-01-01T08:00:00Z"),
            ("2020-01-01T00:00:00+23:60", "2019-12-31T00:00:00Z"),
            ("2024-03-01T0:30:00.999+01:00", "2024-02-29T23:30:00Z"),
            ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"),
        ] {
            assert_eq!(check(typed).as_deref(), Ok(stored), "{typed}");
        }
    }

    #[test]
    fn what_is_no_time_is_told_as_go_tells_it() {
        for (typed, words) in [
            ("2020-13-01T00:00:00Z", ": month out of range"),
            ("2023-02-29T00:00:00Z", ": day out of range"),
            ("2020-01-01T24:00:00Z", ": hour out of range"),
            ("2020-01-01T00:00:60Z", ": second out of range"),
            ("2020-01-01T00:00:00Zx", ": extra text: \"x\""),
            ("2020-01-01", " as \"2006-01-02T15:04:05Z07:00\": cannot parse \"\" as \"T\""),
        ] {
            assert_eq!(check(typed), Err(format!("parsing time \"{typed}\"{words}")));
        }
    }
}
