//! Small programs that work on texts and files: `cat`, `grep`, `sed`, ...
//! as far as learners type them around kubectl.

use std::collections::BTreeMap;

use super::pattern::Pattern;
use crate::output::Output;
use crate::stdin::Stdin;

type Files = BTreeMap<String, String>;

/// The file that stands for an empty folder.
pub const FOLDER_MARK: &str = ".keep";

/// Runs a program; nothing where this is none of them.
pub fn run(files: &mut Files, name: &str, words: &[String], stdin: &Stdin) -> Option<Output> {
    Some(match name {
        "cat" | "less" | "more" => cat(files, words, stdin),
        "echo" => echo(words),
        "true" | ":" => Output::default(),
        "false" => Output { exit: 1, ..Output::default() },
        "cp" | "mv" => copied(files, name, words),
        "rm" => rm(files, words),
        "ls" => ls(files, words),
        "mkdir" => {
            for folder in words.iter().filter(|it| !it.starts_with('-')) {
                let folder = folder.trim_end_matches('/');
                files.insert(format!("{folder}/{FOLDER_MARK}"), String::new());
            }
            Output::default()
        }
        "grep" => grep(files, words, stdin),
        "sed" => super::sed::run(files, words, stdin),
        "head" => head(files, words, stdin, true),
        "tail" => head(files, words, stdin, false),
        "wc" => wc(files, words, stdin),
        "sort" => sort(files, words, stdin),
        "tac" => match input(files, &words.iter().collect::<Vec<_>>(), stdin, "tac") {
            Ok(text) => Output::print(joined(text.lines().rev().map(str::to_owned))),
            Err(error) => Output::fail(error),
        },
        "touch" => {
            for file in words.iter().filter(|it| !it.starts_with('-')) {
                files.entry(file.clone()).or_default();
            }
            Output::default()
        }
        "test" | "[" | "[[" => super::test::run(files, name, words),
        "awk" | "cut" | "tr" | "seq" | "printf" => super::columns::run(name, words, stdin),
        "uniq" => uniq(words, stdin),
        "tee" => {
            for file in words.iter().filter(|it| !it.starts_with('-')) {
                files.insert(file.clone(), stdin.all().to_owned());
            }
            Output::print(stdin.all())
        }
        "clear" => Output::default(),
        "pwd" => Output::print("/home/learner\n"),
        _ => return None,
    })
}

