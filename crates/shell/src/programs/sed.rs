//! `sed`: `s`, `d`, `p` and `q` with addresses, as learners cut and change
//! what kubectl prints. Models GNU sed; what else it knows is refused plainly.

use std::collections::BTreeMap;

use super::files::{input, read};
use super::pattern::Pattern;
use crate::output::Output;
use crate::stdin::Stdin;

enum Address {
    Line(usize),
    Last,
    Text(Pattern),
}

enum Deed {
    Replace { pattern: Pattern, with: String, nth: usize, all: bool, shown: bool },
    Delete,
    Print,
    Quit,
}

struct Command {
    from: Option<Address>,
    to: Option<Address>,
    inverted: bool,
    deed: Deed,
}

/// Runs `sed`.
pub fn run(files: &mut BTreeMap<String, String>, words: &[String], stdin: &Stdin) -> Output {
    let (mut in_place, mut quiet, mut extended) = (false, false, false);
    let mut scripts: Vec<String> = Vec::new();
    let mut names: Vec<&String> = Vec::new();
    let mut rest = words.iter();
    while let Some(word) = rest.next() {
        match word.as_str() {
            "-e" | "--expression" => scripts.extend(rest.next().cloned()),
            "--in-place" => in_place = true,
            "--quiet" | "--silent" => quiet = true,
            "--regexp-extended" => extended = true,
            _ if word.len() > 1 && word.starts_with('-') && !word.starts_with("--") => {
                for letter in word.chars().skip(1) {
                    match letter {
                        'i' => in_place = true,
                        'n' => quiet = true,
                        'E' | 'r' => extended = true,
                        _ => return refused(word),
                    }
                }
            }
            _ => names.push(word),
        }
    }
    if scripts.is_empty() {
        if names.is_empty() {
            return Output::fail(
                "Usage: sed [OPTION]... {script-only-if-no-other-script} [input-file]...",
            );
        }
        scripts.push(names.remove(0).clone());
    }
    let script = scripts.join("\n");
    let Some(commands) = parse(&script, extended) else {
        return refused(&script);
    };
    if in_place {
        for name in names {
            match read(files, name, "sed") {
                Ok(text) => {
                    files.insert(name.clone(), edit(&commands, quiet, &text));
                }
                Err(error) => return Output::fail(error),
            }
        }
        return Output::default();
    }
    match input(files, &names, stdin, "sed") {
        Ok(text) => Output::print(edit(&commands, quiet, &text)),
        Err(error) => Output::fail(error),
    }
}

fn refused(what: &str) -> Output {
    Output::fail(format!("service-lab: sed here knows s, d, p and q with addresses, not '{what}'"))
}

fn edit(commands: &[Command], quiet: bool, text: &str) -> String {
    let mut out = String::new();
    let lines: Vec<&str> = text.lines().collect();
    let mut within = vec![false; commands.len()];
    'lines: for (place, line) in lines.iter().enumerate() {
        let mut line = (*line).to_owned();
        let mut ends = false;
        for (command, within) in commands.iter().zip(&mut within) {
            let at = |address: &Address| match address {
                Address::Line(number) => place + 1 == *number,
                Address::Last => place + 1 == lines.len(),
                Address::Text(pattern) => pattern.is_in(&line),
            };
            let fits = match (&command.from, &command.to) {
                (None, _) => true,
                (Some(from), None) => at(from),
                (Some(_), Some(to)) if *within => {
                    let past = matches!(to, Address::Line(number) if place + 1 >= *number);
                    *within = !(past || at(to));
                    true
                }
                (Some(from), Some(to)) => {
                    let starts = at(from);
                    let past = matches!(to, Address::Line(number) if place + 1 >= *number);
                    *within = starts && !past;
                    starts
                }
            };
            if fits == command.inverted {
                continue;
            }
            match &command.deed {
                Deed::Delete => continue 'lines,
                Deed::Print => out.push_str(&format!("{line}\n")),
                Deed::Quit => {
                    ends = true;
                    break;
                }
                Deed::Replace { pattern, with, nth, all, shown } => {
                    if let Some(changed) = pattern.replace(&line, with, *nth, *all) {
                        line = changed;
                        if *shown {
                            out.push_str(&format!("{line}\n"));
                        }
                    }
                }
            }
        }
        if !quiet {
            out.push_str(&line);
            out.push('\n');
        }
        if ends {
            break;
        }
    }
    out
}

