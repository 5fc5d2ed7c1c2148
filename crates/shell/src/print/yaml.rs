//! YAML as kubectl writes it. Models sigs.k8s.io/yaml over its goyaml.v2
//! (sorted keys, lists not indented, strings quoted where YAML 1.1 would read
//! another type, long plain text folded at 80 columns).

use service_lab_engine::value::Value;

/// Where plain text is folded. Models goyaml.v2 best_width.
const BEST_WIDTH: usize = 80;

/// The document of a value, ending in a line break.
pub fn to_yaml(value: &Value) -> String {
    let mut writer = Writer { out: String::new(), column: 0 };
    match value {
        Value::Map(map) if !map.is_empty() => writer.map(value, 0),
        Value::List(items) if !items.is_empty() => writer.list(value, 0),
        other => {
            writer.scalar(other, 0);
            writer.line();
        }
    }
    writer.out
}

struct Writer {
    out: String,
    column: usize,
}

impl Writer {
    fn push(&mut self, text: &str) {
        self.out.push_str(text);
        self.column += text.chars().count();
    }

    fn line(&mut self) {
        self.out.push('\n');
        self.column = 0;
    }

    fn indent(&mut self, depth: usize) {
        self.push(&"  ".repeat(depth));
    }

    fn map(&mut self, value: &Value, depth: usize) {
        for (place, (key, item)) in value.as_map().into_iter().flatten().enumerate() {
            // The first key of a map in a list follows the dash.
            if place > 0 || self.column == 0 {
                self.indent(depth);
            }
            self.text(key, depth);
            self.push(":");
            self.item(item, depth);
        }
    }

    fn item(&mut self, item: &Value, depth: usize) {
        match item {
            Value::Map(map) if !map.is_empty() => {
                self.line();
                self.map(item, depth + 1);
            }
            Value::List(items) if !items.is_empty() => {
                self.line();
                self.list(item, depth);
            }
            scalar => {
                self.push(" ");
                self.scalar(scalar, depth);
                self.line();
            }
        }
    }

    fn list(&mut self, value: &Value, depth: usize) {
        for (place, item) in value.as_list().unwrap_or_default().iter().enumerate() {
            if place > 0 || self.column == 0 {
                self.indent(depth);
            }
            self.push("- ");
            match item {
                Value::Map(map) if !map.is_empty() => self.map(item, depth + 1),
                Value::List(items) if !items.is_empty() => self.list(item, depth + 1),
                scalar => {
                    self.scalar(scalar, depth);
                    self.line();
                }
            }
        }
    }

    fn scalar(&mut self, value: &Value, depth: usize) {
        match value {
            Value::Null => self.push("null"),
            Value::Bool(flag) => self.push(if *flag { "true" } else { "false" }),
            Value::Int(number) => self.push(&number.to_string()),
            Value::Decimal(text) => self.push(text),
            Value::Str(text) => self.text(text, depth),
            Value::List(_) => self.push("[]"),
            Value::Map(_) => self.push("{}"),
        }
    }

    fn text(&mut self, text: &str, depth: usize) {
        if text.contains('\n')
            && text.chars().all(|it| it == '\n' || it == '\t' || !it.is_control())
        {
            self.literal(text, depth);
        } else if text.is_empty() || reads_as_other_type(text) || needs_double_quotes(text) {
            self.double_quoted(text);
        } else if plain_is_safe(text) {
            self.folded(text, depth);
        } else {
            self.push("'");
            self.folded(&text.replace('\'', "''"), depth);
            self.push("'");
        }
    }

    /// Words, with a line break in place of a space past the best width.
    fn folded(&mut self, text: &str, depth: usize) {
        let letters: Vec<char> = text.chars().collect();
        for (place, &letter) in letters.iter().enumerate() {
            let alone = letter == ' '
                && place > 0
                && letters.get(place.wrapping_sub(1)) != Some(&' ')
                && letters.get(place + 1).is_some_and(|&next| next != ' ');
            if alone && self.column > BEST_WIDTH {
                self.line();
                self.indent(depth + 1);
            } else {
                self.out.push(letter);
                self.column += 1;
            }
        }
    }

    fn literal(&mut self, text: &str, depth: usize) {
        let hint = if text.starts_with([' ', '\n']) { "2" } else { "" };
        let chomp = if !text.ends_with('\n') {
            "-"
        } else if text.ends_with("\n\n") || text == "\n" {
            "+"
        } else {
            ""
        };
        self.push(&format!("|{hint}{chomp}"));
        let body = text.strip_suffix('\n').unwrap_or(text);
        for line in body.split('\n') {
            self.line();
            if !line.is_empty() {
                self.indent(depth + 1);
                self.push(line);
            }
        }
    }

    fn double_quoted(&mut self, text: &str) {
        self.push("\"");
        for letter in text.chars() {
            match letter {
                '"' => self.push("\\\""),
                '\\' => self.push("\\\\"),
                '\n' => self.push("\\n"),
                '\t' => self.push("\\t"),
                '\r' => self.push("\\r"),
                '\0' => self.push("\\0"),
                '\u{1b}' => self.push("\\e"),
                control if control.is_control() => {
                    self.push(&format!("\\x{:02X}", u32::from(control)));
                }
                other => {
                    self.out.push(other);
                    self.column += 1;
                }
            }
        }
        self.push("\"");
    }
}

fn needs_double_quotes(text: &str) -> bool {
    text.chars().any(|it| it.is_control() || it == '\u{feff}')
}

