//! Small programs that work on texts and files: `cat`, `grep`, `sed`, ...
//! as far as learners type them around kubectl.

use std::collections::BTreeMap;

use crate::output::Output;

type Files = BTreeMap<String, String>;

/// Runs a program; nothing where this is none of them.
pub fn run(files: &mut Files, name: &str, words: &[String], stdin: &str) -> Option<Output> {
    Some(match name {
        "cat" => cat(files, words, stdin),
        "echo" => echo(words),
        "true" | ":" => Output::default(),
        "false" => Output { exit: 1, ..Output::default() },
        "rm" => rm(files, words),
        "ls" => ls(files, words),
        "mkdir" => {
            for folder in words.iter().filter(|it| !it.starts_with('-')) {
                files.insert(format!("{}/.keep", folder.trim_end_matches('/')), String::new());
            }
            Output::default()
        }
        "grep" => grep(files, words, stdin),
        "sed" => sed(files, words, stdin),
        "head" => head(files, words, stdin, true),
        "tail" => head(files, words, stdin, false),
        "wc" => wc(files, words, stdin),
        "sort" => sort(files, words, stdin),
        "awk" | "cut" | "tr" | "seq" | "printf" => super::columns::run(name, words, stdin),
        "uniq" => uniq(words, stdin),
        "tee" => {
            for file in words.iter().filter(|it| !it.starts_with('-')) {
                files.insert(file.clone(), stdin.to_owned());
            }
            Output::print(stdin)
        }
        "clear" => Output::default(),
        "pwd" => Output::print("/home/learner\n"),
        _ => return None,
    })
}

fn sort(files: &Files, words: &[String], stdin: &str) -> Output {
    let names: Vec<&String> = words.iter().filter(|it| !it.starts_with('-')).collect();
    let text = match input(files, &names, stdin, "sort") {
        Ok(text) => text,
        Err(error) => return Output::fail(error),
    };
    let on = |letter: char| words.iter().any(|it| it.starts_with('-') && it.contains(letter));
    let mut lines: Vec<&str> = text.lines().collect();
    lines.sort_unstable();
    if on('n') {
        let number = |line: &&str| {
            let line = line.trim_start();
            let end = line.find(|it: char| !it.is_ascii_digit()).unwrap_or(line.len());
            line.get(..end).and_then(|it| it.parse::<u64>().ok()).unwrap_or(0)
        };
        lines.sort_by_key(number);
    }
    if on('u') {
        lines.dedup();
    }
    if on('r') {
        lines.reverse();
    }
    Output::print(joined(lines.into_iter().map(str::to_owned)))
}

fn joined(lines: impl Iterator<Item = String>) -> String {
    lines.map(|it| format!("{it}\n")).collect()
}

fn read(files: &Files, name: &str, program: &str) -> Result<String, String> {
    files
        .get(name)
        .or_else(|| files.get(name.trim_start_matches("./")))
        .cloned()
        .ok_or_else(|| format!("{program}: {name}: No such file or directory"))
}

/// The texts of the named files, or standard input where none is named.
fn input(files: &Files, names: &[&String], stdin: &str, program: &str) -> Result<String, String> {
    if names.is_empty() {
        return Ok(stdin.to_owned());
    }
    names
        .iter()
        .map(|it| if *it == "-" { Ok(stdin.to_owned()) } else { read(files, it, program) })
        .collect()
}

fn cat(files: &Files, words: &[String], stdin: &str) -> Output {
    let names: Vec<&String> =
        words.iter().filter(|it| !it.starts_with('-') || *it == "-").collect();
    match input(files, &names, stdin, "cat") {
        Ok(text) => Output::print(text),
        Err(error) => Output::fail(error),
    }
}

fn echo(words: &[String]) -> Output {
    let (words, line) = match words.split_first() {
        Some((flag, rest)) if flag == "-n" => (rest, ""),
        Some((flag, rest)) if flag == "-e" => {
            return Output::print(format!("{}\n", super::columns::unescaped(&rest.join(" "))));
        }
        _ => (words, "\n"),
    };
    Output::print(format!("{}{line}", words.join(" ")))
}

