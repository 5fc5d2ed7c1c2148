//! `test`, `[` and `[[`: comparisons of texts and numbers, and whether a file is
//! there. Models bash's builtin for up to four words.

use std::collections::BTreeMap;

use crate::output::Output;

/// Runs `test`, or `[` with its `]`; `[[` matches no patterns here.
pub fn run(files: &BTreeMap<String, String>, name: &str, words: &[String]) -> Output {
    let mut words: Vec<&str> = words.iter().map(String::as_str).collect();
    let end = match name {
        "[" => Some("]"),
        "[[" => Some("]]"),
        _ => None,
    };
    if let Some(end) = end
        && words.pop() != Some(end)
    {
        return wrong(name, &format!("missing `{end}'"));
    }
    match holds(files, &words) {
        Ok(true) => Output::default(),
        Ok(false) => Output { exit: 1, ..Output::default() },
        Err(why) => wrong(name, &why),
    }
}

fn wrong(name: &str, why: &str) -> Output {
    Output { stderr: format!("bash: {name}: {why}\n"), exit: 2, ..Output::default() }
}

fn holds(files: &BTreeMap<String, String>, words: &[&str]) -> Result<bool, String> {
    let turns = words.iter().take_while(|it| **it == "!").count();
    // Of three words and fewer a first `!` may be one that is compared.
    let turns = turns.min(words.len().saturating_sub(3));
    let held = compare(files, words.get(turns..).unwrap_or_default())?;
    Ok(held != (turns % 2 == 1))
}

/// What at most three words say; more are refused.
fn compare(files: &BTreeMap<String, String>, words: &[&str]) -> Result<bool, String> {
    let number = |text: &str| {
        text.trim().parse::<i64>().map_err(|_| format!("{text}: integer expression expected"))
    };
    Ok(match words {
        [] => false,
        ["!", rest @ ..] if words.len() < 3 => !compare(files, rest)?,
        [text] => !text.is_empty(),
        ["-n", text] => !text.is_empty(),
        ["-z", text] => text.is_empty(),
        ["-f" | "-e", file] => files.contains_key(*file),
        ["-s", file] => files.get(*file).is_some_and(|it| !it.is_empty()),
        ["-d", folder] => {
            let folder = format!("{}/", folder.trim_end_matches('/'));
            folder == "./" || files.keys().any(|it| it.starts_with(&folder))
        }
        [sign, _] => return Err(format!("{sign}: unary operator expected")),
        [left, "=" | "==", right] => left == right,
        [left, "!=", right] => left != right,
        [left, sign @ ("-eq" | "-ne" | "-lt" | "-le" | "-gt" | "-ge"), right] => {
            let (left, right) = (number(left)?, number(right)?);
            match *sign {
                "-eq" => left == right,
                "-ne" => left != right,
                "-lt" => left < right,
                "-le" => left <= right,
                "-gt" => left > right,
                _ => left >= right,
            }
        }
        ["!", text, more] => !compare(files, &[text, more])?,
        [_, sign, _] => return Err(format!("{sign}: binary operator expected")),
        _ => return Err("too many arguments".to_owned()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comparisons_hold_as_in_bash() {
        let files = BTreeMap::from([("a".to_owned(), String::new())]);
        for (line, exit) in [
            ("[ a = a ]", 0),
            ("[ a != a ]", 1),
            ("[ 2 -lt 10 ]", 0),
            ("[ ! a ]", 1),
            ("[ -f a ]", 0),
            ("[ -s a ]", 1),
            ("[ x -eq 1 ]", 2),
            ("[ a", 2),
            ("test -z a", 1),
            ("[[ a == a ]]", 0),
        ] {
            let mut words = line.split(' ').map(str::to_owned);
            let name = words.next().unwrap_or_default();
            let words: Vec<String> = words.collect();
            assert_eq!(run(&files, &name, &words).exit, exit, "{line}");
        }
    }
}
