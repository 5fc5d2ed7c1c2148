//! Regular expressions as grep and sed read them: basic and extended ones,
//! with groups, repetition and back references. Of several ways to match, the
//! first of the alternatives counts; POSIX would take the longest.

/// Most tries of one match, for patterns that fit in too many ways; a long
/// line has so many more as it needs where nothing fits.
const MAX_TRIES: usize = 100_000;
/// Most pieces that are tried one inside the other: the stack of a page is
/// small.
const MAX_DEPTH: usize = 400;
/// Most repetitions of a group.
const MAX_REPEATS: usize = 200;

/// Most groups of a pattern.
const MAX_GROUPS: usize = 50;

/// A regular expression.
pub struct Pattern {
    choices: Vec<Vec<Piece>>,
    ignore_case: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Atom {
    Start,
    End,
    /// Where a word begins or ends.
    Edge,
    Any,
    Letter(char),
    Set {
        letters: Vec<(char, char)>,
        inverted: bool,
    },
    Group(usize, Vec<Vec<Piece>>),
    Back(usize),
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Piece {
    atom: Atom,
    least: usize,
    most: usize,
}

/// What stood where: the whole match first, then the groups.
pub type Spans = Vec<Option<(usize, usize)>>;

impl Pattern {
    /// Reads a pattern; `extended` as with `-E`.
    pub fn new(text: &str, ignore_case: bool, extended: bool) -> Self {
        let text = if ignore_case { text.to_ascii_lowercase() } else { text.to_owned() };
        let letters: Vec<char> = if extended { text.chars().collect() } else { as_extended(&text) };
        let mut reader = Reader { letters, place: 0, groups: 0 };
        Self { choices: reader.choices(), ignore_case }
    }

    /// Whether a line holds it.
    pub fn is_in(&self, line: &str) -> bool {
        self.first(line, 0).is_some()
    }

    /// The first place from a letter on.
    pub fn first(&self, line: &str, from: usize) -> Option<Spans> {
        let line = if self.ignore_case { line.to_ascii_lowercase() } else { line.to_owned() };
        let letters: Vec<char> = line.chars().collect();
        let tries = MAX_TRIES + letters.len() * self.choices.len() * 2;
        let mut search = Search { letters: &letters, spans: vec![None; 10], tries, depth: 0 };
        for start in from..=letters.len() {
            for choice in &self.choices {
                let mut end = None;
                search.spans.fill(None);
                let found = search.sequence(choice, start, &mut |_, at| {
                    end = Some(at);
                    true
                });
                if let (true, Some(end)) = (found, end) {
                    let mut spans = std::mem::take(&mut search.spans);
                    if let Some(whole) = spans.first_mut() {
                        *whole = Some((start, end));
                    }
                    return Some(spans);
                }
            }
        }
        None
    }

    /// Each place, one after the other.
    pub fn found(&self, line: &str) -> Vec<String> {
        let letters: Vec<char> = line.chars().collect();
        let mut all = Vec::new();
        let mut from = 0;
        while let Some((start, end)) = self.first(line, from).and_then(|it| *it.first()?) {
            if end > start {
                all.push(letters.get(start..end).unwrap_or_default().iter().collect());
            }
            from = end.max(start + 1);
        }
        all
    }

    /// Replaces the `nth` place (from 1), and with `all` those after it; `&`
    /// and `\1` stand for what was there. Nothing where none is found.
    pub fn replace(&self, line: &str, with: &str, nth: usize, all: bool) -> Option<String> {
        let letters: Vec<char> = line.chars().collect();
        let text = |span: Option<(usize, usize)>| -> String {
            let (start, end) = span.unwrap_or((0, 0));
            letters.get(start..end).unwrap_or_default().iter().collect()
        };
        let mut out = String::new();
        let (mut from, mut count, mut changed) = (0, 0, false);
        while let Some(spans) = self.first(line, from) {
            let Some((start, end)) = spans.first().copied().flatten() else { break };
            count += 1;
            out.extend(letters.get(from..start).unwrap_or_default());
            if count >= nth {
                changed = true;
                let mut signs = with.chars();
                while let Some(sign) = signs.next() {
                    match sign {
                        '&' => out.push_str(&text(spans.first().copied().flatten())),
                        '\\' => match signs.next() {
                            Some('n') => out.push('\n'),
                            Some('t') => out.push('\t'),
                            Some(digit) if digit.is_ascii_digit() => {
                                let place = digit.to_digit(10).unwrap_or(0) as usize;
                                out.push_str(&text(spans.get(place).copied().flatten()));
                            }
                            Some(other) => out.push(other),
                            None => out.push('\\'),
                        },
                        other => out.push(other),
                    }
                }
            } else {
                out.extend(letters.get(start..end).unwrap_or_default());
            }
            from = end;
            if end == start {
                out.extend(letters.get(start));
                from += 1;
            }
            if (changed && !all) || from > letters.len() {
                break;
            }
        }
        out.extend(letters.get(from..).unwrap_or_default());
        changed.then_some(out)
    }
}

/// A basic expression as an extended one: backslashes change sides.
fn as_extended(text: &str) -> Vec<char> {
    let mut out = Vec::new();
    let mut letters = text.chars().peekable();
    let mut in_set = false;
    while let Some(letter) = letters.next() {
        match letter {
            '[' if !in_set => {
                in_set = true;
                out.push(letter);
                // What stands first in a set never ends it.
                out.extend(letters.next_if_eq(&'^'));
                out.extend(letters.next_if_eq(&']'));
            }
            ']' if in_set => {
                in_set = false;
                out.push(letter);
            }
            '\\' if !in_set => match letters.next() {
                Some(next @ ('(' | ')' | '|' | '+' | '?' | '{' | '}')) => out.push(next),
                Some(next) => out.extend(['\\', next]),
                None => out.extend(['\\', '\\']),
            },
            '(' | ')' | '|' | '+' | '?' | '{' | '}' if !in_set => out.extend(['\\', letter]),
            _ => out.push(letter),
        }
    }
    out
}

struct Reader {
    letters: Vec<char>,
    place: usize,
    groups: usize,
}

impl Reader {
    fn peek(&self) -> Option<char> {
        self.letters.get(self.place).copied()
    }

    fn choices(&mut self) -> Vec<Vec<Piece>> {
        let mut all = vec![self.pieces()];
        while self.peek() == Some('|') {
            self.place += 1;
            all.push(self.pieces());
        }
        all
    }

    fn pieces(&mut self) -> Vec<Piece> {
        let mut out: Vec<Piece> = Vec::new();
        while let Some(letter) = self.peek() {
            if letter == '|' || letter == ')' && self.groups > 0 {
                break;
            }
            self.place += 1;
            let atom = match letter {
                '^' if out.is_empty() => Atom::Start,
                '$' if matches!(self.peek(), None | Some('|' | ')')) => Atom::End,
                '.' => Atom::Any,
                '*' | '+' | '?' if !out.is_empty() => {
                    let most = if letter == '?' { 1 } else { usize::MAX };
                    repeat(&mut out, usize::from(letter == '+'), most);
                    continue;
                }
                '{' if !out.is_empty() => match self.bounds() {
                    Some((least, most)) => {
                        repeat(&mut out, least, most);
                        continue;
                    }
                    None => Atom::Letter('{'),
                },
                '(' if self.groups < MAX_GROUPS => {
                    self.groups += 1;
                    let number = self.groups;
                    let choices = self.choices();
                    self.place += 1;
                    Atom::Group(number, choices)
                }
                '[' => self.set(),
                '\\' => {
                    let next = self.peek().unwrap_or('\\');
                    self.place += 1;
                    match next {
                        'b' | '<' | '>' => Atom::Edge,
                        's' => {
                            Atom::Set { letters: vec![(' ', ' '), ('\t', '\t')], inverted: false }
                        }
                        'w' => Atom::Set { letters: WORD.to_vec(), inverted: false },
                        't' => Atom::Letter('\t'),
                        '1'..='9' => Atom::Back(next.to_digit(10).unwrap_or(1) as usize),
                        other => Atom::Letter(other),
                    }
                }
                other => Atom::Letter(other),
            };
            out.push(Piece { atom, least: 1, most: 1 });
        }
        out
    }

    /// `2}`, `2,}` or `2,5}` behind a brace.
    fn bounds(&mut self) -> Option<(usize, usize)> {
        let rest = self.letters.get(self.place..)?;
        let end = rest.iter().position(|it| *it == '}')?;
        let text: String = rest.get(..end)?.iter().collect();
        let bounds = match text.split_once(',') {
            None => (text.parse().ok()?, text.parse().ok()?),
            Some((least, "")) => (least.parse().ok()?, usize::MAX),
            Some(("", most)) => (0, most.parse().ok()?),
            Some((least, most)) => (least.parse().ok()?, most.parse().ok()?),
        };
        self.place += end + 1;
        Some(bounds)
    }

    fn set(&mut self) -> Atom {
        let inverted = self.peek() == Some('^');
        self.place += usize::from(inverted);
        let mut letters = Vec::new();
        let mut first = true;
        while let Some(letter) = self.peek() {
            if letter == ']' && !first {
                break;
            }
            first = false;
            let rest: String =
                self.letters.get(self.place..).unwrap_or_default().iter().take(12).collect();
            if let Some((name, class)) = CLASSES.iter().find(|(name, _)| rest.starts_with(name)) {
                letters.extend_from_slice(class);
                self.place += name.len();
                continue;
            }
            let after = |by: usize| self.letters.get(self.place + by).copied();
            match (after(1), after(2)) {
                (Some('-'), Some(last)) if last != ']' => {
                    letters.push((letter, last));
                    self.place += 3;
                }
                _ => {
                    letters.push((letter, letter));
                    self.place += 1;
                }
            }
        }
        self.place += 1;
        Atom::Set { letters, inverted }
    }
}

const WORD: [(char, char); 4] = [('a', 'z'), ('A', 'Z'), ('0', '9'), ('_', '_')];
const CLASSES: [(&str, &[(char, char)]); 6] = [
    ("[:alnum:]", &[('a', 'z'), ('A', 'Z'), ('0', '9')]),
    ("[:alpha:]", &[('a', 'z'), ('A', 'Z')]),
    ("[:digit:]", &[('0', '9')]),
    ("[:lower:]", &[('a', 'z')]),
    ("[:space:]", &[(' ', ' '), ('\t', '\t')]),
    ("[:upper:]", &[('A', 'Z')]),
];

fn repeat(pieces: &mut [Piece], least: usize, most: usize) {
    if let Some(last) = pieces.last_mut() {
        (last.least, last.most) = (least, most);
    }
}

struct Search<'l> {
    letters: &'l [char],
    spans: Spans,
    /// How many tries are left.
    tries: usize,
    depth: usize,
}

/// What is to fit behind a place.
type Then<'t, 'l> = &'t mut dyn FnMut(&mut Search<'l>, usize) -> bool;

