//! `awk`, `cut`, `tr`, `seq`, `printf`, in the forms in which learners take a
//! column out of a table. What else they can do is refused plainly.

use crate::output::Output;

/// Most numbers of `seq`.
const MAX_NUMBERS: usize = 1000;

/// Runs one of the programs.
pub fn run(name: &str, words: &[String], stdin: &str) -> Output {
    let done = match name {
        "awk" => awk(words, stdin),
        "cut" => cut(words, stdin),
        "tr" => tr(words, stdin),
        "seq" => seq(words),
        _ => printf(words),
    };
    done.map_or_else(
        || {
            Output::fail(match name {
                "awk" => "service-lab: awk is simulated as awk [-F X] '[NR==N|NR>N|/TEXT/] {print $N, ...}' only",
                "cut" => "service-lab: cut is simulated as cut -d X -f N[,N...] only",
                "tr" => "service-lab: tr is simulated as tr [-d] SET [SET] only",
                "seq" => "service-lab: seq is simulated as seq [FIRST] LAST, at most 1000 numbers",
                _ => "service-lab: printf is simulated with %s, %d and %% only",
            })
        },
        Output::print,
    )
}

/// Backslash letters as `echo -e` and `printf` read them.
pub fn unescaped(text: &str) -> String {
    let mut out = String::new();
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        match (letter, letter == '\\') {
            (_, true) => match letters.next() {
                Some('n') => out.push('\n'),
                Some('t') => out.push('\t'),
                Some(other) if other == '\\' || other == '"' => out.push(other),
                Some(other) => out.extend(['\\', other]),
                None => out.push('\\'),
            },
            _ => out.push(letter),
        }
    }
    out
}

/// The value of a flag that may stand joined to it, and the other words.
fn flag<'w>(words: &'w [String], name: &str) -> (Option<&'w str>, Vec<&'w str>) {
    let mut value = None;
    let mut others = Vec::new();
    let mut rest = words.iter();
    while let Some(word) = rest.next() {
        match word.strip_prefix(name) {
            Some("") => value = rest.next().map(String::as_str),
            Some(joined) => value = Some(joined),
            None => others.push(word.as_str()),
        }
    }
    (value, others)
}

fn awk(words: &[String], stdin: &str) -> Option<String> {
    let (separator, others) = flag(words, "-F");
    let [program] = others.as_slice() else { return None };
    let (pattern, action) = program.split_once('{')?;
    let items = action.trim().strip_suffix('}')?.trim().strip_prefix("print")?;
    let pattern = pattern.trim();
    let mut out = String::new();
    for (place, line) in stdin.lines().enumerate() {
        let number = place + 1;
        let wanted = match pattern {
            "" => true,
            _ if pattern.starts_with("NR==") => number == pattern.get(4..)?.parse().ok()?,
            _ if pattern.starts_with("NR>") => number > pattern.get(3..)?.parse().ok()?,
            _ => line.contains(pattern.strip_prefix('/')?.strip_suffix('/')?),
        };
        if !wanted {
            continue;
        }
        let fields: Vec<&str> = match separator {
            Some(separator) => line.split(separator).collect(),
            None => line.split_whitespace().collect(),
        };
        out.push_str(&printed(items, line, &fields)?);
        out.push('\n');
    }
    Some(out)
}

/// The items of an awk `print`: joined by blanks at commas, else as they are.
fn printed(items: &str, line: &str, fields: &[&str]) -> Option<String> {
    if items.trim().is_empty() {
        return Some(line.to_owned());
    }
    let mut out = String::new();
    let mut letters = items.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            ' ' => {}
            ',' => out.push(' '),
            '"' => {
                let text: String = letters.by_ref().take_while(|it| *it != '"').collect();
                out.push_str(&unescaped(&text));
            }
            '$' => {
                let mut name = String::new();
                while let Some(next) = letters.peek().filter(|it| it.is_ascii_alphanumeric()) {
                    name.push(*next);
                    letters.next();
                }
                match name.as_str() {
                    "0" => out.push_str(line),
                    "NF" => out.push_str(fields.last().unwrap_or(&"")),
                    number => {
                        let place = number.parse::<usize>().ok()?.checked_sub(1)?;
                        out.push_str(fields.get(place).unwrap_or(&""));
                    }
                }
            }
            _ => return None,
        }
    }
    Some(out)
}

fn cut(words: &[String], stdin: &str) -> Option<String> {
    let (separator, others) = flag(words, "-d");
    let others: Vec<String> = others.into_iter().map(str::to_owned).collect();
    let (wanted, others) = flag(&others, "-f");
    let wanted: Vec<usize> =
        wanted?.split(',').map(|it| it.parse().ok()).collect::<Option<Vec<_>>>()?;
    let separator = separator.unwrap_or("\t");
    if !others.is_empty() || separator.is_empty() {
        return None;
    }
    let mut out = String::new();
    for line in stdin.lines() {
        let fields: Vec<&str> = line.split(separator).collect();
        let kept: Vec<&str> = match fields.as_slice() {
            [only] => vec![only],
            _ => wanted.iter().filter_map(|it| fields.get(it.checked_sub(1)?).copied()).collect(),
        };
        out.push_str(&kept.join(separator));
        out.push('\n');
    }
    Some(out)
}

fn letters(set: &str) -> Vec<char> {
    let set: Vec<char> = unescaped(set).chars().collect();
    let mut all = Vec::new();
    let mut place = 0;
    while let Some(&letter) = set.get(place) {
        match (set.get(place + 1), set.get(place + 2)) {
            (Some('-'), Some(&last)) if letter <= last => {
                all.extend(letter..=last);
                place += 3;
            }
            _ => {
                all.push(letter);
                place += 1;
            }
        }
    }
    all
}

fn tr(words: &[String], stdin: &str) -> Option<String> {
    match words {
        [flag, set] if flag == "-d" => {
            let set = letters(set);
            Some(stdin.chars().filter(|it| !set.contains(it)).collect())
        }
        [from, to] if !from.starts_with('-') => {
            let (from, to) = (letters(from), letters(to));
            let last = *to.last()?;
            let changed = |it: char| match from.iter().position(|of| *of == it) {
                Some(place) => to.get(place).copied().unwrap_or(last),
                None => it,
            };
            Some(stdin.chars().map(changed).collect())
        }
        _ => None,
    }
}

fn seq(words: &[String]) -> Option<String> {
    let numbers: Vec<i64> = words.iter().map(|it| it.parse().ok()).collect::<Option<_>>()?;
    let (first, last) = match numbers.as_slice() {
        [last] => (1, *last),
        [first, last] => (*first, *last),
        _ => return None,
    };
    let count = usize::try_from(last.saturating_sub(first).saturating_add(1)).unwrap_or(0);
    (count <= MAX_NUMBERS).then(|| (first..=last).map(|it| format!("{it}\n")).collect())
}

fn printf(words: &[String]) -> Option<String> {
    let (format, rest) = words.split_first()?;
    let format = unescaped(format);
    let mut rest = rest.iter();
    let mut out = String::new();
    loop {
        let mut took = false;
        let mut letters = format.chars();
        while let Some(letter) = letters.next() {
            if letter != '%' {
                out.push(letter);
                continue;
            }
            match letters.next()? {
                '%' => out.push('%'),
                's' | 'd' => {
                    out.push_str(rest.next().map_or("", String::as_str));
                    took = true;
                }
                _ => return None,
            }
        }
        if !took || rest.len() == 0 {
            return Some(out);
        }
    }
}
