//! References to images: `registry:5000/path/name:tag@digest`.
//!
//! Models github.com/distribution/reference (`ParseNormalizedNamed`) and pkg/util/parsers.

/// Letters in a tag and in a path at most.
const TAG_LETTERS: usize = 128;
const PATH_LETTERS: usize = 255;

/// Whether a reference means the tag `latest`, written or not. One that names a digest alone does not, and neither does
/// one that cannot be read.
pub(super) fn is_latest(image: &str) -> bool {
    // A name of its own would be taken for an image's id.
    if image.len() == 64 && image.bytes().all(is_hexadecimal) {
        return false;
    }
    let (named, digest) = match image.split_once('@') {
        Some((named, digest)) => (named, Some(digest)),
        None => (image, None),
    };
    let (domain, rest) = match named.split_once('/') {
        Some((first, rest)) if is_registry(first) => (Some(first), rest),
        _ => (None, named),
    };
    let (path, tag) = match rest.split_once(':') {
        Some((path, tag)) => (path, Some(tag)),
        None => (rest, None),
    };
    let readable = domain.is_none_or(|it| is_domain(it) || is_path(it))
        && path.len() <= PATH_LETTERS
        && is_path(path)
        && tag.is_none_or(is_tag)
        && digest.is_none_or(is_digest);
    readable && tag.map_or(digest.is_none(), |it| it == "latest")
}

/// Whether what stands before the first slash is a registry and no part of the path.
fn is_registry(first: &str) -> bool {
    first == "localhost" || first.contains(|it: char| matches!(it, '.' | ':') || it.is_uppercase())
}

/// A registry's host, with a port or without.
fn is_domain(domain: &str) -> bool {
    let (host, port) = match domain.rsplit_once(':') {
        Some((host, port)) if !port.ends_with(']') => (host, Some(port)),
        _ => (domain, None),
    };
    let is_label = |it: &str| {
        let inner = |it: u8| it.is_ascii_alphanumeric() || it == b'-';
        it.bytes().all(inner) && !it.is_empty() && !it.starts_with('-') && !it.ends_with('-')
    };
    let bracketed = host.strip_prefix('[').and_then(|it| it.strip_suffix(']'));
    let is_host = match bracketed {
        Some(v6) => !v6.is_empty() && v6.bytes().all(|it| it.is_ascii_hexdigit() || it == b':'),
        None => host.split('.').all(is_label),
    };
    is_host && port.is_none_or(|it| !it.is_empty() && it.bytes().all(|it| it.is_ascii_digit()))
}

/// Parts between slashes, of small letters and digits with single dots, one or two underscores, or dashes between them.
fn is_path(path: &str) -> bool {
    let is_plain = |it: char| it.is_ascii_lowercase() || it.is_ascii_digit();
    let is_part = |part: &str| {
        let mut between = part.split(is_plain).filter(|it| !it.is_empty());
        part.starts_with(is_plain)
            && part.ends_with(is_plain)
            && between.all(|it| matches!(it, "." | "_" | "__") || it.bytes().all(|it| it == b'-'))
    };
    path.split('/').all(is_part)
}

fn is_tag(tag: &str) -> bool {
    let is_word = |it: char| it.is_ascii_alphanumeric() || it == '_';
    tag.len() <= TAG_LETTERS
        && tag.starts_with(is_word)
        && tag.chars().all(|it| is_word(it) || matches!(it, '.' | '-'))
}

/// A digest of one of the three algorithms that are known, whole.
fn is_digest(digest: &str) -> bool {
    let Some((algorithm, letters)) = digest.split_once(':') else { return false };
    let length = match algorithm {
        "sha256" => 64,
        "sha384" => 96,
        "sha512" => 128,
        _ => return false,
    };
    letters.len() == length && letters.bytes().all(is_hexadecimal)
}

fn is_hexadecimal(letter: u8) -> bool {
    matches!(letter, b'0'..=b'9' | b'a'..=b'f')
}

#[cfg(test)]
mod tests {
    use super::super::defaults::pull_policy;

    #[test]
    fn the_tag_latest_is_pulled_each_time_and_what_cannot_be_read_is_not() {
        let digest = format!("sha256:{}", "0a".repeat(32));
        let always = [
            "nginx".to_owned(),
            "nginx:latest".to_owned(),
            format!("nginx:latest@{digest}"),
            "localhost:5000/shop/web".to_owned(),
            "[::1]:5000/web:latest".to_owned(),
            "Registry/web".to_owned(),
            "a__b/c--d/e.f_g".to_owned(),
        ];
        for image in always {
            assert_eq!(pull_policy(&image), "Always", "{image}");
        }
        let once = [
            String::new(),
            "nginx:1.27".to_owned(),
            format!("nginx@{digest}"),
            format!("nginx:1.27@{digest}"),
            "nginx:latest@sha256:0a".to_owned(),
            "nginx:latest@md5:0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a".to_owned(),
            "Nginx".to_owned(),
            "shop/Web:latest".to_owned(),
            "nginx:".to_owned(),
            "nginx:latest ".to_owned(),
            "web..site".to_owned(),
            "web-".to_owned(),
            "a//b".to_owned(),
            "-registry.example/web".to_owned(),
            "registry.example:/web".to_owned(),
            "0a".repeat(32),
            "w".repeat(256),
        ];
        for image in once {
            assert_eq!(pull_policy(&image), "IfNotPresent", "{image}");
        }
    }
}
