//! Programs that end as soon as they have begun: a shell with nobody to type,
//! `echo`, `exit 1`. What nobody can tell from the manifest is taken to run on.
//!
//! Models what the official images' Dockerfiles start, and sh(1).

use super::images;
use crate::objects::Container;

/// Where official images come from; others of the same name may start anything.
const OFFICIAL: [&str; 4] = ["docker.io/", "library/", "registry.k8s.io/", "e2e-test-images/"];

/// Images whose own program is a shell or a prompt, which reads until its input
/// ends; their arguments replace it.
const PROMPTS: [&str; 14] = [
    "busybox",
    "alpine",
    "ubuntu",
    "debian",
    "fedora",
    "amazonlinux",
    "rockylinux",
    "bash",
    "python",
    "perl",
    "node",
    "ruby",
    "golang",
    "nicolaka/netshoot",
];

/// An image whose own program runs on, whatever its arguments: that of most lessons.
const RUNS_ON: &str = "registry.k8s.io/e2e-test-images/agnhost:";

/// Whether the program that an image starts by itself is known to run on, told without a look at the other images.
pub fn is_known_to_run_on(image: &str) -> bool {
    image.starts_with(RUNS_ON)
}

/// How a program ended that has nothing to wait for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ended {
    pub exit_code: i64,
    /// What it has printed.
    pub printed: String,
}

impl Ended {
    fn with(exit_code: i64) -> Option<Self> {
        Some(Self { exit_code, printed: String::new() })
    }
}

/// How a container's program ends as soon as it has begun; `None`: it runs on.
/// `typed_at`: it has an open input (`stdin` or `tty`), so a prompt waits.
pub fn ends_at_once(container: &Container, typed_at: bool) -> Option<Ended> {
    let words: Vec<&str> =
        container.command.iter().chain(&container.args).map(String::as_str).collect();
    if !container.command.is_empty() {
        return program(&words, typed_at);
    }
    match (official(&container.image), words.is_empty()) {
        ("hello-world", true) => Ended::with(0),
        (name, true) if PROMPTS.contains(&name) => prompt(typed_at),
        (name, false) if PROMPTS.contains(&name) => program(&words, typed_at),
        _ => None,
    }
}

/// The name of an official image, without registry and tag.
fn official(image: &str) -> &str {
    let mut name = images::without_tag(image);
    for before in OFFICIAL {
        name = name.strip_prefix(before).unwrap_or(name);
    }
    name
}

/// What reads its input to the end, of which there is none.
fn prompt(typed_at: bool) -> Option<Ended> {
    if typed_at { None } else { Ended::with(0) }
}

fn program(words: &[&str], typed_at: bool) -> Option<Ended> {
    let (first, rest) = words.split_first()?;
    match (first.rsplit('/').next()?, rest) {
        ("true", _) => Ended::with(0),
        ("false", _) => Ended::with(1),
        ("echo", _) => Some(Ended { exit_code: 0, printed: echoed(rest) }),
        ("printf" | "date" | "id" | "pwd" | "uname" | "whoami" | "hostname", _)
        | ("env" | "printenv", []) => Ended::with(0),
        ("sh" | "bash" | "ash" | "python" | "python3", []) => prompt(typed_at),
        ("sh" | "bash" | "ash", [flags, rest @ ..]) => {
            let letters = flags.strip_prefix('-').filter(|it| it.ends_with('c'))?;
            let known = letters.chars().all(|it| "celux".contains(it));
            let text = rest.iter().find(|it| **it != "--").filter(|_| known)?;
            script(text, letters.contains('e'), typed_at)
        }
        _ => None,
    }
}

/// What `echo` prints, where no variable stands in it.
fn echoed(words: &[&str]) -> String {
    if words.iter().any(|it| it.contains('$')) {
        return String::new();
    }
    let (end, words) = match words {
        ["-n", rest @ ..] => ("", rest),
        ["-e", rest @ ..] => ("\n", rest),
        _ => ("\n", words),
    };
    [&words.join(" "), end].concat()
}

/// A script of such programs, one after the other. Whatever else stands in it
/// may wait for something. `strict`: the first that fails ends it (`set -e`).
fn script(text: &str, mut strict: bool, typed_at: bool) -> Option<Ended> {
    let mut all = Ended::default();
    for chain in chains(text)? {
        for words in chain {
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            let words = words.strip_prefix(&["exec"]).unwrap_or(&words);
            let done = match words {
                [] => return None,
                ["exit"] => return Some(all),
                ["exit", code] => {
                    // A process has eight bits to say how it ended.
                    all.exit_code = i64::from(code.parse::<u32>().ok()? & 0xff);
                    return Some(all);
                }
                [":", ..] => Ended::with(0),
                ["set", "-e"] => {
                    strict = true;
                    Ended::with(0)
                }
                _ => program(words, typed_at),
            }?;
            all.printed.push_str(&done.printed);
            all.exit_code = done.exit_code;
            if done.exit_code != 0 {
                if strict {
                    return Some(all);
                }
                break;
            }
        }
    }
    Some(all)
}

