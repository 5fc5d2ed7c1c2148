//! `awk`, `cut`, `tr`, `seq`, `printf`, in the forms in which learners take a
//! column out of a table. What else they can do is refused plainly.

use super::pattern::Pattern;
use crate::output::Output;
use crate::stdin::Stdin;

/// Widest that `printf` pads to.
const MAX_WIDTH: usize = 200;
/// Most numbers of `seq`.
const MAX_NUMBERS: usize = 1000;

/// Runs one of the programs.
pub fn run(name: &str, words: &[String], stdin: &Stdin) -> Output {
    let done = match name {
        "awk" => awk(words, stdin.all()),
        "cut" => cut(words, stdin.all()),
        "tr" => tr(words, stdin.all()),
        "seq" => seq(words),
        _ => printf(words),
    };
    done.map_or_else(
        || {
            Output::fail(match name {
                "awk" => "service-lab: awk is simulated as awk [-F X] '[NR==N|NR>N|/RE/|$N==\"TEXT\"|END] {print $N, ...}' only",
                "cut" => "service-lab: cut is simulated as cut -d X -f LIST or -c LIST, with N, N-M, N- and -M in a list",
                "tr" => "service-lab: tr is simulated as tr [-d|-s] SET [SET] only",
                "seq" => "service-lab: seq is simulated as seq [FIRST] LAST, at most 1000 numbers",
                _ => "service-lab: printf is simulated with %s, %d (and a width) and %% only",
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
    let separator = separator.map(|it| match it {
        "\\t" => Pattern::new("\t", false, true),
        // One sign stands for itself, save a blank.
        it if it.chars().count() == 1 && !"\\^$.|?*+()[]{}".contains(it) => {
            Pattern::new(it, false, true)
        }
        it if it.chars().count() == 1 => Pattern::new(&format!("\\{it}"), false, true),
        it => Pattern::new(it, false, true),
    });
    let split = |line: &str| -> Vec<String> {
        let Some(separator) = &separator else {
            return line.split_whitespace().map(str::to_owned).collect();
        };
        let letters: Vec<char> = line.chars().collect();
        let (mut all, mut from) = (Vec::new(), 0);
        let text = |from: usize, to: usize| -> String {
            letters.get(from..to).unwrap_or_default().iter().collect()
        };
        while let Some((start, end)) = separator.first(line, from).and_then(|it| *it.first()?) {
            if end == start {
                break;
            }
            all.push(text(from, start));
            from = end;
        }
        all.push(text(from, letters.len()));
        all
    };
    if pattern == "END" {
        let line = stdin.lines().last().unwrap_or("");
        let number = stdin.lines().count();
        let fields = split(line);
        let fields: Vec<&str> = fields.iter().map(String::as_str).collect();
        return Some(format!("{}\n", printed(items, line, number, &fields)?));
    }
    for (place, line) in stdin.lines().enumerate() {
        let number = place + 1;
        let fields = split(line);
        let fields: Vec<&str> = fields.iter().map(String::as_str).collect();
        let wanted = match pattern {
            "" => true,
            _ if pattern.starts_with("NR==") => number == pattern.get(4..)?.parse().ok()?,
            _ if pattern.starts_with("NR>") => number > pattern.get(3..)?.parse().ok()?,
            _ if pattern.starts_with('$') => compares(pattern, &fields)?,
            _ => {
                let (wanted, text) = match pattern.strip_prefix('!') {
                    Some(rest) => (false, rest),
                    None => (true, pattern),
                };
                let text = text.strip_prefix('/')?.strip_suffix('/')?;
                Pattern::new(text, false, true).is_in(line) == wanted
            }
        };
        if !wanted {
            continue;
        }
        out.push_str(&printed(items, line, number, &fields)?);
        out.push('\n');
    }
    Some(out)
}

/// `$2=="NodePort"`, `$4>1`, `$1~/web/`: whether a line's field is so.
fn compares(pattern: &str, fields: &[&str]) -> Option<bool> {
    let end = pattern.get(1..)?.find(|it: char| !it.is_ascii_digit())? + 1;
    let place: usize = pattern.get(1..end)?.parse().ok()?;
    let field = fields.get(place.checked_sub(1)?).copied().unwrap_or("");
    let rest = pattern.get(end..)?.trim_start();
    let sign = ["==", "!=", ">=", "<=", "!~", "~", ">", "<"]
        .into_iter()
        .find(|it| rest.starts_with(it))?;
    let value = rest.get(sign.len()..)?.trim();
    if let "~" | "!~" = sign {
        let text = value.strip_prefix('/')?.strip_suffix('/')?;
        return Some(Pattern::new(text, false, true).is_in(field) == (sign == "~"));
    }
    let text = value.strip_prefix('"').and_then(|it| it.strip_suffix('"'));
    let order = match (text, value.parse::<i64>(), field.parse::<i64>()) {
        (Some(text), _, _) => field.cmp(text),
        (None, Ok(value), Ok(field)) => field.cmp(&value),
        (None, Ok(_), Err(_)) => field.cmp(value),
        (None, Err(_), _) => return None,
    };
    Some(match sign {
        "==" => order.is_eq(),
        "!=" => order.is_ne(),
        ">=" => order.is_ge(),
        "<=" => order.is_le(),
        ">" => order.is_gt(),
        _ => order.is_lt(),
    })
}

/// The items of an awk `print`: joined by blanks at commas, else as they are.
fn printed(items: &str, line: &str, number: usize, fields: &[&str]) -> Option<String> {
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
            'N' => match letters.next()? {
                'R' => out.push_str(&number.to_string()),
                'F' => out.push_str(&fields.len().to_string()),
                _ => return None,
            },
            _ => return None,
        }
    }
    Some(out)
}

/// `1,3-4,6-` as ranges from 1.
fn ranges(text: &str) -> Option<Vec<(usize, usize)>> {
    let range = |part: &str| match part.split_once('-') {
        None => part.parse().ok().map(|it| (it, it)),
        Some(("", last)) => Some((1, last.parse().ok()?)),
        Some((first, "")) => Some((first.parse().ok()?, usize::MAX)),
        Some((first, last)) => Some((first.parse().ok()?, last.parse().ok()?)),
    };
    text.split(',').map(range).collect()
}

fn cut(words: &[String], stdin: &str) -> Option<String> {
    let (separator, others) = flag(words, "-d");
    let others: Vec<String> = others.into_iter().map(str::to_owned).collect();
    let (letters, others) = flag(&others, "-c");
    let others: Vec<String> = others.into_iter().map(str::to_owned).collect();
    let (wanted, others) = flag(&others, "-f");
    let wanted = ranges(letters.or(wanted)?)?;
    let kept = |place: usize| wanted.iter().any(|(first, last)| (*first..=*last).contains(&place));
    if letters.is_some() && others.is_empty() {
        let cut = |line: &str| -> String {
            line.chars().enumerate().filter(|(at, _)| kept(at + 1)).map(|(_, it)| it).collect()
        };
        return Some(stdin.lines().map(|line| format!("{}\n", cut(line))).collect());
    }
    let separator = separator.unwrap_or("\t");
    if !others.is_empty() || separator.is_empty() {
        return None;
    }
    let mut out = String::new();
    for line in stdin.lines() {
        let fields: Vec<&str> = line.split(separator).collect();
        let kept: Vec<&str> = match fields.as_slice() {
            [only] => vec![only],
            _ => {
                let numbered = fields.iter().enumerate();
                numbered.filter(|(at, _)| kept(at + 1)).map(|(_, it)| *it).collect()
            }
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
        [flag, set] if flag == "-s" => {
            let set = letters(set);
            let mut last = None;
            let once = |it: &char| last.replace(*it) != Some(*it) || !set.contains(it);
            Some(stdin.chars().filter(once).collect())
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
    let words = match words.split_first() {
        Some((first, rest)) if first == "--" => rest,
        _ => words,
    };
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
            let mut width = String::new();
            let verb = loop {
                match letters.next()? {
                    sign if sign == '-' || sign.is_ascii_digit() => width.push(sign),
                    verb => break verb,
                }
            };
            match verb {
                '%' => out.push('%'),
                's' | 'd' => {
                    let missing = if verb == 'd' { "0" } else { "" };
                    let text = rest.next().map_or(missing, String::as_str);
                    let wide = width.trim_start_matches('-').parse().unwrap_or(0).min(MAX_WIDTH);
                    match width.starts_with('-') {
                        true => out.push_str(&format!("{text:<wide$}")),
                        false => out.push_str(&format!("{text:>wide$}")),
                    }
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