type Signs<'s> = std::iter::Peekable<std::str::Chars<'s>>;

fn parse(script: &str, extended: bool) -> Option<Vec<Command>> {
    let mut signs = script.chars().peekable();
    let mut commands = Vec::new();
    loop {
        while signs.next_if(|it| it.is_whitespace() || *it == ';').is_some() {}
        if signs.peek().is_none() {
            return Some(commands);
        }
        let from = address(&mut signs, extended)?;
        let to = match from.is_some() && signs.next_if_eq(&',').is_some() {
            true => Some(address(&mut signs, extended)??),
            false => None,
        };
        while signs.next_if_eq(&' ').is_some() {}
        let inverted = signs.next_if_eq(&'!').is_some();
        let deed = match signs.next()? {
            'd' => Deed::Delete,
            'p' => Deed::Print,
            'q' => Deed::Quit,
            's' => replacement(&mut signs, extended)?,
            _ => return None,
        };
        while signs.next_if_eq(&' ').is_some() {}
        if !matches!(signs.peek(), None | Some(';' | '\n')) {
            return None;
        }
        commands.push(Command { from, to, inverted, deed });
    }
}

/// An address, where one stands; nothing at all where it is no good.
fn address(signs: &mut Signs<'_>, extended: bool) -> Option<Option<Address>> {
    let Some(&first) = signs.peek() else { return Some(None) };
    match first {
        '$' => {
            signs.next();
            Some(Some(Address::Last))
        }
        '/' => {
            signs.next();
            let text = until(signs, '/')?;
            Some(Some(Address::Text(Pattern::new(&text, false, extended))))
        }
        _ if first.is_ascii_digit() => {
            let mut text = String::new();
            while let Some(digit) = signs.next_if(char::is_ascii_digit) {
                text.push(digit);
            }
            Some(Some(Address::Line(text.parse().ok()?)))
        }
        _ => Some(None),
    }
}

/// What stands before the next sign of this kind, itself taken away.
fn until(signs: &mut Signs<'_>, end: char) -> Option<String> {
    let mut text = String::new();
    loop {
        match signs.next()? {
            '\\' => {
                if let Some(sign) = signs.next_if_eq(&end) {
                    text.push(sign);
                } else {
                    text.push('\\');
                    text.extend(signs.next());
                }
            }
            sign if sign == end => return Some(text),
            sign => text.push(sign),
        }
    }
}

fn replacement(signs: &mut Signs<'_>, extended: bool) -> Option<Deed> {
    let between = signs.next()?;
    let old = until(signs, between)?;
    let with = until(signs, between)?;
    let (mut nth, mut all, mut shown, mut ignore_case) = (String::new(), false, false, false);
    while let Some(flag) = signs.next_if(|it| !matches!(it, ';' | '\n' | ' ')) {
        match flag {
            'g' => all = true,
            'p' => shown = true,
            'i' | 'I' => ignore_case = true,
            digit if digit.is_ascii_digit() => nth.push(digit),
            _ => return None,
        }
    }
    let nth = if nth.is_empty() { 1 } else { nth.parse().ok()? };
    Some(Deed::Replace {
        pattern: Pattern::new(&old, ignore_case, extended),
        with,
        nth,
        all,
        shown,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_learners_write_cuts_and_changes() {
        for (script, wanted) in [
            ("-n 2p", "b80\n"),
            ("1d", "b80\nc\n"),
            ("-n $p", "c\n"),
            ("2,3d", "a\n"),
            ("/b/,$d", "a\n"),
            ("/b/!d", "b80\n"),
            ("2q", "a\nb80\n"),
            (r"s/b\(.*\)/x\1/", "a\nx80\nc\n"),
            ("-E s/([0-9]+)/<\\1>/", "a\nb<80>\nc\n"),
            ("-n s/a/z/p", "z\n"),
            ("s#b#/#;s/c/d/", "a\n/80\nd\n"),
            (r"s/b/\//", "a\n/80\nc\n"),
            ("-n -e 1p -e 3p", "a\nc\n"),
        ] {
            let words: Vec<String> = script.split(' ').map(str::to_owned).collect();
            let got = run(&mut BTreeMap::new(), &words, &Stdin::of("a\nb80\nc\n"));
            assert_eq!(got.stdout, wanted, "{script} {}", got.stderr);
        }
    }
}
