//! Patterns of file names: `*` and `?`, which leave folders alone. Models
//! path/filepath.Match without classes, as the shell and kubectl use it.

use std::collections::BTreeMap;

/// The names that a pattern matches, in order.
pub fn matching(files: &BTreeMap<String, String>, pattern: &str) -> Vec<String> {
    let dots = pattern.starts_with('.');
    let fits = |it: &&String| (dots || !it.starts_with('.')) && matches(pattern, it);
    files.keys().filter(fits).cloned().collect()
}

/// Whether a pattern matches a whole text; a `*` is tried once, with what is
/// left of the text shrinking, so the time is bounded by both lengths.
pub fn matches(pattern: &str, text: &str) -> bool {
    let (pattern, text): (Vec<char>, Vec<char>) =
        (pattern.chars().collect(), text.chars().collect());
    let (mut at, mut place) = (0, 0);
    let mut star: Option<(usize, usize)> = None;
    loop {
        match (pattern.get(at), text.get(place)) {
            (None, None) => return true,
            (Some('*'), _) => {
                star = Some((at, place));
                at += 1;
                continue;
            }
            (Some('?'), Some(letter)) if *letter != '/' => {}
            (Some(sign), Some(letter)) if sign == letter => {}
            _ => match star {
                Some((star_at, from)) if text.get(from).is_some_and(|it| *it != '/') => {
                    star = Some((star_at, from + 1));
                    (at, place) = (star_at + 1, from + 1);
                    continue;
                }
                _ => return false,
            },
        }
        at += 1;
        place += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn a_pattern_leaves_folders_alone() {
        assert!(matches("*.yaml", "web.yaml"));
        assert!(matches("we?.y*ml", "web.yaml"));
        assert!(matches("m/*", "m/a.yaml"));
        assert!(matches("*a*b*", "xaxxbx"));
        assert!(!matches("*.yaml", "m/web.yaml"));
        assert!(!matches("*.yaml", "web.yml"));
        assert!(!matches("?", "ab"));
    }
}
