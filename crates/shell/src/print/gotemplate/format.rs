//! `printf`. Models fmt.Sprintf for what a template may hand it; decimals stay text.

use std::cmp::Ordering;

use service_lab_engine::value::Value;

use super::{MAX_WIDTH, Val};

/// What stands between `%` and the verb.
#[derive(Clone, Copy, Default)]
struct Form {
    minus: bool,
    plus: bool,
    sharp: bool,
    space: bool,
    zero: bool,
    width: Option<usize>,
    exact: Option<usize>,
}

/// Formats values.
pub fn printf(form: &str, values: &[Val]) -> String {
    let mut out = String::new();
    let mut used = 0;
    let mut reordered = false;
    let mut rest = form;
    while let Some((before, after)) = rest.split_once('%') {
        out.push_str(before);
        let mut letters = after.char_indices().peekable();
        let mut flags = Form::default();
        while let Some((_, letter)) = letters.next_if(|it| "-+# 0".contains(it.1)) {
            match letter {
                '-' => flags.minus = true,
                '+' => flags.plus = true,
                '#' => flags.sharp = true,
                ' ' => flags.space = true,
                _ => flags.zero = true,
            }
        }
        let mut digits = |letters: &mut std::iter::Peekable<std::str::CharIndices<'_>>| {
            if letters.next_if(|it| it.1 == '*').is_some() {
                let width = values.get(used).and_then(Val::whole);
                used += 1;
                return width.and_then(|it| usize::try_from(it).ok());
            }
            let mut number: Option<usize> = None;
            while let Some(digit) = letters.peek().and_then(|it| it.1.to_digit(10)) {
                letters.next();
                let digit = usize::try_from(digit).unwrap_or(0);
                number = Some(number.unwrap_or(0).saturating_mul(10).saturating_add(digit));
            }
            number
        };
        flags.width = digits(&mut letters).map(|it| it.min(MAX_WIDTH));
        if letters.next_if(|it| it.1 == '.').is_some() {
            flags.exact = Some(digits(&mut letters).unwrap_or(0).min(MAX_WIDTH));
        }
        if letters.next_if(|it| it.1 == '[').is_some() {
            let inner = letters.by_ref().map(|it| it.1).take_while(|it| *it != ']');
            let number: String = inner.collect();
            used = number.parse::<usize>().unwrap_or(1).saturating_sub(1);
            reordered = true;
        }
        let verb = letters.next().map(|it| it.1);
        let end = letters.peek().map_or(after.len(), |it| it.0);
        rest = after.get(end..).unwrap_or("");
        match (verb, values.get(used)) {
            (None, _) => out.push_str("%!(NOVERB)"),
            (Some('%'), _) => out.push('%'),
            (Some(verb), None) => {
                let why = if reordered { "BADINDEX" } else { "MISSING" };
                out.push_str(&format!("%!{verb}({why})"));
            }
            (Some(verb), Some(value)) => {
                used += 1;
                one(verb, flags, value, &mut out);
            }
        }
    }
    out.push_str(rest);
    if !reordered && used < values.len() {
        let extra = values.iter().skip(used).map(|it| match it {
            Val::Missing => "<nil>".to_owned(),
            other => format!("{}={}", other.kind(), other.shown()),
        });
        out.push_str(&format!("%!(EXTRA {})", extra.collect::<Vec<_>>().join(", ")));
    }
    out
}

fn one(verb: char, flags: Form, value: &Val, out: &mut String) {
    if verb == 'T' {
        return pad(value.kind(), flags, false, out);
    }
    match value {
        Val::Missing if verb == 'v' => pad("<nil>", flags, false, out),
        Val::Missing => out.push_str(&format!("%!{verb}(<nil>)")),
        Val::Int(number) => whole(verb, flags, *number, "int", out),
        Val::Json(value) => json(verb, flags, value, out),
    }
}

fn json(verb: char, flags: Form, value: &Value, out: &mut String) {
    match value {
        Value::Null if verb == 'v' => pad("<nil>", flags, false, out),
        Value::Null => out.push_str(&format!("%!{verb}(<nil>)")),
        Value::Bool(flag) if matches!(verb, 't' | 'v') => {
            pad(&flag.to_string(), flags, false, out);
        }
        Value::Bool(flag) => out.push_str(&format!("%!{verb}(bool={flag})")),
        Value::Int(number) => whole(verb, flags, *number, "int64", out),
        Value::Decimal(text) => decimal(verb, flags, text, out),
        Value::Str(text) => string(verb, flags, text, out),
        Value::List(items) => {
            out.push('[');
            for (place, item) in items.iter().enumerate() {
                if place > 0 {
                    out.push(' ');
                }
                json(verb, flags, item, out);
            }
            out.push(']');
        }
        Value::Map(map) => {
            out.push_str("map[");
            for (place, (key, item)) in map.iter().enumerate() {
                if place > 0 {
                    out.push(' ');
                }
                string(verb, flags, key, out);
                out.push(':');
                json(verb, flags, item, out);
            }
            out.push(']');
        }
    }
}

