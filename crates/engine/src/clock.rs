//! Simulated time as Kubernetes writes it. Owns the date on which every
//! simulation begins; never asks a real clock.

/// When a simulation begins: 2026-01-01T00:00:00Z, in seconds since 1970.
const START_S: u64 = 1_767_225_600;
const DAY_S: u64 = 86_400;

/// A moment of simulated time as an RFC 3339 text in whole seconds, as
/// meta/v1 Time prints it: `2026-01-01T00:00:00Z`.
pub fn stamp(now_ms: u64) -> String {
    let seconds = START_S.saturating_add(now_ms / 1000);
    let (year, month, day) = date(seconds / DAY_S);
    let (hour, minute, second) = (seconds / 3600 % 24, seconds / 60 % 60, seconds % 60);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
}

/// The moment that a text of [`stamp`] names, in milliseconds of simulated
/// time; 0 for moments before the start, `None` for other texts.
pub fn parse(text: &str) -> Option<u64> {
    let number = |from: usize, to: usize| text.get(from..to)?.parse::<u64>().ok();
    let (year, month, day) = (number(0, 4)?, number(5, 7)?, number(8, 10)?);
    let (hour, minute, second) = (number(11, 13)?, number(14, 16)?, number(17, 19)?);
    let seconds = days(year, month, day)? * DAY_S + hour * 3600 + minute * 60 + second;
    Some(seconds.saturating_sub(START_S).saturating_mul(1000))
}

/// Year, month and day of a number of days since 1970-01-01 (Gregorian; the
/// civil-from-days arithmetic with eras of 400 years).
fn date(days: u64) -> (u64, u64, u64) {
    let shifted = days + 719_468;
    let (era, of_era) = (shifted / 146_097, shifted % 146_097);
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    (year_of_era + era * 400 + u64::from(month <= 2), month, day)
}

fn days(year: u64, month: u64, day: u64) -> Option<u64> {
    if !(1970..=9999).contains(&year) || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    let year = if month <= 2 { year - 1 } else { year };
    let (era, year_of_era) = (year / 400, year % 400);
    let shifted_month = if month > 2 { month - 3 } else { month + 9 };
    let of_year = (153 * shifted_month + 2) / 5 + day - 1;
    let of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + of_year;
    Some((era * 146_097 + of_era).saturating_sub(719_468))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stamp_reads_back_as_the_moment_it_was_made_of() {
        assert_eq!(stamp(0), "2026-01-01T00:00:00Z");
        for seconds in [1, 59, 60, 86_399, 86_400, 5_097_600, 70_000_000] {
            assert_eq!(parse(&stamp(seconds * 1000)), Some(seconds * 1000), "{seconds}");
        }
        assert_eq!(stamp(59 * 86_400_000), "2026-03-01T00:00:00Z");
        assert_eq!(parse("2020-05-05T01:02:03Z"), Some(0));
        assert_eq!(parse("soon"), None);
    }
}
