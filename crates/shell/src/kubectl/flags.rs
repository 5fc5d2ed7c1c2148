//! Flags of kubectl's commands. Models github.com/spf13/pflag as cobra uses
//! it: flags and arguments may stand in any order, short flags may be joined.

use crate::duration;

/// What a flag takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    /// Nothing: `--watch`, `--watch=false`.
    Bool,
    /// A text.
    Text,
    /// A whole number.
    Int,
    /// A whole number of 32 bits.
    Int32,
    /// A duration: `30s`, `1m30s`.
    Duration,
    /// A text that may be left out: `--dry-run`, `--dry-run=client`.
    Optional(&'static str),
}

/// A flag of a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Flag {
    /// Long name.
    pub name: &'static str,
    /// Letter of its short form.
    pub short: Option<char>,
    /// What it takes.
    pub takes: Takes,
}

/// A flag without a short form.
pub const fn long(name: &'static str, takes: Takes) -> Flag {
    Flag { name, short: None, takes }
}

/// A flag with a short form.
pub const fn short(name: &'static str, letter: char, takes: Takes) -> Flag {
    Flag { name, short: Some(letter), takes }
}

/// Flags that every command takes.
pub const GLOBAL: &[Flag] = &[
    short("namespace", 'n', Takes::Text),
    long("context", Takes::Text),
    long("cluster", Takes::Text),
    long("user", Takes::Text),
    long("kubeconfig", Takes::Text),
    long("request-timeout", Takes::Text),
    short("server", 's', Takes::Text),
    long("token", Takes::Text),
    long("as", Takes::Text),
    long("as-group", Takes::Text),
    long("as-uid", Takes::Text),
    long("cache-dir", Takes::Text),
    long("certificate-authority", Takes::Text),
    long("client-certificate", Takes::Text),
    long("client-key", Takes::Text),
    long("tls-server-name", Takes::Text),
    long("insecure-skip-tls-verify", Takes::Bool),
    long("disable-compression", Takes::Bool),
    long("match-server-version", Takes::Bool),
    long("warnings-as-errors", Takes::Bool),
    long("profile", Takes::Text),
    long("profile-output", Takes::Text),
    long("kuberc", Takes::Text),
    long("log-flush-frequency", Takes::Text),
    long("vmodule", Takes::Text),
    short("v", 'v', Takes::Int),
    short("help", 'h', Takes::Bool),
];

/// A command's words, sorted into flags and arguments.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Args {
    /// Arguments in order, those after `--` included.
    pub words: Vec<String>,
    /// How many of the words stand before `--`, where there is one.
    pub dash: Option<usize>,
    flags: Vec<(&'static str, String)>,
}

impl Args {
    /// Sorts the words of a command.
    ///
    /// # Errors
    /// pflag's words, without the `error: ` before them.
    pub fn parse(words: &[String], known: &[&[Flag]]) -> Result<Self, String> {
        let mut args = Self::default();
        let mut rest = words.iter();
        while let Some(word) = rest.next() {
            if word == "--" {
                args.dash = Some(args.words.len());
                args.words.extend(rest.cloned());
                break;
            }
            if let Some(body) = word.strip_prefix("--") {
                args.long(body, known, &mut rest)?;
            } else if word.len() > 1 && word.starts_with('-') {
                args.short(word, known, &mut rest)?;
            } else {
                args.words.push(word.clone());
            }
        }
        Ok(args)
    }