fn string(verb: char, flags: Form, text: &str, out: &mut String) {
    let cut: String = match flags.exact {
        Some(most) => text.chars().take(most).collect(),
        None => text.to_owned(),
    };
    match verb {
        'v' if flags.sharp => pad(&quoted(&cut, false), flags, false, out),
        's' | 'v' => pad(&cut, flags, false, out),
        'q' if flags.sharp && !cut.contains('`') => pad(&format!("`{cut}`"), flags, false, out),
        'q' => pad(&quoted(&cut, flags.plus), flags, false, out),
        'x' | 'X' => {
            let pairs = cut.bytes().map(|it| match verb {
                'x' => format!("{it:02x}"),
                _ => format!("{it:02X}"),
            });
            let between = if flags.space { " " } else { "" };
            pad(&pairs.collect::<Vec<_>>().join(between), flags, false, out);
        }
        _ => out.push_str(&format!("%!{verb}(string={text})")),
    }
}

/// Models strconv.Quote and QuoteToASCII.
fn quoted(text: &str, ascii: bool) -> String {
    let mut out = String::from('"');
    for letter in text.chars() {
        let number = u32::from(letter);
        match letter {
            '"' | '\\' => out.extend(['\\', letter]),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            _ if number < 0x20 || number == 0x7f => out.push_str(&format!("\\x{number:02x}")),
            _ if ascii && number > 0xffff => out.push_str(&format!("\\U{number:08x}")),
            _ if ascii && number > 0x7e => out.push_str(&format!("\\u{number:04x}")),
            _ => out.push(letter),
        }
    }
    out.push('"');
    out
}

fn whole(verb: char, flags: Form, number: i64, kind: &str, out: &mut String) {
    let size = number.unsigned_abs();
    let letter = u32::try_from(number).ok().and_then(char::from_u32).unwrap_or('\u{fffd}');
    let digits = match verb {
        'd' | 'v' => size.to_string(),
        'b' => format!("{size:b}"),
        'o' if flags.sharp => format!("0{size:o}"),
        'o' => format!("{size:o}"),
        'O' => format!("0o{size:o}"),
        'x' if flags.sharp => format!("0x{size:x}"),
        'x' => format!("{size:x}"),
        'X' if flags.sharp => format!("0X{size:X}"),
        'X' => format!("{size:X}"),
        'c' => return pad(&letter.to_string(), flags, false, out),
        'q' => return pad(&format!("'{letter}'"), flags, false, out),
        'U' => return pad(&format!("U+{size:04X}"), flags, false, out),
        _ => return out.push_str(&format!("%!{verb}({kind}={number})")),
    };
    let least = flags.exact.unwrap_or(0);
    let digits = format!("{digits:0>least$}");
    pad(&format!("{}{digits}", sign(number < 0, flags)), flags, flags.exact.is_none(), out);
}

fn sign(below: bool, flags: Form) -> &'static str {
    match (below, flags.plus, flags.space) {
        (true, _, _) => "-",
        (_, true, _) => "+",
        (_, _, true) => " ",
        _ => "",
    }
}

fn decimal(verb: char, flags: Form, text: &str, out: &mut String) {
    let below = text.starts_with('-');
    let plain = plain_decimal(text.trim_start_matches('-')).unwrap_or_else(|| text.to_owned());
    let digits = match (verb, flags.exact) {
        ('v' | 'g' | 'G', _) => plain,
        ('f' | 'F', exact) => rounded(&plain, exact.unwrap_or(6)),
        ('e' | 'E', exact) => exponential(&plain, exact.unwrap_or(6), verb),
        _ => return out.push_str(&format!("%!{verb}(float64={text})")),
    };
    pad(&format!("{}{digits}", sign(below, flags)), flags, true, out);
}