fn rm(files: &mut Files, words: &[String]) -> Output {
    let mut out = Output::default();
    let forced = words.iter().any(|it| it.starts_with('-') && it.contains('f'));
    let deep = words.iter().any(|it| it.starts_with('-') && it.contains(['r', 'R']));
    for name in words.iter().filter(|it| !it.starts_with('-')) {
        let folder = format!("{}/", name.trim_end_matches('/'));
        if deep && files.keys().any(|it| it.starts_with(&folder)) {
            files.retain(|it, _| !it.starts_with(&folder));
        } else if files.remove(name).is_none() && !forced {
            out.error(format!("rm: cannot remove '{name}': No such file or directory"));
        }
    }
    out
}

fn ls(files: &Files, words: &[String]) -> Output {
    let folder = words
        .iter()
        .find(|it| !it.starts_with('-'))
        .map(|it| format!("{}/", it.trim_end_matches('/')));
    let mut names: Vec<String> = files
        .keys()
        .filter_map(|it| match &folder {
            Some(folder) => it.strip_prefix(folder.as_str()),
            None => Some(it.as_str()),
        })
        .map(|it| it.split('/').next().unwrap_or(it).to_owned())
        .filter(|it| !it.starts_with('.'))
        .collect();
    names.dedup();
    Output::print(joined(names.into_iter()))
}

/// `-A 3`, `-A3`, `-n 3`, `-3`.
fn number_flag(words: &[String], flag: &str) -> Option<usize> {
    let mut rest = words.iter();
    while let Some(word) = rest.next() {
        if word == flag {
            return rest.next().and_then(|it| it.trim_start_matches('+').parse().ok());
        }
        if let Some(number) = word.strip_prefix(flag).and_then(|it| it.parse().ok()) {
            return Some(number);
        }
    }
    None
}

fn grep(files: &Files, words: &[String], stdin: &str) -> Output {
    let mut flags = String::new();
    let mut plain: Vec<&String> = Vec::new();
    let mut rest = words.iter();
    while let Some(word) = rest.next() {
        match word.as_str() {
            "-A" | "-B" | "-C" | "-m" => {
                rest.next();
            }
            "-e" => plain.extend(rest.next()),
            "--color" | "--color=auto" | "--color=always" => {}
            _ if word.starts_with("-A") || word.starts_with("-B") || word.starts_with("-C") => {}
            _ if word.len() > 1 && word.starts_with('-') => {
                flags.push_str(word.get(1..).unwrap_or(""))
            }
            _ => plain.push(word),
        }
    }
    let Some((pattern, names)) = plain.split_first() else {
        return Output {
            stderr: "Usage: grep [OPTION]... PATTERNS [FILE]...\n".to_owned(),
            exit: 2,
            ..Output::default()
        };
    };
    let text = match input(files, names, stdin, "grep") {
        Ok(text) => text,
        Err(error) => return Output { stderr: format!("{error}\n"), exit: 2, ..Output::default() },
    };
    let pattern = Pattern::new(pattern, flags.contains('i'));
    let around = number_flag(words, "-C").unwrap_or(0);
    let before = number_flag(words, "-B").unwrap_or(around);
    let after = number_flag(words, "-A").unwrap_or(around);
    let lines: Vec<&str> = text.lines().collect();
    let hits: Vec<usize> = (0..lines.len())
        .filter(|it| lines.get(*it).is_some_and(|line| pattern.is_in(line) != flags.contains('v')))
        .collect();
    let exit = i32::from(hits.is_empty());
    if flags.contains('q') {
        return Output { exit, ..Output::default() };
    }
    if flags.contains('c') {
        return Output { stdout: format!("{}\n", hits.len()), exit, ..Output::default() };
    }
    let mut out = String::new();
    let mut last: Option<usize> = None;
    for (place, line) in lines.iter().enumerate() {
        let near = hits.iter().any(|hit| place + before >= *hit && place <= hit + after);
        if !near {
            continue;
        }
        if before + after > 0 && last.is_some_and(|it| it + 1 < place) {
            out.push_str("--\n");
        }
        last = Some(place);
        if flags.contains('o') {
            out.extend(pattern.found(line).into_iter().map(|it| format!("{it}\n")));
        } else if flags.contains('n') {
            out.push_str(&format!("{}:{line}\n", place + 1));
        } else {
            out.push_str(line);
            out.push('\n');
        }
    }
    Output { stdout: out, exit, ..Output::default() }
}