    fn long<'w>(
        &mut self,
        body: &str,
        known: &[&[Flag]],
        rest: &mut impl Iterator<Item = &'w String>,
    ) -> Result<(), String> {
        let (name, value) = match body.split_once('=') {
            Some((name, value)) => (name, Some(value.to_owned())),
            None => (body, None),
        };
        if name.is_empty() || name.starts_with('-') {
            return Err(format!("bad flag syntax: --{body}"));
        }
        let flag = find(known, |flag| flag.name == name)
            .ok_or_else(|| format!("unknown flag: --{name}"))?;
        let value = match (value, flag.takes) {
            (Some(value), _) => value,
            (None, Takes::Bool) => "true".to_owned(),
            (None, Takes::Optional(value)) => value.to_owned(),
            (None, Takes::Text | Takes::Int | Takes::Int32 | Takes::Duration) => {
                rest.next().cloned().ok_or_else(|| format!("flag needs an argument: --{name}"))?
            }
        };
        self.set(flag, value)
    }

    fn short<'w>(
        &mut self,
        word: &str,
        known: &[&[Flag]],
        rest: &mut impl Iterator<Item = &'w String>,
    ) -> Result<(), String> {
        let letters = word.get(1..).unwrap_or("");
        for (place, letter) in letters.char_indices() {
            let group = letters.get(place..).unwrap_or("");
            let flag = find(known, |flag| flag.short == Some(letter))
                .ok_or_else(|| format!("unknown shorthand flag: '{letter}' in -{group}"))?;
            let after = letters.get(place + letter.len_utf8()..).unwrap_or("");
            // Alone, it is the value itself.
            if let Some(value) = after.strip_prefix('=').filter(|it| !it.is_empty()) {
                return self.set(flag, value.to_owned());
            }
            match flag.takes {
                Takes::Bool => self.set(flag, "true".to_owned())?,
                Takes::Optional(value) => self.set(flag, value.to_owned())?,
                _ if !after.is_empty() => {
                    return self.set(flag, after.to_owned());
                }
                Takes::Text | Takes::Int | Takes::Int32 | Takes::Duration => {
                    let value = rest
                        .next()
                        .cloned()
                        .ok_or_else(|| format!("flag needs an argument: '{letter}' in -{group}"))?;
                    return self.set(flag, value);
                }
            }
        }
        Ok(())
    }

    fn set(&mut self, flag: &Flag, value: String) -> Result<(), String> {
        let label = match flag.short {
            Some(letter) => format!("-{letter}, --{}", flag.name),
            None => format!("--{}", flag.name),
        };
        let wrong = |parser: &str, why: &str| {
            Err(format!(
                "invalid argument \"{value}\" for \"{label}\" flag: strconv.{parser}: parsing \"{value}\": {why}"
            ))
        };
        match flag.takes {
            Takes::Bool if parse_bool(&value).is_none() => {
                return wrong("ParseBool", "invalid syntax");
            }
            Takes::Duration => {
                if let Err(problem) = duration::parse_ms(&value) {
                    return Err(format!(
                        "invalid argument \"{value}\" for \"{label}\" flag: time: {problem} \"{value}\""
                    ));
                }
            }
            Takes::Int | Takes::Int32 => {
                let fits = |it: &i64| flag.takes == Takes::Int || i32::try_from(*it).is_ok();
                match go_integer(&value) {
                    Some(number) if fits(&number) => {
                        self.flags.push((flag.name, number.to_string()));
                        return Ok(());
                    }
                    Some(_) => return wrong("ParseInt", "value out of range"),
                    // What begins with 0 is of another base, and 9 is no digit of that.
                    None if value.starts_with('0') => return wrong("ParseInt", "invalid syntax"),
                    None => return wrong("ParseInt", number_problem(&value)),
                }
            }
            _ => {}
        }
        self.flags.push((flag.name, value));
        Ok(())
    }

    /// Gives a flag another value.
    pub fn put(&mut self, name: &'static str, value: String) {
        self.flags.push((name, value));
    }

    /// The last value given to a flag.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.flags.iter().rev().find(|(it, _)| *it == name).map(|(_, value)| value.as_str())
    }

    /// Every value given to a flag, in order; commas separate values too, and an empty text has
    /// none. Models pflag's stringSlice.
    pub fn all(&self, name: &str) -> Vec<&str> {
        let given = self.each(name).into_iter().filter(|it| !it.is_empty());
        given.flat_map(|value| value.split(',')).collect()
    }

    /// Every value given to a flag, in order, as it was typed.
    pub fn each(&self, name: &str) -> Vec<&str> {
        self.flags.iter().filter(|(it, _)| *it == name).map(|(_, value)| value.as_str()).collect()
    }

    /// Whether a boolean flag is on.
    pub fn on(&self, name: &str) -> bool {
        self.get(name).and_then(parse_bool).unwrap_or(false)
    }

    /// Whether `-f` or `-k` names what the command is about. Models IsFilenameSliceEmpty.
    pub fn reads_files(&self) -> bool {
        self.get("filename").is_some() || self.get("kustomize").is_some_and(|it| !it.is_empty())
    }

    /// A number given to a flag.
    pub fn number(&self, name: &str) -> Option<i64> {
        self.get(name)?.parse().ok()
    }
}

