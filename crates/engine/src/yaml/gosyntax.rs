//! Values printed as Go's `%#v` does, for the messages that do so.

use super::decode::{Typed, TypedContent, replaced};
use super::resolve::{Scalar, key_float};

/// A value as `%#v` prints it.
pub(super) fn go_syntax(typed: &Typed) -> String {
    match &typed.content {
        TypedContent::Scalar(it) => scalar(it),
        TypedContent::List(items) => {
            let items: Vec<String> = items.iter().map(inner).collect();
            format!("[]interface {{}}{{{}}}", items.join(", "))
        }
        TypedContent::Map(entries) => {
            let gone = replaced(entries);
            let mut entries: Vec<_> = entries.iter().zip(gone).filter(|it| !it.1).collect();
            entries.sort_by_key(|it| &it.0.0);
            let entries: Vec<String> = entries
                .iter()
                .map(|((key, _, value), _)| format!("{}:{}", inner_scalar(key), inner(value)))
                .collect();
            format!("map[interface {{}}]interface {{}}{{{}}}", entries.join(", "))
        }
    }
}

fn inner(typed: &Typed) -> String {
    match &typed.content {
        TypedContent::Scalar(it) => inner_scalar(it),
        TypedContent::List(_) | TypedContent::Map(_) => go_syntax(typed),
    }
}

fn inner_scalar(it: &Scalar) -> String {
    match it {
        Scalar::Null => "interface {}(nil)".to_owned(),
        other => scalar(other),
    }
}

/// A scalar as `%#v` prints it.
pub(super) fn scalar(it: &Scalar) -> String {
    match it {
        Scalar::Null => "<nil>".to_owned(),
        Scalar::Bool(flag) => flag.to_string(),
        Scalar::Int(number) => number.to_string(),
        Scalar::Uint(number) => format!("{number:#x}"),
        Scalar::Float(text) => key_float(text).unwrap_or_else(|| text.clone()),
        Scalar::NotFinite(name) => (*name).to_owned(),
        Scalar::Str(text) => quote(text),
    }
}

/// A string quoted as Go's `%q` does. Models strconv.Quote.
pub(crate) fn quote(text: &str) -> String {
    let mut out = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\u{7}' => out.push_str("\\a"),
            '\u{8}' => out.push_str("\\b"),
            '\u{c}' => out.push_str("\\f"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\u{b}' => out.push_str("\\v"),
            ' '..='~' => out.push(letter),
            '\0'..='\u{7f}' => out.push_str(&format!("\\x{:02x}", u32::from(letter))),
            _ if printable(letter) => out.push(letter),
            '\u{80}'..='\u{ffff}' => out.push_str(&format!("\\u{:04x}", u32::from(letter))),
            _ => out.push_str(&format!("\\U{:08x}", u32::from(letter))),
        }
    }
    out.push('"');
    out
}

/// Approximates strconv.IsPrint: no controls, no space but U+0020, no format
/// characters, no private use.
pub(crate) fn printable(letter: char) -> bool {
    (letter == ' ' || !letter.is_whitespace())
        && !letter.is_control()
        && !matches!(letter,
            '\u{ad}' | '\u{600}'..='\u{605}' | '\u{61c}' | '\u{6dd}' | '\u{70f}' | '\u{180e}'
            | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{e000}'..='\u{f8ff}' | '\u{feff}' | '\u{fff0}'..='\u{fffb}' | '\u{fffe}' | '\u{ffff}'
            | '\u{e0000}'..='\u{10ffff}')
}