fn sed(files: &mut Files, words: &[String], stdin: &str) -> Output {
    let in_place = words.iter().any(|it| it == "-i");
    let mut plain =
        words.iter().filter(|it| !matches!(it.as_str(), "-i" | "-e" | "-E" | "-r" | "-n"));
    let Some(script) = plain.next() else {
        return Output::fail(
            "Usage: sed [OPTION]... {script-only-if-no-other-script} [input-file]...",
        );
    };
    let names: Vec<&String> = plain.collect();
    let Some(commands) = sed_script(script) else {
        return Output::fail(format!(
            "service-lab: sed here knows s/OLD/NEW/ and /TEXT/d, not '{script}'"
        ));
    };
    let edit = |text: &str| -> String {
        let mut out = String::new();
        'lines: for line in text.lines() {
            let mut line = line.to_owned();
            for command in &commands {
                match command {
                    Sed::Replace { pattern, with, all } => {
                        line = pattern.replace(&line, with, *all)
                    }
                    Sed::Delete(pattern) if pattern.is_in(&line) => continue 'lines,
                    Sed::Delete(_) => {}
                }
            }
            out.push_str(&line);
            out.push('\n');
        }
        out
    };
    if in_place {
        for name in names {
            match read(files, name, "sed") {
                Ok(text) => {
                    files.insert(name.clone(), edit(&text));
                }
                Err(error) => return Output::fail(error),
            }
        }
        return Output::default();
    }
    match input(files, &names, stdin, "sed") {
        Ok(text) => Output::print(edit(&text)),
        Err(error) => Output::fail(error),
    }
}

enum Sed {
    Replace { pattern: Pattern, with: String, all: bool },
    Delete(Pattern),
}

fn sed_script(script: &str) -> Option<Vec<Sed>> {
    let mut commands = Vec::new();
    for part in script.split(';').map(str::trim).filter(|it| !it.is_empty()) {
        if let Some(rest) = part.strip_prefix('s') {
            let between = rest.chars().next()?;
            let mut pieces = rest.get(between.len_utf8()..)?.split(between);
            let (old, new, flags) = (pieces.next()?, pieces.next()?, pieces.next()?);
            commands.push(Sed::Replace {
                pattern: Pattern::new(old, flags.contains('i') || flags.contains('I')),
                with: new.to_owned(),
                all: flags.contains('g'),
            });
        } else {
            let text = part.strip_prefix('/')?.strip_suffix("/d")?;
            commands.push(Sed::Delete(Pattern::new(text, false)));
        }
    }
    Some(commands)
}

fn head(files: &Files, words: &[String], stdin: &str, from_start: bool) -> Output {
    let names: Vec<&String> = {
        let mut names = Vec::new();
        let mut rest = words.iter();
        while let Some(word) = rest.next() {
            if word == "-n" || word == "-c" {
                rest.next();
            } else if !word.starts_with('-') {
                names.push(word);
            }
        }
        names
    };
    let text = match input(files, &names, stdin, "head") {
        Ok(text) => text,
        Err(error) => return Output::fail(error),
    };
    if let Some(bytes) = number_flag(words, "-c") {
        return Output::print(text.chars().take(bytes).collect::<String>());
    }
    let count = number_flag(words, "-n")
        .or_else(|| words.iter().find_map(|it| it.strip_prefix('-')?.parse().ok()))
        .unwrap_or(10);
    let lines: Vec<&str> = text.lines().collect();
    let skip = if from_start { 0 } else { lines.len().saturating_sub(count) };
    Output::print(joined(lines.into_iter().skip(skip).take(count).map(str::to_owned)))
}