/// A whole number as a flag takes it: `0x3`, `0b11`, `017` and `1_000` are numbers too. Models
/// strconv.ParseInt with base 0.
fn go_integer(text: &str) -> Option<i64> {
    if let Ok(number) = text.parse()
        && !text.trim_start_matches(['-', '+']).starts_with('0')
    {
        return Some(number);
    }
    let (sign, digits) = match text.strip_prefix(['-', '+']) {
        Some(digits) => (if text.starts_with('-') { "-" } else { "" }, digits),
        None => ("", text),
    };
    let lower = digits.to_ascii_lowercase();
    let (radix, body) = [("0x", 16), ("0b", 2), ("0o", 8), ("0", 8)]
        .into_iter()
        .find_map(|(start, radix)| Some((radix, lower.strip_prefix(start)?)))
        .unwrap_or((10, &lower));
    // A line stands between digits, or behind what tells the base.
    let parts = body.strip_prefix('_').filter(|_| radix != 10).unwrap_or(body);
    if radix == 8 && lower == "0" {
        return Some(0);
    }
    if parts.is_empty() || parts.split('_').any(str::is_empty) || parts.starts_with(['-', '+']) {
        return None;
    }
    i64::from_str_radix(&format!("{sign}{}", parts.replace('_', "")), radix).ok()
}

/// Why Go's strconv refuses a number.
pub fn number_problem(text: &str) -> &'static str {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    if !digits.is_empty() && digits.chars().all(|it| it.is_ascii_digit()) {
        "value out of range"
    } else {
        "invalid syntax"
    }
}

/// A port number as `strconv.ParseUint(text, 10, 16)` reads it: without a sign.
pub fn port_number(text: &str) -> Result<u16, String> {
    let signed = text.starts_with(['-', '+']);
    text.parse::<u16>().ok().filter(|_| !signed).ok_or_else(|| {
        let why = if signed { "invalid syntax" } else { number_problem(text) };
        format!("strconv.ParseUint: parsing \"{text}\": {why}")
    })
}

fn find<'k>(known: &[&'k [Flag]], wanted: impl Fn(&Flag) -> bool) -> Option<&'k Flag> {
    known.iter().flat_map(|flags| flags.iter()).find(|flag| wanted(flag))
}

/// Models strconv.ParseBool.
pub(super) fn parse_bool(text: &str) -> Option<bool> {
    match text {
        "1" | "t" | "T" | "TRUE" | "true" | "True" => Some(true),
        "0" | "f" | "F" | "FALSE" | "false" | "False" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KNOWN: &[Flag] = &[
        short("output", 'o', Takes::Text),
        short("watch", 'w', Takes::Bool),
        short("replicas", 'r', Takes::Int),
        long("dry-run", Takes::Optional("unchanged")),
    ];

    fn parse(line: &str) -> Result<Args, String> {
        let words: Vec<String> = line.split(' ').map(str::to_owned).collect();
        Args::parse(&words, &[KNOWN, GLOBAL])
    }

    #[test]
    fn flags_and_arguments_mix() {
        let args = parse("svc -owide web -w --dry-run -n shop -- --x").expect("reads");
        assert_eq!(args.words, ["svc", "web", "--x"]);
        assert_eq!(args.dash, Some(2));
        assert_eq!((args.get("output"), args.on("watch")), (Some("wide"), true));
        assert_eq!((args.get("dry-run"), args.get("namespace")), (Some("unchanged"), Some("shop")));
    }

    #[test]
    fn wrong_flags_are_named_in_pflags_words() {
        for (line, wanted) in [
            ("--wide", "unknown flag: --wide"),
            ("-z", "unknown shorthand flag: 'z' in -z"),
            ("-o", "flag needs an argument: 'o' in -o"),
            (
                "--replicas=three",
                "invalid argument \"three\" for \"-r, --replicas\" flag: strconv.ParseInt: parsing \"three\": invalid syntax",
            ),
        ] {
            assert_eq!(parse(line), Err(wanted.to_owned()));
        }
    }
}
