//! The options of curl, and single letters as getopt reads them.

use std::slice::Iter;

/// Letters of curl that want a value.
const WITH_VALUE: &str = "AbcCdDeEFHKmoPQrtTuUwxXyYz";

/// Long options of curl that want a value and change nothing here.
const IGNORED: [&str; 14] = [
    "--request",
    "--data",
    "--data-raw",
    "--data-binary",
    "--json",
    "--retry",
    "--retry-delay",
    "--retry-max-time",
    "--user-agent",
    "--user",
    "--cacert",
    "--interface",
    "--proxy",
    "--form",
];

/// What a command line asks of curl.
#[derive(Default)]
pub struct Curl {
    /// The URLs, in their order.
    pub targets: Vec<String>,
    /// `--max-time`.
    pub limit_ms: Option<u64>,
    /// `--connect-timeout`.
    pub connect_ms: Option<u64>,
    pub silent: bool,
    pub show_error: bool,
    pub fail: bool,
    pub head: bool,
    pub include: bool,
    pub verbose: bool,
    /// Whether the answer goes to a file, for each URL that has an `--output`.
    pub discards: Vec<bool>,
    pub insecure: bool,
    pub follows: bool,
    pub write_out: Option<String>,
    pub host_header: Option<String>,
    /// `--resolve`.
    pub given: Vec<String>,
}

impl Curl {
    /// Reads the words; the error is what curl says of them.
    pub fn read(words: &[String]) -> Result<Self, String> {
        let mut asked = Self::default();
        let mut rest = words.iter();
        while let Some(word) = rest.next() {
            if let Some(long) = word.strip_prefix("--") {
                match letter_of(long) {
                    Some(letter) if WITH_VALUE.contains(letter) => {
                        asked.set(letter, rest.next().map(String::as_str));
                    }
                    Some(letter) => asked.set(letter, None),
                    None if long == "connect-timeout" => {
                        asked.connect_ms = rest.next().and_then(|it| milliseconds(it));
                    }
                    None if long == "resolve" => asked.given.extend(rest.next().cloned()),
                    None if IGNORED.contains(&word.as_str()) => drop(rest.next()),
                    None => {}
                }
            } else if word.len() > 1 && word.starts_with('-') {
                for (letter, value) in letters(word, WITH_VALUE, &mut rest) {
                    asked.set(letter, value);
                }
            } else {
                asked.targets.push(word.clone());
            }
        }
        if asked.targets.is_empty() {
            return Err("curl: (2) no URL specified".to_owned());
        }
        Ok(asked)
    }

    fn set(&mut self, letter: char, value: Option<&str>) {
        match letter {
            'm' => self.limit_ms = value.and_then(milliseconds),
            'o' => self.discards.push(value.is_some_and(|it| it != "-")),
            'w' => self.write_out = value.map(str::to_owned),
            'H' => {
                if let Some((name, value)) = value.and_then(|it| it.split_once(':'))
                    && name.eq_ignore_ascii_case("host")
                {
                    self.host_header = Some(value.trim().to_owned());
                }
            }
            's' => self.silent = true,
            'S' => self.show_error = true,
            'f' => self.fail = true,
            'I' => self.head = true,
            'i' => self.include = true,
            'v' => self.verbose = true,
            'k' => self.insecure = true,
            'L' => self.follows = true,
            _ => {}
        }
    }
}

fn letter_of(long: &str) -> Option<char> {
    Some(match long {
        "max-time" => 'm',
        "output" => 'o',
        "write-out" => 'w',
        "header" => 'H',
        "silent" => 's',
        "show-error" => 'S',
        "fail" => 'f',
        "head" => 'I',
        "include" | "show-headers" => 'i',
        "verbose" => 'v',
        "insecure" => 'k',
        "location" => 'L',
        _ => return None,
    })
}

/// Seconds with decimals; 0 is no limit.
fn milliseconds(text: &str) -> Option<u64> {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let thousandths: String = part.chars().chain("000".chars()).take(3).collect();
    let whole: u64 = if whole.is_empty() { 0 } else { whole.parse().ok()? };
    let all = whole.checked_mul(1000)?.checked_add(thousandths.parse().ok()?)?;
    (all > 0).then_some(all)
}

/// The letters of one word of options, each with its value: one that wants a
/// value takes what is left of the word, else the next word.
pub fn letters<'w>(
    word: &'w str,
    with_value: &str,
    rest: &mut Iter<'w, String>,
) -> Vec<(char, Option<&'w str>)> {
    let mut found = Vec::new();
    let mut letters = word.trim_start_matches('-').chars();
    while let Some(letter) = letters.next() {
        if with_value.contains(letter) {
            let behind = letters.as_str();
            let value =
                if behind.is_empty() { rest.next().map(String::as_str) } else { Some(behind) };
            found.push((letter, value));
            break;
        }
        found.push((letter, None));
    }
    found
}
