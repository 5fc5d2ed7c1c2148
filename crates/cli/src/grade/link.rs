//! Finding links in what a class handed in, and unpacking the work in them (docs/site-format.md, "Work in links").

use std::io::Read as _;

use flate2::read::DeflateDecoder;

/// How the part of an address begins that holds work.
const MARK: &str = "#work=";

/// Longest text that is made of a link, in bytes.
const LONGEST: u64 = 2 * 1024 * 1024;

/// What a line holds.
pub struct Handed<'l> {
    /// What stands before the link.
    pub name: String,
    /// The packed work; empty where the line has no link.
    pub letters: &'l str,
}

/// Reads a line; empty lines hold nothing.
pub fn in_line(line: &str) -> Option<Handed<'_>> {
    let about =
        |it: char| it.is_whitespace() || matches!(it, ',' | ';' | ':' | '"' | '\'' | '<' | '(');
    if line.trim().is_empty() {
        return None;
    }
    let Some((before, after)) = line.split_once(MARK) else {
        return Some(Handed { name: line.trim_matches(about).to_owned(), letters: "" });
    };
    let address = before.rfind(about).map_or(0, |it| it + 1);
    // A scheme has a colon of its own.
    let address = before.find("http").map_or(address, |it| it.min(address));
    let name = before.get(..address).unwrap_or_default().trim_matches(about).to_owned();
    let end = after.find(|it: char| !(it.is_ascii_alphanumeric() || it == '-' || it == '_'));
    Some(Handed { name, letters: after.get(..end.unwrap_or(after.len())).unwrap_or_default() })
}

/// The text that was packed; `None` where the letters are damaged.
pub fn unpack(letters: &str) -> Option<String> {
    let (kind, letters) = letters.split_at_checked(1)?;
    let bytes = base64url(letters)?;
    let mut text = Vec::new();
    match kind {
        "d" => {
            DeflateDecoder::new(bytes.as_slice()).take(LONGEST + 1).read_to_end(&mut text).ok()?;
        }
        "p" => text = bytes,
        _ => return None,
    }
    String::from_utf8(text).ok().filter(|it| it.len() as u64 <= LONGEST)
}

/// Base64 with `-` and `_`, without `=` (RFC 4648, section 5).
fn base64url(letters: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let (mut held, mut bits) = (0_u32, 0);
    for letter in letters.bytes() {
        let value = match letter {
            b'A'..=b'Z' => letter - b'A',
            b'a'..=b'z' => letter - b'a' + 26,
            b'0'..=b'9' => letter - b'0' + 52,
            b'-' => 62,
            b'_' => 63,
            _ => return None,
        };
        held = held << 6 | u32::from(value);
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push((held >> bits) as u8);
            held &= (1 << bits) - 1;
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_before_links() {
        let read = |line| in_line(line).map(|it| (it.name, it.letters.to_owned()));
        let of = |name: &str, letters: &str| Some((name.to_owned(), letters.to_owned()));
        assert_eq!(read("https://lab.example/en/sandbox/#work=dAb-_9"), of("", "dAb-_9"));
        assert_eq!(
            read("\"Berg, Anna\",\"https://x/en/sandbox/#work=dQ\""),
            of("Berg, Anna", "dQ")
        );
        assert_eq!(read("Bo: http://localhost:8080/da/sandbox/#work=pQ, late"), of("Bo", "pQ"));
        assert_eq!(read("Cleo handed in nothing"), of("Cleo handed in nothing", ""));
        assert_eq!(read("  "), None);
    }

    #[test]
    fn letters_are_unpacked_or_refused() {
        assert_eq!(unpack("paGVq"), Some("hej".to_owned()));
        assert_eq!(unpack("dy0jNAgA"), Some("hej".to_owned()));
        assert_eq!(unpack("dy0jN"), None, "cut off");
        assert_eq!(unpack("x"), None);
        assert_eq!(unpack(""), None);
        assert_eq!(unpack("p!!"), None);
        assert_eq!(unpack("p_w"), None, "no UTF-8");
    }
}