impl<'l> Search<'l> {
    fn sequence(&mut self, pieces: &[Piece], at: usize, then: Then<'_, 'l>) -> bool {
        if self.tries == 0 || self.depth == MAX_DEPTH {
            return false;
        }
        self.tries -= 1;
        self.depth += 1;
        let fitted = self.first_and_rest(pieces, at, then);
        self.depth -= 1;
        fitted
    }

    fn first_and_rest(&mut self, pieces: &[Piece], at: usize, then: Then<'_, 'l>) -> bool {
        let Some((piece, rest)) = pieces.split_first() else {
            return then(self, at);
        };
        match &piece.atom {
            Atom::Start => at == 0 && self.sequence(rest, at, then),
            Atom::End => at == self.letters.len() && self.sequence(rest, at, then),
            Atom::Edge => {
                let word = |it: Option<&char>| {
                    it.is_some_and(|it| it.is_ascii_alphanumeric() || *it == '_')
                };
                let before = at.checked_sub(1).and_then(|it| self.letters.get(it));
                word(before) != word(self.letters.get(at)) && self.sequence(rest, at, then)
            }
            Atom::Back(number) => {
                let span = self.spans.get(*number).copied().flatten().unwrap_or((0, 0));
                let there = self.letters.get(span.0..span.1).unwrap_or_default();
                let here = self.letters.get(at..at + there.len());
                here == Some(there) && self.sequence(rest, at + there.len(), then)
            }
            Atom::Group(number, choices) => {
                self.group((*number, choices, piece), rest, at, 0, then)
            }
            Atom::Any | Atom::Letter(_) | Atom::Set { .. } => {
                let mut count = 0;
                while count < piece.most
                    && self.letters.get(at + count).is_some_and(|it| fits(&piece.atom, *it))
                {
                    count += 1;
                }
                loop {
                    if count < piece.least {
                        return false;
                    }
                    if self.sequence(rest, at + count, then) {
                        return true;
                    }
                    if count == 0 {
                        return false;
                    }
                    count -= 1;
                }
            }
        }
    }