/// Whether a plain scalar would be read as no string. Models goyaml.v2
/// resolve().
pub fn reads_as_other_type(text: &str) -> bool {
    const WORDS: [&str; 26] = [
        "y", "Y", "yes", "Yes", "YES", "on", "On", "ON", "n", "N", "no", "No", "NO", "off", "Off",
        "OFF", "true", "True", "TRUE", "false", "False", "FALSE", "~", "null", "Null", "NULL",
    ];
    const SPECIAL: [&str; 14] = [
        ".nan", ".NaN", ".NAN", ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF", "-.inf",
        "-.Inf", "-.INF", "<<", "=",
    ];
    WORDS.contains(&text)
        || SPECIAL.contains(&text)
        || looks_like_number(text)
        || is_timestamp(text)
}

fn looks_like_number(text: &str) -> bool {
    let plain = text.replace('_', "");
    let unsigned = plain.strip_prefix(['+', '-']).unwrap_or(&plain);
    if let Some(digits) = unsigned.strip_prefix("0x").or(unsigned.strip_prefix("0X")) {
        return !digits.is_empty() && digits.chars().all(|it| it.is_ascii_hexdigit());
    }
    if let Some(digits) = unsigned.strip_prefix("0b") {
        return !digits.is_empty() && digits.chars().all(|it| matches!(it, '0' | '1'));
    }
    if let Some(digits) = unsigned.strip_prefix("0o") {
        return !digits.is_empty() && digits.chars().all(|it| matches!(it, '0'..='7'));
    }
    if !unsigned.starts_with(|it: char| it.is_ascii_digit() || it == '.') {
        return false;
    }
    is_decimal(unsigned) || is_sexagesimal(unsigned)
}

fn is_decimal(text: &str) -> bool {
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (text, None),
    };
    let digits = |part: &str| part.chars().all(|it| it.is_ascii_digit());
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let some = !whole.is_empty() || !fraction.is_empty();
    let exponent_fine = exponent.is_none_or(|it| {
        let it = it.strip_prefix(['+', '-']).unwrap_or(it);
        !it.is_empty() && digits(it)
    });
    some && digits(whole) && digits(fraction) && exponent_fine
}

/// Base-60 numbers of YAML 1.1, which goyaml quotes though it reads them as text.
fn is_sexagesimal(text: &str) -> bool {
    let mut parts = text.split(':');
    let first = parts.next().unwrap_or("");
    let rest: Vec<&str> = parts.collect();
    !rest.is_empty()
        && !first.is_empty()
        && first.chars().all(|it| it.is_ascii_digit())
        && rest.iter().all(|part| {
            let part = part.split('.').next().unwrap_or("");
            (1..=2).contains(&part.len())
                && part.chars().all(|it| it.is_ascii_digit())
                && part.parse::<u32>().is_ok_and(|it| it < 60)
        })
}

fn is_timestamp(text: &str) -> bool {
    let date = text.get(..10).unwrap_or("");
    let date_fine = date.chars().enumerate().all(|(place, letter)| match place {
        4 | 7 => letter == '-',
        _ => letter.is_ascii_digit(),
    });
    date.len() == 10
        && date_fine
        && (text.len() == 10
            || text.get(10..11).is_some_and(|it| matches!(it, "T" | "t" | " "))
                && text.get(11..13).is_some_and(|it| it.chars().all(|it| it.is_ascii_digit())))
}

/// Whether a scalar can stand without quotes. Models goyaml.v2
/// yaml_emitter_analyze_scalar for block context.
fn plain_is_safe(text: &str) -> bool {
    let letters: Vec<char> = text.chars().collect();
    let (Some(&first), Some(&last)) = (letters.first(), letters.last()) else {
        return false;
    };
    if first == ' ' || last == ' ' || text.starts_with("---") || text.starts_with("...") {
        return false;
    }
    let next_is_space = letters.get(1).is_none_or(|it| *it == ' ');
    match first {
        '#' | ',' | '[' | ']' | '{' | '}' | '&' | '*' | '!' | '|' | '>' | '\'' | '"' | '%'
        | '@' | '`' => return false,
        '?' | ':' | '-' if next_is_space => return false,
        _ => {}
    }
    for (place, letter) in letters.iter().enumerate() {
        let after = letters.get(place + 1);
        match letter {
            ':' if after.is_none_or(|it| *it == ' ') => return false,
            '#' if place > 0 && letters.get(place - 1) == Some(&' ') => return false,
            _ => {}
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn map(entries: &[(&str, Value)]) -> Value {
        Value::Map(entries.iter().map(|(key, value)| ((*key).to_owned(), value.clone())).collect())
    }

    #[test]
    fn text_that_reads_as_another_type_is_quoted() {
        let value = map(&[
            ("a", "80".into()),
            ("b", "yes".into()),
            ("c", "".into()),
            ("d", "a: b".into()),
            ("e", "25%".into()),
            ("f", "2026-01-01T00:00:00Z".into()),
        ]);
        assert_eq!(
            to_yaml(&value),
            "a: \"80\"\nb: \"yes\"\nc: \"\"\nd: 'a: b'\ne: 25%\nf: \"2026-01-01T00:00:00Z\"\n"
        );
    }

    #[test]
    fn lists_stand_at_the_depth_of_their_key() {
        let value = map(&[("ports", Value::List(vec![map(&[("port", 80.into())])]))]);
        assert_eq!(to_yaml(&value), "ports:\n- port: 80\n");
    }

    #[test]
    fn text_of_several_lines_is_literal() {
        let value = map(&[("a", map(&[("note", "{}\n".into())]))]);
        assert_eq!(to_yaml(&value), "a:\n  note: |\n    {}\n");
    }
}