fn wc(files: &Files, words: &[String], stdin: &str) -> Output {
    let names: Vec<&String> = words.iter().filter(|it| !it.starts_with('-')).collect();
    match input(files, &names, stdin, "wc") {
        Err(error) => Output::fail(error),
        Ok(text) => {
            let lines = text.matches('\n').count();
            let count = text.split_whitespace().count();
            Output::print(if words.iter().any(|it| it == "-l") {
                format!("{lines}\n")
            } else if words.iter().any(|it| it == "-w") {
                format!("{count}\n")
            } else if words.iter().any(|it| it == "-c") {
                format!("{}\n", text.len())
            } else {
                format!("{lines:>7}{count:>8}{:>8}\n", text.len())
            })
        }
    }
}

fn uniq(words: &[String], stdin: &str) -> Output {
    let mut groups: Vec<(&str, usize)> = Vec::new();
    for line in stdin.lines() {
        match groups.last_mut() {
            Some((last, count)) if *last == line => *count += 1,
            _ => groups.push((line, 1)),
        }
    }
    let counted = words.iter().any(|it| it == "-c");
    Output::print(joined(
        groups.into_iter().map(|(line, count)| {
            if counted { format!("{count:>7} {line}") } else { line.to_owned() }
        }),
    ))
}

/// A small regular expression: `^`, `$`, `.`, `*`, `+`, `?`, `[...]`, `|` and
/// groups around alternatives; every other sign is itself.
pub struct Pattern {
    choices: Vec<Vec<Piece>>,
    ignore_case: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Atom {
    Start,
    End,
    Any,
    Letter(char),
    Set { letters: Vec<(char, char)>, inverted: bool },
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Piece {
    atom: Atom,
    least: usize,
    most: usize,
}

impl Pattern {
    /// Reads a pattern.
    pub fn new(text: &str, ignore_case: bool) -> Self {
        let text = if ignore_case { text.to_ascii_lowercase() } else { text.to_owned() };
        Self { choices: alternatives(&text).iter().map(|it| pieces(it)).collect(), ignore_case }
    }

    /// Whether a line holds it.
    pub fn is_in(&self, line: &str) -> bool {
        self.first(line, 0).is_some()
    }

    fn letters(&self, line: &str) -> Vec<char> {
        if self.ignore_case { line.to_ascii_lowercase() } else { line.to_owned() }.chars().collect()
    }

    fn first(&self, line: &str, from: usize) -> Option<(usize, usize)> {
        let letters = self.letters(line);
        (from..=letters.len()).find_map(|start| {
            self.choices.iter().find_map(|it| matched(it, &letters, start)).map(|end| (start, end))
        })
    }

    fn found(&self, line: &str) -> Vec<String> {
        let letters: Vec<char> = line.chars().collect();
        let mut all = Vec::new();
        let mut from = 0;
        while let Some((start, end)) = self.first(line, from) {
            if end > start {
                all.push(letters.get(start..end).unwrap_or_default().iter().collect());
            }
            from = end.max(start + 1);
        }
        all
    }

    fn replace(&self, line: &str, with: &str, all: bool) -> String {
        let letters: Vec<char> = line.chars().collect();
        let mut out = String::new();
        let mut from = 0;
        while let Some((start, end)) = self.first(line, from) {
            out.extend(letters.get(from..start).unwrap_or_default());
            let matched: String = letters.get(start..end).unwrap_or_default().iter().collect();
            out.push_str(&with.replace('&', &matched));
            from = end;
            if end == start {
                out.extend(letters.get(start));
                from += 1;
            }
            if !all || from > letters.len() {
                break;
            }
        }
        out.extend(letters.get(from..).unwrap_or_default());
        out
    }
}

/// Most alternatives of a pattern.
const MAX_CHOICES: usize = 64;

/// `^(a|b)c` becomes `^ac` and `^bc`.
fn alternatives(text: &str) -> Vec<String> {
    let mut done: Vec<String> = vec![text.to_owned()];
    while let Some(place) = done.iter().position(|it| group(it).is_some()) {
        if done.len() > MAX_CHOICES {
            break;
        }
        let whole = done.remove(place);
        if let Some((open, close)) = group(&whole) {
            let inner = whole.get(open + 1..close).unwrap_or("");
            let (before, after) =
                (whole.get(..open).unwrap_or(""), whole.get(close + 1..).unwrap_or(""));
            done.extend(inner.split('|').map(|it| format!("{before}{it}{after}")));
        }
    }
    done.iter().flat_map(|it| it.split('|').map(str::to_owned).collect::<Vec<_>>()).collect()
}

/// The innermost group that comes first.
fn group(text: &str) -> Option<(usize, usize)> {
    let close = text.find(')')?;
    let open = text.get(..close)?.rfind('(')?;
    Some((open, close))
}

fn pieces(text: &str) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::new();
    let letters: Vec<char> = text.chars().collect();
    let mut place = 0;
    while let Some(&letter) = letters.get(place) {
        place += 1;
        let atom = match letter {
            '^' if out.is_empty() => Atom::Start,
            '$' if place == letters.len() => Atom::End,
            '.' => Atom::Any,
            '*' | '+' | '?' if !out.is_empty() => {
                if let Some(last) = out.last_mut() {
                    last.least = usize::from(letter == '+');
                    last.most = if letter == '?' { 1 } else { usize::MAX };
                }
                continue;
            }
            '[' => {
                let (atom, next) = set(&letters, place);
                place = next;
                atom
            }
            '\\' => {
                let next = letters.get(place).copied().unwrap_or('\\');
                place += 1;
                Atom::Letter(next)
            }
            other => Atom::Letter(other),
        };
        out.push(Piece { atom, least: 1, most: 1 });
    }
    out
}

fn set(letters: &[char], from: usize) -> (Atom, usize) {
    let mut place = from;
    let inverted = letters.get(place) == Some(&'^');
    place += usize::from(inverted);
    let mut ranges = Vec::new();
    while let Some(&letter) = letters.get(place) {
        if letter == ']' && !ranges.is_empty() {
            break;
        }
        match (letters.get(place + 1), letters.get(place + 2)) {
            (Some('-'), Some(&last)) if last != ']' => {
                ranges.push((letter, last));
                place += 3;
            }
            _ => {
                ranges.push((letter, letter));
                place += 1;
            }
        }
    }
    (Atom::Set { letters: ranges, inverted }, place + 1)
}

/// Where a match that begins at `start` ends; the longest of each piece first.
fn matched(pieces: &[Piece], letters: &[char], start: usize) -> Option<usize> {
    let Some((piece, rest)) = pieces.split_first() else {
        return Some(start);
    };
    match piece.atom {
        Atom::Start => return if start == 0 { matched(rest, letters, start) } else { None },
        Atom::End => {
            return if start == letters.len() { matched(rest, letters, start) } else { None };
        }
        Atom::Any | Atom::Letter(_) | Atom::Set { .. } => {}
    }
    let mut count = 0;
    while count < piece.most && letters.get(start + count).is_some_and(|it| fits(&piece.atom, *it))
    {
        count += 1;
    }
    loop {
        if count < piece.least {
            return None;
        }
        if let Some(end) = matched(rest, letters, start + count) {
            return Some(end);
        }
        if count == 0 {
            return None;
        }
        count -= 1;
    }
}

fn fits(atom: &Atom, letter: char) -> bool {
    match atom {
        Atom::Any => true,
        Atom::Letter(wanted) => *wanted == letter,
        Atom::Set { letters, inverted } => {
            letters.iter().any(|(first, last)| (*first..=*last).contains(&letter)) != *inverted
        }
        Atom::Start | Atom::End => false,
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
        ] {
            assert_eq!(Pattern::new(pattern, false).is_in(line), wanted, "{pattern}");
        }
    }

    #[test]
    fn sed_replaces_and_grep_counts() {
        let mut files = Files::from([("a".to_owned(), "port: 8080\nport: 8080\n".to_owned())]);
        let words = |text: &str| -> Vec<String> { text.split(' ').map(str::to_owned).collect() };
        run(&mut files, "sed", &words("-i s/8080/9090/ a"), "");
        assert_eq!(files.get("a").map(String::as_str), Some("port: 9090\nport: 9090\n"));
        let out = run(&mut files, "grep", &words("-c 9090 a"), "").unwrap_or_default();
        assert_eq!(out.stdout, "2\n");
    }
}