    /// A group once more, and else what follows it.
    fn group(
        &mut self,
        (number, choices, piece): (usize, &[Vec<Piece>], &Piece),
        rest: &[Piece],
        at: usize,
        count: usize,
        then: Then<'_, 'l>,
    ) -> bool {
        if count < piece.most.min(MAX_REPEATS) {
            let before = self.spans.get(number).copied().flatten();
            for choice in choices {
                let fitted = self.sequence(choice, at, &mut |search, end| {
                    if end == at && count >= piece.least {
                        return false;
                    }
                    if let Some(slot) = search.spans.get_mut(number) {
                        *slot = Some((at, end));
                    }
                    search.group((number, choices, piece), rest, end, count + 1, &mut *then)
                });
                if fitted {
                    return true;
                }
                if let Some(slot) = self.spans.get_mut(number) {
                    *slot = before;
                }
            }
        }
        count >= piece.least && self.sequence(rest, at, then)
    }
}

fn fits(atom: &Atom, letter: char) -> bool {
    match atom {
        Atom::Any => true,
        Atom::Letter(wanted) => *wanted == letter,
        Atom::Set { letters, inverted } => {
            letters.iter().any(|(first, last)| (*first..=*last).contains(&letter)) != *inverted
        }
        Atom::Start | Atom::End | Atom::Edge | Atom::Group(..) | Atom::Back(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_find_what_they_say() {
        for (pattern, line, wanted) in [
            ("NAME|services|pods ", "pods   po", true),
            ("^(v1|apps|discovery)", "apps/v1", true),
            ("^(v1|apps)", "batch/v1", false),
            ("web-[a-z0-9]*-[a-z0-9]*", "pod/web-576-abc evicted", true),
            ("8080$", "port 8080", true),
            ("a.c", "abc", true),
            ("(ab)+c", "ababc", true),
            ("(a|b){2}$", "xab", true),
            ("^[[:digit:]]{2,3}$", "1234", false),
            (r"\bweb\b", "my web pod", true),
            (r"(.)\1", "abba", true),
            (r"(.)\1", "abab", false),
            ("(a*)*b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaac", false),
        ] {
            assert_eq!(Pattern::new(pattern, false, true).is_in(line), wanted, "{pattern}");
        }
        for (pattern, line, wanted) in [
            (r"web\|db", "db-0", true),
            ("a|b", "a", false),
            (r"\(a\)\1", "aa", true),
            ("(x)", "(x)", true),
        ] {
            assert_eq!(Pattern::new(pattern, false, false).is_in(line), wanted, "{pattern}");
        }
    }

    #[test]
    fn a_pattern_that_is_too_deep_fits_nothing_and_ends() {
        let line = "a".repeat(100_000);
        assert!(!Pattern::new(&line, false, true).is_in(&line));
        assert!(!Pattern::new("((((a)*)*)*)*b", false, true).is_in(&line));
        assert!(Pattern::new("a+$", false, true).is_in(&line));
        assert!(Pattern::new("b", false, true).is_in(&format!("{}b", "a ".repeat(200_000))));
    }

    #[test]
    fn what_was_found_stands_in_what_takes_its_place() {
        let pattern = Pattern::new("([0-9]+)/TCP", false, true);
        let line = "80/TCP,443/TCP";
        assert_eq!(pattern.replace(line, r"port \1", 1, false).as_deref(), Some("port 80,443/TCP"));
        assert_eq!(pattern.replace(line, "<&>", 2, false).as_deref(), Some("80/TCP,<443/TCP>"));
        assert_eq!(pattern.replace(line, r"\1", 1, true).as_deref(), Some("80,443"));
        assert_eq!(pattern.replace("UDP", "x", 1, true), None);
    }
}
