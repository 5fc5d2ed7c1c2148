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
const PROMPTS: [&str; 10] = [
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
];

/// How a program ended that has nothing to wait for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ended {
    pub exit_code: i64,
    /// What it has printed, line by line.
    pub printed: Vec<String>,
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
        ("hello-world", true) => Some(Ended::default()),
        (name, true) if PROMPTS.contains(&name) => (!typed_at).then(Ended::default),
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

fn program(words: &[&str], typed_at: bool) -> Option<Ended> {
    let (first, rest) = words.split_first()?;
    let plain = rest.iter().all(|it| !it.contains(['$', '`']));
    match (first.rsplit('/').next()?, rest) {
        ("true" | ":", _) => Some(Ended::default()),
        ("false", _) => Some(Ended { exit_code: 1, ..Ended::default() }),
        ("echo", _) if plain => {
            let said = rest.iter().copied().filter(|it| *it != "-n" && *it != "-e");
            let printed = vec![said.collect::<Vec<_>>().join(" ")];
            Some(Ended { printed, ..Ended::default() })
        }
        ("echo" | "printf", _) => Some(Ended::default()),
        ("date" | "id" | "pwd" | "uname" | "whoami" | "hostname" | "env" | "printenv", []) => {
            Some(Ended::default())
        }
        ("sh" | "bash" | "ash", []) => (!typed_at).then(Ended::default),
        ("sh" | "bash" | "ash", ["-c", text]) => script(text),
        _ => None,
    }
}

/// A script of such programs, one after the other. Whatever else stands in it
/// may wait for something.
fn script(text: &str) -> Option<Ended> {
    if text.contains(['|', '`', '(', '{', '<', '>', '\\']) || text.contains("$(") {
        return None;
    }
    let mut all = Ended::default();
    for chain in text.split([';', '\n']) {
        for command in chain.split("&&") {
            let words = words(command)?;
            if let ["exit", rest @ ..] = words.as_slice() {
                all.exit_code = match rest {
                    [] => all.exit_code,
                    [code] => code.parse().ok()?,
                    _ => return None,
                };
                return Some(all);
            }
            if words.is_empty() {
                continue;
            }
            let done = program(&words, false)?;
            all.printed.extend(done.printed);
            all.exit_code = done.exit_code;
            if done.exit_code != 0 {
                break;
            }
        }
    }
    Some(all)
}

/// The words of a simple command. `None`: it goes on in the background, sets
/// something, or its quotes hold blanks.
fn words(command: &str) -> Option<Vec<&str>> {
    if command.contains('&') {
        return None;
    }
    command.split_whitespace().map(unquoted).collect()
}

fn unquoted(word: &str) -> Option<&str> {
    let bare = ['"', '\''].into_iter().find_map(|it| word.strip_prefix(it)?.strip_suffix(it));
    let word = bare.unwrap_or(word);
    (!word.contains(['"', '\''])).then_some(word)
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
        for runs_on in ["nginx", "team/busybox", "curlimages/curl", "registry.example/python"] {
            assert_eq!(code(runs_on, &[], &[]), None, "{runs_on}");
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
            "echo \"a; exit 1\"",
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
        let ended = Ended { exit_code: 3, printed: vec!["ready now".to_owned()] };
        assert_eq!(ends_at_once(&said, false), Some(ended));
    }
}
