//! Which texts name an image. Models github.com/distribution/reference ReferenceRegexp, by which
//! `kubectl run` (v1.36) refuses what does not.

/// Longest tag.
const LONGEST_TAG: usize = 128;
/// Fewest hexadecimal digits of a digest.
const SHORTEST_DIGEST: usize = 32;

/// Whether a text is a name with a tag, a digest, both or neither behind it.
pub fn is_reference(text: &str) -> bool {
    let (rest, sound) = match text.split_once('@') {
        Some((rest, digest)) => (rest, is_digest(digest)),
        None => (text, true),
    };
    // A colon before a slash stands before a port.
    let colon = rest.rfind(':').filter(|at| !rest.get(*at..).unwrap_or("").contains('/'));
    let (name, tag) = match colon.and_then(|at| rest.split_at_checked(at)) {
        Some((name, tag)) => (name, tag.get(1..)),
        None => (rest, None),
    };
    sound && tag.is_none_or(is_tag) && is_name(name)
}

fn is_name(name: &str) -> bool {
    name.split('/').all(is_part)
        || name
            .split_once('/')
            .is_some_and(|(domain, path)| is_domain(domain) && path.split('/').all(is_part))
}

/// Lower case words, parted by one of `.`, `_` and `__`, or by dashes.
fn is_part(part: &str) -> bool {
    let word = |it: char| it.is_ascii_lowercase() || it.is_ascii_digit();
    let within = part.starts_with(word) && part.ends_with(word);
    within && part.split(word).all(|it| matches!(it, "" | "." | "_" | "__") || dashes(it))
}

fn dashes(text: &str) -> bool {
    text.chars().all(|it| it == '-')
}

/// A host name or an address in brackets, and its port.
fn is_domain(text: &str) -> bool {
    if let Some((address, port)) = text.strip_prefix('[').and_then(|it| it.split_once(']')) {
        let sound = |it: char| it.is_ascii_hexdigit() || it == ':';
        return !address.is_empty()
            && address.chars().all(sound)
            && (port.is_empty() || port.strip_prefix(':').is_some_and(is_number));
    }
    let (host, port) = match text.split_once(':') {
        Some((host, port)) => (host, Some(port)),
        None => (text, None),
    };
    let letter = |it: char| it.is_ascii_alphanumeric();
    let label = |it: &str| {
        it.starts_with(letter)
            && it.ends_with(letter)
            && it.chars().all(|it| letter(it) || it == '-')
    };
    host.split('.').all(label) && port.is_none_or(is_number)
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|it| it.is_ascii_digit())
}

fn is_tag(tag: &str) -> bool {
    let word = |it: char| it.is_ascii_alphanumeric() || it == '_';
    tag.starts_with(word)
        && tag.len() <= LONGEST_TAG
        && tag.chars().all(|it| word(it) || matches!(it, '.' | '-'))
}

fn is_digest(digest: &str) -> bool {
    let Some((method, digits)) = digest.split_once(':') else { return false };
    let part = |it: &str| {
        it.starts_with(|it: char| it.is_ascii_alphabetic())
            && it.chars().all(|it| it.is_ascii_alphanumeric())
    };
    method.split(['-', '_', '+', '.']).all(part)
        && digits.len() >= SHORTEST_DIGEST
        && digits.chars().all(|it| it.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_image_is_a_name_with_tag_and_digest() {
        let digest = format!("sha256:{}", "0a".repeat(32));
        for sound in
            ["a", "a:B", "REG/x", "reg:5000/x:1", "a_b.c-d", "a__b", "a---b/c", "[::1]:80/a"]
        {
            assert!(is_reference(sound), "{sound}");
            assert!(is_reference(&format!("{sound}@{digest}")), "{sound}");
        }
        for wrong in [
            "",
            "A",
            "a b",
            "a:",
            "a@",
            "a@sha256:0",
            "a//b",
            "-a",
            "a___b",
            "a..b",
            "a:.b",
            "a:b:c",
            "http://x",
            "reg:5000/X",
        ] {
            assert!(!is_reference(wrong), "{wrong}");
        }
        assert!(is_reference(&format!("a:{}", "b".repeat(128))));
        assert!(!is_reference(&format!("a:{}", "b".repeat(129))));
    }
}