fn sort(files: &Files, words: &[String], stdin: &Stdin) -> Output {
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

pub(super) fn read(files: &Files, name: &str, program: &str) -> Result<String, String> {
    files
        .get(name)
        .or_else(|| files.get(name.trim_start_matches("./")))
        .cloned()
        .ok_or_else(|| format!("{program}: {name}: No such file or directory"))
}

/// The texts of the named files, or standard input where none is named.
pub(super) fn input(
    files: &Files,
    names: &[&String],
    stdin: &Stdin,
    program: &str,
) -> Result<String, String> {
    if names.is_empty() {
        return Ok(stdin.all().to_owned());
    }
    names
        .iter()
        .map(|it| if *it == "-" { Ok(stdin.all().to_owned()) } else { read(files, it, program) })
        .collect()
}

fn cat(files: &Files, words: &[String], stdin: &Stdin) -> Output {
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

/// `cp FILE... TARGET`, `mv FILE... TARGET`; several go into a folder.
fn copied(files: &mut Files, program: &str, words: &[String]) -> Output {
    let names: Vec<&String> = words.iter().filter(|it| !it.starts_with('-')).collect();
    let Some((target, sources)) = names.split_last().filter(|(_, rest)| !rest.is_empty()) else {
        return Output::fail(match names.first() {
            Some(only) => format!("{program}: missing destination file operand after '{only}'"),
            None => format!("{program}: missing file operand"),
        });
    };
    let folder = format!("{}/", target.trim_end_matches('/'));
    let into = matches!(folder.as_str(), "./") || files.keys().any(|it| it.starts_with(&folder));
    if sources.len() > 1 && !into {
        return Output::fail(format!("{program}: target '{target}': No such file or directory"));
    }
    let mut out = Output::default();
    for source in sources {
        let plain = source.trim_start_matches("./");
        let Some(text) = files.get(plain).cloned() else {
            out.error(format!("{program}: cannot stat '{source}': No such file or directory"));
            continue;
        };
        let base = plain.rsplit('/').next().unwrap_or(plain);
        let name = if into { format!("{folder}{base}") } else { (*target).clone() };
        let name = name.trim_start_matches("./").to_owned();
        if program == "mv" {
            files.remove(plain);
        }
        files.insert(name, text);
    }
    out
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

/// Files that are named come first, then what is in a named folder, or here.
fn ls(files: &Files, words: &[String]) -> Output {
    let mut out = Output::default();
    let mut folders = Vec::new();
    let mut any = false;
    for word in words.iter().filter(|it| !it.starts_with('-')) {
        any = true;
        let plain = word.trim_start_matches("./").trim_end_matches('/');
        let folder = if plain.is_empty() { String::new() } else { format!("{plain}/") };
        if files.contains_key(plain) {
            out.line(word);
        } else if plain.is_empty() || files.keys().any(|it| it.starts_with(&folder)) {
            folders.push(folder);
        } else {
            out.complain(format!("ls: cannot access '{word}': No such file or directory"));
            out.exit = 2;
        }
    }
    if !any {
        folders.push(String::new());
    }
    for folder in folders {
        let mut names: Vec<String> = files
            .keys()
            .filter_map(|it| it.strip_prefix(folder.as_str()))
            .map(|it| it.split('/').next().unwrap_or(it).to_owned())
            .filter(|it| !it.starts_with('.'))
            .collect();
        names.dedup();
        out.stdout.push_str(&joined(names.into_iter()));
    }
    out
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

/// What means more than itself in an extended expression.
const SIGNS: &str = "\\^$.|?*+()[]{}";

fn grep(files: &Files, words: &[String], stdin: &Stdin) -> Output {
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
    let extended = flags.contains(['E', 'P']);
    let fixed = flags.contains('F');
    let literal: String = pattern
        .chars()
        .flat_map(|it| SIGNS.contains(it).then_some('\\').into_iter().chain([it]))
        .collect();
    let mut wanted = if fixed { literal } else { (*pattern).clone() };
    if flags.contains('w') {
        wanted = if extended || fixed {
            format!("\\b({wanted})\\b")
        } else {
            format!("\\b\\({wanted}\\)\\b")
        };
    }
    if flags.contains('x') {
        wanted =
            if extended || fixed { format!("^({wanted})$") } else { format!("^\\({wanted}\\)$") };
    }
    let pattern = Pattern::new(&wanted, flags.contains('i'), extended || fixed);
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

fn head(files: &Files, words: &[String], stdin: &Stdin, from_start: bool) -> Output {
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

fn wc(files: &Files, words: &[String], stdin: &Stdin) -> Output {
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

fn uniq(words: &[String], stdin: &Stdin) -> Output {
    let mut groups: Vec<(&str, usize)> = Vec::new();
    for line in stdin.all().lines() {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sed_replaces_and_grep_counts() {
        let mut files = Files::from([("a".to_owned(), "port: 8080\nport: 8080\n".to_owned())]);
        let words = |text: &str| -> Vec<String> { text.split(' ').map(str::to_owned).collect() };
        run(&mut files, "sed", &words("-i s/8080/9090/ a"), &Stdin::default());
        assert_eq!(files.get("a").map(String::as_str), Some("port: 9090\nport: 9090\n"));
        let out =
            run(&mut files, "grep", &words("-c 9090 a"), &Stdin::default()).unwrap_or_default();
        assert_eq!(out.stdout, "2\n");
    }
}
