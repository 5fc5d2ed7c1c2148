//! Words with what stands in for something carried out: variables, `$(...)`, `$((...))`, file patterns.

use super::{Leave, Left, Terminal};
use crate::cluster::Cluster;
use crate::glob;
use crate::output::Output;
use crate::syntax::{
    self, COMMAND_MARK, END_MARK, EXIT_MARK, GLOB_MARK, NUMBER_MARK, VARIABLE_MARK,
};

impl Terminal {
    /// A word with its marks carried out. What stands outside of quotes is
    /// split at blanks, and is no word at all where nothing is left of it.
    pub(super) fn expand(
        &mut self,
        cluster: &mut dyn Cluster,
        word: &str,
        stdin: &mut String,
        left: &mut Left,
        words: &mut Vec<String>,
        said: &mut Output,
    ) {
        let mut text = String::new();
        let mut keeps = false;
        let mut rest = word;
        let marks = [EXIT_MARK, VARIABLE_MARK, COMMAND_MARK, NUMBER_MARK, GLOB_MARK];
        let (first, mut pattern) = (words.len(), false);
        while let Some(place) = rest.find(marks) {
            let (plain, marked) = rest.split_at(place);
            text.push_str(plain);
            keeps |= !plain.is_empty();
            let mut letters = marked.chars();
            let mark = letters.next().unwrap_or(EXIT_MARK);
            if mark == GLOB_MARK {
                pattern = true;
                rest = letters.as_str();
                continue;
            }
            if mark == EXIT_MARK {
                text.push_str(&self.last_exit.to_string());
                rest = letters.as_str();
                continue;
            }
            let quoted = letters.next() == Some('q');
            let (inner, after) =
                letters.as_str().split_once(END_MARK).unwrap_or((letters.as_str(), ""));
            rest = after;
            let value = match mark {
                VARIABLE_MARK => self.variables.get(inner).cloned().unwrap_or_default(),
                NUMBER_MARK => {
                    let of = |name: &str| {
                        self.variables.get(name).and_then(|it| it.parse().ok()).unwrap_or(0)
                    };
                    match crate::number::reckon(inner, &of) {
                        Ok(number) => number.to_string(),
                        Err(why) => {
                            said.error(format!("bash: {why}"));
                            left.leaving = Some(Leave::Line);
                            String::new()
                        }
                    }
                }
                _ => self.substitute(cluster, inner, stdin, left, said),
            };
            if quoted {
                keeps = true;
                text.push_str(&value);
                continue;
            }
            let mut parts = value.split_whitespace();
            let starts_blank = value.starts_with(char::is_whitespace);
            if starts_blank && !text.is_empty() {
                words.push(std::mem::take(&mut text));
            }
            if let Some(first) = parts.next() {
                text.push_str(first);
            }
            for part in parts {
                words.push(std::mem::take(&mut text));
                text.push_str(part);
            }
            if value.ends_with(char::is_whitespace) && !text.is_empty() {
                words.push(std::mem::take(&mut text));
            }
        }
        if !text.is_empty() || !rest.is_empty() || keeps || word.is_empty() {
            text.push_str(rest);
            words.push(text);
        }
        // A pattern that matches no file stays as it is.
        if pattern && words.len() == first + 1 {
            let found = words.last().map(|it| glob::matching(&self.files, it)).unwrap_or_default();
            if !found.is_empty() {
                words.truncate(first);
                words.extend(found);
            }
        }
    }

    /// What a command prints, for `$(...)`.
    pub(super) fn substitute(
        &mut self,
        cluster: &mut dyn Cluster,
        text: &str,
        stdin: &mut String,
        left: &mut Left,
        said: &mut Output,
    ) -> String {
        if left.depth == 0 {
            said.error("service-lab: $(...) stands too deep in others");
            return String::new();
        }
        left.depth -= 1;
        let ran = match syntax::parse(text) {
            Ok(list) => self.list(cluster, &list, stdin, left),
            Err(error) => Output::fail(error.words()),
        };
        left.depth += 1;
        left.leaving = left.leaving.filter(|it| *it != Leave::Line);
        said.stderr.push_str(&ran.stderr);
        said.exit = ran.exit;
        ran.stdout.trim_end_matches('\n').to_owned()
    }
}