/// The commands of a script in their words, those that `&&` joins together;
/// `None` where a shell would do more than run one after the other.
fn chains(text: &str) -> Option<Vec<Vec<Vec<String>>>> {
    let (mut all, mut chain, mut words) = (Vec::new(), Vec::new(), Vec::new());
    let mut word: Option<String> = None;
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\'' | '"' => {
                let quoted = word.get_or_insert_default();
                loop {
                    match letters.next()? {
                        it if it == letter => break,
                        '\\' | '`' if letter == '"' => return None,
                        '$' if letter == '"' && letters.peek() == Some(&'(') => return None,
                        it => quoted.push(it),
                    }
                }
            }
            '#' if word.is_none() => while letters.next_if(|it| *it != '\n').is_some() {},
            '$' if letters.peek() == Some(&'(') => return None,
            '|' | '`' | '(' | ')' | '{' | '}' | '<' | '>' | '\\' | '*' | '?' => return None,
            ' ' | '\t' | ';' | '\n' | '&' => {
                words.extend(word.take());
                if letter == '&' {
                    letters.next_if_eq(&'&')?;
                    chain.push(std::mem::take(&mut words));
                } else if letter == ';' || letter == '\n' {
                    chain.push(std::mem::take(&mut words));
                    all.push(std::mem::take(&mut chain));
                }
            }
            it => word.get_or_insert_default().push(it),
        }
    }
    words.extend(word);
    chain.push(words);
    all.push(chain);
    // Lines without a command; a command that is missing beside `&&` is an error.
    all.retain(|it| it.iter().any(|words| !words.is_empty()));
    Some(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn container(image: &str, command: &[&str], args: &[&str]) -> Container {
        let texts = |all: &[&str]| all.iter().map(|it| (*it).to_owned()).collect();
        Container {
            image: image.to_owned(),
            command: texts(command),
            args: texts(args),
            ..Container::default()
        }
    }

    fn code(image: &str, command: &[&str], args: &[&str]) -> Option<i64> {
        ends_at_once(&container(image, command, args), false).map(|it| it.exit_code)
    }

    #[test]
    fn a_shell_with_nobody_to_type_ends() {
        assert_eq!(code("busybox:1.36", &[], &[]), Some(0));
        assert_eq!(code("docker.io/library/alpine", &[], &[]), Some(0));
        assert_eq!(code("busybox", &["sh"], &[]), Some(0));
        assert_eq!(ends_at_once(&container("busybox", &[], &[]), true), None);
        let inner = container("busybox", &["sh", "-c", "echo welcome; sh"], &[]);
        assert_eq!(ends_at_once(&inner, true), None, "the inner shell has the same input");
        for runs_on in ["nginx", "team/busybox", "curlimages/curl", "registry.example/python"] {
            assert_eq!(code(runs_on, &[], &[]), None, "{runs_on}");
        }
    }

    #[test]
    fn what_is_known_to_run_on_never_ends() {
        let image = "registry.k8s.io/e2e-test-images/agnhost:2.53";
        assert!(is_known_to_run_on(image) && !is_known_to_run_on("busybox"));
        for args in [&[][..], &["netexec"], &["echo", "hi"], &["true"]] {
            assert_eq!(code(image, &[], args), None, "{args:?}");
        }
    }

    #[test]
    fn what_has_nothing_to_wait_for_ends() {
        assert_eq!(code("nginx", &["/bin/false"], &[]), Some(1));
        assert_eq!(code("busybox", &[], &["echo", "hi"]), Some(0));
        assert_eq!(code("nginx", &[], &["echo", "hi"]), None, "its own program decides");
        let script = |text: &str| code("busybox", &["sh", "-c"], &[text]);
        assert_eq!(script("exit 1"), Some(1));
        assert_eq!(script("echo starting; false && echo no; exit"), Some(1));
        assert_eq!(script("echo a\ntrue"), Some(0));
        for runs_on in [
            "sleep 3600",
            "echo a; sleep 5",
            "while true; do echo a; done",
            "nc -l 80 & exit 1",
            "exec nginx",
            "exit $CODE",
            "trap : TERM; exit",
            "FOO=1 exit",
        ] {
            assert_eq!(script(runs_on), None, "{runs_on}");
        }
    }

    #[test]
    fn what_it_has_printed_is_known() {
        let said = container("busybox", &["sh", "-c", "echo 'ready' now; exit 3"], &[]);
        let ended = Ended { exit_code: 3, printed: "ready now\n".to_owned() };
        assert_eq!(ends_at_once(&said, false), Some(ended));
    }
}
