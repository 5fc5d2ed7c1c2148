//! Many small files as one text, so that the page fetches content/ at once.

use crate::content::Files;

/// Files as one text: for each a line `@ BYTES PATH`, then its text and a line
/// break.
pub fn pack(files: &Files) -> String {
    let mut out = String::new();
    for (path, text) in files {
        out.push_str(&format!("@ {} {path}\n{text}\n", text.len()));
    }
    out
}

/// Takes [`pack`] apart. What does not fit the format ends the reading.
pub fn unpack(mut text: &str) -> Files {
    let mut files = Files::new();
    while let Some((path, body, rest)) = next(text) {
        files.insert(path.to_owned(), body.to_owned());
        text = rest;
    }
    files
}

fn next(text: &str) -> Option<(&str, &str, &str)> {
    let (head, rest) = text.strip_prefix("@ ")?.split_once('\n')?;
    let (bytes, path) = head.split_once(' ')?;
    let bytes: usize = bytes.parse().ok()?;
    Some((path, rest.get(..bytes)?, rest.get(bytes.checked_add(1)?..)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_packed_comes_out_again() {
        let files: Files = [("a", "x\n@ 3 b\n"), ("b/c", ""), ("d", "한국어")]
            .map(|(path, text)| (path.to_owned(), text.to_owned()))
            .into();
        assert_eq!(unpack(&pack(&files)), files);
    }

    #[test]
    fn a_cut_pack_ends_without_harm() {
        assert_eq!(unpack("@ 100 a\nshort"), Files::new());
        assert_eq!(unpack("@ x a\n"), Files::new());
    }
}