/// A decimal without sign and exponent, as short as it can be written.
pub fn plain_decimal(text: &str) -> Option<String> {
    let (body, exponent) = match text.split_once(['e', 'E']) {
        Some((body, exponent)) => (body, exponent.trim_start_matches('+').parse::<i32>().ok()?),
        None => (text, 0),
    };
    if !(-MAX_EXPONENT..=MAX_EXPONENT).contains(&exponent) {
        return None;
    }
    let (before, after) = body.split_once('.').unwrap_or((body, ""));
    let good = |it: &str| it.bytes().all(|it| it.is_ascii_digit());
    if !good(before) || !good(after) || before.len() + after.len() == 0 {
        return None;
    }
    let shift = usize::try_from(exponent.unsigned_abs()).ok()?;
    let (before, after) = if exponent < 0 {
        let all = format!("{}{before}", "0".repeat(shift));
        let (head, tail) = all.split_at(all.len() - shift);
        (head.to_owned(), format!("{tail}{after}"))
    } else {
        let all = format!("{after:0<shift$}");
        let (head, tail) = all.split_at(shift);
        (format!("{before}{head}"), tail.to_owned())
    };
    let before = before.trim_start_matches('0');
    let before = if before.is_empty() { "0" } else { before };
    let after = after.trim_end_matches('0');
    Some(if after.is_empty() { before.to_owned() } else { format!("{before}.{after}") })
}

/// Larger exponents are no numbers here.
const MAX_EXPONENT: i32 = 300;

/// A plain decimal with so many digits behind the point.
fn rounded(plain: &str, places: usize) -> String {
    let (before, after) = plain.split_once('.').unwrap_or((plain, ""));
    let kept: String = after.chars().chain(std::iter::repeat('0')).take(places).collect();
    let up = after.chars().nth(places).is_some_and(|it| it >= '5');
    let mut digits: Vec<char> = before.chars().chain(kept.chars()).collect();
    let mut carries = up;
    for digit in digits.iter_mut().rev() {
        if !carries {
            break;
        }
        match *digit {
            '9' => *digit = '0',
            other => {
                *digit = char::from_digit(other.to_digit(10).unwrap_or(0) + 1, 10).unwrap_or('0');
                carries = false;
            }
        }
    }
    if carries {
        digits.insert(0, '1');
    }
    let point = digits.len() - places;
    let text: String = digits.iter().take(point).collect();
    match places {
        0 => text,
        _ => format!("{text}.{}", digits.iter().skip(point).collect::<String>()),
    }
}

fn exponential(plain: &str, places: usize, letter: char) -> String {
    let digits: String = plain.chars().filter(|it| *it != '.').collect();
    let point = plain.find('.').unwrap_or(plain.len());
    let zeros = digits.len() - digits.trim_start_matches('0').len();
    if zeros == digits.len() {
        return format!("{}{letter}+00", rounded("0", places));
    }
    let own = digits.get(zeros..).unwrap_or("");
    let (head, tail) = own.split_at(1);
    let mut text = rounded(&format!("{head}.{tail}"), places);
    let size = i64::try_from(point).unwrap_or(0) - i64::try_from(zeros).unwrap_or(0) - 1;
    let mut size = size;
    if text.starts_with("10") {
        text = rounded("1", places);
        size += 1;
    }
    let sign = if size < 0 { '-' } else { '+' };
    format!("{text}{letter}{sign}{:02}", size.unsigned_abs())
}

/// The order of two decimals.
pub fn compare_decimals(left: &str, right: &str) -> Ordering {
    let parts = |text: &str| {
        let plain = plain_decimal(text.trim_start_matches('-')).unwrap_or_default();
        let (before, after) = plain.split_once('.').unwrap_or((&plain, ""));
        let zero = before == "0" && after.is_empty();
        (text.starts_with('-') && !zero, before.len(), before.to_owned(), after.to_owned())
    };
    let (left, right) = (parts(left), parts(right));
    let sizes = |it: &(bool, usize, String, String)| (it.1, it.2.clone(), it.3.clone());
    match (left.0, right.0) {
        (true, false) => Ordering::Less,
        (false, true) => Ordering::Greater,
        (false, false) => sizes(&left).cmp(&sizes(&right)),
        (true, true) => sizes(&right).cmp(&sizes(&left)),
    }
}

/// Fills up to the width. Models fmt.pad and padString; zeros stand behind the sign.
fn pad(text: &str, flags: Form, number: bool, out: &mut String) {
    let missing = flags.width.unwrap_or(0).saturating_sub(text.chars().count());
    if flags.minus {
        out.push_str(text);
        out.push_str(&" ".repeat(missing));
        return;
    }
    if flags.zero && number {
        let digits = text.trim_start_matches(['-', '+', ' ']);
        out.push_str(text.get(..text.len() - digits.len()).unwrap_or(""));
        out.push_str(&"0".repeat(missing));
        out.push_str(digits);
        return;
    }
    out.push_str(&" ".repeat(missing));
    out.push_str(text);
}
